"""How much of the screen the map keeps, and that nothing is cut or hidden."""

import pytest

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

PHONES = [(390, 844), (320, 640)]
TABLETS = [(768, 1024), (1024, 768)]
TOOLS = {
    "ask": "ask=28.9,105.44",
    "measure": "area=28.9,105.4;29,105.4;29,105.5",
    "reach": "rings=50&from=longmatan-core",
}
FREE = """() => { const stage = document.querySelector('.stage').getBoundingClientRect();
  const over = [...document.querySelectorAll('.sheet, .tool-card')].filter((each) => each.checkVisibility())
    .map((each) => each.getBoundingClientRect());
  return { share: (Math.min(...over.map(({ top }) => top)) - stage.top) / stage.height, count: over.length }; }"""
COVERED = """(selector) => { const each = document.querySelector(selector), box = each.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + 4);
  return !top || !each.contains(top) && !top.contains(each); }"""
LINES = """() => [...document.querySelectorAll('.list .entry-name')].map((each) =>
  Math.round(each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight)))"""
HIDDEN = """() => [...document.querySelectorAll('.list li:has(> .mark)')].filter((each) => {
  const mark = each.querySelector('.mark').getBoundingClientRect();
  const [name, measure] = ['.entry-name bdi', '.entry-measure'].map((one) =>
    each.querySelector(one).getBoundingClientRect());
  return mark.right > name.left && mark.left < measure.right; }).length"""
CUT = """() => [...document.querySelectorAll('.list .entry-name')].filter((each) =>
  each.scrollHeight > each.clientHeight + 2).length"""
EDGES = """() => [...document.querySelectorAll('.list .entry-measure')].map((each) =>
  Math.round(each.getBoundingClientRect().right))"""


def open_map(open_page, site, path, size, lang, **options):
    mark = "&" if "?" in path else "?"
    head, _, fragment = path.partition("#")
    page = open_page(f"{site}{head}{mark}lang={lang}#{fragment}", size=size, **options)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    return page


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", PHONES)
@pytest.mark.parametrize("tool", TOOLS)
def test_the_map_of_a_phone_keeps_sixty_percent_beside_a_tool(open_page, site, tool, size, lang):
    page = open_map(open_page, site, f"/#{TOOLS[tool]}", size, lang, has_touch=True)
    page.wait_for_selector(f"#{tool}-card:not([hidden], [aria-busy])")
    found = page.evaluate(FREE)
    assert found["count"] == 1
    assert found["share"] >= 0.595
    page.wait_for_timeout(100)
    assert not page.evaluate(COVERED, ".credits summary")
    assert page.locator("#ask-card .by-keyboard:visible, kbd:visible").count() == 0
    if tool == "ask":  # the verdict on a point is read first
        page.wait_for_selector(".answer .verdict")
        page.wait_for_timeout(100)
        assert not page.evaluate(COVERED, ".answer .verdict")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", ["/", "/areas", "/distances", "/api/"])
def test_no_link_of_the_navigation_is_cut(open_page, site, path, lang):
    """The page one is on is in bold, and so wider."""
    page = open_page(f"{site}{path}?lang={lang}", size=PHONES[0], ready=".bar", has_touch=True)
    beyond = "lists => Math.max(...lists.map(each => each.scrollWidth - each.clientWidth))"
    for size in see_sizes(page, [*PHONES, (360, 640)]):
        assert page.locator(".bar nav ul").evaluate_all(beyond) <= 0, size


@pytest.mark.parametrize("size", [(768, 1024), (820, 1180), (1024, 768)])
def test_the_details_of_a_part_take_the_place_of_the_list_on_a_tablet(open_page, site, size):
    page = open_page(f"{site}/parts/machinery-park?lang=en", size=size)
    frame, detail = (
        page.locator(each).bounding_box() for each in (".map-frame", ".detail:visible")
    )
    assert frame["width"] >= size[0] / 2
    assert detail["x"] + detail["width"] <= frame["x"] + 1
    assert page.locator(".list:visible").count() == 0
    page.get_by_role("button", name="Close").first.click()
    assert page.locator(".list:visible").count() == 1


@pytest.mark.parametrize(("lang", "sizes"), [("en", TABLETS), ("zh", TABLETS[::-1])])
@pytest.mark.parametrize("tool", TOOLS)
def test_a_card_takes_the_place_of_the_list_on_a_tablet(open_page, site, tool, lang, sizes):
    page = open_map(open_page, site, f"/#{TOOLS[tool]}", sizes[0], lang)
    card = page.locator(f"#{tool}-card")
    card.and_(page.locator(":not([hidden], [aria-busy])")).wait_for()
    page.wait_for_timeout(100)
    for size in see_sizes(page, sizes):
        box, frame = card.bounding_box(), page.locator(".map-frame").bounding_box()
        assert box["x"] >= 0, size
        assert box["x"] + box["width"] <= frame["x"], size
        assert not card.evaluate("each => each.scrollWidth > each.clientWidth"), size
        assert not page.locator(".list").is_visible(), size
    card.locator(".close-card").click()
    assert page.locator(".list").is_visible()


@pytest.mark.parametrize(("lang", "most"), [("en", 2), ("zh", 1)])
@pytest.mark.parametrize(
    "sizes", [[(1440, 900), (1024, 768)], [(768, 1024), (390, 844), (320, 640)]]
)
def test_a_part_takes_few_lines_of_the_list_and_areas_are_a_column(
    open_page, site, lang, most, sizes
):
    page = open_page(f"{site}/?lang={lang}", size=sizes[0], has_touch=sizes[0][0] < 1000)
    page.wait_for_selector(".list li > .mark", state="attached")
    for size in see_sizes(page, sizes):
        assert max(page.evaluate(LINES)) <= most, size
        assert page.evaluate(CUT) == 0, size
        assert len(set(page.evaluate(EDGES))) == 1, size
        assert page.evaluate(HIDDEN) == 0, size  # no number is under its line's button


def test_a_change_of_rings_fits_them_again(open_page, site):
    page = open_map(open_page, site, "/#rings=300&from=longmatan-core", (1024, 768), "en")
    page.wait_for_selector("path.reach-ring")
    wide = page.evaluate("document.querySelector('.zone-map').zone.map.getZoom()")
    page.get_by_label("300 km").uncheck()
    page.get_by_label("50 km").check()
    assert page.evaluate("document.querySelector('.zone-map').zone.map.getZoom()") > wide + 1
    ring, card = (page.locator(each).bounding_box() for each in ("path.reach-ring", "#reach-card"))
    assert ring["x"] >= card["x"] + card["width"]


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (820, 1180), (768, 1024), (390, 844)])
def test_rings_lie_beside_their_card(open_page, site, size):
    page = open_map(open_page, site, "/#rings=100&from=longmatan-core", size, "zh")
    check_that_the_ring_is_beside_its_card(page)
    page.evaluate("() => { location.hash = ''; }")
    page.wait_for_selector("path.reach-ring", state="detached")
    page.evaluate("() => { location.hash = 'rings=300&from=longmatan-core'; }")
    check_that_the_ring_is_beside_its_card(page)


def check_that_the_ring_is_beside_its_card(page):
    page.wait_for_selector("path.reach-ring")
    page.wait_for_selector("#reach-card:not([hidden], [aria-busy])")
    page.wait_for_timeout(100)
    ring, card, frame = (
        page.locator(each).bounding_box()
        for each in ("path.reach-ring", "#reach-card", ".map-frame")
    )
    apart = (ring["x"] - card["x"] - card["width"], ring["y"] - card["y"] - card["height"])
    assert max(*apart, card["y"] - ring["y"] - ring["height"]) >= 0
    assert ring["x"] >= frame["x"]
    assert ring["x"] + ring["width"] <= frame["x"] + frame["width"]
    assert ring["y"] + ring["height"] <= frame["y"] + frame["height"]


def test_all_marks_are_cleared_at_once(open_page, site):
    page = open_map(open_page, site, "/", (1440, 900), "en")
    bar = page.get_by_role("toolbar")
    clear = bar.get_by_role("button", name="Clear all marks of the tools")
    assert clear.count() == 0
    bar.get_by_role("button", name="Range rings").click()
    page.wait_for_selector("path.reach-centre")
    bar.get_by_role("button", name="Draw and measure").click()
    page.wait_for_selector("#measure-card:not([hidden], [aria-busy])")
    assert "stay" in page.locator("[role=status]").text_content()
    page.mouse.click(1000, 500)
    page.mouse.click(1100, 600)
    assert page.locator("path.measure-point").count() == 2
    clear.click()
    assert page.locator("path.measure-point, path.reach-centre, path.reach-line").count() == 0
    assert page.locator(".tool-card:visible").count() == 0
    assert page.evaluate("location.hash") == ""
    assert clear.count() == 0


def test_coordinates_that_were_searched_for_are_zoomed_to(open_page, site):
    page = open_map(open_page, site, "/", (1440, 900), "en")
    field = page.get_by_role("combobox", name="Search")
    field.click()
    page.wait_for_selector(".search:not([aria-busy])")
    field.fill("28.9, 105.44")
    field.press("Enter")
    page.wait_for_selector(".answer .verdict")
    assert page.evaluate("document.querySelector('.zone-map').zone.map.getZoom()") >= 13


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_comparison_leaves_the_maps_controls_and_the_list_free(open_page, site, lang):
    page = open_map(open_page, site, "/", (768, 1024), lang)
    page.locator(".list .mark").first.click()
    page.wait_for_selector("#compare-card.open")
    controls = ".legend summary, .zoom button, .mover summary, .views button, .credits summary"
    for each in page.locator(controls).all():
        each.click(trial=True, timeout=5000)  # nothing lies over it
    list_box, card = (page.locator(each).bounding_box() for each in (".list", "#compare-card"))
    assert list_box["y"] + list_box["height"] <= card["y"] + 0.5
    page.locator(".list .mark").last.click()
    assert page.locator("#compare-card .shortlist .chosen, .list .mark.chosen").count() >= 2


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(640, 320), (844, 390)])
def test_a_phone_on_its_side_reaches_every_control(open_page, site, size, lang):
    page = open_map(open_page, site, "/", size, lang, has_touch=True)
    controls = (
        ".legend summary, .zoom button, .mover summary, .views button, "
        ".tools button:not([hidden]), .credits summary"
    )
    for each in page.locator(controls).all():
        each.click(trial=True, timeout=5000)  # nothing lies over it
    scale, legend = (
        page.locator(each).bounding_box() for each in (".leaflet-control-scale", ".legend")
    )
    assert legend["y"] + legend["height"] <= scale["y"] + 0.5
    assert page.locator(".map-frame").bounding_box()["height"] >= size[1] * 0.6
