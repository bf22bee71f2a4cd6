"""The API's pages in a real browser: nothing foreign, nothing on the console, nothing wide."""

import pytest

pytestmark = pytest.mark.browser

PAGES = (
    "/api/", "/api/docs", "/api/collections", "/api/collections/boundaries/items",
    "/api/collections/boundaries/items/longmatan-core", "/api/locate?f=html&lon=105.44&lat=28.9",
)  # fmt: skip


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
@pytest.mark.parametrize("address", PAGES)
def test_page_fits_and_is_silent(open_page, site, address, locale, size):
    page = open_page(site + address, size=size, locale=locale, ready="main h1")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_map_is_drawn_in_its_colours(open_page, site):
    page = open_page(f"{site}/api/collections/boundaries/items", ready=".overview svg")
    core = page.locator(".overview .kind-core")
    assert core.evaluate("node => getComputedStyle(node).strokeDasharray") != "none"
    assert core.bounding_box()["width"] > 10


def test_form_asks_where_a_point_lies(open_page, site):
    page = open_page(f"{site}/api/locate?f=html", ready="form")
    page.fill("[name=lon]", "105.44")
    page.fill("[name=lat]", "28.9")
    page.click("button[type=submit]")
    assert "Jiangyang Area" in page.locator("main").inner_text()


def test_operation_opens_by_keyboard(open_page, site):
    page = open_page(f"{site}/api/docs", ready="details")
    summary = page.locator("#getBoundaries summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#getBoundaries table").is_visible()
