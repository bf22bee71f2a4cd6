"""Rings, a queried point, a measured line or area: in an embedded map as on the map page."""

import re
from html import unescape

import pytest

from tests.browser.conftest import see_sizes
from tests.browser.tools.test_plots_link import pack

pytestmark = pytest.mark.browser

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><title>Host</title><style>body{margin:0}</style>"""
DRAWN = "() => document.querySelector('.reach-label') && document.querySelector('.zone-map').zone.labels.isSettled"
# Corners of what is drawn, in degrees, whatever the size and the view of the map.
SHAPES = """(() => { const map = document.querySelector('.zone-map').zone.map, found = {};
  map.eachLayer((layer) => {
    const name = layer.options.className;
    if (!/^(reach|ask|measure)-/.test(name ?? '')) return;
    const box = layer.getBounds?.() ?? L.latLngBounds([layer.getLatLng()]);
    (found[name] ??= []).push(box.toBBoxString().split(',').map((side) => +(+side).toFixed(5)));
  });
  for (const boxes of Object.values(found)) boxes.sort();
  return found; })()"""
LABELS = """[...document.querySelectorAll('.reach-label')].map((each) =>
  each.innerText.replace(/^距几何中心 |\\s(from the centroid|自几何中心)$/, ''))"""
STATES = [
    "rings=10,50&from=big-data-park",
    "rings=25&lines=0&from=28.9,105.46",
    "from=big-data-park",
    "ask=28.9,105.46",
    "line=28.9,105.3;29,105.5;28.95,105.6",
    "area=28.8,105.3;28.95,105.3;28.9,105.5",
    "rings=10&from=28.95,105.4&ask=28.9,105.46&line=28.9,105.3;29,105.5",
]


def embed_code(page):
    page.get_by_role("button", name="Share and embed").click()
    page.locator("dialog.share code").nth(4).wait_for()
    return page.locator("dialog.share code").nth(1).text_content()


@pytest.mark.parametrize("marks", STATES)
def test_the_embedded_map_draws_what_the_page_draws(open_page, other_origin, site, marks):
    page = open_page(f"{site}/?lang=en#{marks}", size=(1300, 900))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    for key, drawn in (("from", "reach-centre"), ("ask", "ask-dot"), ("line", "measure-line")):
        if f"{key}=" in marks:
            page.locator(f".{drawn}").first.wait_for(state="attached")
    here = page.evaluate(SHAPES)
    code = embed_code(page)
    sandboxed = code.replace("<iframe", '<iframe sandbox="allow-scripts"')
    host = other_origin(HEAD + code + sandboxed)
    _page, *frames = open_page(host, ready="iframe", size=(700, 1100)).frames
    assert len(frames) == 2
    for frame in frames:
        check_that_it_shows(frame, here)


def check_that_it_shows(frame, here):
    frame.wait_for_function(DRAWN)
    assert frame.evaluate(SHAPES) == here
    shown = frame.evaluate(
        "document.querySelector('.zone-map').zone.map.getBounds().toBBoxString()"
    )
    west, south, east, north = map(float, shown.split(","))
    for name, boxes in here.items():
        for box in boxes if name != "reach-line" else ():
            assert west <= box[0] <= box[2] <= east, name
            assert south <= box[1] <= box[3] <= north, name
    zone = frame.evaluate("document.querySelector('.zone-map').zone.data.bounds.zone")
    assert west <= zone[0][1]
    assert north >= zone[1][0]


def test_labels_say_what_is_drawn(open_page, site):
    marks = "rings=10,25&from=28.9,105.46&ask=28.9,105.46"
    page = open_page(f"{site}/embed?lang=en&{marks}", size=(800, 560))
    page.wait_for_function(DRAWN)
    said = page.evaluate(LABELS)
    assert {"10 km", "25 km"} <= set(said)
    assert "28.900000, 105.460000\nJiangyang Area · Not certain" in said
    assert any(re.fullmatch(r"Chengdu 2\d\d(\.\d)? km ±\S+ k?m", each) for each in said)
    page.locator(".legend summary").click()
    assert "not by road or rail" in page.locator(".legend").inner_text()
    page = open_page(f"{site}/embed?lang=zh&area=28.8,105.3;28.95,105.3;28.9,105.5")
    page.wait_for_function(DRAWN)
    assert page.evaluate(LABELS) == ["162.15 km²\n16,215 ha · 243,223 亩\n周长 59.34 km"]


def test_no_name_lies_under_the_label_of_a_mark(open_page, site):
    page = open_page(f"{site}/embed?lang=en&rings=10&from=big-data-park&ask=28.9,105.46")
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(300)
    covered = page.evaluate("""(() => {
      const box = (each) => each.getBoundingClientRect();
      const names = [...document.querySelectorAll('.map-label:not(.reach-label, .crowded, .degree)')];
      return [...document.querySelectorAll('.reach-label')].flatMap((mark) => names.filter((name) => {
        const [a, b] = [box(mark), box(name)];
        return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      }).map((name) => name.innerText)); })()""")
    assert covered == []


def test_a_chosen_ring_that_leaves_the_view_is_seen_and_shared(open_page, site):
    page = open_page(f"{site}/?lang=en", size=(1300, 900))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.get_by_role("button", name="Rings").click()
    page.wait_for_url("**from=**")  # the tool is loaded
    page.locator("#reach-card [name=ring][value='100']").check()
    page.wait_for_function("() => /rings=100/.test(location.hash) && /bounds=/.test(location.hash)")
    south, west, north, east = map(float, re.search(r"bounds=([\d.,]+)", page.url)[1].split(","))
    (ring,) = page.evaluate(SHAPES)["reach-ring"]
    assert west <= ring[0] <= ring[2] <= east
    assert south <= ring[1] <= ring[3] <= north
    assert "rings=100" in unescape(embed_code(page))


def test_no_label_of_a_mark_lies_under_a_control(open_page, site):
    marks = "rings=10,25&from=big-data-park&bounds=28.6,105.1,29.2,105.8"
    sizes = [(300, 210), (360, 252), (500, 350), (700, 490), (1000, 600)]
    page = open_page(f"{site}/embed?lang=en&{marks}", size=sizes[0])
    for size in see_sizes(page, sizes):
        page.wait_for_function(DRAWN)
        page.wait_for_timeout(300)
        covered = page.evaluate("""(() => {
          const box = (each) => each.getBoundingClientRect();
          const over = [...document.querySelectorAll('.map-buttons > *, .credits')];
          return [...document.querySelectorAll('.reach-label')].filter((label) => over.some((each) => {
            const [a, b] = [box(label), box(each)];
            return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          })).map((label) => label.innerText); })()""")
        assert covered == [], size


# Plots side by side; and where each name that is shown stands, and each plot.
BESIDE = [(105.459, 28.876, 105.465, 28.88), (105.468, 28.8725, 105.472, 28.8775),
          (105.449, 28.8295, 105.459, 28.8365), (105.4655, 28.8766, 105.4675, 28.8796)]  # fmt: skip
BOXES = """() => { const box = (each) => { const { left, top, right, bottom } = each.getBoundingClientRect();
    return [left, top, right, bottom]; };
  const names = document.querySelectorAll('.map-label.sized:not(.crowded)');
  return { names: [...names].map((each) => [each.textContent, box(each)]),
    plots: [...document.querySelectorAll('path.added-shape')].map(box) }; }"""


def overlap(one, other, slack=1.5):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )


@pytest.mark.parametrize(
    "bounds", ["28.82,105.43,28.89,105.5", "28.868,105.45,28.884,105.48", "28.7,105.2,29,105.7"]
)
def test_names_of_plots_stand_on_no_other_plot_and_no_other_name(open_page, site, bounds):
    rings = [[[w, s], [e, s], [e, n], [w, n], [w, s]] for w, s, e, n in BESIDE]
    shapes = [[f"JY-2026-0{n}", "Polygon", [ring]] for n, ring in enumerate(rings)]
    address = f"{site}/embed?lang=zh&bounds={bounds}#plots={pack([1, [['P', 1, shapes]]])}"
    page = open_page(address, size=(600, 400))
    page.wait_for_function(
        "() => document.querySelectorAll('path.added-shape').length === 4"
        " && document.querySelector('.map-label.sized')"
        " && document.querySelector('.zone-map').zone.labels.isSettled"
    )
    found = page.evaluate(BOXES)
    for text, box in found["names"]:
        own = int(text.partition(" ")[0][-1])
        others = [each for n, each in enumerate(found["plots"]) if n != own]
        names = [other for name, other in found["names"] if name != text]
        assert not any(overlap(box, each) for each in [*others, *names]), (text, found)
    if bounds == "28.82,105.43,28.89,105.5":
        assert found["names"]


# Labels of marks and other names that are cut by the frame or by what lies over the map, or that meet, and those
# whose words are broken.
FAULTS = """() => {
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 0);
  const labels = seen('.map-label');
  const over = seen('.sheet, .detail, .legend, .map-buttons > *, .credits, .leaflet-control-scale-line');
  const box = (each) => each.getBoundingClientRect();
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const marks = labels.filter((each) => each.matches('.reach-label'));
  return [
    ...marks.filter((each) => box(each).left < 0 || box(each).top < 0 || box(each).right > innerWidth
      || box(each).bottom > innerHeight || each.scrollHeight > each.clientHeight + 1).map((each) => [each.innerText, 'cut']),
    ...marks.flatMap((each) => [...labels, ...over].filter((other) => other !== each && meet(box(each), box(other)))
      .map((other) => [each.innerText, other.innerText])),
    ...marks.flatMap((each) => [...each.children]).filter((each) => box(each).height > 20)
      .map((each) => [each.innerText, 'broken']),
  ]; }"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(320, 240), (400, 300)])
def test_a_small_map_has_the_labels_that_were_asked_for_and_none_cut(open_page, site, size, lang):
    rings = "from=big-data-park&rings=10,25"
    for asked in ("&ask=28.9,105.46", "&ask=28.9,105.46&parts=big-data-park", "&ask=28.8,105.6"):
        page = open_page(f"{site}/embed?lang={lang}&{rings}{asked}", size=size)
        page.wait_for_function(DRAWN)
        assert page.evaluate(FAULTS) == [], asked
        said = page.evaluate(LABELS)
        assert {"10 km", "25 km"} <= set(said)
        assert len([each for each in said if "\n" in each or " · " in each]) == 1
        assert page.locator(".map-label:is(.county, .town, .station):visible").count() == 0
        if size[0] == 320:
            assert len(said) == 3


@pytest.mark.parametrize(("width", "height"), [(800, 600), (400, 300)])
def test_beside_an_open_part_all_rings_that_are_asked_for_are_in_view(
    open_page, site, width, height
):
    address = f"{site}/embed?lang=en&part=big-data-park&from=big-data-park&rings=5,10,20"
    page = open_page(address, size=(width, height))
    page.wait_for_function("() => document.querySelector('.zone-map').zone?.view === 'given'")
    south, north = page.evaluate(
        """() => {
          const bounds = document.querySelector(".zone-map").zone.map.getBounds();
          return [bounds.getSouth(), bounds.getNorth()];
        }"""
    )
    assert (north - south) * 111_000 > 40_000  # metres: both sides of the ring of 20 km


@pytest.mark.parametrize(("lang", "said"), [("en", "Plot 1"), ("zh", "地块 1")])
@pytest.mark.parametrize("sent", ["Plot 1", "地块 1"])
def test_a_plot_that_nobody_named_is_named_in_the_readers_language(
    open_page, site, lang, said, sent
):
    (west, south, east, north) = BESIDE[0]
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    packed = pack([1, [["Drawn", 1, [[sent, "Polygon", [ring]]]]]])
    page = open_page(f"{site}/embed?lang={lang}#plots={packed}", size=(600, 400))
    label = page.locator(".map-label.sized", has_text="1").first
    label.wait_for(state="attached")  # it may find no room
    assert label.text_content().startswith(said)
