"""The log: one line an event, which nothing can forge."""

import json
import logging
import os
import subprocess
import sys

import pytest
from web_client import fail_with_secret, make_client

from webapp import create_app
from webapp.http.logs import MAX_LINE_BYTES, LineFormatter


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


def fail_deeply(depth=40):
    if depth:
        fail_deeply(depth - 1)
    raise RuntimeError("泸州" * 2000)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_long_failure_is_a_line_that_a_pipe_takes_at_once(form):
    try:
        fail_deeply()
    except RuntimeError:
        failure = sys.exc_info()
    record = logging.LogRecord("zonemap", logging.ERROR, "", 0, "It %s", ("broke " * 900,), failure)
    line = LineFormatter(form).format(record)
    assert len(line.encode()) <= MAX_LINE_BYTES
    assert "\n" not in line
    assert "泸州" in line or "\\u6cf8" in line  # the end of the trace is kept


WRITER = """
import logging, sys
from webapp.http.logs import log, set_up_log
set_up_log("text")
for n in range(200):
    log.info(sys.argv[1] * 3900)
"""


@pytest.mark.slow
def test_lines_of_several_processes_are_not_torn():
    reader, writer = os.pipe()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, letter], stderr=writer) for letter in "ab"
    ]
    os.close(writer)
    with os.fdopen(reader) as pipe:
        lines = pipe.read().splitlines()
    assert [each.wait(60) for each in writers] == [0, 0]
    assert len(lines) == 400
    assert {len(set(line.split()[-1])) for line in lines} == {1}
