"""What was in view stays in view, whatever card or panel takes its room."""

import pytest

pytestmark = pytest.mark.browser

PASTED = "name,lat,lon\nA,28.9,105.46\nB,28.95,105.5"
ZONE_IS_FREE = """() => { const { zone } = document.querySelector('.zone-map');
    return ZoneMap.isFree(zone.map, L.latLngBounds(zone.data.bounds.zone)); }"""
GIVEN_IS_SHOWN = """() => { const { zone } = document.querySelector('.zone-map');
    const given = zone.data.bounds.given;
    return zone.view === 'given' && zone.map.getBounds().contains(L.latLngBounds(given).pad(-0.01)); }"""


@pytest.mark.parametrize("look", [(390, 844), (320, 640)])
@pytest.mark.parametrize("cards", [["add"], ["compare", "add"], ["ask", "add"]])
def test_the_zone_stays_in_view_above_the_cards_of_a_phone(open_page, site, look, cards):
    page = open_page(f"{site}/?lang=en", size=look)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    names = {"add": "Add data", "compare": "Compare parts", "ask": "Query a point"}
    for each in cards:
        page.get_by_role("toolbar").get_by_role("button", name=names[each]).click()
        page.wait_for_selector(f"#{each}-card:not([aria-busy])")
        page.wait_for_function(ZONE_IS_FREE)


def add_pasted(tools):
    tools.use("add")
    tools.page.locator("#add-card textarea").fill(PASTED)
    tools.page.get_by_role("button", name="Add the text").click()
    tools.page.locator(".plot-question").wait_for()


def test_a_reload_shows_the_view_of_the_address_beside_an_open_card(desk):
    page = desk.open()
    desk.use("measure")
    for x, y in [(700, 400), (800, 500)]:
        page.mouse.click(x, y)
    page.wait_for_function("() => location.hash.includes('line=')")
    add_pasted(desk)
    page.keyboard.press("Escape")
    page.wait_for_function("() => location.hash.includes('bounds=')")
    page.wait_for_timeout(400)  # until what was added is kept
    page.reload()
    page.wait_for_selector("#measure-card.open")
    page.locator(".plots tbody tr[data-key]").nth(1).wait_for()
    page.wait_for_function(GIVEN_IS_SHOWN)


def test_the_filter_of_added_data_is_readable_on_a_small_phone(open_page, site):
    page = open_page(f"{site}/?lang=en", size=(320, 640))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.get_by_role("toolbar").get_by_role("button", name="Add data").click()
    page.locator("#add-card textarea").fill(PASTED)
    page.get_by_role("button", name="Add the text").click()
    page.locator(".plot-question").wait_for()
    page.keyboard.press("Escape")
    field = page.locator(".plot-search")
    field.wait_for()
    assert field.bounding_box()["width"] > 200
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
