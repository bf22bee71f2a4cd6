"""Trusted hosts, limits, and the headers of every answer."""

import io
import json

import pytest
from web_client import make_client
from werkzeug.test import EnvironBuilder, run_wsgi_app

from geo.zone import DEFAULT_PATH
from webapp import create_app

GEOJSON = "application/geo+json"
PATHS = ["/", "/areas", "/embed", "/healthz", "/nothing", "/areas?f=xml"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client, path):
    for headers in (client.get(path).headers for _ in range(2)):
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Server"] == "zonemap"
        assert {"Referrer-Policy", "Permissions-Policy"} <= {*headers.keys()}
        # It makes browsers start a second process before they paint; no page has a secret.
        assert "Cross-Origin-Opener-Policy" not in headers
        assert "Set-Cookie" not in headers


def test_only_trusted_hosts_are_answered():
    client = make_client(TRUSTED_HOSTS="zone.example,.city.example")
    hosts = ["zone.example", "map.city.example", "evil.example", "zone.example.evil.example"]
    for _ in range(2):
        answers = [client.get("/areas", headers={"Host": host}).status_code for host in hosts]
        assert answers == [200, 200, 400, 400]


def test_a_foreign_host_is_refused_with_problem_details_under_api():
    client = make_client(TRUSTED_HOSTS="zone.example")
    answer = client.get("/api/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert answer.get_json(force=True)["status"] == 400


@pytest.mark.parametrize("path", ["/", "/api/"])
def test_a_foreign_host_is_refused_in_the_readers_language(path):
    client = make_client(TRUSTED_HOSTS="zone.example")
    answer = client.get(path, headers={"Host": "evil.example", "Accept-Language": "zh"})
    assert "此处不接受该主机名；请使用本站的网址。" in answer.text
    assert "charset=utf-8" in answer.content_type or "json" in answer.content_type


@pytest.mark.parametrize("host", ["", "a b", "[::1", "a/b", "a:99999999", "a,b"])
@pytest.mark.parametrize("path", ["/", "/api/"])
def test_a_host_that_is_none_is_refused(client, path, host):
    assert client.get(path, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(("version", "status"), [("HTTP/1.0", 200), ("HTTP/1.1", 400)])
def test_only_http_1_0_may_leave_the_host_out(app, version, status):
    environ = EnvironBuilder("/healthz").get_environ() | {"SERVER_PROTOCOL": version}
    del environ["HTTP_HOST"]
    assert run_wsgi_app(app, environ)[1].startswith(str(status))


def test_hsts_is_sent_on_https_only():
    client = make_client(HSTS_SECONDS=31536000)
    assert "Strict-Transport-Security" not in client.get("/areas").headers
    secure = client.get("/areas", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_long_address_and_a_large_body_are_refused(client):
    assert client.get("/areas?" + "x" * 8001).status_code == 414
    app = create_app({"MAX_REQUEST_BYTES": 100, "RELOAD_SECONDS": 0})
    app.add_url_rule("/take", view_func=take, methods=["POST"])
    assert app.test_client().post("/take", data=b"x" * 101).status_code == 413
    assert app.test_client().post("/take", data=b"x" * 100).status_code == 200


def take():
    from flask import request

    return str(len(request.get_data()))


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:81"},
]
OWN = [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
OWN += [{"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}]


@pytest.mark.parametrize("path", ["/quality", "/changes"])
@pytest.mark.slow
def test_forms_are_taken_from_this_sites_pages_only(client, path):
    def send(headers):
        body = {"file": (io.BytesIO(DEFAULT_PATH.read_bytes()), "mine.geojson")}
        return client.post(path, data=body, headers=headers)

    assert [send(headers).status_code for headers in FOREIGN] == [403] * len(FOREIGN)
    assert "another site" in send(FOREIGN[0]).text
    assert [send(headers).status_code for headers in OWN] == [200] * len(OWN)


def test_scripts_of_other_sites_may_use_the_api_and_their_forms_may_not(client):
    ring = [[105.4, 28.8], [105.5, 28.8], [105.5, 28.9], [105.4, 28.8]]
    body = json.dumps({"type": "Polygon", "coordinates": [ring]})
    script = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    answer = client.post("/api/measure", data=body, content_type=GEOJSON, headers=script)
    assert answer.status_code == 200
    for kind in ("text/plain", "multipart/form-data; boundary=a"):
        headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        answer = client.post("/api/measure", data=body, content_type=kind, headers=headers)
        assert answer.status_code == 403
        assert answer.content_type == "application/problem+json"
