"""Workers that are replaced: the old one serves until the new one listens."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest
from granian import Granian

from webapp.cli import patient_server
from webapp.cli.patient_server import PatientServer, is_listening

SLOW_APP = """
import os, time

def create():
    time.sleep({seconds})
    answer = str(os.getpid()).encode()

    def app(environ, start_response):
        start_response("200 OK", [("Content-Length", str(len(answer)))])
        return [answer]

    return app
"""
SERVE = """
import sys
from granian.constants import Interfaces
from webapp.cli.patient_server import PatientServer
PatientServer("slow_app:create", factory=True, interface=Interfaces.WSGI, port=int(sys.argv[1]),
              respawn_interval=0.2, workers_kill_timeout=5).serve()
"""


@pytest.mark.parametrize(
    ("family", "address"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
)
@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_a_listening_process_is_seen(family, address):
    with socket.socket(family) as holder:
        try:
            holder.bind((address, 0))
        except OSError:
            pytest.skip("no such addresses here")
        port = holder.getsockname()[1]
        assert not is_listening(os.getpid(), port)  # taken, but no connection would be
        holder.listen()
        assert is_listening(os.getpid(), port)
        assert not is_listening(os.getppid(), port)
    assert not is_listening(os.getpid(), port)


def test_a_process_that_has_ended_does_not_listen():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert is_listening(child.pid, 80) == (sys.platform != "linux")


@pytest.fixture
def make_worker(monkeypatch):
    """A worker as our server gives it, granian's replaced by one that notes its start."""

    def make(*, replaces, lives=True, stops=False):
        started = []
        worker = SimpleNamespace(
            start=lambda: started.append(1),
            is_alive=lambda: lives,
            inner=SimpleNamespace(pid=1),
        )
        monkeypatch.setattr(Granian, "_spawn_worker", lambda *_, **__: worker)
        server = PatientServer("app")
        server.respawned_wrks = {0: 0.0} if replaces else {}
        server.interrupt_signal = stops
        return server._spawn_worker(0), started

    return make


@pytest.mark.parametrize(
    ("case", "asked"),
    [
        ({"replaces": True}, 3),
        ({"replaces": False}, 0),
        ({"replaces": True, "lives": False}, 0),
        ({"replaces": True, "stops": True}, 0),
    ],
)
def test_only_a_worker_that_replaces_another_is_waited_for(monkeypatch, make_worker, case, asked):
    answers = [False, False, True]
    monkeypatch.setattr(patient_server, "is_listening", lambda *_: answers.pop(0))
    worker, started = make_worker(**case)
    worker.start()
    assert (len(started), 3 - len(answers)) == (1, asked)


def test_a_worker_that_never_listens_is_not_waited_for_for_ever(monkeypatch, make_worker):
    monkeypatch.setattr(patient_server, "is_listening", lambda *_: False)
    monkeypatch.setattr(patient_server, "MOST_START_SECONDS", 0.1)
    worker, started = make_worker(replaces=True)
    worker.start()
    assert started


@pytest.mark.slow
def test_no_connection_is_refused_while_a_slow_worker_starts(tmp_path):
    app = tmp_path / "slow_app.py"
    app.write_text(SLOW_APP.format(seconds=0))
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)], env={**os.environ, "PYTHONPATH": path}
    )
    try:
        old = wait_until_it_answers(port)
        app.write_text(SLOW_APP.format(seconds="2.0"))  # of another size: compiled anew
        process.send_signal(signal.SIGHUP)
        until = time.monotonic() + 60
        while (pid := ask_again(port)) == old and time.monotonic() < until:
            time.sleep(0.01)
        assert pid != old
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.slow
def test_data_that_cannot_be_used_keep_the_workers_that_serve(serving, made_path):
    with serving("--data", made_path, ZONEMAP_RELOAD_SECONDS="0") as server:
        good = made_path.read_bytes()
        made_path.write_text("{")
        server.process.send_signal(signal.SIGHUP)
        said = iter(server.process.stderr.readline, "")
        assert "is not valid JSON" in next(line for line in said if "go on as they are" in line)
        assert server.wait_for(lambda health: health["status"] == "ok")
        made_path.write_bytes(good)
        server.process.send_signal(signal.SIGHUP)
        time.sleep(1)  # the new one starts and listens
        assert server.wait_for(lambda health: health["status"] == "ok")


def ask(port):
    with socket.create_connection(("127.0.0.1", port), 20) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        whole = b"".join(iter(lambda: client.recv(65536), b""))
    return whole.rpartition(b"\r\n\r\n")[2]


def ask_again(port):
    """Ask until there is an answer: the old worker closes what it took and has not read."""
    while True:
        with suppress(ConnectionResetError):
            if pid := ask(port):
                return pid


def wait_until_it_answers(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if pid := ask(port):
                return pid
        except OSError:
            time.sleep(0.05)
    pytest.fail("the server did not start")
