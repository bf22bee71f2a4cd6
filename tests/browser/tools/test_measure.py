"""Measuring by pointer and keyboard: what is shown is what pyproj says."""

import pytest
from pyproj import Geod

pytestmark = pytest.mark.browser

GEOD = Geod(ellps="WGS84")
POINTS = [(29.05, 105.48), (29.11, 105.52), (29.04, 105.55)]


def as_text(points):
    return ";".join(f"{lat},{lon}" for lat, lon in points)


def kept(tools, mode):
    return [tuple(map(float, each.split(","))) for each in tools.state()[mode].split(";")]


def length_text(points):
    metres = GEOD.line_length([p[1] for p in points], [p[0] for p in points])
    return f"{metres / 1000:.2f} km"


def test_a_line_is_as_long_as_pyproj_says(tools):
    page = tools.open()
    card = tools.use("measure")
    for point in POINTS:
        tools.click(*point)
    assert card.locator("output").inner_text() == length_text(kept(tools, "line"))
    assert page.locator("path.measure-point").count() == 3
    assert page.locator("path.selected").count() == 0
    assert tools.word("Points: 3", "点数：3") in tools.said()


def test_an_area_is_as_large_as_pyproj_says(tools):
    tools.open()
    card = tools.use("measure")
    card.get_by_role("button", name=tools.word("Area", "面积"), exact=True).click()
    for point in POINTS:
        tools.click(*point)
    points = kept(tools, "area")
    square_metres = abs(
        GEOD.polygon_area_perimeter([p[1] for p in points], [p[0] for p in points])[0]
    )
    assert card.locator("output").inner_text() == f"{square_metres / 1e6:.2f} km²"
    mu = f"{square_metres / 1e6 * 1500:,.0f} {tools.word('mu', '亩')}"
    assert f"{square_metres / 1e4:,.0f} ha · {mu}" in card.locator(".rest").inner_text()


@pytest.mark.any_look
@pytest.mark.parametrize(
    ("metres", "area", "mu"), [(17.32, "300 m²", "0.45"), (31.62, "1,000 m²", "1.50")]
)
def test_a_parcel_keeps_its_digits(tools, metres, area, mu):
    corner = (105.44, 28.9)
    east, north = GEOD.fwd(*corner, 90, metres), GEOD.fwd(*corner, 0, metres)
    ring = [corner, east[:2], (east[0], north[1]), north[:2]]
    tools.open(f"/#17/28.9/105.44&area={as_text([(lat, lon) for lon, lat in ring])}")
    card = tools.card("measure")
    assert card.locator("output").inner_text() == area
    assert f"{mu} {tools.word('mu', '亩')}" in card.locator(".rest").inner_text()


def test_an_area_round_a_pole_is_its_own(desk):
    ring = [(80, 0), (81, 90), (80, 179), (81, -90)]
    desk.open(f"/#2/60/0&area={as_text(ring)}")
    square_metres, _length = GEOD.polygon_area_perimeter(
        *zip(*[p[::-1] for p in ring], strict=True)
    )
    assert desk.card("measure").locator("output").inner_text() == f"{square_metres / 1e6:,.2f} km²"


@pytest.mark.any_look
def test_undo_finish_and_clear(tools):
    page = tools.open()
    card = tools.use("measure")
    for point in POINTS:
        tools.click(*point)
    card.get_by_role("button", name=tools.word("Undo", "撤销")).click()
    assert card.locator("output").inner_text() == length_text(kept(tools, "line"))
    assert len(kept(tools, "line")) == 2
    card.get_by_role("button", name=tools.word("Finish", "完成")).click()
    tools.click(*POINTS[2])
    assert len(kept(tools, "line")) == 2
    card.get_by_role("button", name=tools.word("Clear all", "全部清除")).click()
    assert page.locator("path.measure-point").count() == 0
    assert "line" not in tools.state()


@pytest.mark.any_look
def test_the_keyboard_measures(tools):
    page = tools.open()
    tools.press("measure")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert len(kept(tools, "line")) == 3
    page.keyboard.press("Backspace")
    assert len(kept(tools, "line")) == 2
    card = tools.card("measure")
    assert card.locator("output").inner_text() == length_text(kept(tools, "line"))
    page.keyboard.press("Escape")
    assert "line" not in tools.state()
    page.keyboard.press("Control+z")
    assert len(kept(tools, "line")) == 2
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_it_follows_the_pointer(desk):
    page = desk.open()
    card = desk.use("measure")
    desk.click(*POINTS[0])
    assert card.locator("output").inner_text() == "0 m"
    page.mouse.move(900, 300)
    assert card.locator("output").inner_text().endswith(" km")


@pytest.mark.any_look
def test_a_measure_has_an_address(tools):
    page = tools.open(f"/#area={as_text(POINTS)}")
    total = tools.card("measure").locator("output").inner_text()
    assert total.endswith(" km²")
    assert page.locator("path.measure-point").count() == 3


def test_a_long_line_is_drawn_as_a_great_circle(desk):
    page = desk.open("/#4/30/105&line=30,90;30,120")
    path = page.locator("path.measure-line").get_attribute("d")
    assert path.count("L") > 20
    assert desk.card("measure").locator("output").inner_text() == "2,886.2 km"
