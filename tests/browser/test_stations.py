"""Railway stations on the map, in the search and in the panel; the centroid that lies outside."""

import shutil

import pytest

from geo.zone import DEFAULT_PATH

pytestmark = pytest.mark.browser

SHOWN = ".map-label.station:not(.crowded)"
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.map-label:not(.crowded):not(.degree)')]
    .map(e => e.getBoundingClientRect()).filter(b => b.width);
  return boxes.filter((a, n) => boxes.some((b, m) => n < m && a.left < b.right && b.left < a.right
    && a.top < b.bottom && b.top < a.bottom)).length; }"""

# Names of the zone's own that lie over a station's sign.
COVERED = """() => {
  const signs = [...document.querySelectorAll('.leaflet-labels-pane .station-mark')]
    .map(e => e.getBoundingClientRect()).filter(b => b.width);
  return [...document.querySelectorAll('.map-label:not(.crowded):not(.degree)')].filter(e => {
    const a = e.getBoundingClientRect();
    return a.width && signs.some(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
  }).map(e => e.textContent); }"""


@pytest.mark.parametrize(("lang", "name"), [("en", "Luxian Station"), ("zh", "泸县站")])
@pytest.mark.parametrize("width", [1366, 390])
def test_stations_are_marked_and_named_clear_of_other_names(open_page, site, lang, name, width):
    page = open_page(f"{site}/?lang={lang}", size=(width, 844))
    assert page.locator(".leaflet-labels-pane .station-mark").count() == 3
    assert name in page.locator(SHOWN).all_inner_texts()
    assert page.evaluate(OVERLAPS) == 0
    assert page.evaluate(COVERED) == []
    assert page.locator(".map-label.core:not(.crowded)").count() == 1  # it ranks higher
    osm = {"en": "© OpenStreetMap contributors, ODbL 1.0", "zh": "© OpenStreetMap 贡献者, ODbL 1.0"}
    assert osm[lang] in page.locator(".credits").inner_html()


def test_the_region_shows_no_stations(open_page, site):
    page = open_page(site)
    page.get_by_role("button", name="Show the region").click()
    page.wait_for_selector(".zone-map.far")
    assert not page.locator(".leaflet-labels-pane .station-mark").first.is_visible()
    assert not page.locator(".map-label.station").first.is_visible()


def test_a_station_is_found_and_shown(open_page, site):
    page = open_page(site)
    field = page.locator(".search input[role=combobox]")
    field.click()
    page.wait_for_selector(".search:not([aria-busy])")
    field.fill("泸州东站")
    field.press("Enter")
    page.wait_for_selector("path.found-place")
    said = page.locator(".notice p").inner_text()
    assert said.startswith(
        "Luzhou East Station · nearest as drawn: Jiangyang Area, 19.5 km ±5.3 km"
    )
    bounds = page.evaluate(
        "document.querySelector('.zone-map').zone.map.getBounds().toBBoxString()"
    )
    west, south, east, north = map(float, bounds.split(","))
    assert west < 105.63608 < east
    assert south < 29.06083 < north


def test_a_zone_without_stations_shows_nothing_of_them(open_page, serving, tmp_path):
    for name in ("boundaries.geojson", "places.geojson", "context.geojson"):
        shutil.copy(DEFAULT_PATH.with_name(name), tmp_path)
    (tmp_path / "stations.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    with serving("--data", str(tmp_path / "boundaries.geojson")) as address:
        page = open_page(f"{address}/parts/longmatan-core?lang=en")
        page.wait_for_load_state("networkidle")
        assert page.locator(".station-mark, .map-label.station").count() == 0
        assert "station" not in page.locator("body").inner_text().lower()
        assert "OpenStreetMap" not in page.locator(".credits").inner_html()


@pytest.mark.parametrize("lons", [(105.4, 105.6), (-179.95, 179.8)])
def test_a_centroid_outside_its_part_is_marked_while_the_part_is_selected(
    open_page, serving, write_zone_file, collection, lons
):
    crescent = [(0, 0), (0.1, 0), (0.1, 0.02), (0.02, 0.02), (0.02, 0.08), (0.1, 0.08), (0.1, 0.1)]
    square = [(0, 0), (0.1, 0), (0.1, 0.1)]
    west, east, _ = collection["features"]
    for part, corners, at in zip((west, east), (crescent, square), lons, strict=True):
        ring = [[at + x, 28.9 + y] for x, y in [*corners, (0, 0.1), (0, 0)]]
        part["geometry"]["coordinates"] = [ring]
    collection["features"] = [west, east]
    path = write_zone_file(collection)
    with serving("--data", str(path)) as address:
        page = open_page(f"{address}/parts/west?lang=en")
        box = page.locator(".centroid-mark").bounding_box()
        part = page.locator("path[data-part=west]").bounding_box()
        assert part["x"] < box["x"] + box["width"] / 2 < part["x"] + part["width"]
        assert part["y"] < box["y"] + box["height"] / 2 < part["y"] + part["height"]
        assert page.get_by_text("a cross marks it on the map").is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".centroid-mark").count() == 0
        page.locator(".entry[data-part=east]").click()
        assert page.locator(".centroid-mark").count() == 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["City", "Airport", "Town", "Railway station"]),
        ("zh", ["城市", "机场", "城镇", "火车站"]),
    ],
)
def test_the_legend_names_each_sign(open_page, site, lang, words):
    page = open_page(f"{site}/?lang={lang}")
    signs = page.locator(".legend .signs > span")
    assert signs.evaluate_all("all => all.map((each) => each.textContent)") == words
    drawn = page.locator(".leaflet-labels-pane :is(.place-dot, .station-mark)")
    names = (
        "all => [...new Set(all.map((each) => each.classList.item(0) + each.classList.item(1)))]"
    )
    kinds = signs.locator("> :first-child").evaluate_all("all => all.map((each) => each.className)")
    assert {kind.split()[-1] for kind in kinds} == {"city", "airport", "town", "station-mark"}
    assert drawn.evaluate_all(names)
