"""An embedded map of any width and height: nothing on it lies over anything else."""

import pytest

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

WIDTHS = (300, 320, 360, 400, 500, 600, 720, 800, 1200)
# As the embed code asks for, and another height.
SIZES = [(width, height) for width in WIDTHS for height in (round(width * 0.7), 400)]
QUERIES = ("", "&view=region", "&bounds=28.8,105.3,29,105.6", "&parts=luxian-district&theme=dark")
# What is seen of controls, credits and names, in pairs that overlap by more than a rounded pixel;
# a part of another thing doesn't count, nor a name that is covered with its map by an open list.
FAULTS = """(() => {
  const isSeen = (each) => each.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })
    && each.getBoundingClientRect().width > 0;
  const things = [...document.querySelectorAll('.credits, .leaflet-control-scale-line, .legend, '
    + '.map-buttons > *, .mover > div, .map-label')].filter(isSeen);
  const said = (each) => each.matches('.map-label') ? each.innerText : each.className;
  const boxes = things.map((each) => [each, each.getBoundingClientRect()]);
  const found = [];
  for (const [n, [a, one]] of boxes.entries()) {
    if (!a.matches('.map-label') && (one.left < -0.5 || one.top < -0.5
        || one.right > innerWidth + 0.5 || one.bottom > innerHeight + 0.5)) found.push([said(a), 'leaves']);
    for (const [b, other] of boxes.slice(n + 1)) {
      const x = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const y = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      const isTurned = [a, b].some((each) => each.style.rotate); // its box has empty corners
      if (x > 0.5 && y > 0.5 && !isTurned && !a.contains(b) && !b.contains(a)) found.push([said(a), said(b), x, y]);
    }
  }
  return found; })()"""
SETTLED = "() => document.querySelector('.zone-map')?.zone?.labels.isSettled"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("query", QUERIES)
def test_nothing_lies_over_anything_else(open_page, site, lang, query):
    """Each size is seen with each address, and is in each language one that a map starts in."""
    page = open_page(f"{site}/embed?lang={lang}{query}", size=SIZES[0])
    found = {}
    for size in see_sizes(page, SIZES):
        found[size] = page.evaluate(FAULTS)
    for size in SIZES[QUERIES.index(query) :: len(QUERIES)]:
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        page.reload()
        page.wait_for_function(SETTLED)
        page.wait_for_timeout(150)
        found[(*size, "at the start")] = page.evaluate(FAULTS)
    assert {size: faults for size, faults in found.items() if faults} == {}


def test_names_make_room_for_an_opened_legend(open_page, site):
    page = open_page(f"{site}/embed?lang=en", size=(720, 504))
    page.locator(".legend summary").click()
    page.wait_for_timeout(300)
    assert [each for each in page.evaluate(FAULTS) if "credits" not in each] == []


@pytest.mark.parametrize("size", [(300, 210), (360, 252), (500, 350)])
def test_every_button_can_be_pressed(open_page, site, size):
    page = open_page(f"{site}/embed?lang=en", size=size)
    for name in ("Zoom in", "Zoom out"):
        page.get_by_role("button", name=name).click()
    page.locator("[data-view=region]").click()
    page.locator(".mover summary").click()
    for side in ("left", "up", "right", "down"):
        page.locator(f".mover .{side}").click()
    page.locator(".mover summary").click()
    page.locator(".credits summary").click()
    assert "OpenStreetMap contributors" in page.locator(".credits").inner_text()
    page.locator(".credits summary").click()
    smallest = page.evaluate("""[...document.querySelectorAll('.map-buttons :is(button, summary), .credits summary, .legend summary')]
        .filter((each) => each.checkVisibility({ contentVisibilityAuto: true })).map((each) => each.getBoundingClientRect())
        .reduce((least, { width, height }) => Math.min(least, width, height), 99)""")
    assert smallest >= 24  # WCAG 2.5.8


@pytest.mark.parametrize("width", [720, 800])
def test_the_legend_is_clear_of_the_credits_beside_a_panel(open_page, site, width):
    address = f"{site}/embed?lang=en&part=jiangyang-district"
    page = open_page(address, size=(width, round(width * 0.7)))
    page.wait_for_function(SETTLED)
    assert page.locator(".detail").is_visible()
    legend, credits = (page.locator(each).bounding_box() for each in (".legend", ".credits"))
    assert legend["y"] + legend["height"] <= credits["y"] + 0.5


def test_a_saved_map_in_a_frame_without_a_size_is_all_map(open_page, site):
    page = open_page(f"{site}/areas?lang=en", size=(800, 600), ready="body")
    host = f'<!doctype html><iframe src="{site}/export/map.html?lang=en"></iframe>'  # 300 × 150
    page.route("**/host", lambda route: route.fulfill(body=host, content_type="text/html"))
    page.goto(f"{site}/host")
    frame = page.frame_locator("iframe")
    frame.locator(".leaflet-container").wait_for()
    box = frame.locator(".zone-map").evaluate(
        "(each) => [each.clientWidth, each.clientHeight, innerWidth, innerHeight]"
    )
    assert box[:2] == box[2:]
    assert frame.locator(".credits").is_visible()
    assert not frame.locator(".bar").is_visible()


@pytest.mark.parametrize("size", [(200, 150), (320, 240)])
@pytest.mark.parametrize("query", ["", "&part=jiangyang-district"])
def test_a_small_frame_shows_the_whole(open_page, site, size, query):
    page = open_page(f"{site}/embed?lang=en{query}", size=size)
    page.wait_for_function(SETTLED)
    left, top, right, bottom, wide, high = page.evaluate("""() => {
      const { zone } = document.querySelector('.zone-map');
      const part = document.querySelector('.part.selected')?.getBoundingClientRect();
      const [a, b] = zone.data.bounds[zone.view ?? 'zone'].map((each) => zone.map.latLngToContainerPoint(each));
      const box = part ?? { left: a.x, top: b.y, right: b.x, bottom: a.y };
      const size = zone.map.getSize();
      return [box.left, box.top, box.right, box.bottom, size.x, size.y]; }""")
    assert 0 <= left < right <= wide
    assert 0 <= top < bottom <= high
    assert bottom - top >= 10  # more than a dot


SAID_OVER = """() => {
  const box = (each) => each.getBoundingClientRect();
  const summary = document.querySelector('.credits summary'), found = [];
  for (const { left, right, top, bottom } of summary.getClientRects())
    for (const x of [left + 12, (left + right) / 2, right - 8]) for (const y of [top + 6, bottom - 6])
      if (!summary.contains(document.elementFromPoint(x, y))) found.push(['hidden', x, y]);
  const { top } = box(summary);
  for (const each of document.querySelectorAll('.reach-ring, .map-buttons > *'))
    if (each.checkVisibility() && box(each).bottom > top + 1) found.push([each.className.baseVal ?? each.className, box(each).bottom, top]);
  return found; }"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "query", ["", "&part=jiangyang-district", "&from=big-data-park&rings=10,50"]
)
def test_what_is_said_of_the_map_is_seen_beside_a_part_and_beside_rings(
    open_page, site, lang, query
):
    sizes = [(200, 150), (320, 240), (400, 300), (600, 400)]
    page = open_page(f"{site}/embed?lang={lang}{query}", size=sizes[0])
    found = {}
    for size in see_sizes(page, sizes):
        page.wait_for_timeout(200)
        assert {"en": "Schematic", "zh": "示意图"}[lang] in page.locator(
            ".credits summary"
        ).inner_text(), size
        found[size] = page.evaluate(SAID_OVER)
    assert {size: wrong for size, wrong in found.items() if wrong} == {}


# The buttons that are seen in part, being cut by their box or by what lies over it.
CUT = """(() => {
  const box = (each) => each.getBoundingClientRect();
  const least = Math.min(...[...document.querySelectorAll('.credits, .detail:not([hidden])')].map((each) => box(each).top));
  return [...document.querySelectorAll('.map-buttons button, .mover > summary, .legend')]
    .filter((each) => each.checkVisibility({ contentVisibilityAuto: true }))
    .filter((each) => box(each).bottom > Math.min(least, each.matches('.legend') ? least : box(each.parentElement).bottom) + 1)
    .map((each) => each.innerText); })()"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("query", ["", "&part=luxian-district"])
@pytest.mark.parametrize("touch", [False, True])
def test_buttons_are_left_out_rather_than_cut(open_page, site, lang, query, touch):
    page = open_page(f"{site}/embed?lang={lang}{query}", size=(300, 300), has_touch=touch)
    found = {}
    for width, height in ((240, 180), (300, 180), (300, 200), (240, 250), (240, 320), (480, 240)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(100)
        found[width, height] = page.evaluate(CUT)
    assert {size: cut for size, cut in found.items() if cut} == {}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_part_is_one_line_of_a_small_frame_until_it_is_pressed(open_page, site, lang):
    query = "part=longmatan-core&from=longmatan-core&rings=10,25"
    page = open_page(f"{site}/embed?lang={lang}&{query}", size=(320, 240))
    page.wait_for_function(SETTLED)
    sheet, name = page.locator(".sheet"), page.locator(".part-detail:visible h2")
    assert sheet.bounding_box()["height"] <= 44
    assert name.evaluate("(each) => each.scrollWidth <= each.clientWidth + 1")
    assert "4.62" in page.locator(".headline:visible").inner_text()
    credits = page.locator(".credits").bounding_box()
    assert credits["y"] >= 130
    assert credits["y"] + credits["height"] <= sheet.bounding_box()["y"] + 1
    page.locator(".unfold").click()
    page.wait_for_function("() => document.querySelector('.sheet').offsetHeight > 150")
    assert page.locator(".unfold").get_attribute("aria-expanded") == "true"
    page.locator(".unfold").click()
    page.wait_for_function("() => document.querySelector('.sheet').offsetHeight <= 44")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_part_leaves_most_of_a_low_frame_to_the_map(open_page, site, lang):
    sizes = [(320, 240), (400, 280), (400, 339), (400, 340), (600, 400), (360, 560)]
    page = open_page(f"{site}/embed?lang={lang}&part=jiangyang-district", size=sizes[0])
    page.wait_for_function(SETTLED)
    shares = {}
    for size in see_sizes(page, sizes):
        shares[size] = page.locator(".sheet").bounding_box()["height"] / size[1]
        assert page.locator(".part-detail:visible h2").is_visible(), size
    assert {size: share for size, share in shares.items() if share > 0.4} == {}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_narrow_frame_shows_areas_apart_with_their_names(open_page, site, lang):
    """The map has the room of what has none in it: legend and views."""
    page = open_page(f"{site}/embed?lang={lang}", size=(240, 180))
    page.wait_for_function(SETTLED)
    names = page.evaluate("""[...document.querySelectorAll('.map-label.district, .map-label.core')]
        .filter((each) => each.checkVisibility({ visibilityProperty: true })).length""")
    assert names == 3
    assert page.get_by_role("button", name={"en": "Zoom in", "zh": "放大"}[lang]).is_visible()
