"""Every part is named in the first view: in it, beside it, or at the end of a line."""

import pytest

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

NAMES = """() => { const box = (each) => { const { left, top, right, bottom } = each.getBoundingClientRect();
    return [left, top, right, bottom]; };
  const names = [...document.querySelectorAll('.map-label:is(.core, .district, .park):not(.crowded)')];
  const others = document.querySelectorAll('.map-label:not(.crowded, .ray, .river, .degree), .legend, .tools, .sheet');
  return { names: names.map((each) => [each.textContent, box(each)]),
    boxes: [...others].filter((each) => each.checkVisibility()).map(box) }; }"""
PARTS = "() => [...document.querySelectorAll('.list .entry-name')].map((each) => each.textContent.trim())"
TIES = """() => [...document.querySelectorAll('.tie')].map((each) => {
  const name = each.previousElementSibling, turn = parseFloat(each.style.rotate) * Math.PI / 180;
  const anchor = each.parentElement.getBoundingClientRect(), length = parseFloat(each.style.width);
  const [x, y] = each.style.translate.split(' ').map((text) => parseFloat(text) || 0);
  const begin = [anchor.x + x, anchor.y + (y || 0)];
  const end = [begin[0] + length * Math.cos(turn), begin[1] + length * Math.sin(turn)];
  const part = document.elementsFromPoint(...begin).find((each) => each.matches('path.part'));
  return { name: name.textContent, part: part?.getAttribute('aria-label') ?? '', end,
    box: name.getBoundingClientRect().toJSON() }; })"""

# A rotated name's own box is not what it covers.
CUT = """() => {
  const box = (each) => each.getBoundingClientRect(), frame = box(document.querySelector('.zone-map'));
  const over = [...document.querySelectorAll('.sheet, .detail, .tool-card, .legend, .credits, .map-buttons > *')]
    .filter((each) => each.checkVisibility()).map(box);
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const contains = (a, b) => a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;
  const names = [...document.querySelectorAll('.map-label:not(.crowded, .river, .ray)')];
  return names.filter((each) => overlap(frame, box(each))).filter((each) => !contains(frame, box(each))
    || over.some((other) => overlap(other, box(each)) && !contains(other, box(each))))
    .map((each) => each.textContent); }"""


SETTLED = "() => document.querySelector('.zone-map').zone.labels.isSettled"


def overlap(one, other):
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and (
        min(one[3], other[3]) - max(one[1], other[1]) > 1
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (768, 1024), (390, 844)])
def test_every_part_is_named_in_the_first_view(open_page, site, size, lang):
    page = open_page(f"{site}/?lang={lang}", size=size)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_function("() => document.querySelector('.zone-map').zone.labels.isSettled")
    found = page.evaluate(NAMES)
    assert sorted(name for name, _ in found["names"]) == sorted(page.evaluate(PARTS))
    for name, box in found["names"]:
        assert sum(overlap(box, other) for other in found["boxes"]) == 1, name  # with itself
    for tie in page.evaluate(TIES):
        assert tie["name"] in tie["part"]
        (x, y), box = tie["end"], tie["box"]
        assert box["left"] - 1 <= x <= box["right"] + 1, tie
        assert box["top"] - 1 <= y <= box["bottom"] + 1, tie


SAID = {
    "": ".zone-map",
    "ask=28.88,105.45": "#ask-card .verdict",
    "rings=100&from=longmatan-core": "#reach-card:not([hidden], [aria-busy]) td",
}


DESKS, PHONES = [(1440, 900), (768, 1024)], [(390, 844), (320, 640)]


@pytest.mark.parametrize(
    "look", [("en", DESKS), ("zh", DESKS[::-1]), ("en", PHONES), ("zh", PHONES[::-1])], ids=str
)
@pytest.mark.parametrize("fragment", SAID)
def test_no_name_is_cut_by_what_lies_over_the_map(open_page, site, fragment, look, subtests):
    lang, sizes = look  # the map starts in the first
    has_touch = sizes[0][0] < 720
    page = open_page(f"{site}/?lang={lang}#{fragment}", size=sizes[0], has_touch=has_touch)
    page.wait_for_selector(".has-basemap")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_selector(SAID[fragment])
    for size in see_sizes(page, sizes):
        with subtests.test(size=size):
            page.wait_for_timeout(100)  # a card has its size: the names are placed for it
            page.wait_for_function(SETTLED)
            page.wait_for_function(f"() => ({CUT})().length === 0")


# A machine on which each look at the clock finds a later time, and each rest is counted.
SLOW = """() => { let now = 0; window.rests = [];
    performance.now = () => (now += 7);
    const shown = () => document.querySelectorAll('.map-label:not(.crowded, .degree)').length;
    scheduler.yield = () => { window.rests.push(shown()); return new Promise((done) => setTimeout(done)); }; }"""


@pytest.fixture
def slow_page(open_page, site):
    page = open_page("about:blank", ready="body").context.new_page()  # closed with its script
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(f"({SLOW})()")
    page.goto(f"{site}/?lang=en")
    page.wait_for_selector(".has-basemap")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_function("() => document.querySelector('.zone-map').zone.labels.isSettled")
    return page


def test_a_slow_machine_rests_while_it_places_names_and_shows_them_together(slow_page):
    rests = slow_page.evaluate("window.rests")
    shown = len(slow_page.evaluate(NAMES)["names"])
    assert len(rests) > 10 * shown  # names in and near the view are thought about one by one
    assert 0 in rests
    assert not set(rests) & set(range(1, shown))  # no part's before the others'


def test_a_view_that_has_moved_gets_its_names_in_the_next_frame(slow_page):
    found = slow_page.evaluate("""async () => {
        const { zone } = document.querySelector('.zone-map');
        window.rests = [];
        zone.map.panBy([60, 40], { animate: false });
        const isAsked = !zone.labels.isSettled;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return [isAsked, zone.labels.isSettled, window.rests.length]; }""")
    assert found == [True, True, 0]


def test_a_look_at_the_size_does_not_stop_the_placing(slow_page):
    slow_page.evaluate("""async () => {
        const { zone } = document.querySelector('.zone-map');
        zone.map.setView([28.99001, 105.44001], 11.3, { animate: false }); // no whole pixels
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        window.rests = [];
        zone.labels.ask();
        while (!window.rests.length) await new Promise((done) => setTimeout(done));
        zone.map.invalidateSize(); // same size: Leaflet tells a rounded centre from now on
    }""")
    slow_page.wait_for_function("() => document.querySelector('.zone-map').zone.labels.isSettled")
