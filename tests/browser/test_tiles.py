"""The tiles of OpenStreetMap beneath the zone: painted, named, credited; and how much is loaded."""

import re

import pytest
from osm_extract import ExtractWriter
from tiled_zone import write_tiled_zone

from geo.reading.osm.build import build_basemap
from geo.schematic.scaffold import make_evidence, make_square_host, write_folder
from geo.zone import read_zone
from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

# How many pixels of the tiles in view have ink.
INKED = """() => { const canvases = [...document.querySelectorAll('.vector-tile canvas')];
    const copy = new OffscreenCanvas(64, 64).getContext('2d', { willReadFrequently: true });
    return canvases.filter((each) => each.width).reduce((sum, each) => {
        copy.clearRect(0, 0, 64, 64);
        copy.drawImage(each, 0, 0, 64, 64);
        return sum + copy.getImageData(0, 0, 64, 64).data.filter((v, n) => n % 4 === 3 && v).length; }, 0); }"""
PAINTED = f"() => ({INKED})() > 50"
COMPLETE = """() => !document.querySelector('.vector-tile:not(.leaflet-tile-loaded)')
    && document.querySelector('.vector-tile')"""
NAMES = """(kind) => [...document.querySelectorAll(`.map-label.${kind}:not(.crowded)`)]
    .map((each) => each.textContent)"""
NAMED = "(kind) => document.querySelector(`.map-label.${kind}:not(.crowded)`)"
# The colour of a tile at a place of the map, as the reader sees it.
COLOUR = """([lat, lon]) => { const { map } = document.querySelector('.zone-map').zone;
    const frame = map.getContainer().getBoundingClientRect(), at = map.latLngToContainerPoint([lat, lon]);
    const [x, y] = [frame.left + at.x, frame.top + at.y];
    for (const each of document.querySelectorAll('.vector-tile canvas')) {
        const box = each.getBoundingClientRect();
        if (x < box.left + 1 || x >= box.right - 1 || y < box.top + 1 || y >= box.bottom - 1) continue;
        const share = each.width / box.width;
        const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        copy.drawImage(each, (box.left - x) * share, (box.top - y) * share);
        return [...copy.getImageData(0, 0, 1, 1).data];
    } }"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_tiled_zone(tmp_path_factory.mktemp("tiled"))


@pytest.fixture(scope="module")
def tiled_site(serving, data):
    with serving("--data", data) as address:
        yield address


def open_painted(open_page, address, **options):
    page = open_page(address, **options)
    page.wait_for_function(PAINTED)
    page.wait_for_function(COMPLETE)
    return page


@pytest.mark.parametrize(
    ("address", "sizes"),
    [
        ("/?", [(1440, 900), (820, 1180), (390, 844)]),
        ("/embed?", [(390, 844), (820, 1180), (1440, 900)]),
    ],
)
def test_roads_are_painted_and_credited(open_page, tiled_site, address, sizes):
    page = open_painted(open_page, f"{tiled_site}{address}lang=en", size=sizes[0])
    for size in see_sizes(page, sizes):
        page.wait_for_function(PAINTED)
        said = page.locator(".credits summary").inner_text()
        assert "© OpenStreetMap contributors, ODbL, extract 2026-05-01" in said, size
        if size[0] > 400:  # where the parts' names leave room
            page.wait_for_function(NAMED, arg="shield")
            assert any(each.startswith("G") for each in page.evaluate(NAMES, "shield")), size


def test_names_are_in_the_readers_language(open_page, tiled_site):
    roads = {}
    for lang in ("zh", "en"):
        page = open_painted(open_page, f"{tiled_site}/?lang={lang}#15.5/28.86/105.42")
        page.wait_for_function(NAMED, arg="road")
        roads[lang] = set(page.evaluate(NAMES, "road"))
    assert roads["zh"] & {"江阳西路", "龙马大道", "蜀泸大道", "酒城大道", "连江路"}
    assert roads["en"] & {"Jiangyangxi Lu", "Longma Dadao", "Shulu Dadao", "Jiucheng Dadao"}


def test_a_bridge_is_painted_over_the_river_and_a_tunnel_under_the_ground(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#16/28.907/105.4538")
    water, bridge = [195, 217, 232], [255, 255, 255]
    assert page.evaluate(COLOUR, [28.907055, 105.453882])[:3] == bridge
    assert page.evaluate(COLOUR, [28.9065, 105.4550])[:3] == water


def test_colours_follow_the_scheme_at_once(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#16/28.907/105.4538")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"(at) => String(({COLOUR})(at).slice(0, 3)) === '27,58,85'", arg=[28.9065, 105.4550])  # fmt: skip
    assert page.evaluate(COLOUR, [28.9065, 105.4550])[:3] == [27, 58, 85]


def test_a_page_that_is_printed_at_once_is_not_blank(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    seen = "[...document.querySelectorAll('.vector-tile')].every((each) => getComputedStyle(each).visibility === 'visible')"
    assert page.evaluate(f"() => ({INKED})() > 50 && {seen}")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")


def test_coarser_lines_make_way_and_the_legend_says_what_is_drawn(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en&view=region")
    assert page.locator(".leaflet-basemap-pane .water_lines:visible").count() == 0
    listed = page.locator(".legend li:visible").all_inner_texts()
    assert {"Motorway", "Main road", "Railway", "River"} <= set(listed)
    assert not any("generalised" in each for each in listed)
    page.wait_for_function(NAMED, arg="city")
    names = page.evaluate(NAMES, "city")
    assert len(names) == len(set(names)) > 5


def test_names_that_are_asked_for_before_the_map_has_room_for_them_wait(open_page, tiled_site):
    for _ in range(3):  # sooner each time, since the browser knows the scripts
        page = open_page(f"{tiled_site}/?lang=en&view=region")
        page.wait_for_function(NAMED, arg="city")


def test_no_name_is_there_twice_close_to_the_zones_own(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=zh#11.5/28.95/105.45")
    page.wait_for_function(NAMED, arg="shield")
    shown = page.locator(
        ".map-label:not(.crowded):not(.shield):not(.river):not(.road)"
    ).all_inner_texts()
    assert len(shown) == len(set(shown))


def test_names_stay_as_the_map_is_moved(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#12/28.9/105.43")
    for _ in range(6):
        page.evaluate(
            "void document.querySelector('.zone-map').zone.map.panBy([300, 40], {animate: false})"
        )
        page.wait_for_timeout(250)
    marks = page.locator(".leaflet-labels-pane .map-label").count()
    assert 5 < marks < 300


@pytest.mark.parametrize(
    ("zoom", "most_kb"), [(12, 150), (14, 150), (15, 150), (16, 250), (17, 250)]
)
def test_a_first_view_loads_little(open_page, tiled_site, zoom, most_kb):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#{zoom}/28.87/105.41")
    page.wait_for_timeout(400)
    sizes = page.evaluate("""() => performance.getEntriesByType('resource')
        .filter((each) => /tiles\\/\\w+\\/\\d/.test(each.name)).map((each) => each.encodedBodySize)""")
    assert 0 < len(sizes) <= 20
    assert sum(sizes) < most_kb * 1000


WORKER_SCRIPT = "**/tile-painting.js"  # which the page itself asks for first
OWN_TILES = """() => { let found;
    document.querySelector('.zone-map').zone.map.eachLayer((each) => { if (each.apart) found = each; });
    return found; }"""


def test_a_worker_paints_nothing_while_a_zoom_is_animated_and_the_page_nothing_at_all(
    open_page, tiled_site
):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#14/28.87/105.41")
    page.wait_for_timeout(500)
    assert len(page.workers) == 1
    page.evaluate(f"""() => {{ const {{ map }} = document.querySelector('.zone-map').zone;
        const {{ apart }} = ({OWN_TILES})();
        const paint = apart.paint.bind(apart);
        Object.assign(window, {{ sent: [], open: 0, here: 0 }});
        ZoneMap.makeBitmap = () => {{ window.here += 1; }};
        apart.paint = async (square) => {{
            window.open += 1;
            window.sent.push([window.open, Boolean(map._animatingZoom)]);
            try {{ return await paint(square); }} finally {{ window.open -= 1; }}
        }};
        map.setZoom(15, {{ animate: true }}); }}""")
    page.wait_for_function("() => document.querySelector('.zone-map').zone.map.getZoom() === 15")
    page.wait_for_timeout(1500)
    sent, tiles = (
        page.evaluate("window.sent"),
        page.locator(".vector-tile.leaflet-tile-loaded").count(),
    )
    assert tiles > 3
    assert tiles <= len(sent) <= 3 * tiles
    assert [each for each, is_moving in sent if is_moving] == []
    assert max(each for each, _ in sent) <= 2
    assert page.evaluate("window.here") == 0
    assert page.evaluate(PAINTED)


def test_a_tile_is_shown_as_a_bitmap_that_is_not_copied_in_each_frame(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#14/28.87/105.41")
    drawn_on = """() => [...document.querySelectorAll('.vector-tile canvas')]
        .filter((each) => each.getContext('2d')).length"""
    assert page.evaluate(drawn_on) == 0
    sizes = (
        """() => [...document.querySelectorAll('.vector-tile canvas')].map((each) => each.width)"""
    )
    assert set(page.evaluate(sizes)) == {514}


def test_names_move_in_the_plane_and_are_placed_when_a_zoom_has_ended(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#14/28.87/105.41")
    page.wait_for_timeout(500)
    found = page.evaluate("""async () => { const { zone } = document.querySelector('.zone-map');
        const { map } = zone, { placeLabels, freeArea } = ZoneMap;
        const found = { placed: [], free: 0 };
        ZoneMap.placeLabels = (...all) => {
            found.placed.push(Boolean(map._animatingZoom));
            return placeLabels(...all);
        };
        const ended = new Promise((done) => map.once('zoomend', done));
        map.setZoom(15, { animate: true });
        zone.labels.ask();
        await new Promise((done) => setTimeout(done, 100));
        zone.labels.ask();
        await ended;
        await new Promise((done) => setTimeout(done, 800));
        ZoneMap.freeArea = (...all) => { found.free += 1; return freeArea(...all); };
        zone.labels.settle();
        found.inSpace = [...document.querySelectorAll('.leaflet-labels-pane .leaflet-marker-icon')]
            .filter((each) => each.style.transform.includes('3d')).length;
        return found; }""")
    assert found["inSpace"] == 0
    assert found["placed"]
    assert True not in found["placed"]
    assert found["free"] == 1


def test_tiles_that_replace_others_are_shown_together(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#14/28.87/105.41")
    page.wait_for_timeout(500)
    page.evaluate("""() => { const { map } = document.querySelector('.zone-map').zone;
        const { transferFromImageBitmap: show } = ImageBitmapRenderingContext.prototype;
        window.shown = [];
        let frame = 0;
        const count = () => { frame += 1; requestAnimationFrame(count); };
        requestAnimationFrame(count);
        ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (bitmap) {
            if (bitmap) window.shown.push(frame);
            show.call(this, bitmap);
        };
        map.setZoom(15, { animate: true }); }""")
    page.wait_for_function("() => document.querySelector('.zone-map').zone.map.getZoom() === 15")
    page.wait_for_timeout(1500)
    frames = page.evaluate("window.shown")
    assert len(frames) > 5
    assert len(set(frames)) < len(frames) / 2


def test_the_map_is_few_pictures_and_its_names_are_one_while_a_zoom_is_animated(open_page, site):
    page = open_page(f"{site}/?lang=en")
    page.wait_for_selector(".has-basemap")
    page.wait_for_function("() => document.querySelector('.zone-map').zone.labels.isSettled")
    page.wait_for_timeout(300)  # the base map's names come after the parts'
    assert page.locator(".leaflet-map-pane svg.leaflet-zoom-animated").count() == 2
    moving = page.evaluate("""async () => { const { map } = document.querySelector('.zone-map').zone;
        const pane = map.getPane('labels'), before = pane.innerHTML;
        map.setZoom(map.getZoom() + 1, { animate: true });
        await new Promise((done) => setTimeout(done, 80));
        const found = [pane.style.transform, pane.innerHTML === before];
        await new Promise((done) => map.once('zoomend', done));
        return [...found, pane.style.transform]; }""")
    assert "scale(2)" in moving[0]
    assert moving[1:] == [True, ""]


def test_tiles_are_painted_by_the_page_where_the_worker_fails(open_page, tiled_site):
    page = open_page(f"{tiled_site}/?lang=en#14/28.87/105.41", ready=".vector-tile")
    page.wait_for_function(f"() => ({OWN_TILES})()")
    page.evaluate(f"() => {{ ({OWN_TILES})().apart.close(); }}")
    page.wait_for_function(PAINTED)
    page.evaluate("void document.querySelector('.zone-map').zone.map.setZoom(16)")
    page.wait_for_timeout(1500)
    assert page.evaluate(PAINTED)
    assert page.workers == []


SILENT = "addEventListener('message', () => {});"


@pytest.mark.parametrize("fault", ["missing", "hangs", "silent", "throws", "refused"])
def test_tiles_are_painted_by_the_page_where_the_worker_never_answers(open_page, tiled_site, fault):
    page, asked = open_page(f"{tiled_site}/areas", ready="main", silent=False), []

    def answer(route):
        asked.append(route)
        if len(asked) == 1:
            route.continue_()
        elif fault == "missing":
            route.fulfill(status=404, body="")
        elif fault != "hangs":
            body = SILENT if fault == "silent" else "throw new Error('broken')"
            route.fulfill(content_type="text/javascript", body=body)

    def refuse_workers(route):
        answered = route.fetch()
        policy = answered.headers["content-security-policy"]
        headers = {
            **answered.headers,
            "content-security-policy": re.sub("worker-src [^;]+", "worker-src 'none'", policy),
        }
        route.fulfill(response=answered, headers=headers)

    if fault == "refused":
        page.route("**/?lang=en*", refuse_workers)
    else:
        page.route(WORKER_SCRIPT, answer)
    page.goto(f"{tiled_site}/?lang=en#14/28.87/105.41")
    page.wait_for_function(PAINTED)
    page.wait_for_function(COMPLETE)
    page.evaluate(
        "void document.querySelector('.zone-map').zone.map.setZoom(15, { animate: false })"
    )
    page.wait_for_function(COMPLETE)
    assert page.evaluate(PAINTED)
    page.unroute_all(behavior="ignoreErrors")


def test_a_worker_that_comes_late_paints_from_then_on(open_page, tiled_site):
    page, held = open_page(f"{tiled_site}/areas", ready="main"), []

    def hold(route):
        held.append(route)
        if len(held) == 1:
            route.continue_()

    page.route(WORKER_SCRIPT, hold)
    page.goto(f"{tiled_site}/?lang=en#14/28.87/105.41")
    page.wait_for_function(PAINTED)
    page.wait_for_function(COMPLETE)
    assert not page.evaluate(f"({OWN_TILES})().apart.isOpen")
    held[1].continue_()
    page.wait_for_function(f"() => ({OWN_TILES})().apart.isOpen")
    page.evaluate("""() => { const { makeBitmap } = ZoneMap; window.here = 0;
        ZoneMap.makeBitmap = (...all) => { window.here += 1; return makeBitmap(...all); };
        void document.querySelector('.zone-map').zone.map.setZoom(15, { animate: false }); }""")
    page.wait_for_timeout(1500)
    page.wait_for_function(COMPLETE)
    assert page.evaluate("window.here") == 0
    page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize(
    "more", ["", 'sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin"']
)
def test_tiles_are_painted_in_a_frame_of_another_page(open_page, tiled_site, other_origin, more):
    frame = f'<iframe title="Map" src="{tiled_site}/embed?lang=en" width="900" height="600" {more}></iframe>'
    policy = "<meta http-equiv='Content-Security-Policy' content=\"worker-src 'none'\">"
    host = f'<!doctype html><html lang="en"><link rel="icon" href="data:,">{policy}<title>Host</title>{frame}'
    page = open_page(other_origin(host), ready="iframe", silent=False)
    inner = page.frames[1]
    inner.wait_for_function(PAINTED)
    inner.wait_for_function(COMPLETE)


def test_nothing_is_painted_while_a_zoom_is_animated_and_little_in_one_frame(open_page, tiled_site):
    page = open_painted(open_page, f"{tiled_site}/?lang=en#14/28.87/105.41")
    page.evaluate(f"() => {{ ({OWN_TILES})().apart.close(); }}")
    page.wait_for_timeout(500)
    page.evaluate("""() => { const { map } = document.querySelector('.zone-map').zone;
        const { paintTile } = ZoneMap;
        window.painted = [];
        let frame = 0;
        const count = () => { frame += 1; requestAnimationFrame(count); };
        requestAnimationFrame(count);
        ZoneMap.paintTile = (...all) => {
            window.painted.push([frame, Boolean(map._animatingZoom)]);
            const until = performance.now() + 6;
            while (performance.now() < until);
            paintTile(...all);
        };
        map.setZoom(15, { animate: true }); }""")
    page.wait_for_function("() => document.querySelector('.zone-map').zone.map.getZoom() === 15")
    page.wait_for_timeout(1500)
    painted, tiles = (
        page.evaluate("window.painted"),
        page.locator(".vector-tile.leaflet-tile-loaded").count(),
    )
    assert tiles > 3
    assert [frame for frame, is_moving in painted if is_moving] == []
    frames = [frame for frame, _ in painted]
    assert max(map(frames.count, frames)) <= 2  # the sources of one tile
    assert len(frames) <= 3 * tiles


def test_a_file_without_a_server_has_its_tiles(open_page, data, tmp_path):
    from maps.web.document import render_standalone_html

    path = tmp_path / "map.html"
    path.write_text(render_standalone_html(read_zone(data)), encoding="utf-8")
    page = open_painted(open_page, path.as_uri())
    page.wait_for_function(NAMED, arg="shield")


def test_a_zone_at_the_antimeridian_has_tiles_on_both_sides(open_page, serving, tmp_path):
    row = {"id": "core", "name": "Made", "name_zh": None, "kind": "core", "lon": 179.99, "lat": -16.8,
           "published_area_km2": None, "drawn_area_km2": 12.0}  # fmt: skip
    host = make_square_host(179.99, -16.8, area_km2=12.0)
    write_folder(tmp_path, make_evidence([row], host, name="Made", name_zh=None), host)
    data, extract = tmp_path / "boundaries.geojson", ExtractWriter()
    for west in (179.9, -180.0):
        extract.way([(west + n / 100, -16.8) for n in range(11)], highway="primary")
        extract.box(west, -16.83, west + 0.1, -16.79, natural="water")
    source = extract.write(tmp_path / "a.osm.pbf")
    build_basemap(source, read_zone(data), tmp_path / "basemap.pmtiles")
    with serving("--data", data) as address:
        page = open_painted(open_page, f"{address}/embed?lang=en&controls=0")
        for lon in (179.985, 180.01):
            assert page.evaluate(COLOUR, [-16.8, lon])[:3] == [255, 255, 255]
            assert page.evaluate(COLOUR, [-16.805, lon])[:3] == [195, 217, 232]
