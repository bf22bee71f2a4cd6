"""What was in view stays in view, whatever card or panel takes its room."""

import json
import re

import pytest

from tests.browser.conftest import see_sizes

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


CITIES_ARE_SEEN = """() => { const { map, data } = document.querySelector('.zone-map').zone;
    const frame = map.getContainer().getBoundingClientRect();
    const isSeen = ({ x, y }) => document.elementFromPoint(x + frame.left, y + frame.top)?.closest('.zone-map');
    return data.places.every(({ at }) => isSeen(map.latLngToContainerPoint(at))); }"""


@pytest.mark.parametrize(("size", "lang"), [((390, 844), "zh"), ((320, 640), "en")])
def test_the_cities_of_the_region_stay_in_view_above_the_rings(open_page, site, size, lang):
    page = open_page(f"{site}/?lang={lang}", size=size)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.locator("[data-view=region]").click()
    page.locator(".tools .tool-button").nth(2).click()
    page.wait_for_selector("#reach-card:not([aria-busy])")
    page.wait_for_function(CITIES_ARE_SEEN)
    page.locator("[data-view=zone]").click()
    page.locator("[data-view=region]").click()
    page.wait_for_function(CITIES_ARE_SEEN)


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


def add_text(page, text, lang):
    page.get_by_role("toolbar").locator(".tool-button").nth(4).click()
    page.locator("#add-card textarea").fill(text)
    page.get_by_role("button", name={"en": "Add the text", "zh": "添加文本"}[lang]).click()


@pytest.mark.parametrize(
    ("lang", "path", "sizes"),
    [
        ("zh", "/", [(1024, 768), (768, 1024), (820, 1180)]),
        ("en", "/parts/luxian-district", [(768, 1024), (820, 1180), (1024, 768)]),
    ],
)
def test_a_tablets_card_is_as_high_as_the_page_and_hides_no_added_data(
    open_page, site, lang, path, sizes
):
    page = open_page(f"{site}{path}?lang={lang}", size=sizes[0])
    page.wait_for_selector(".zone-map[data-tools=ready]")
    tools = page.get_by_role("toolbar").locator(".tool-button")
    add_text(page, PASTED, lang)
    page.locator(".plot-question").wait_for()
    for size in see_sizes(page, sizes):
        for n, name in enumerate(["ask", "measure", "reach", "compare", "add"]):
            tools.nth(n).click()
            page.wait_for_selector(f"#{name}-card.open")
            assert page.evaluate(CUT_OFF, name) == WHOLE, (name, size)


# How far a button, or what is said below them all, reaches out of the drawer that scrolls; and the gap between.
EXPORT = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [drawer, formats, said] = ['#plots-export', '.plot-formats', '.plot-export .plot-said'].map(box);
  const [table, title, tools] = ['.plot-scroll', '.plots h2', '.plot-tools'].map(box), map = box('.zone-map');
  const rows = [...document.querySelectorAll('.plots tbody tr[data-key]')].map((each) => each.getBoundingClientRect());
  const buttons = [...document.querySelectorAll('.plot-tools .plot-button')].map((each) => each.getBoundingClientRect());
  return { hidden: Math.max(formats.bottom, said.bottom) - drawer.bottom, gap: said.top - formats.bottom,
    rows: rows.filter((each) => each.bottom <= Math.min(table.bottom, innerHeight) + 1).length, map: map.height,
    beside: Math.min(box('.plot-search').left, ...buttons.map((each) => each.left)) - title.right,
    field: box('.plot-search').width, lines: new Set(buttons.map((each) => each.top)).size }; }"""


REFUSED = {
    "en": "A factsheet has room for 4 plots and parts side by side, and these are 5. Select one plot, "
    "or filter the rows down to 4. XLSX, CSV and figures take them all.",
    "zh": "一份概况资料最多并列 4 个地块和分区，现有 5 个。请选中一个地块，或筛选到 4 行以内；XLSX、CSV 和图件可包含全部。",
}


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024), (1440, 900)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_export_of_added_data_shows_its_buttons_and_what_it_says(open_page, site, size, lang):
    page = open_page(f"{site}/?lang={lang}", size=size, silent=False)  # a refusal is on the console
    page.wait_for_selector(".zone-map[data-tools=ready]")
    rows = [
        f"POLYGON((105.4{n} 28.9,105.4{n}5 28.9,105.4{n}5 28.905,105.4{n} 28.9))" for n in range(5)
    ]
    add_text(page, "\n".join(rows), lang)
    page.locator(".plots tbody tr[data-key]").nth(4).wait_for()
    page.keyboard.press("Escape")
    page.locator(".opens-export").click()
    found = page.evaluate(EXPORT)
    assert found["hidden"] <= 0
    assert found["rows"] >= 3
    assert found["map"] > 200
    assert found["beside"] >= 4
    assert found["field"] >= 80
    assert found["lines"] == 1
    answer = {"detail": REFUSED[lang]}
    page.route(
        "**/inspect/export*",
        lambda route: route.fulfill(
            status=400, content_type="application/problem+json", body=json.dumps(answer)
        ),
    )
    page.locator("[data-format=csv]").click()
    page.get_by_text(re.compile("take them all|可包含全部")).wait_for()
    said = page.evaluate(EXPORT)
    assert said["hidden"] <= 0
    assert said["gap"] >= 6
    assert said["rows"] >= 3
    for turned in see_sizes(page, [(1024, 768), (768, 1024), (1024, 600), size]):
        said = page.evaluate(EXPORT)
        assert said["hidden"] <= 0, turned


# How far the middle of the rings lies from that of what no card takes, in pixels, and the view that is told.
RINGS_OFF = """() => { const { map } = document.querySelector('.zone-map').zone;
    let at; map.eachLayer((each) => { if (each.options.className === 'reach-ring') at = each.getBounds().getCenter(); });
    const { x, y } = map.latLngToContainerPoint(at).subtract(ZoneMap.freeArea(map).bounds.getCenter());
    return Math.hypot(x, y); }"""
TOLD_IS_SEEN = """() => { const { map } = document.querySelector('.zone-map').zone;
    const [south, west, north, east] = /bounds=([^&]+)/.exec(location.hash)[1].split(',').map(Number);
    const [a, b] = [[south, west], [north, east]].map((at) => map.latLngToContainerPoint(at));
    const { min, max } = ZoneMap.freeArea(map);
    return Math.max(...[a.x - min.x, b.x - max.x, b.y - min.y, a.y - max.y].map(Math.abs)); }"""


def test_rings_move_to_the_middle_of_what_their_closed_card_leaves(desk):
    page = desk.open("/parts/jiangyang-district")
    card = desk.use("reach")
    card.get_by_label("25 km").check()
    page.wait_for_function("() => location.hash.includes('rings=25')")
    assert page.evaluate(RINGS_OFF) < 8
    page.locator("#reach-card .close-card").click()
    page.wait_for_timeout(200)
    assert page.evaluate(RINGS_OFF) < 8
    assert page.evaluate(TOLD_IS_SEEN) < 4
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(600)
    assert page.evaluate(RINGS_OFF) < 16
    assert page.evaluate(TOLD_IS_SEEN) < 4


@pytest.mark.parametrize("key", ["+", "-"])
def test_keys_zoom_about_the_middle_of_what_a_card_leaves(desk, key):
    page = desk.open("/parts/jiangyang-district")
    card = desk.use("reach")
    card.get_by_label("25 km").check()
    page.wait_for_function("() => location.hash.includes('rings=25')")
    before = page.evaluate("document.querySelector('.zone-map').zone.map.getZoom()")
    page.locator(".zone-map").focus()
    page.keyboard.press(key)
    page.wait_for_timeout(600)
    after = page.evaluate("document.querySelector('.zone-map').zone.map.getZoom()")
    assert (after - before) * (1 if key == "+" else -1) > 0.5
    assert page.evaluate(RINGS_OFF) < 60


def test_the_view_that_was_moved_is_told_as_it_is_seen_once_a_card_is_closed(desk):
    page = desk.open("/parts/jiangyang-district")
    card = desk.use("reach")
    card.get_by_label("25 km").check()
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(600)
    page.locator("#reach-card .close-card").click()
    page.wait_for_timeout(200)
    assert page.evaluate(TOLD_IS_SEEN) < 4


def test_closing_card_and_panel_keeps_the_bounds_of_the_address(desk):
    state = "bounds=28.6,105.2,29.2,105.8&from=jiangyang-district&rings=10,25"
    page = desk.open(f"/parts/jiangyang-district#{state}")
    page.locator("#reach-card .close-card").click()
    page.wait_for_function(GIVEN_IS_SHOWN)
    page.locator(".detail .close").click()
    page.wait_for_timeout(300)
    assert desk.state()["bounds"] == "28.6,105.2,29.2,105.8"
