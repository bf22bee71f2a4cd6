"""The API on the shipped data: in process, and behind the real server on a free port."""

import os
import shutil
import subprocess

import pytest
from lxml import html


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
def server(steady):
    """The address of a running `zonemap serve`."""
    return steady.address


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
