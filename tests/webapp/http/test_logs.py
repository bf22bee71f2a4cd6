"""The log: one line an event, which nothing can forge."""

import json

from web_client import fail_with_secret, make_client

from webapp import create_app


def test_a_failure_of_ours_is_one_line_where_requests_are_not_logged(capsys):
    app = create_app({"RELOAD_SECONDS": 0})
    app.add_url_rule("/broken", view_func=fail_with_secret)
    client = app.test_client()
    client.get("/areas")
    client.get("/broken")
    (line,) = capsys.readouterr().err.splitlines()
    assert "error Exception on /broken [GET] trace=" in line


def test_the_log_is_one_line_a_request_and_tells_of_nobody(capsys):
    client = make_client(LOG="json")
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
    make_client(LOG="text").get("/a%0a2026-01-01 info request status=200%1b[2J")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isprintable()
