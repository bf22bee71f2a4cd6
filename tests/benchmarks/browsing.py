"""A real browser for the benchmarks: pages of their own, watched from before their own scripts."""

from contextlib import contextmanager
from pathlib import Path

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
WATCH = Path(__file__).with_name("page_watch.js").read_text("utf-8")
SIZE = {"width": 1280, "height": 800}


@contextmanager
def opened(browser, address, *, pressed=None):
    """Open an address in a context of its own; give the page and what it loads.

    It is watched where it is said whether it is pressed: looking for outlines takes time in frames.
    """
    context = browser.new_context(viewport=SIZE, service_workers="block")
    page, sent = context.new_page(), []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    if pressed is not None:
        page.add_init_script(f"{WATCH}({str(pressed).lower()})")
    page.goto(address, wait_until="commit")
    yield page, sent
    context.close()
