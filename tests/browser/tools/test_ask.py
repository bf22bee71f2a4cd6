"""Asking the map: by click, long press, keyboard, coordinates and the device's position."""

import re

import pytest
from pyproj import Geod

pytestmark = pytest.mark.browser

IN_CORE = (28.9265, 105.4606)
FAR_OUT = (29.0, 105.3)


def answer(tools):
    found = tools.card("ask").locator(".point-answer")
    found.wait_for()
    return found


def test_a_click_is_answered_with_its_doubt(tools):
    page = tools.open()
    tools.use("ask")
    tools.click(*IN_CORE)
    text = answer(tools).inner_text()
    for said in tools.word(
        (
            "Longmatan Core Area",
            "Not certain: inside Longmatan",
            "±10 km",
            "inconclusive",
            "510504",
        ),
        ("龙马潭核心区", "无法确定：按所绘轮廓位于龙马潭", "±10 km", "不能据此判定", "510504"),
    ):
        assert said in text, said
    assert page.locator("path.ask-dot").count() == 1
    assert tools.word("inconclusive", "不能据此判定") in tools.said()
    assert page.locator("path.selected").count() == 0


def test_distances_are_those_of_pyproj(tools):
    tools.open(f"/#ask={FAR_OUT[0]},{FAR_OUT[1]}")
    row = answer(tools).get_by_role("row", name=tools.word("Chengdu", "成都"))
    metres = Geod(ellps="WGS84").inv(FAR_OUT[1], FAR_OUT[0], 104.06333, 30.66)[2]
    said = row.inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert f"{metres / 1000:.1f} km" in said  # ±200 m
    assert (
        tools.word("Certain: outside every part.", "确定：不在任何分区内。")
        in answer(tools).inner_text()
    )


@pytest.mark.any_look
def test_coordinates_can_be_typed_in_any_datum(tools):
    tools.open()
    card = tools.use("ask")
    card.get_by_role("textbox").fill("105.463565 28.896947")
    card.get_by_role("combobox").select_option("gcj02")
    card.get_by_role("textbox").press("Enter")
    codes = answer(tools).locator("code").all_inner_texts()
    assert codes[0] == "28.900000, 105.460000"
    assert codes[1] == "28.896947, 105.463565"


@pytest.mark.any_look
def test_a_system_named_beside_the_coordinates_is_the_one_they_are_read_in(tools):
    tools.open()
    card = tools.use("ask")
    card.get_by_role("textbox").fill("高德 105.463565,28.896947")
    card.get_by_role("textbox").press("Enter")
    assert answer(tools).locator("code").first.inner_text() == "28.900000, 105.460000"
    assert "GCJ-02" in answer(tools).locator(".datum-note span").inner_text()
    card.get_by_role("textbox").fill("28.9,105.46")  # which names none
    card.get_by_role("textbox").press("Enter")
    tools.page.wait_for_function("() => location.hash.includes('ask=28.9,105.46')")


def test_nonsense_is_refused_in_words(tools):
    tools.open()
    card = tools.use("ask")
    card.get_by_role("textbox").fill("here")
    card.get_by_role("textbox").press("Enter")
    assert (
        tools.word("not a pair of coordinates", "无法识别坐标")
        in card.locator(".warning").inner_text()
    )


@pytest.mark.any_look
def test_a_right_click_asks_at_any_time(tools):
    tools.open()
    tools.click(*IN_CORE, button="right")
    assert "WGS 84" in answer(tools).inner_text()


@pytest.mark.any_look
def test_the_keyboard_asks_at_the_cross(tools):
    page = tools.open()
    tools.press("ask")
    assert page.locator(".cross").is_visible()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    at = page.evaluate("document.querySelector('.zone-map').zone._map.getCenter()")
    page.keyboard.press("Enter")
    code = answer(tools).locator("code").first.inner_text()
    assert code == f"{at['lat']:.6f}, {at['lng']:.6f}"
    page.keyboard.press("Escape")
    assert tools.card("ask").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "false"
    assert "ask" not in tools.state()


def test_the_devices_position_comes_with_its_accuracy(desk):
    page = desk.open(
        geolocation={"longitude": 105.4606, "latitude": 28.9265, "accuracy": 40},
        permissions=["geolocation"],
    )
    desk.use("ask").get_by_role("button", name="My location").click()
    assert "Accuracy of the point: ±40 m." in answer(desk).inner_text()
    assert page.locator("path.accuracy").count() == 1


def test_each_coordinate_can_be_copied(desk):
    page = desk.open("/#ask=28.9,105.46", permissions=["clipboard-read", "clipboard-write"])
    answer(desk).get_by_role("button", name="Copy BD-09").click()
    page.get_by_text("Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"28\.903\d{3}, 105\.4699\d\d", copied)


def test_the_answer_does_not_hide_the_point(tools):
    page = tools.open()
    tools.use("ask")
    tools.click(*IN_CORE)
    answer(tools)
    dot = page.locator("path.ask-dot").bounding_box()
    card = tools.card("ask").bounding_box()
    right, bottom = card["x"] + card["width"], card["y"] + card["height"]
    assert not (card["x"] < dot["x"] < right and card["y"] < dot["y"] < bottom)


def test_an_answer_without_a_number_leaves_every_column_in_the_card(tools):
    """The edge is nearer than its uncertainty, which takes a sentence in place of the distance."""
    tools.open("/#ask=28.8725,105.4835")
    table = answer(tools).locator("table")
    assert tools.word("no more than its uncertainty of ±", "，在误差范围内") in table.inner_text()
    card = tools.card("ask")
    assert card.evaluate("each => each.scrollWidth <= each.clientWidth")
    last, box = table.locator("th").nth(3).bounding_box(), card.bounding_box()
    assert last["x"] + last["width"] <= box["x"] + box["width"]


ZOOM = "document.querySelector('.zone-map').zone.map.getZoom()"


def test_a_link_with_a_point_shows_it_as_a_search_does(tools):
    page = tools.open("/#ask=28.9265,105.4606")
    answer(tools)
    assert page.evaluate(ZOOM) >= 13
    assert answer(tools).locator(".datum-note").count() == 0  # nobody typed it


@pytest.mark.any_look
def test_a_link_with_a_point_and_a_view_keeps_the_view(tools):
    page = tools.open("/#bounds=28.6,105.2,29.3,105.9&ask=28.9265,105.4606")
    answer(tools)
    assert page.evaluate(ZOOM) < 12


@pytest.mark.any_look
@pytest.mark.parametrize(
    ("at", "is_told"), [("0,0", True), ("60,20", True), ("28.9,105.46", False)]
)
def test_a_point_that_the_map_cannot_show_is_told_of(tools, at, is_told):
    page = tools.open(f"/#ask={at}")
    tools.card("ask").locator(".point-answer").wait_for()
    said = tools.word("outside the map’s extent and is not shown", "该点超出图幅，图上不显示")
    assert (said in tools.card("ask").inner_text()) == is_told
    assert (said in tools.said()) == is_told
    point = page.locator("path.ask-dot").bounding_box()
    frame = page.locator(".zone-map").bounding_box()
    is_shown = frame["x"] < point["x"] < frame["x"] + frame["width"] if point else False
    assert is_shown != is_told


@pytest.mark.any_look
def test_the_system_that_was_understood_is_the_one_that_is_chosen(tools):
    page = tools.open()
    card = tools.use("ask")
    chosen = card.locator("[name=datum]")
    for text, datum in (
        ("高德 105.463565,28.896947", "gcj02"),
        ("http://api.map.baidu.com/marker?location=28.9,105.46", "bd09"),
        ("GPS 28.9,105.46", "wgs84"),
    ):
        card.get_by_role("textbox").fill(text)
        card.get_by_role("textbox").press("Enter")
        card.locator(f".datum-note option[value={datum}]:checked").wait_for(state="attached")
        assert chosen.input_value() == datum, text
    card.locator(".datum-note select").select_option("gcj02")
    page.wait_for_function(
        "() => document.querySelector('#ask-card [name=datum]').value === 'gcj02'"
    )


@pytest.mark.any_look
def test_a_system_that_a_text_named_is_not_kept_for_the_next(tools):
    tools.open()
    card = tools.use("ask")
    for text, datum in (
        ("https://uri.amap.com/marker?position=105.46,28.9", "gcj02"),
        ("28.9,105.46", "wgs84"),
    ):
        card.get_by_role("textbox").fill(text)
        card.get_by_role("textbox").press("Enter")
        card.locator(f".datum-note option[value={datum}]:checked").wait_for(state="attached")
        assert card.locator("[name=datum]").input_value() == datum, text


def test_a_link_without_coordinates_is_refused_in_one_sentence(tools):
    tools.open()
    card = tools.use("ask")
    field = card.get_by_role("textbox")
    field.fill("https://j.map.baidu.com/ab/Cd1")
    field.press("Enter")
    card.locator(".answer .warning").wait_for()
    assert card.locator(".answer").inner_text() == tools.word(
        "This short link has no coordinates of its own: open it in a browser and paste the full "
        "address that is shown then. If that can't be read, paste the coordinates instead.",
        "短链接本身没有坐标：请在浏览器中打开，再粘贴打开后的完整网址；如仍无法读取，请改为粘贴坐标。",
    )
    assert field.get_attribute("aria-invalid") == "true"
    said, whole = card.locator(".answer .warning").bounding_box(), card.bounding_box()
    end = said["y"] + said["height"]
    assert end <= whole["y"] + whole["height"] + 1  # in sight, also on a phone


def test_of_google_it_is_said_which_of_its_maps_is_shifted(tools):
    tools.open()
    card = tools.use("ask")
    card.get_by_role("textbox").fill("https://www.google.com/maps/@28.9,105.46,15z")
    card.get_by_role("textbox").press("Enter")
    said = answer(tools).locator(".datum-note").inner_text()
    assert tools.word("road map of mainland China is shifted", "道路图有偏移") in said
    assert answer(tools).locator("code").first.inner_text() == "28.900000, 105.460000"


@pytest.mark.any_look
def test_numbers_without_a_system_are_asked_about_in_the_verdicts_place(tools):
    page = tools.open()
    card = tools.use("ask")
    card.get_by_role("textbox").fill("105.4429, 28.8721")
    card.get_by_role("textbox").press("Enter")
    line = card.locator(".verdict + .other-system")
    assert tools.word("may lie in Jiangyang Area", "则可能位于江阳片区") in line.inner_text()
    assert "GCJ-02" in tools.said()
    line.locator("button").click()
    page.wait_for_function("() => !document.querySelector('#ask-card .other-system')")
    said = card.locator(".verdict").inner_text()
    assert tools.word("inside Jiangyang Area", "位于江阳片区内") in said


OUTSIDE = [28.95, 105.42]  # 3 km from the nearest part
PART_SEEN = """() => { const { zone } = document.querySelector('.zone-map');
    const { bounds } = ZoneMap.freeArea(zone.map);
    const at = (each) => zone.map.latLngToContainerPoint(each);
    const corners = zone.byId.get('longmatan-core').latlngs.flat(2);
    return bounds.contains(at([28.95, 105.42])) && corners.some((each) => bounds.contains(at(each))); }"""


def test_a_point_outside_is_shown_with_the_edge_that_its_answer_tells(tools):
    page = tools.open(f"/#ask={','.join(map(str, OUTSIDE))}")
    answer(tools)
    page.wait_for_function(PART_SEEN)
    assert page.evaluate(ZOOM) > 11.5
    assert "bounds" not in tools.state()


def test_back_to_the_point_before_keeps_the_view(tools):
    page = tools.open()
    tools.use("ask")
    for at in (IN_CORE, (28.86, 105.45)):
        tools.click(*at)
        page.wait_for_function("(lat) => location.hash.includes(`ask=${lat}`)", arg=str(at[0])[:4])
        answer(tools)
    last, zoom = tools.state()["ask"], page.evaluate(ZOOM)
    page.go_back()
    page.wait_for_function("(last) => !location.hash.includes(last)", arg=last)
    page.wait_for_function(
        "() => document.querySelector('.point-answer')?.dataset.at.startsWith('28.9')"
    )
    assert page.evaluate(ZOOM) == zoom


def test_the_field_keeps_what_was_asked(tools):
    tools.open(f"/#ask={FAR_OUT[0]},{FAR_OUT[1]}")
    answer(tools).wait_for()
    field = tools.card("ask").locator("[name=at]")
    assert field.input_value() == "29, 105.3"
    field.fill("28°54'N 105°28'E")
    field.press("Enter")
    answer(tools).locator("[data-at='28.900000, 105.466667']").or_(
        answer(tools).filter(has_text="28.900000, 105.466667")
    ).first.wait_for()
    assert field.input_value() == "28°54'N 105°28'E"


def test_a_finger_meets_large_buttons_in_the_answer(open_page, site):
    page = open_page(
        f"{site}/?lang=en#ask=28.885,105.42",
        size=(1024, 768),
        ready=".sights td",
        has_touch=True,
        is_mobile=True,
    )
    for button in page.locator("#ask-card button:visible").all():
        box = button.bounding_box()
        assert min(box["height"], box["width"]) >= 43.5, button.inner_text()
