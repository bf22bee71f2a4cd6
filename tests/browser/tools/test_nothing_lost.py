"""What was at work on a phone is there again: after sharing, and after the browser's Back."""

import pytest

from tests.browser.test_space import open_map

pytestmark = pytest.mark.browser


def test_the_card_that_sharing_took_the_place_of_is_open_again(open_page, site):
    page = open_map(open_page, site, "/", (390, 844), "en", has_touch=True)
    page.get_by_role("button", name="Compare", exact=False).first.click()
    page.wait_for_selector("#compare-card:not([hidden], [aria-busy])")
    page.locator(".tools .tool-button").nth(5).click()
    page.wait_for_selector("dialog.share[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#compare-card:not([hidden])")
    assert not page.locator("dialog.share[open]").count()


def test_back_takes_the_last_point_of_a_sketch(open_page, site):
    page = open_map(open_page, site, "/", (390, 844), "en", has_touch=True)
    page.locator(".tools .tool-button").nth(1).click()
    page.wait_for_selector("#measure-card:not([hidden], [aria-busy])")
    for x, y in ((120, 300), (200, 320), (160, 380)):
        page.mouse.click(x, y)
        page.wait_for_timeout(450)
    points = (
        "() => (new URLSearchParams(location.hash.slice(1)).get('line') ?? '').split(';').length"
    )
    assert page.evaluate(points) == 3
    page.go_back()
    page.wait_for_timeout(300)
    assert page.evaluate(points) == 2
    assert page.locator("#measure-card").is_visible()
    for _ in range(2):  # past the first: the tool goes on
        page.go_back()
        page.wait_for_timeout(300)
    assert "line" not in page.evaluate("location.hash")
    assert page.locator("#measure-card").is_visible()
    page.mouse.click(120, 300)
    page.wait_for_function("() => location.hash.includes('line=')")
