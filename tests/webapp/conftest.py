"""The application on the shipped data, and a real server on loopback."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from web_client import COMMAND

from webapp import create_app
from webapp.cli.main import main
from webapp.reload import Reloader
from webapp.settings.config import Settings
from webapp.state import State


@pytest.fixture(scope="session")
def app():
    return create_app()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run `zonemap` with arguments; return exit code, output and words."""
    monkeypatch.delenv("ZONEMAP_DATA", raising=False)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["zonemap", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code, out.decode(), err.decode()

    return call


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def fetch(address, **headers):
    """Return status, headers and body of one GET."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


class Server:
    """A running `zonemap serve`."""

    def __init__(self, *options, **environment):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "serve", "--port", str(self.port), *map(str, options)],
            env={**os.environ, "ZONEMAP_RELOAD_SECONDS": "0.1", **environment},
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for(self, seen, *, seconds=60):
        """Ask for `/healthz` until `seen(answer)`; return the answer."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process.poll() is None, self.process.stderr.read()
            try:
                health = json.loads(fetch(f"{self.address}/healthz")[2])
            except OSError:
                health = None
            if health and seen(health):
                return health
            time.sleep(0.05)
        pytest.fail("the server did not come to be as expected")

    def stop(self):
        """Stop it by its pid; return exit code and words."""
        self.process.terminate()
        words = self.process.communicate(timeout=60)[1]
        return self.process.returncode, words


@pytest.fixture(scope="session")
def get():
    return fetch


@pytest.fixture(scope="session")
def serving():
    """`with serving("--data", path) as server:` runs `zonemap serve` and stops it."""

    @contextmanager
    def serve(*options, **environment):
        server = Server(*options, **environment)
        try:
            server.wait_for(lambda _health: True)
            yield server
        finally:
            if server.process.poll() is None:
                server.stop()
            server.process.stderr.close()

    return serve


@pytest.fixture(scope="session")
def steady(serving):
    """One server on the shipped data, for tests that leave it as it is."""
    with serving("--workers", 2, ZONEMAP_RELOAD_SECONDS="0") as server:
        yield server


@pytest.fixture
def reloader(made_path):
    return Reloader(State.load(Settings.gather({"DATA": made_path})))


@pytest.fixture
def server(serving, made_path):
    with serving("--data", made_path) as running:
        yield running
