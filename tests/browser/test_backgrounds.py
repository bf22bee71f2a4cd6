"""Online backgrounds: none by default; tiles lie under the data, whatever their datum."""

import json
from math import hypot

import pytest
from tile_server import degrees_at, gcj02, painted_tiles, pixel

from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

# The zone, its surroundings, and the three cities.
PLACES = [(105.44, 28.88), (105.39, 29.15), (106.55, 29.56), (104.07, 30.66), (106.63, 26.65)]
CHOOSE = """id => { document.querySelector('.backgrounds').open = true;
    document.querySelector(`.backgrounds input[value=${id}]`).click(); }"""


def choose(page, basemap):
    page.wait_for_selector(".backgrounds input", state="attached")
    page.evaluate(CHOOSE, basemap)


UNCOVERED = """() => {
  const credit = document.querySelector('.background-credit'), box = credit.getBoundingClientRect();
  const spots = [0.02, 0.5, 0.98].flatMap((x) => [0.1, 0.9].map((y) => [x, y]));
  return spots.every(([x, y]) =>
    credit.contains(document.elementFromPoint(box.x + x * box.width, box.y + y * box.height)));
}"""

# Where the tiles stand on the screen, and where WGS 84 points do.
SEEN = """points => {
  const map = document.querySelector('.zone-map').zone._map;
  const frame = map.getContainer().getBoundingClientRect();
  const tiles = [...document.querySelectorAll('.leaflet-tile-loaded')].map((tile) => {
    const box = tile.getBoundingClientRect();
    return { address: tile.src, x: box.x - frame.x, y: box.y - frame.y, width: box.width, height: box.height };
  });
  const drawn = points.map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
  return { tiles, drawn: drawn.map(({ x, y }) => [x, y]), size: [frame.width, frame.height] };
}"""


@pytest.fixture(scope="module")
def tiles():
    with painted_tiles() as address:
        yield address


@pytest.fixture(scope="module")
def tiled(tiles, serving, tmp_path_factory):
    dead = "http://127.0.0.1:59999/{z}/{x}/{y}.png"
    common = {"attribution": "Painted", "max_zoom": 18, "review_number": "GS(0)1"}
    made = [
        {
            "id": "shifted",
            "name": "Shifted",
            "name_zh": "偏移",
            "url": tiles,
            "datum": "gcj02",
            **common,
        },
        {"id": "plain", "name": "Plain", "url": tiles, **common},
        {"id": "silent", "name": "Silent", "url": dead, **common},
    ]
    path = tmp_path_factory.mktemp("basemaps") / "basemaps.json"
    path.write_text(json.dumps({"basemaps": made}), encoding="utf-8")
    with serving("--basemap", str(path)) as address:
        yield address


def look(page, place, zoom, points):
    lon, lat = place  # the map itself, which is what setView returns, is not sent over here
    page.evaluate(
        f"void document.querySelector('.zone-map').zone._map.fire('zone:unlimited').setView([{lat}, {lon}], {zoom}, {{ animate: false }})"
    )
    page.wait_for_function(
        "z => { const all = [...document.querySelectorAll('.leaflet-tile')]; return all.length > 3 &&"
        " all.every(t => t.classList.contains('leaflet-tile-loaded') && t.src.includes(`/${z}/`)); }",
        arg=zoom,
    )
    return page.evaluate(SEEN, points)


def shown_at(seen, lon, lat, zoom, datum):
    """Return where on the screen the tiles show a WGS 84 point, from what they carry."""
    x, y = pixel(*(gcj02(lon, lat) if datum == "gcj02" else (lon, lat)), zoom)
    wanted = f"/{zoom}/{int(x // 256)}/{int(y // 256)}.png"
    tile = next((each for each in seen["tiles"] if each["address"].endswith(wanted)), None)
    if tile is None:
        return None
    across, down = x % 256 / 256, y % 256 / 256
    return tile["x"] + across * tile["width"], tile["y"] + down * tile["height"]


def around(place, zoom, size=(600, 640)):
    """Return points over a whole screen around a place, in WGS 84 degrees."""
    x, y = pixel(*place, zoom)
    steps = (-0.45, -0.2, 0, 0.2, 0.45)
    return [degrees_at(x + a * size[0], y + b * size[1], zoom) for a in steps for b in steps]


def off_by(page, place, zoom, datum):
    points = around(place, zoom)
    seen = look(page, place, zoom, points)
    errors = []
    for (lon, lat), (x, y) in zip(points, seen["drawn"], strict=True):
        at = shown_at(seen, lon, lat, zoom, datum)
        inside = 0 <= x <= seen["size"][0] and 0 <= y <= seen["size"][1]
        if inside:
            assert at is not None, "a point of the screen without a tile"
            errors.append(hypot(at[0] - x, at[1] - y))
    assert len(errors) > 10
    return max(errors)


VIEWS = [(PLACES[0], zoom) for zoom in range(5, 19)] + [
    (place, zoom) for place in PLACES[1:] for zoom in (6, 12, 18)
]


@pytest.mark.parametrize("datum", ["gcj02", "wgs84"])
def test_tiles_lie_under_the_data_within_2_px(open_page, tiled, datum):
    page = open_page(tiled, size=(900, 700))
    choose(page, "shifted" if datum == "gcj02" else "plain")
    views = VIEWS if datum == "gcj02" else VIEWS[::6]
    worst = {view: off_by(page, *view, datum) for view in views}
    assert max(worst.values()) < 2, max(worst, key=worst.get)


def test_the_shift_would_be_seen_without_the_move(open_page, tiled):
    """The same measure fails when GCJ-02 tiles are taken for WGS 84: it can fail."""
    page = open_page(tiled)
    choose(page, "plain")
    seen = look(page, PLACES[0], 16, [PLACES[0]])
    x, y = pixel(*gcj02(*PLACES[0]), 16)
    plain = pixel(*PLACES[0], 16)
    assert hypot(x - plain[0], y - plain[1]) > 200
    assert shown_at(seen, *PLACES[0], 16, "wgs84") == pytest.approx(seen["drawn"][0], abs=2)


def test_panning_keeps_them_together(open_page, tiled):
    page = open_page(tiled)
    choose(page, "shifted")
    look(page, PLACES[0], 14, [PLACES[0]])
    page.mouse.move(700, 450)
    page.mouse.down()
    page.mouse.move(850, 520, steps=5)
    point = list(PLACES[0])
    seen = page.evaluate(SEEN, [point])
    assert shown_at(seen, *point, 14, "gcj02") == pytest.approx(seen["drawn"][0], abs=2)
    page.mouse.up()


def test_zooming_by_quarters_keeps_them_together(open_page, tiled):
    page = open_page(tiled)
    choose(page, "shifted")
    page.evaluate(
        "void document.querySelector('.zone-map').zone._map.setView([28.88, 105.44], 13.25, { animate: false })"
    )
    page.wait_for_selector(".leaflet-tile-loaded[src*='/13/']")
    page.wait_for_selector(".leaflet-tile:not(.leaflet-tile-loaded)", state="detached")
    page.wait_for_timeout(300)
    seen = page.evaluate(SEEN, [list(PLACES[0])])
    assert shown_at(seen, *PLACES[0], 13, "gcj02") == pytest.approx(seen["drawn"][0], abs=2)


def test_nothing_is_said_of_backgrounds_by_default(open_page, site):
    page = open_page(site)
    assert page.locator(".backgrounds, .background-credit").count() == 0
    assert "background" not in page.locator("body").inner_text().lower()


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_the_name_of_a_background_is_in_sight(open_page, tiled, path, subtests):
    page = open_page(tiled + path)
    for size in see_sizes(page, [(1440, 900), (768, 1024), (390, 844), (320, 640)]):
        with subtests.test(size=size):
            choose(page, "plain")
            choose(page, "shifted")
            page.wait_for_selector(".background-credit:not([hidden])")
            page.wait_for_function(UNCOVERED)  # the map makes room for it


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_background_is_named_with_its_review_number(open_page, tiled, path):
    page = open_page(tiled + path)
    assert page.locator(".background-credit").is_hidden()
    choose(page, "shifted")
    said = page.locator(".background-credit").inner_text()
    assert said == (
        "Painted · Map review number GS(0)1 · GCJ-02 tiles, shifted to align with the WGS 84 data; for display only"
    )
    page.wait_for_selector(".leaflet-tile-loaded")
    assert page.evaluate("getComputedStyle(document.querySelector('.host')).fillOpacity") == "1"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.host')).fill")
        == "rgba(0, 0, 0, 0)"
    )


def test_backgrounds_speak_chinese(open_page, tiled):
    page = open_page(f"{tiled}/?lang=zh")
    assert page.locator(".backgrounds summary").inner_text() == "底图"
    assert page.locator(".backgrounds label").all_text_contents()[:2] == [
        "无（可离线使用）",
        "偏移",
    ]


def test_a_background_that_does_not_answer_is_said_in_one_line(open_page, tiled):
    page = open_page(tiled, silent=False)
    choose(page, "silent")
    failure = page.locator(".background-failure")
    failure.wait_for(state="visible")
    assert (
        failure.inner_text() == "Silent is not responding; the map is shown without this basemap."
    )
    assert page.locator(".backgrounds input:checked").get_attribute("value") == ""
    assert page.locator("[role=status]").inner_text() == failure.inner_text()
    assert page.locator("path.part").count() == 8
    assert page.locator(".leaflet-tile").count() == 0
