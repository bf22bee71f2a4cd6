"""A real Chromium that can reach this machine only, and the application on a free port."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

collect_ignore = ["screenshots.py"]  # a program, no test

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
# No name and no address but this machine's own leads anywhere.
FLAGS.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")
LOOPBACK = re.compile(r"^(https?://(127\.0\.0\.1|localhost)[:/]|file:|data:|blob:|about:)")


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("ZONEMAP_REQUIRE_BROWSER"):
            pytest.fail("there is no chromium on this machine, and the browser tests are required")
        pytest.skip("NO CHROMIUM HERE: install Debian's chromium to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Watched:
    """A page with what it asked for outside, and what it said on the console."""

    def __init__(self, page):
        self.page = page
        self.foreign = []
        self.said = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", self._note)

    def _note(self, request):
        if not LOOPBACK.match(request.url):
            self.foreign.append(request.url)


@pytest.fixture
def open_page(browser):
    """Open an address; at teardown nothing foreign was asked for and nothing was said."""
    contexts = []
    watched = []

    def opened(address, *, size=(1440, 900), silent=True, ready=".part", **options):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, **{"locale": "en-GB", **options}
        )
        contexts.append(context)
        page = Watched(context.new_page())
        if silent:
            watched.append(page)
        page.page.goto(address)
        page.page.wait_for_selector(ready, state="attached")
        return page.page

    yield opened
    for context in contexts:
        context.close()
    for page in watched:
        assert page.foreign == []
        assert page.said == []


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def run_server(*options, port=None):
    """Run `zonemap serve` on a free port; give its address; stop it by its pid."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from webapp.cli import main; main()", "serve"]
    process = subprocess.Popen([*command, "--port", str(port), *options])
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, "the server stopped"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def site():
    with run_server() as address:
        yield address


@pytest.fixture(scope="session")
def serving():
    """Serve another zone: `with serving("--data", path) as address`."""
    return run_server


@pytest.fixture
def other_origin(tmp_path):
    """Serve HTML from an origin that is not the site's: `other_origin(html) -> address`."""
    servers = []

    def served(html):
        (tmp_path / "host.html").write_text(html, encoding="utf-8")
        handler = partial(QuietHandler, directory=tmp_path)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://localhost:{server.server_port}/host.html"

    yield served
    for server in servers:
        server.shutdown()
        server.server_close()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_args):
        return
