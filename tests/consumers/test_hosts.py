"""`zone.map()` in the programs of Python in which people look at things: it shows itself.

The programs run in an environment of their own, with a browser for what they show.
"""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

import pytest

SECONDS = 120
CODE = "from geo.zone import read_zone\nread_zone().map(dpi=50)"
STREAMLIT = """import streamlit as st
from geo.zone import read_zone
st.write(read_zone().map(dpi=50), unsafe_allow_html=True)
"""
PANEL = """import panel as pn
from geo.zone import read_zone
pn.panel(read_zone().map(dpi=50), sizing_mode="stretch_width").servable()
"""
MARIMO = """import marimo
app = marimo.App()
@app.cell
def _():
    from geo.zone import read_zone
    read_zone().map(dpi=50)
    return
"""
HAS_MAP = "() => document.querySelectorAll('path.part').length === 8"


def find_free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@pytest.fixture
def serve(host_program, tmp_path):
    """Run a host with a file until the test ends: `serve("panel", "app.py", text, *arguments)`."""
    started = []

    def start(name, file, text, *arguments, path="/"):
        (tmp_path / file).write_text(text, "utf-8")
        port = find_free_port()
        words = [each.format(file=tmp_path / file, port=port) for each in arguments]
        environment = {**os.environ, "HOME": str(tmp_path)}
        command = [host_program(name), *words]
        started.append(subprocess.Popen(command, cwd=tmp_path, env=environment))
        wait_for(f"http://127.0.0.1:{port}{path}", started[-1])
        return f"http://127.0.0.1:{port}{path}"

    yield start
    for each in started:
        each.terminate()
        each.wait(timeout=30)


def wait_for(address, process):
    for _ in range(SECONDS * 2):
        assert process.poll() is None, "the server stopped"
        try:
            urlopen(address, timeout=30).close()
        except (URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"{address} did not answer")


@contextmanager
def open_browser():
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("NO chromium HERE: install Debian's chromium")
    from playwright.sync_api import sync_playwright

    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page():
    with open_browser() as browser:
        opened = browser.new_page(viewport={"width": 1100, "height": 800})
        opened.set_default_timeout(SECONDS * 1000)
        yield opened


def expect_map(page):
    """Wait until the map is drawn in the frame of its own."""
    frame = page.wait_for_selector("iframe.zone-map-frame").content_frame()
    frame.wait_for_function(HAS_MAP)
    assert page.locator("iframe.zone-map-frame").bounding_box()["height"] > 400


def test_streamlit_which_removes_frames_shows_the_figure(serve, page):
    options = ["run", "{file}", "--server.headless=true", "--server.address=127.0.0.1"]
    options += ["--server.port={port}", "--browser.gatherUsageStats=false"]
    page.goto(serve("streamlit", "app.py", STREAMLIT, *options))
    picture = page.locator("img[alt^='Map of Luzhou']")
    picture.wait_for()
    assert picture.evaluate("each => each.naturalWidth") == 500
    assert picture.bounding_box()["width"] > 400


def test_panel_shows_the_map(serve, page):
    options = ["serve", "{file}", "--port", "{port}", "--address", "127.0.0.1"]
    page.goto(serve("panel", "app.py", PANEL, *options, path="/app"))
    expect_map(page)


def test_marimo_shows_the_map(serve, page):
    options = ["run", "{file}", "--headless", "--port", "{port}", "--host", "127.0.0.1"]
    page.goto(serve("marimo", "app.py", MARIMO, *options, "--no-token"))
    expect_map(page)


def test_jupyterlab_shows_the_map_of_a_cell(serve, page):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    import nbformat  # slow to load, also where these tests are left out

    cells = [nbformat.v4.new_code_cell(CODE)]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    options = ["lab", "--no-browser", "--allow-root", "--port", "{port}", "--ip", "127.0.0.1"]
    options += ["--IdentityProvider.token=made", "--LabApp.check_for_updates_class="]
    options[-1] += "jupyterlab.NeverCheckForUpdate"
    page.goto(
        serve(
            "jupyter",
            "map.ipynb",
            nbformat.writes(notebook),
            *options,
            path="/lab/tree/map.ipynb?token=made",
        )
    )
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # else it asks which kernel to use
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).first.click()
    expect_map(page)
