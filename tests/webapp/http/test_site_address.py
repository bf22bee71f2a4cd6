"""Hosts, schemes and prefixes that no link should have are refused before anything is made."""

import pytest
from web_client import make_client

from webapp.http.site_address import is_accepted_host

PLAIN = "default-src 'none'; "


@pytest.mark.parametrize(
    "host", ["a..b", "a..b:80", "a" * 64 + ".b", ".", "é", "[::1", "x:99999", "a:b:c", ""]
)
@pytest.mark.parametrize("path", ["/", "/api/", "/healthz"])
def test_a_host_that_is_none_is_refused_with_all_headers(client, host, path):
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["Content-Security-Policy"].startswith(PLAIN)
    assert "host name is not accepted" in answer.text


def test_a_host_that_idna_does_not_take_is_none():
    assert not is_accepted_host("xn--a", ())
    assert is_accepted_host("xn--fiq228c.example:8000", ())


@pytest.mark.parametrize("trusted", ["zone.example", "Zone.Example,.City.Example"])
@pytest.mark.parametrize("host", ["zone.example", "ZONE.example", "Zone.Example:8000"])
@pytest.mark.slow
def test_host_names_are_compared_without_their_case(trusted, host):
    client = make_client(TRUSTED_HOSTS=trusted)
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 200
    assert "http://zone.example" in answer.text


@pytest.mark.parametrize(
    ("prefix", "status"),
    [
        *(("/maps", 200), ("/maps/", 200), ("/a/b.c", 200), ("/%E5%9C%B0", 200)),
        *(("//evil.example", 400), ("maps", 400), ("/a/../b", 400), ("/a//b", 400)),
        *(("/<script>", 400), ("/a?b", 400), ("/a#b", 400), ("/" + "a" * 300, 400)),
        *(("https://evil.example", 400), ("/\\evil.example", 400)),
    ],
)
@pytest.mark.slow
def test_a_proxys_prefix_is_a_path(prefix, status):
    client = make_client(PROXIES=1)
    answer = client.get("/areas", headers={"X-Forwarded-Prefix": prefix, "Accept": "text/html"})
    assert answer.status_code == status
    assert "evil" not in answer.text


@pytest.mark.parametrize(("scheme", "status"), [("https", 200), ("http", 200), ("javascript", 400)])
@pytest.mark.slow
def test_a_proxys_scheme_is_that_of_the_web(scheme, status):
    answer = make_client(PROXIES=1).get("/", headers={"X-Forwarded-Proto": scheme})
    assert answer.status_code == status


def test_a_refusal_is_a_problem_under_api_in_the_readers_language():
    client = make_client(PROXIES=1)
    headers = {"X-Forwarded-Proto": "ftp", "Accept-Language": "zh"}
    answer = client.get("/api/", headers=headers)
    assert answer.content_type == "application/problem+json"
    assert answer.get_json(force=True)["detail"].startswith("反向代理")
