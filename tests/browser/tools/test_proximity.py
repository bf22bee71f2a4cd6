"""Lines to the cities and rings around a part or a point."""

import math
import re
from itertools import combinations

import pytest
from pyproj import Geod

from geo.geodesy.centroid import find_centroids
from geo.zone import read_zone
from tests.browser.conftest import see_sizes

pytestmark = pytest.mark.browser

GEOD = Geod(ellps="WGS84")
ROW = re.compile(r"([\d.]+) km\s+(\d+)° \S+ ±(\d+)°\s+±([\d.]+) km")


def test_the_lines_say_how_far_the_cities_are(tools):
    page = tools.open("/parts/big-data-park?view=region")
    card = tools.use("reach")
    zone = read_zone()
    at = find_centroids(zone.parts.geometry)["big-data-park"]
    for city, zh in (("chongqing", "重庆"), ("chengdu", "成都"), ("guiyang", "贵阳")):
        to = zone.places.geometry[city]
        azimuth, _back, metres = GEOD.inv(at.x, at.y, to.x, to.y)
        row = card.get_by_role("row", name=tools.word(city.title(), zh)).inner_text()
        distance, bearing, bearing_doubt, doubt = ROW.search(row).groups()
        assert len(distance.partition(".")[2]) == len(doubt.partition(".")[2])
        assert f"{metres / 1000:.{len(doubt.partition('.')[2])}f}" == distance
        assert int(bearing) == round(azimuth % 360)
        spread = math.degrees(math.asin(float(doubt) * 1000 / metres))
        assert int(bearing_doubt) == pytest.approx(spread, abs=0.6)
    assert page.locator("path.reach-line").count() == 3
    assert tools.word("geodesic distances", "大地线距离") in card.inner_text()


def test_a_ring_is_as_wide_as_it_says(tools):
    page = tools.open()
    card = tools.use("reach")
    card.get_by_label("50 km").check()
    ring = page.evaluate(
        """() => { let found; document.querySelector('.zone-map').zone._map.eachLayer((each) => {
             if (each.options.className === 'reach-ring') found = each.getLatLngs()[0].map((p) => [p.lng, p.lat]); });
           return found; }"""
    )
    at = find_centroids(read_zone().parts.geometry)["longmatan-core"]
    for lon, lat in ring[::10]:
        assert GEOD.inv(at.x, at.y, lon, lat)[2] == pytest.approx(50_000, abs=1)
    frame, path = (page.locator(each).bounding_box() for each in (".zone-map", "path.reach-ring"))
    assert path["width"] < frame["width"]
    assert any("50 km" in each for each in page.locator(".reach-label").all_inner_texts())


@pytest.mark.parametrize(
    ("lang", "sizes"),
    [
        ("en", [(1440, 900), (768, 1024)]),
        ("zh", [(768, 1024), (1440, 900)]),
        ("en", [(390, 844), (320, 640)]),
        ("zh", [(320, 640), (390, 844)]),
    ],
)
def test_no_value_of_a_ring_or_line_covers_another(open_page, site, lang, sizes):
    address = f"{site}/?lang={lang}#from=big-data-park&rings=10,25,50,100,200,300"
    page = open_page(address, size=sizes[0])
    page.wait_for_selector(".zone-map[data-tools=ready]")
    for size in see_sizes(page, sizes):
        check_that_no_value_covers_another(page, size)


def check_that_no_value_covers_another(page, size):
    labels = page.locator(".reach-label").evaluate_all(
        "all => all.map(each => [each.innerText, each.getBoundingClientRect().toJSON()])"
    )
    boxes = dict(labels)
    assert len(boxes) == len(labels) >= 3, (
        size
    )  # of a short line, or of a small ring, there may be none
    assert any("300 km" in each for each in boxes), size
    covered = [pair for pair in combinations(boxes, 2) if meet(*(boxes[each] for each in pair))]
    assert covered == [], size


def meet(one, other):
    return all(
        one[edge] < other[edge] + other[length] and other[edge] < one[edge] + one[length]
        for edge, length in (("x", "width"), ("y", "height"))
    )


@pytest.mark.any_look
def test_the_point_that_was_asked_about_is_the_centre(tools):
    tools.open("/#ask=28.9,105.46")
    tools.card("ask").locator(".point-answer").wait_for()
    tools.press("reach")
    assert tools.state()["from"] == "28.9,105.46"


@pytest.mark.any_look
def test_a_point_can_be_the_centre(tools):
    page = tools.open()
    card = tools.use("reach")
    card.get_by_role("combobox").select_option("")
    tools.click(28.99, 105.45)
    lat, lon = map(float, tools.state()["from"].split(","))
    assert (lat, lon) == (pytest.approx(28.99, abs=0.01), pytest.approx(105.45, abs=0.01))
    assert page.locator("path.selected").count() == 0
    tools.click(28.99, 105.47)
    assert float(tools.state()["from"].split(",")[1]) == lon


@pytest.mark.any_look
def test_the_selected_part_is_the_centre(tools):
    tools.open("/parts/luxian-district")
    card = tools.use("reach")
    assert card.get_by_role("combobox").input_value() == "luxian-district"
    assert tools.state()["from"] == "luxian-district"


def test_lines_can_be_put_away(tools):
    page = tools.open("/?view=region")
    card = tools.use("reach")
    card.get_by_label(tools.word("Lines to the cities", "至各城市的连线")).uncheck()
    assert page.locator("path.reach-line").count() == 0
    assert tools.state()["lines"] == "0"


def test_rings_stay_when_the_card_is_closed(tools):
    page = tools.open()
    card = tools.use("reach")
    stays = tools.word(
        "stay on the map when this card is closed", "关闭此卡片后，连线与距离圈仍留在地图上"
    )
    assert stays in card.inner_text()
    card.get_by_label("50 km").check()
    card.get_by_role("button", name=tools.word("Close", "关闭"), exact=True).click()
    assert card.is_hidden()
    assert tools.said() == tools.word(
        "The marks of the last tool stay until they are cleared.",
        "上一工具的标记将保留，直至清除。",
    )
    assert page.locator("path.reach-ring").count() == 1
    assert tools.state()["from"] == "longmatan-core"
    assert page.locator(".legend .reach-note").get_attribute("hidden") is None
    tools.press("reach")
    assert card.get_by_label("50 km").is_checked()
    page.keyboard.press("Escape")
    assert page.locator("path.reach-ring").count() == 1
    tools.button("reach").click()
    tools.button("reach").click()
    assert page.locator("path.reach-ring").count() == 1
    bar = page.get_by_role("toolbar")
    bar.get_by_role("button", name=re.compile(tools.word("Clear", "清除"))).click()
    assert page.locator("path.reach-ring, path.reach-line, path.reach-centre").count() == 0
    assert "from" not in tools.state()
    page.go_back()
    page.wait_for_selector("path.reach-ring", state="attached")
    assert tools.state()["rings"] == "50"


def test_rings_stay_while_another_tool_works(desk):
    page = desk.open("/#rings=25&from=longmatan-core")
    desk.use("measure")
    assert page.locator("path.reach-ring").count() == 1
    assert page.locator(".legend .reach-note").text_content().startswith("Lines and rings")
    listed = page.locator(".legend li:has(.reach-ring)")
    assert listed.text_content() == "Range rings"
    page.evaluate("location.hash = ''")
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert page.locator(".legend li:has(.reach-ring):not([hidden])").count() == 0


def test_a_city_nearer_than_the_uncertainty_has_neither_distance_nor_bearing(tools):
    zone = read_zone()
    at = find_centroids(zone.parts.geometry)["longmatan-core"]
    city = zone.places.geometry["luzhou"]
    doubts_m = (each["position_uncertainty_m"] for each in (zone.parts, zone.places))
    ends_m = sum(
        each[name] for each, name in zip(doubts_m, ("longmatan-core", "luzhou"), strict=True)
    )
    assert GEOD.inv(at.x, at.y, city.x, city.y)[2] < ends_m
    page = tools.open("/#rings=50&from=longmatan-core")
    row = tools.card("reach").get_by_role("row", name=tools.word("Luzhou", "泸州"))
    words = tools.word("no more than its uncertainty of ±", "，在误差范围内")
    assert words in row.inner_text()
    assert row.locator("td:visible").count() == 1
    assert "°" not in row.inner_text()
    card = page.locator("#reach-card")
    assert card.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_rings_start_from_the_selected_plot(desk, tmp_path):
    path = tmp_path / "plot.csv"
    path.write_text("name,longitude,latitude\nHill,105.5,28.9\nMill,105.52,28.95\n")
    page = desk.open()
    desk.use("add")
    page.locator("#add-card input[type=file]").set_input_files(path)
    page.wait_for_selector(".plots tbody tr[data-key]", timeout=30000)
    page.get_by_role("button", name="Hill", exact=True).click()
    page.wait_for_selector(".plot-detail h2")
    card = desk.use("reach")
    chosen = card.locator("[name=from] option:checked")
    expected = desk.word("Hill (its point inside)", "Hill（内部点）")
    page.wait_for_function(
        "(text) => document.querySelector('#reach-card [name=from]').selectedOptions[0]?.text === text",
        arg=expected,
    )
    assert chosen.text_content() == expected
    assert desk.state()["from"] == "28.9,105.5"


@pytest.mark.parametrize("told", ["?view=region", "#view=region"])
@pytest.mark.parametrize("path", ["/", "/parts/jiangyang-district"])
def test_the_view_that_an_address_tells_wins_over_its_rings(open_page, site, told, path):
    marks = "from=28.9,105.4&rings=10"
    page = open_page(f"{site}{path}{told}{'&' if '#' in told else '#'}{marks}", size=(1440, 900))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.locator("path.reach-ring").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('.zone-map').zone.map.getZoom()") < 9
