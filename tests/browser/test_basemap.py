"""The base map on the page: beneath the zone, within its limits, with rays in the region."""

import re

import pytest

pytestmark = pytest.mark.browser

READY = "() => document.querySelector('.has-basemap .leaflet-basemap-pane .water_lines')"
VIEW = """() => { const { map } = document.querySelector('.zone-map').zone, b = map.getBounds();
    return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth(), map.getMinZoom()]; }"""
LATER = re.compile("Railway, generalised|Straight line to a city")
RAYS = ".map-label.ray:not(.crowded)"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_the_region_lies_within_the_base_map_and_shows_its_distances(open_page, site, size):
    page = open_page(f"{site}/?lang=en&view=region", size=size)
    page.wait_for_function(READY)
    west, south, east, north, _ = page.evaluate(VIEW)
    assert west > 100.8
    assert south > 25.2
    assert east < 110.1
    assert north < 32.0
    page.wait_for_function(f"() => document.querySelectorAll('{RAYS}').length > 1")
    said = page.locator(RAYS).all_inner_texts()
    assert any("288 km ±12 km" in each and "154° SSE ±2°" in each for each in said)


def test_nobody_zooms_out_beyond_the_base_map(open_page, site):
    page = open_page(f"{site}/?lang=zh", size=(390, 844))
    page.wait_for_function(READY)
    page.evaluate("void document.querySelector('.zone-map').zone.map.setZoom(3)")
    page.wait_for_timeout(300)
    west, south, east, north, least = page.evaluate(VIEW)
    assert least >= 6.75
    assert west > 100.8
    assert east < 110.1
    assert north - south < 6.7


def test_lines_of_the_context_make_way_and_railways_are_for_the_region_only(open_page, site):
    page = open_page(f"{site}/?lang=en", size=(1366, 900))
    page.wait_for_function(READY)
    assert page.locator("path.river:visible").count() == 0
    assert not page.locator(".streets.rail").is_visible()
    listed = page.locator(".legend li:visible")
    assert listed.filter(has_text="Runway").count() == 1
    assert listed.filter(has_text=LATER).count() == 0
    page.evaluate("void document.querySelector('.zone-map').zone.map.setZoom(7.5)")
    page.wait_for_function("() => document.querySelector('.zone-map:not(.near)')")
    assert listed.filter(has_text=LATER).count() == 2
    assert listed.filter(has_text="Runway").count() == 0
    assert "© OpenStreetMap contributors" in page.locator(".credits summary").inner_text()


BRIEF_REVIEW = "not reviewed for publication"
FULL_REVIEW = f"{BRIEF_REVIEW}, no map review number"


@pytest.mark.parametrize(
    ("address", "size", "line"),
    [
        ("/?lang=en", (1440, 900), (FULL_REVIEW, 24)),
        ("/?lang=en", (1024, 768), (BRIEF_REVIEW, 24)),
        ("/?lang=en", (768, 1024), (BRIEF_REVIEW, 60)),
        ("/?lang=en", (390, 844), (BRIEF_REVIEW, 44)),
        ("/?lang=en", (320, 640), (BRIEF_REVIEW, 60)),
        ("/?lang=zh", (1440, 900), ("未经审核，无审图号", 24)),
        ("/?lang=zh", (1024, 768), ("未经审核，无审图号", 24)),
        ("/?lang=zh", (768, 1024), ("未经审核，无审图号", 44)),
        ("/?lang=zh", (390, 844), ("未经审核，无审图号", 44)),
        ("/?lang=zh", (320, 640), ("未经审核，无审图号", 44)),
        ("/embed?lang=en", (390, 844), (BRIEF_REVIEW, 44)),
        ("/embed?lang=zh", (320, 240), ("未经审核，无审图号", 44)),
        ("/embed?lang=zh", (400, 300), ("未经审核，无审图号", 44)),
    ],
)
def test_the_credit_leaves_the_map_its_room(open_page, site, address, size, line):
    said, most_px = line
    page = open_page(site + address, size=size)
    summary = page.locator(".credits summary")
    shown = summary.inner_text().split(" · ")
    assert shown[0] in {"Schematic map", "示意图"}
    assert shown[-3] == said
    assert "© OpenStreetMap" in shown[-2]
    assert summary.bounding_box()["height"] <= most_px
    page.evaluate("() => { document.querySelector('.credits').open = true; }")
    full = "无审图号" if "zh" in address else FULL_REVIEW
    assert page.locator(".credits").inner_text().count(full) == 1


@pytest.mark.parametrize("size", [(320, 640), (320, 568)])
def test_a_small_phones_first_view_has_no_line_without_its_words(open_page, site, size):
    page = open_page(f"{site}/?lang=en", size=size, ready=".zone-map[data-tools=ready]")
    zoom = page.evaluate("document.querySelector('.zone-map').zone.map.getZoom()")
    assert zoom > 8.2
    assert zoom > 8.5 or page.locator("path.ray:not(.short)").count() == 0  # none are drawn nearer


@pytest.mark.parametrize(
    ("lang", "part"),
    [("en", "longmatan-core"), ("zh", "longmatan-core"), ("zh", "machinery-park")],
)
def test_a_small_phones_region_tells_every_city_and_names_where_the_lines_start(
    open_page, site, lang, part
):
    path = "/" if part == "longmatan-core" else f"/parts/{part}"
    page = open_page(f"{site}{path}?lang={lang}#view=region", size=(320, 640), ready=".has-basemap")
    page.wait_for_function(f"() => document.querySelectorAll('{RAYS}').length === 3")
    said = page.locator(RAYS).all_inner_texts()
    assert all(re.match(r"\d+(\.\d)? km ±", each) for each in said)
    assert page.locator("path.ray:not(.short)").count() == 3  # the fourth city lies in the zone
    level = page.locator(RAYS).evaluate_all("all => all.filter(e => e.style.rotate === '0deg')")
    assert len(level) == 1  # of Chongqing, whose line has no room for words along it
    named = page.locator(".map-label:not(.crowded)").all_inner_texts()
    name = page.evaluate("id => document.querySelector('.zone-map').zone.byId.get(id).name", part)
    assert name in [each.replace("\n", " ") for each in named]


def test_a_station_does_not_repeat_the_name_of_its_town(open_page, site):
    page = open_page(f"{site}/?lang=zh", ready=".zone-map.has-basemap")
    froms = page.evaluate("""() => document.querySelector('.zone-map').zone.labels.added
        .filter(({ html }) => html.textContent === '纳溪').map(({ minZoom }) => minZoom)""")
    assert sorted(froms) == [8.25, 13]


@pytest.mark.parametrize(
    ("lang", "ofs"),
    [
        ("en", ("from the centroid of Longmatan Core Area", "from the centroid")),
        ("zh", ("自龙马潭核心区几何中心", "自几何中心")),
    ],
)
def test_lines_to_the_cities_start_from_the_selected_part(open_page, site, lang, ofs):
    address = f"{site}/parts/pharmaceutical-park?lang={lang}#view=region"
    page = open_page(address, size=(1440, 900), ready=".zone-map.has-basemap")
    start = "([id]) => document.querySelector('.zone-map').zone.data.rayStart.at[id]"
    labels = page.locator(".map-label.ray")

    def look():
        page.wait_for_timeout(200)
        said = [each.split("\n") for each in labels.all_text_contents()]
        points = page.evaluate("""() => Object.values(document.querySelector('.zone-map').zone.map
            ._layers).filter(({ options }) => options.className === 'ray')
            .map((each) => each.getLatLngs()[0]).map(({ lat, lng }) => [lat, lng])""")
        assert len(said) == 3  # the fourth city lies in the zone
        return [words[0].split(" ")[0] for words in said], {words[2] for words in said}, points

    km, of, points = look()
    assert sorted(km) == ["126.4", "207.8", "315.2"]
    assert of == {ofs[1]}
    for point in points:
        assert point == pytest.approx(page.evaluate(start, ["pharmaceutical-park"]), abs=1e-3)
    page.keyboard.press("Escape")
    km, of, points = look()
    assert sorted(km) == ["128", "235", "288"]
    assert of == {ofs[0]}
    for point in points:
        assert point == pytest.approx(page.evaluate(start, ["longmatan-core"]), abs=1e-3)
