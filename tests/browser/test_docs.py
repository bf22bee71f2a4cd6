"""The documentation in a real browser, under the policy of the application."""

import re
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.serving import make_server

from webapp import create_app
from webapp.site import documentation

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(built_docs):
    before, documentation.FOLDERS = documentation.FOLDERS, (built_docs,)
    server = make_server("127.0.0.1", 0, create_app({"RELOAD_SECONDS": 0}), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    documentation.FOLDERS = before


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_fit_and_say_nothing(open_page, address, size, lang):
    page = open_page(f"{address}/docs/{lang}/reference/settings/", size=size, ready="search input")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("main h1").count() == 1


@pytest.mark.parametrize(("lang", "words"), [("en", "position uncertainty"), ("zh", "不确定度")])
def test_the_search_finds_and_leads_there(open_page, address, lang, words):
    page = open_page(f"{address}/docs/{lang}/", ready="search:not([hidden]) input")
    page.fill("search input", words)
    first = page.locator("search li a").first
    first.wait_for()
    title = first.evaluate("each => each.firstChild.textContent")
    first.click()
    page.wait_for_url(re.compile(rf"/docs/{lang}/.+/"))
    assert page.locator("main h1").inner_text() == title.partition(" › ")[0]
    page.fill("search input", "qqqq")
    page.wait_for_selector("search li:not(:has(a))")
    page.keyboard.press("Escape")
    assert page.locator("search ol").is_hidden()


def test_the_foot_of_the_application_leads_to_it_and_back(open_page, address):
    page = open_page(f"{address}/areas?lang=zh", ready="footer a")
    page.click("footer a")
    page.wait_for_url("**/docs/zh/")
    page.click("header nav a >> nth=0")
    page.wait_for_selector(".zone-map")
    assert page.url == f"{address}/?lang=zh"


@pytest.mark.parametrize("path", ["en/reference/data", "zh/how-to/run-a-server"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, address, path, scheme):
    options = {"size": (390, 844), "color_scheme": scheme}
    page = open_page(f"{address}/docs/{path}/", ready="search:not([hidden])", **options)
    page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run().then((all) => all.violations.map((each) => each.id))")
    assert found == []
    page.wait_for_selector("main :is(pre, .scroll)[tabindex]", state="attached")
