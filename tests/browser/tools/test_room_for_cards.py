"""What was in view stays in view, whatever card or panel takes its room."""

import pytest

pytestmark = pytest.mark.browser

PASTED = "name,lat,lon\nA,28.9,105.46\nB,28.95,105.5"
ZONE_IS_FREE = """() => { const { zone } = document.querySelector('.zone-map');
    return ZoneMap.isFree(zone.map, L.latLngBounds(zone.data.bounds.zone)); }"""
CUT_OFF = """(name) => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [card, plots, stage, map] = [`#${name}-card`, '.plots', '.stage', '.map-frame'].map(box);
  const isSeen = (x, y, selector) => Boolean(document.elementFromPoint(x, y)?.closest(selector));
  return {
    card: Math.round(stage.bottom - card.bottom),
    beside: Math.round(map.left - card.right),
    list: Math.round(card.left - stage.left) > 8,
    table: !isSeen(plots.left + 60, plots.top + plots.height / 2, '.plots'),
    foot: !isSeen(card.left + 60, stage.bottom - 4, `#${name}-card`),
  }; }"""
WHOLE = {"card": 0, "beside": 0, "list": False, "table": False, "foot": False}
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


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024), (820, 1180)])
@pytest.mark.parametrize(("lang", "path"), [("zh", "/"), ("en", "/parts/luxian-district")])
def test_a_tablets_card_is_as_high_as_the_page_and_hides_no_added_data(
    open_page, site, size, lang, path
):
    page = open_page(f"{site}{path}?lang={lang}", size=size)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    tools = page.get_by_role("toolbar").locator(".tool-button")
    tools.nth(4).click()
    page.locator("#add-card textarea").fill(PASTED)
    page.get_by_role("button", name={"en": "Add the text", "zh": "添加文本"}[lang]).click()
    page.locator(".plot-question").wait_for()
    for n, name in enumerate(["ask", "measure", "reach", "compare", "add"]):
        tools.nth(n).click()
        page.wait_for_selector(f"#{name}-card.open")
        assert page.evaluate(CUT_OFF, name) == WHOLE, name
