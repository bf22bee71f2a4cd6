"""Who is answered, and what every answer says and does not say."""

import json

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from geo.errors import InputError
from webapp import create_app

PATHS = ["/", "/areas", "/embed", "/healthz", "/nothing", "/areas?f=xml"]


def made(**settings):
    return create_app({"RELOAD_SECONDS": 0, **settings}).test_client()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client, path):
    for headers in (client.get(path).headers for _ in range(2)):
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Server"] == "zonemap"
        assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"} <= {
            *headers.keys()
        }
        assert "Set-Cookie" not in headers


def test_only_trusted_hosts_are_answered():
    client = made(TRUSTED_HOSTS="zone.example,.city.example")
    hosts = ["zone.example", "map.city.example", "evil.example", "zone.example.evil.example"]
    for _ in range(2):
        answers = [client.get("/areas", headers={"Host": host}).status_code for host in hosts]
        assert answers == [200, 200, 400, 400]


def test_a_foreign_host_is_refused_with_problem_details_under_api():
    client = made(TRUSTED_HOSTS="zone.example")
    answer = client.get("/api/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert answer.get_json(force=True)["status"] == 400


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
    client = made(HSTS_SECONDS=31536000)
    assert "Strict-Transport-Security" not in client.get("/areas").headers
    secure = client.get("/areas", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(("proxies", "believed"), [(0, False), (1, True)])
def test_a_proxy_is_believed_when_there_is_one(proxies, believed):
    client = made(PROXIES=proxies, HSTS_SECONDS=1)
    answer = client.get("/areas", headers={"X-Forwarded-Proto": "https"})
    assert ("Strict-Transport-Security" in answer.headers) == believed


def test_a_long_address_and_a_large_body_are_refused(client):
    assert client.get("/areas?" + "x" * 8001).status_code == 414
    app = create_app({"MAX_REQUEST_BYTES": 100, "RELOAD_SECONDS": 0})
    app.add_url_rule("/take", view_func=take, methods=["POST"])
    assert app.test_client().post("/take", data=b"x" * 101).status_code == 413
    assert app.test_client().post("/take", data=b"x" * 100).status_code == 200


def take():
    from flask import request

    return str(len(request.get_data()))


def broken():
    raise RuntimeError("secret in /srv/secret")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_failure_of_ours_says_nothing_of_the_inside(capsys, form):
    app = create_app({"RELOAD_SECONDS": 0, "LOG": form})
    app.add_url_rule("/broken", view_func=broken)
    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    failure, request = capsys.readouterr().err.splitlines()
    assert "secret in /srv/secret" in failure
    assert "status" in request
    if form == "json":
        assert json.loads(failure)["event"] == "Exception on /broken [GET]"


def test_a_failure_of_ours_is_one_line_where_requests_are_not_logged(capsys):
    app = create_app({"RELOAD_SECONDS": 0})
    app.add_url_rule("/broken", view_func=broken)
    client = app.test_client()
    client.get("/areas")
    client.get("/broken")
    (line,) = capsys.readouterr().err.splitlines()
    assert "error Exception on /broken [GET] trace=" in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROXIES", "many"), ("PROXIES", "-1"), ("LOG", "xml"), ("METRICS", "maybe"),
        ("TRUSTED_HOSTS", "a b"), ("EMBED_ANCESTORS", "*; script-src *"), ("HSTS_SECONDS", "1e3"),
        ("EMBED_ANCESTORS", "*\r\nX: y"), ("RELOAD_SECONDS", "nan"),
    ],
)  # fmt: skip
def test_unusable_settings_are_refused_with_their_name(name, value):
    with pytest.raises(InputError, match=f"ZONEMAP_{name} is .*; give a "):
        create_app({name: value})


def test_the_log_is_one_line_a_request_and_tells_of_nobody(capsys):
    client = made(LOG="json")
    path = "/areas\n%0aforged?f=json&lat=1"
    client.get(path, headers={"User-Agent": "me"}, environ_base={"REMOTE_ADDR": "10.9.8.7"})
    (line,) = capsys.readouterr().err.splitlines()
    values = json.loads(line)
    assert values["event"] == "request"
    assert values["status"] == 404
    assert set(values) == {
        "time",
        "level",
        "event",
        "method",
        "path",
        "status",
        "body_bytes",
        "duration_ms",
        "prepared",
    }
    assert not any(word in line for word in ("10.9.8.7", '"me"', "lat"))


def test_the_log_as_text_cannot_be_forged(capsys):
    made(LOG="text").get("/a%0a2026-01-01 info request status=200%1b[2J")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isprintable()


def test_metrics_are_there_when_asked_for(client):
    assert client.get("/metrics").status_code == 404
    counting = made(METRICS="1")
    for _ in range(3):
        counting.get("/areas")
    text = counting.get("/metrics").text
    assert 'zonemap_requests_total{method="GET",prepared="no",status="200"} 1.0' in text
    assert 'zonemap_requests_total{method="GET",prepared="yes",status="200"} 2.0' in text
