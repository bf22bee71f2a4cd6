"""The map in Streamlit's tabs, all but the first of which are closed when it is loaded."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.consumer

# What people write: the map inlined, and by the address of a site.
APP = """import os

import streamlit as st
from streamlit.components.v1 import html, iframe

from geo.zone import read_zone

first, inlined, embedded = st.tabs(["Text", "Inlined", "Embedded"])
first.write("The maps are in the other tabs.")
with inlined:
    html(read_zone().map(dpi=50)._repr_mimebundle_()["text/html"], height=600)
with embedded:
    iframe(os.environ["ZONEMAP_SITE"] + "/embed?lang=en", height=500)
"""
CHROMIUM = "/usr/bin/chromium"
SECONDS = 90
SHOWN = """() => {
  const zone = document.querySelector('.zone-map')?.zone;
  if (!zone?.labels.isSettled) return false;
  const inner = zone.free();
  return zone.data.bounds.zone.every((at) => inner.contains(zone.map.latLngToContainerPoint(at)))
    && document.querySelectorAll('path.part').length === 8 && zone.map.getZoom() > 8; }"""


@contextmanager
def running(command, port, path, **environment):
    """Run a server until the end of the block; give its address once it answers."""
    process = subprocess.Popen(list(map(str, command)), env={**os.environ, **environment})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(SECONDS * 5):
            assert process.poll() is None, "the server stopped"
            try:
                urlopen(address + path, timeout=5).close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@pytest.fixture(scope="module")
def site():
    port = free_port()
    command = [sys.executable, "-c", "from webapp.cli.main import main; main()", "serve"]
    with running([*command, "--port", port], port, "/healthz") as address:
        yield address


@pytest.fixture(scope="module")
def app(site, host_program, tmp_path_factory):
    port, path = free_port(), tmp_path_factory.mktemp("streamlit") / "app.py"
    path.write_text(APP, "utf-8")
    options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    command = [host_program("streamlit"), "run", path, *options, "--browser.gatherUsageStats=false"]
    with running(command, port, "/_stcore/health", ZONEMAP_SITE=site) as address:
        yield address


@pytest.fixture(scope="module")
def page(app):
    if not Path(CHROMIUM).exists():
        pytest.skip("NO CHROMIUM HERE: install Debian's chromium")
    from playwright.sync_api import sync_playwright

    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        opened = browser.new_page(viewport={"width": 1200, "height": 900})
        opened.set_default_timeout(SECONDS * 1000)
        opened.goto(app)
        yield opened
        browser.close()


@pytest.mark.parametrize(("tab", "is_ours"), [("Inlined", False), ("Embedded", True)])
def test_a_map_in_a_tab_that_was_closed_shows_the_zone(page, site, tab, is_ours):
    page.locator("iframe").nth(1).wait_for(state="attached")
    page.wait_for_timeout(2000)  # the maps are loaded, in closed tabs
    page.get_by_role("tab", name=tab).click()
    page.locator("iframe:visible").wait_for()
    host = page.locator("iframe:visible").element_handle().content_frame()
    host.wait_for_function("() => location.href !== 'about:blank'")
    assert host.evaluate("location.href").startswith(site) == is_ours
    # The inlined map is in a frame of its own within that of Streamlit.
    frame = host if is_ours else host.wait_for_selector("iframe").content_frame()
    frame.wait_for_function(SHOWN)
    frame.locator("path[data-part=luxian-district]").dispatch_event("click")
    frame.locator(".part-detail:visible").wait_for()
