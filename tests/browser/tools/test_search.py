"""Search: a combobox that knows parts, places, counties and coordinates."""

import numpy as np
import pytest

from geo.geodesy.datum import convert_datum

pytestmark = pytest.mark.browser


def search(tools, text):
    field = tools.page.locator(".search input[role=combobox]")
    field.click()
    tools.page.wait_for_selector(".search:not([aria-busy])")
    field.fill(text)
    return field


def options(tools):
    return tools.page.get_by_role("option").all_inner_texts()


@pytest.mark.any_look
def test_a_part_is_found_in_every_spelling(tools):
    page = tools.open()
    for text in ("longmatan core", "龙马潭核心", "lóngmǎtán héxīn", "lmthxq"):
        field = search(tools, text)
        assert field.get_attribute("aria-expanded") == "true", text
        field.press("Enter")
        assert page.locator("path.selected").get_attribute("data-part") == "longmatan-core", text
        assert field.get_attribute("aria-expanded") == "false", text
        page.keyboard.press("Escape")
        assert page.locator("path.selected").count() == 0


@pytest.mark.any_look
def test_arrows_walk_and_escape_leaves(tools):
    page = tools.open()
    field = search(tools, "lu")
    assert len(options(tools)) >= 4
    first = field.get_attribute("aria-activedescendant")
    field.press("ArrowDown")
    second = field.get_attribute("aria-activedescendant")
    assert first != second
    assert page.locator(f"#{second}").get_attribute("aria-selected") == "true"
    field.press("ArrowUp")
    field.press("ArrowUp")
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text()
    field.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"


# Of the last search: whether what it found and the whole nearest part lie in what is free of the map.
IS_SEEN = """([lat, lon, part]) => {
  const zone = document.querySelector('.zone-map').zone, { min, max } = ZoneMap.freeArea(zone.map);
  const card = document.querySelector('.notice').getBoundingClientRect();
  const frame = zone.map.getContainer().getBoundingClientRect();
  const isUnder = ({ x, y }) => x + frame.left > card.left && x + frame.left < card.right
    && y + frame.top > card.top && y + frame.top < card.bottom;
  const points = [[lat, lon], ...zone.byId.get(part).latlngs.flat(2)];
  return points.map(each => zone.map.latLngToContainerPoint(each)).every(at =>
    L.bounds(min, max).contains(at) && !isUnder(at)); }"""
CHONGQING = [29.56278, 106.55278, "luxian-district"]


def is_seen(page, found):
    page.locator(".found-card").wait_for()
    page.wait_for_function(IS_SEEN, arg=found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("chongqing", CHONGQING),
        ("yunlong", [29.0285, 105.469, "longmatan-core"]),
        ("泸州东站", [29.06083, 105.63608, "jiangyang-district"]),
    ],
)
def test_what_is_found_is_seen_together_with_the_nearest_part(tools, typed, found):
    page = tools.open()
    search(tools, typed).press("Enter")
    is_seen(page, found)


def test_back_from_the_distances_the_answer_is_there_again(tools):
    page = tools.open()
    search(tools, "chongqing").press("Enter")
    is_seen(page, CHONGQING)
    assert tools.state() == {"place": "chongqing"}
    said = page.locator(".notice p").inner_text()
    page.locator(".notice").get_by_role("button").first.click()
    page.wait_for_url("**/distances?*")
    page.go_back()
    is_seen(page, CHONGQING)
    assert page.locator(".notice p").inner_text() == said
    page.go_back()
    page.locator(".notice").wait_for(state="detached")
    assert page.locator("path.found-place").count() == 0
    page.go_forward()
    page.locator(".notice").get_by_role("button").last.click()
    assert tools.state() == {}


@pytest.mark.any_look
def test_a_place_of_an_address_that_there_is_not_is_named(tools):
    page = tools.open("/#place=atlantis")
    page.locator(".notice").wait_for()
    assert "place=atlantis" in page.locator(".notice").inner_text()
    tools.open("/#place=chengdu")
    page = tools.page
    page.locator(".found-card").wait_for()
    assert page.locator(".notice").count() == 1


def test_the_keyboard_of_a_phone_goes_once_something_is_chosen(tools):
    page = tools.open()
    for typed in ("chongqing", "泸县站", "longmatan core"):
        search(tools, typed)
        page.get_by_role("option").first.click()
        focused = page.evaluate("document.activeElement.matches('.search input')")
        assert focused == (not tools.is_phone and typed != "longmatan core")


def test_a_city_comes_into_view(tools):
    page = tools.open()
    search(tools, "guiyang").press("Enter")
    is_seen(page, [26.58333, 106.71667, "jiangyang-district"])
    assert tools.word("Guiyang · nearest", "贵阳 · 按所绘轮廓最近") in tools.said()
    ring = page.locator("path.found-place").bounding_box()
    at = page.evaluate(
        """() => { const { map } = document.querySelector('.zone-map').zone;
        const { x, y } = map.latLngToContainerPoint([26.58333, 106.71667]);
        const { left, top } = map.getContainer().getBoundingClientRect();
        return [left + x, top + y]; }"""
    )
    middle = [ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2]
    assert middle == pytest.approx(at, abs=2)
    search(tools, "longmatan core").press("Enter")
    assert page.locator("path.found-place").count() == 0


def test_the_field_is_seen_again_for_a_second_search(tools):
    """It keeps the focus when something was found, and the sheet with it is lowered on a phone."""
    page = tools.open()
    search(tools, "guiyang").press("Enter")
    search(tools, "chengdu")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[role=option]')].at(-1)?.getBoundingClientRect().bottom"
        " <= innerHeight"
    )  # the sheet comes up
    box = page.locator(".search").bounding_box()
    grip = page.locator(".sheet .grip")
    assert (
        not grip.is_visible()
        or box["y"] >= sum(grip.bounding_box()[key] for key in ("y", "height")) - 4
    )
    last = page.get_by_role("option").last.bounding_box()
    assert last["y"] + last["height"] <= page.viewport_size["height"]


@pytest.mark.any_look
def test_a_county_is_shown_whole(tools):
    page = tools.open()
    search(tools, "hejiang").press("Enter")
    bounds = page.evaluate(
        "document.querySelector('.zone-map').zone._map.getBounds().toBBoxString()"
    )
    west, south, east, north = map(float, bounds.split(","))
    assert west < 105.6 < east
    assert south < 28.5
    assert north > 28.9
    page.wait_for_selector("path.found-outline", state="attached")
    search(tools, "guiyang").press("Enter")
    assert page.locator("path.found-outline").count() == 0


@pytest.mark.any_look
def test_coordinates_are_asked_about(tools):
    tools.open()
    field = search(tools, "105.46 28.9")
    assert "28.90000, 105.46000" in options(tools)[0]
    field.press("Enter")
    tools.card("ask").locator(".point-answer").wait_for()
    assert tools.state()["ask"] == "28.9,105.46"


@pytest.mark.any_look
def test_coordinates_are_read_in_the_system_that_is_named_with_them(tools):
    tools.open()
    field = search(tools, "百度 105.470078,28.902943")
    assert "BD-09" in options(tools)[0]
    field.press("Enter")
    answer = tools.card("ask").locator(".point-answer")
    answer.wait_for()
    expected = convert_datum(np.array([[105.470078, 28.902943]]), source="bd09", target="wgs84")
    lat, lon = map(float, tools.state()["ask"].split(","))
    assert (lon, lat) == pytest.approx(tuple(expected[0]), abs=2e-6)


@pytest.mark.any_look
def test_an_option_can_be_clicked(tools):
    page = tools.open()
    search(tools, "dsj")
    page.get_by_role("option").first.click()
    assert page.locator("path.selected").get_attribute("data-part") == "big-data-park"


def test_nothing_found_is_said(tools):
    tools.open()
    search(tools, "zzzz")
    said = tools.word("No results. Try part of a name", "未找到匹配结果。可用中文、英文或拼音")
    assert tools.said().startswith(said)
    assert tools.page.get_by_role("combobox").get_attribute("aria-expanded") == "false"
    assert tools.page.locator(".search li").inner_text().startswith(said)


def test_the_answer_to_typed_coordinates_says_their_system_and_offers_others(tools):
    """The crosshair is for picking a point: it does not come beside one that is given."""
    page = tools.open()
    field = search(tools, "105.4461,28.8890")
    assert "WGS 84" in options(tools)[0]
    field.press("Enter")
    card = tools.card("ask")
    card.locator(".point-answer").wait_for()
    assert not page.locator(".cross").is_visible()
    note = card.locator(".datum-note")
    assert tools.word("Read as WGS 84.", "按 WGS 84 坐标处理；") in note.inner_text()
    box = note.bounding_box()
    assert box["y"] + box["height"] <= page.viewport_size["height"]  # without scrolling
    note.locator("select").select_option("gcj02")
    page.wait_for_function("() => !location.hash.includes('ask=28.889,105.4461')")
    lat, lon = map(float, tools.state()["ask"].split(","))
    expected = convert_datum(np.array([[105.4461, 28.889]]), source="gcj02", target="wgs84")
    assert (lon, lat) == pytest.approx(tuple(expected[0]), abs=2e-6)
    assert tools.word("Read as GCJ-02", "按 GCJ-02 坐标处理") in note.inner_text()
    page.locator(".zone-map").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".cross").get_attribute("hidden") is None


def test_a_place_says_how_far_the_nearest_part_is(tools):
    page = tools.open()
    search(tools, "chongqing")
    said = page.get_by_role("option").first.locator(".option-nearest")
    assert said.inner_text() == tools.word(
        "nearest as drawn: Luxian Area, 118.5 km ±4.7 km; "
        "Jiangyang Area, Longmatan Core Area could be nearer",
        "按所绘轮廓最近：泸县片区，118.5 km ±4.7 km；江阳片区、龙马潭核心区可能更近",
    )
    box = page.get_by_role("listbox").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_a_place_that_is_shown_says_it_too_and_leads_to_all_distances(tools):
    page = tools.open()
    search(tools, "chongqing").press("Enter")
    notice = page.locator(".notice")
    notice.wait_for()
    assert (
        tools.word("Luxian Area, 118.5 km ±4.7 km", "泸县片区，118.5 km ±4.7 km")
        in notice.inner_text()
    )
    box, legend = notice.bounding_box(), page.locator(".legend").bounding_box()
    is_beside = box["x"] >= legend["x"] + legend["width"]
    assert is_beside or box["y"] >= legend["y"] + legend["height"]
    search(tools, "chengdu").press("Enter")
    page.wait_for_function(
        "() => /Chengdu|成都/.test(document.querySelector('.notice')?.innerText)"
    )
    assert notice.count() == 1
    notice.get_by_role("button", name=tools.word("Distances of all parts", "各分区距离")).click()
    page.wait_for_url("**/distances?*place=chengdu*")


def test_the_link_of_a_map_is_read_in_the_system_of_that_map(tools):
    page = tools.open()
    field = search(tools, "https://uri.amap.com/marker?position=105.463565,28.896947&name=x")
    assert "GCJ-02" in options(tools)[0]
    field.press("Enter")
    answer = tools.card("ask").locator(".point-answer")
    answer.wait_for()
    assert answer.locator("code").first.inner_text() == "28.900000, 105.460000"
    assert page.locator("#ask-card [name=datum]").input_value() == "gcj02"


@pytest.mark.any_look
def test_a_short_link_says_to_paste_the_coordinates(tools):
    page = tools.open()
    field = search(tools, "https://surl.amap.com/1aBcD2e")
    said = tools.word("paste the coordinates instead", "请改为粘贴坐标")
    assert said in page.locator(".search ul").inner_text()
    assert said in tools.said()
    field.press("Enter")
    assert not tools.card("ask").is_visible()


@pytest.mark.any_look
@pytest.mark.parametrize("late", ["**/{leaflet,map}.js", "**/app.js", "**/search.js"])
def test_what_was_entered_before_the_scripts_came_is_taken_up(open_page, site, late):
    page = open_page(f"{site}/areas?lang=en", ready="body")
    held, released = [], []
    page.route(late, lambda route: route.continue_() if released else held.append(route))
    page.goto(f"{site}/?lang=en", wait_until="domcontentloaded")
    field = page.locator(".search input")
    field.fill("longmatan core")
    field.press("Enter")
    page.wait_for_timeout(500)
    assert field.input_value() == "longmatan core"
    released.append(True)
    for each in held:
        each.continue_()
    page.wait_for_selector("path.selected[data-part=longmatan-core]")
    assert field.input_value() == "Longmatan Core Area"


@pytest.mark.any_look
def test_numbers_without_a_system_are_offered_in_both_in_chinese(tools):
    tools.open()
    field = search(tools, "105.4429, 28.8721")
    assert len(options(tools)) == tools.word(1, 2)
    search(tools, "高德 105.4429, 28.8721")
    assert len(options(tools)) == 1
    search(tools, "48.86, 2.35")  # where the systems are one
    assert len(options(tools)) == 1
    if tools.word(False, True):
        search(tools, "105.4429, 28.8721")
        assert "高德、腾讯 GCJ-02" in options(tools)[1]
        field.press("ArrowDown")
        field.press("Enter")
        card = tools.card("ask")
        card.locator(".point-answer").wait_for()
        assert "江阳片区" in card.locator(".verdict").inner_text()


@pytest.mark.any_look
def test_the_card_of_a_place_names_the_nearest_park_and_where_distances_begin(tools):
    page = tools.open()
    search(tools, tools.word("Chongqing", "重庆")).press("Enter")
    said = page.locator(".found-more").text_content()
    assert tools.word("nearest park as drawn: Pharmaceutical", "最近的产业园：医药产业园") in said
    assert tools.word("straight lines from the nearest edge", "自最近边界起算") in said


@pytest.mark.any_look
def test_the_name_of_a_pasted_place_is_the_answers_title_and_the_marks_label(tools):
    page = tools.open()
    search(tools, "泸州高新区管委会 105.44,28.88").press("Enter")
    card = tools.card("ask")
    card.locator(".point-answer").wait_for()
    assert card.locator("h3.asked-name").text_content() == "泸州高新区管委会"
    assert page.locator(".map-label.asked-name").text_content() == "泸州高新区管委会"
