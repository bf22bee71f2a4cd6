"""A real Chromium that can reach this machine only, and the application on a free port."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest

collect_ignore = ["screenshots.py"]  # a program, no test

# The same engine without the windows about the pages, which cost a third of the time, where it is.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    # All pages in one process, which knows the scripts already: a new one a page costs more.
    "--renderer-process-limit=1 --disable-site-isolation-trials"
).split()
# No name and no address but this machine's own leads anywhere.
FLAGS.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")
# Whether the map, if there is one, has its list, its panel and its names.
COMPLETE = """() => { const map = document.querySelector('.zone-map');
    return !map || map.zone?.labels.isSettled; }"""
IN_TWO_FRAMES = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done())))"""
STOPPED = set()  # servers that their tests have stopped: a page that still loads from one says so
LOOPBACK = re.compile(r"^(https?://(127\.0\.0\.1|localhost)[:/]|file:|data:|blob:|about:)")


@pytest.fixture(scope="session")
def launch():
    """Start a browser: `launch(path)`; all are closed at the end."""
    if CHROMIUM is None:
        if os.environ.get("ZONEMAP_REQUIRE_BROWSER"):
            pytest.fail("there is no chromium on this machine, and the browser tests are required")
        pytest.skip("NO CHROMIUM HERE: install Debian's chromium to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, ExitStack() as closing:
        yield lambda path: closing.enter_context(
            playwright.chromium.launch(executable_path=path, args=FLAGS)
        )


@pytest.fixture(scope="session")
def browser(launch):
    return launch(CHROMIUM)


class Watched:
    """A page with what it asked for outside, and what it said on the console."""

    def __init__(self, page, options, free, *, has_grants=False):
        self.page, self.options, self.free, self.has_grants = page, options, free, has_grants
        self.foreign, self.said, self.origins = [], [], set()
        self._heard = {
            "console": self._hear,
            "pageerror": lambda error: self.said.append(str(error)),
            "request": self._note,
        }
        for event, listener in self._heard.items():
            page.on(event, listener)

    def _hear(self, message):
        if not message.location["url"].startswith(tuple(STOPPED)):
            self.said.append(message.text)

    def _note(self, request):
        if not LOOPBACK.match(request.url):
            self.foreign.append(request.url)
        address = urlsplit(request.url)
        if address.scheme == "http":
            self.origins.add(f"http://{address.netloc}")

    def leave(self):
        """Leave the last document, whose farewell is still heard; listen no longer."""
        self.page.goto("about:blank")
        for event, listener in self._heard.items():
            self.page.remove_listener(event, listener)


MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
SHARED = {"locale", "has_touch"}  # pages that differ in nothing else are used again
# The service worker fetches the whole site after each first visit: only its own tests let it.
NO_WORKER = """if (self.ServiceWorkerContainer)
    ServiceWorkerContainer.prototype.register = () => new Promise(() => {});"""


def evaluate_value(evaluate, *script):
    """Return what a script does: no map, which most methods of a map return, and takes seconds."""
    found = evaluate(*script)
    assert not (isinstance(found, dict) and "_panes" in found), "put `void` before the script"
    return found


class Pages:
    """Pages that are used again: to make one costs more than most tests do with it.

    Each has a context of its own, and whoever takes it finds it as good as new: of the size and
    media asked for, without a history, a cookie, or anything kept for an origin that it visited.
    """

    def __init__(self, browser):
        self._browser = browser
        self._free = {}
        self._scripted = set()

    def take(self, size, *, worker=False, **options):
        """Return a page that nobody has, watched; its service worker starts if asked for."""
        media = {key: options.pop(key, usual) for key, usual in MEDIA.items()}
        offline, geolocation = options.pop("offline", False), options.pop("geolocation", None)
        permissions = options.pop("permissions", ())
        free = self._free.setdefault((worker, str(options)), [])
        page = free.pop() if free else self._make(worker, options)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="null", **media)  # as it is printed was for one test
        # What few tests ask for is undone when they give the page back: each call has its cost.
        if offline:
            page.context.set_offline(offline)
        if geolocation:
            page.context.set_geolocation(geolocation)
        if permissions:
            page.context.grant_permissions(permissions)
        return Watched(page, options, free, has_grants=bool(geolocation or permissions))

    def _make(self, worker, options):
        context = self._browser.new_context(**options)
        if not worker:
            context.add_init_script(NO_WORKER)
        page = context.new_page()
        # What is waited for is asked for now and then: in each frame is a tenth of a load's work.
        page.wait_for_function = partial(page.wait_for_function, polling=50)
        page.evaluate = partial(evaluate_value, page.evaluate)
        page.add_init_script = partial(self._add_script, page, page.add_init_script)
        return page

    def _add_script(self, page, add, *script):
        self._scripted.add(page)  # it runs in each later document too, so nobody gets this page
        add(*script)

    def give_back(self, watched):
        """Take a page back, or close its context when it is one of a kind."""
        page, context = watched.page, watched.page.context
        watched.leave()
        if not watched.options.keys() <= SHARED or page in self._scripted:
            context.close()
            return
        page.unroute_all(behavior="ignoreErrors")
        for other in context.pages[1:]:
            other.close()
        context.set_offline(False)
        context.clear_cookies()
        if watched.has_grants:
            context.clear_permissions()
            context.set_geolocation(None)
        page.set_default_timeout(30_000)
        page.mouse.move(-9, -9)
        session = context.new_cdp_session(page)
        for origin in watched.origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.send("Page.resetNavigationHistory")
        session.detach()
        watched.free.append(page)


@pytest.fixture(scope="session")
def pages(browser):
    return Pages(browser)


def load(watched, address, ready=".part"):
    """Let a page load an address, and wait until its map, if it has one, is complete."""
    watched.page.goto(address)
    watched.page.wait_for_selector(ready, state="attached")
    if watched.options.get("java_script_enabled", True):
        watched.page.wait_for_function(COMPLETE)


@pytest.fixture
def open_page(pages):
    """Open an address; at teardown nothing foreign was asked for and nothing was said."""
    taken = []

    def opened(address, *, size=(1440, 900), silent=True, ready=".part", **options):
        watched = pages.take(size, **{"locale": "en-GB", **options})
        taken.append((watched, silent))
        load(watched, address, ready)
        return watched.page

    yield opened
    for watched, _ in taken:
        pages.give_back(watched)
    for watched, silent in taken:
        if silent:
            assert watched.foreign == []
            assert watched.said == []


@pytest.fixture(scope="session")
def reading(pages):
    """Open an address once for several tests: `with reading(address, size=...) as page`.

    For fixtures of a module, with the looks as their parameters: pytest then runs the tests of a
    look one after the other. They only read the page: none clicks, types, moves the map, resizes,
    prints or waits for what only comes once. One that does opens a page of its own. At the end
    nothing foreign was asked for and nothing was said.
    """

    @contextmanager
    def opened(address, *, size=(1440, 900), ready=".part", **options):
        watched = pages.take(size, **{"locale": "en-GB", **options})
        try:
            load(watched, address, ready)
            yield watched.page
        finally:
            pages.give_back(watched)
        assert watched.foreign == []
        assert watched.said == []

    return opened


def see_sizes(page, sizes):
    """Give the window of a loaded page each size in turn; yield it once the map has followed.

    For what doesn't depend on how the page starts; it costs a quarter of a load.
    """
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(IN_TWO_FRAMES)  # observers of sizes have been told
        page.wait_for_function(COMPLETE)
        yield width, height


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def run_server(*options, port=None):
    """Run `zonemap serve` on a free port; give its address; stop it by its pid.

    No page of these tests outlives its data, so that the server needn't watch and rehearse them.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    STOPPED.discard(f"{address}/")
    command = [sys.executable, "-c", "from webapp.cli.main import main; main()", "serve"]
    process = subprocess.Popen(
        [*command, "--port", str(port), *options],
        env={**os.environ, "ZONEMAP_RELOAD_SECONDS": "0"},
    )
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
        STOPPED.add(f"{address}/")
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
