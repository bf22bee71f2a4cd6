"""The API on the shipped data: in process, and behind the real server on a free port."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from lxml import html
from web_client import COMMAND

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def get(client):
    """Return the JSON at an address under /api, which must be there."""

    def fetch(address, **headers):
        answer = client.get(f"/api{address}", headers=headers)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json(force=True)

    return fetch


@pytest.fixture(scope="session")
def refused(client):
    """Return the status with which an address is refused, as problem details."""

    def fetch(address, **headers):
        answer = client.get(f"/api{address}", headers=headers)
        assert answer.content_type == "application/problem+json"
        problem = answer.get_json(force=True)
        assert problem["status"] == answer.status_code
        assert problem["detail"]
        return answer.status_code

    return fetch


@pytest.fixture(scope="session")
def server():
    """The address of a running `zonemap serve`; it is stopped by its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", COMMAND, "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address, process):
    for _ in range(150):
        assert process.poll() is None, "the server stopped by itself"
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("the server did not come up")


@pytest.fixture(scope="session")
def ogrinfo():
    """Run GDAL's ogrinfo and return what it prints."""
    path = shutil.which("ogrinfo")
    if path is None:
        assert not os.environ.get("CI"), "CI must have gdal-bin"
        pytest.skip("NOT SHOWN: ogrinfo is missing; install gdal-bin")

    def run(*words):
        done = subprocess.run(
            [path, *words], check=False, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr + done.stdout
        assert "ERROR" not in done.stderr, done.stderr
        return done.stdout

    return run


@pytest.fixture
def page(client):
    """Return the parsed page at an address under /api."""

    def fetch(address, lang="en"):
        answer = client.get(
            f"/api{address}", headers={"Accept": "text/html", "Accept-Language": lang}
        )
        assert answer.status_code == 200
        assert answer.content_type == "text/html; charset=utf-8"
        return html.fromstring(answer.get_data(as_text=True), base_url="http://localhost/")

    return fetch
