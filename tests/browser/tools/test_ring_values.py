"""Each ring says how wide it is, wherever enough of it is in sight."""

import re

import pytest

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

READY = """(count) => document.querySelectorAll('.zone-map path.reach-ring').length === count
    && document.querySelector('.zone-map').zone.labels.isSettled"""
LEAST_ARC_PX = 120
# The longest stretch of each ring that nothing lies over, in pixels.
ARCS = """() => {
  const { map } = document.querySelector('.zone-map').zone, frame = map.getContainer().getBoundingClientRect();
  const isSeen = ({ x, y }) => {
    if (x <= 0 || y <= 0 || x >= frame.width || y >= frame.height) return false;
    const top = document.elementFromPoint(x + frame.left, y + frame.top);
    return top?.closest('.zone-map') === map.getContainer() && !top.closest('.leaflet-control');
  };
  const arcs = [];
  map.eachLayer((layer) => {
    if (layer.options.className !== 'reach-ring') return;
    const points = layer.getLatLngs()[0].map((each) => map.latLngToContainerPoint(each));
    const seen = points.flatMap((end, n) => {
      const start = points.at(n - 1), steps = Math.ceil(start.distanceTo(end) / 8);
      return Array.from({ length: steps }, (_, step) => isSeen(start.add(end.subtract(start).multiplyBy(step / steps))));
    });
    let longest = 0, run = 0;
    for (const each of [...seen, ...seen]) { // an arc may go on where the ring begins
      run = each ? run + 8 : 0;
      longest = Math.max(longest, run);
    }
    arcs.push(longest);
  });
  return arcs; }"""
VALUES = """() => [...document.querySelectorAll('.reach-label')]
    .map((each) => each.textContent.replace(/^距几何中心 | from the centroid$/, ''))"""
ASKED = [
    "from=big-data-park&rings=300",
    "from=big-data-park&rings=50,100,300",
    "from=longmatan-core&rings=50,100",
    "from=luxian-district&rings=100,200,300&zone",
    "from=big-data-park&rings=50,100,300&bounds=28.2,104.9,28.9,105.9",
    "from=big-data-park&rings=50,100,300&bounds=28.5,105,29.5,107",
]


def go(page, fragment, rings):
    page.evaluate("(text) => { location.hash = text; }", fragment)
    page.wait_for_function(READY, arg=rings)


def find_unnamed(page, rings):
    """Return the lengths in px of what is in sight of rings without a value; others needn't be seen."""
    values = set(page.evaluate(VALUES))
    if all({km, f"{km} km"} & values for km in rings):
        return {}
    arcs = dict(zip(rings, page.evaluate(ARCS), strict=True))
    return {
        km: arc for km, arc in arcs.items() if arc > LEAST_ARC_PX and not {km, f"{km} km"} & values
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_ring_that_is_in_sight_has_its_value(open_page, site, lang):
    sizes = [(1440, 900), (1024, 768), (768, 1024), (390, 844)]
    page = open_page(f"{site}/?lang={lang}#from=big-data-park&rings=10", size=sizes[0])
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_function(READY, arg=1)
    unnamed = {}
    for size in see_sizes(page, sizes):
        for asked in ASKED:  # each has a view of its own
            go(page, "", 0)
            rings = asked.partition("rings=")[2].partition("&")[0].split(",")
            go(page, asked, len(rings))
            unnamed[size, asked] = find_unnamed(page, rings)
    assert {where: rings for where, rings in unnamed.items() if rings} == {}


PILED = """() => { const boxes = [...document.querySelectorAll('.reach-label, .handle-mark, .map-label.drawn:not(.crowded)')]
    .filter((each) => each.checkVisibility()).map((each) => [each.textContent, each.getBoundingClientRect()])
    .filter(([text]) => text);
  return boxes.flatMap(([text, a], n) => boxes.slice(n + 1).filter(([, b]) =>
    a.left < b.right + 1 && b.left < a.right + 1 && a.top < b.bottom + 1 && b.top < a.bottom + 1)
    .map(([other]) => [text, other])); }"""
MARKS = "from=big-data-park&rings=10,25,50,100"
MORE = "&ask=28.9,105.46&line=28.9,105.3;29,105.5;28.95,105.6"
LITTLE_ROOM = {"/?lang={}#": [(320, 640)], "/embed?lang={}&": [(320, 240), (600, 400)]}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("more", ["", MORE], ids=["rings", "all"])
@pytest.mark.parametrize("path", LITTLE_ROOM)
def test_values_lie_apart_where_there_is_little_room(open_page, site, path, more, lang):
    sizes = LITTLE_ROOM[path][:: {"en": 1, "zh": -1}[lang]]  # a frame starts in either
    page = open_page(f"{site}{path.format(lang)}{MARKS}{more}", size=sizes[0])
    for size in see_sizes(page, sizes):
        page.wait_for_function(READY, arg=4)
        page.wait_for_timeout(300)  # the map comes to rest
        assert page.evaluate(PILED) == [], size
        assert {"100 km", "50 km"} <= set(page.evaluate(VALUES)), size


@pytest.mark.parametrize(("lang", "said"), [("en", "from the centroid"), ("zh", "几何中心")])
def test_values_say_that_rings_and_lines_begin_at_the_centroid(open_page, site, lang, said):
    sizes = [(1440, 900), (390, 844), (320, 640)]
    page = open_page(f"{site}/?lang={lang}#{MARKS}", size=sizes[0])
    page.wait_for_selector(".zone-map[data-tools=ready]")
    labels = page.locator(".reach-label", has_text=said)
    names, where = {"en": ("Chongqing|Guiyang", "from"), "zh": ("重庆|贵阳", "自")}[lang]
    for size in see_sizes(page, sizes):
        go(page, MARKS, 4)
        rings = labels.filter(has_text="100 km")
        assert rings.count() == 1, size
        assert all("±" in each for each in labels.all_inner_texts() if "100 km" not in each), size
        go(page, "from=28.9,105.46&rings=100", 1)  # a point that is seen where it is
        assert labels.count() == 0, size
        go(page, "from=big-data-park", 0)
        far = re.compile(r"127\.4 km|277\.7 km")  # cards have 127 km from the nearest edge
        city = labels.filter(has_text=far).first  # on a small phone there is room for one
        city.wait_for()
        lines = city.inner_text().split("\n")
        assert re.fullmatch(rf"({names}) (127\.4|277\.7) km ±\S+ km", lines[0]), size
        assert lines[1].startswith(where), size
        go(page, "", 0)


RINGS_ARE_SEEN = """() => { const { map } = document.querySelector('.zone-map').zone, rings = [];
    map.eachLayer((each) => { if (each.options.className === 'reach-ring') rings.push(each.getBounds()); });
    return rings.length === 2 && rings.every((each) => ZoneMap.isFree(map, each)); }"""


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)])
def test_the_region_is_as_far_as_its_rings_beside_their_card_and_without_it(open_page, site, size):
    address = f"{site}/?lang=en#from=longmatan-core&rings=100,300&view=region"
    page = open_page(address, size=size)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_function(RINGS_ARE_SEEN)
    page.locator("[data-view=zone]").click()
    page.locator("[data-view=region]").click()
    page.wait_for_function(RINGS_ARE_SEEN)
    page.locator("#reach-card .close-card").click()
    page.wait_for_selector("#reach-card:not(.open)", state="attached")
    page.wait_for_timeout(300)
    assert page.evaluate(RINGS_ARE_SEEN)
    assert page.evaluate("location.hash").endswith("view=region")


# Figures that a line to another city runs through, and those that are on no line.
ASTRAY = """() => { const { map } = document.querySelector('.zone-map').zone, lines = [];
  const frame = map.getContainer().getBoundingClientRect();
  map.eachLayer((layer) => { if (layer.options.className !== 'reach-line') return;
    const points = layer.getLatLngs().map((each) => map.latLngToContainerPoint(each));
    lines.push(points.flatMap((end, n) => Array.from({ length: 40 }, (_, step) =>
      points[Math.max(0, n - 1)].add(end.subtract(points[Math.max(0, n - 1)]).multiplyBy(step / 40))))); });
  return [...document.querySelectorAll('.reach-label')].filter((each) => each.textContent.includes('±')).filter((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return lines.filter((line) => line.some(({ x, y }) => x + frame.left > left - 2 && x + frame.left < right + 2
      && y + frame.top > top - 2 && y + frame.top < bottom + 2)).length !== 1;
  }).map((each) => each.textContent); }"""


@pytest.mark.parametrize(("lang", "size"), [("zh", (390, 844)), ("en", (320, 640))])
def test_a_figure_stands_on_its_own_line_or_not_at_all(open_page, site, lang, size):
    address = f"{site}/?lang={lang}#from=pharmaceutical-park&rings=&view=region"
    page = open_page(address, size=size, ready=".zone-map[data-tools=ready]")
    page.locator(".reach-label", has_text="315.2 km").wait_for()
    page.locator(".reach-label", has_text="207.8 km").wait_for()  # however little room there is
    assert page.evaluate(ASTRAY) == []
    page.evaluate("(text) => { location.hash = text; }", "")
    go(page, "from=pharmaceutical-park&rings=10,25,50,100,200,300&view=region", 6)
    assert page.evaluate(ASTRAY) == []
    values = page.locator(".reach-label").all_inner_texts()
    assert all("km" in each for each in values)
