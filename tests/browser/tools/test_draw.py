"""Drawing by mouse, touch and keyboard: what is finished stays, named and with its number on the map."""

import pytest
from pyproj import Geod

from tests.browser.tools.conftest import Tools

pytestmark = pytest.mark.browser

GEOD = Geod(ellps="WGS84")
RING = [(29.05, 105.48), (29.11, 105.52), (29.04, 105.55)]
CROSSED = [(29.05, 105.48), (29.09, 105.54), (29.05, 105.54), (29.09, 105.48)]
KINDS = {"site": ("Point", "点位"), "line": ("Line", "长度"), "area": ("Area", "面积")}
MARKUP = "<img src=x onerror=\"document.title='run'\">"

IN_A_PART = """() => { for (let y = 150; y < innerHeight; y += 8) for (let x = 8; x < innerWidth; x += 8)
    if ([[0, 0], [8, 0], [8, 8]].every(([a, b]) => document.elementFromPoint(x + a, y + b)?.matches("path.part")))
      return [x, y]; }"""


def press(tools, english, chinese):
    card = tools.card("measure")
    card.get_by_role("button", name=tools.word(english, chinese), exact=True).click()


def start(tools, kind, path="/", **options):
    page = tools.open(path, **options)
    card = tools.use("measure")
    press(tools, *KINDS[kind])
    return page, card


def draw(tools, points):
    for point in points:
        tools.click(*point)


def finish(tools):
    press(tools, "Finish", "完成")
    tools.page.wait_for_selector(".map-label.sized", state="attached")


def kept(tools, mode):
    return [tuple(map(float, each.split(","))) for each in tools.state()[mode].split(";")]


def size_text(tools, points):
    """Return the size of a label: in Chinese the mu stand first."""
    lat, lon = zip(*points, strict=True)
    mu = abs(GEOD.polygon_area_perimeter(lon, lat)[0]) * 3 / 2000
    return tools.word(area_text(points), f"{mu:,.0f} 亩 · {area_text(points)}")


def area_text(points):
    lat, lon = zip(*points, strict=True)
    square_metres = abs(GEOD.polygon_area_perimeter(lon, lat)[0])
    return f"{square_metres / 1e6:.2f} km²"


def vertex(tools, number, count):
    name = tools.word(f"Point {number} of {count}", f"第 {number} 个顶点，共 {count} 个")
    return tools.page.get_by_role("button", name=name, exact=True)


def test_what_is_finished_stays_with_its_number_on_the_map(tools):
    _, card = start(tools, "area")
    draw(tools, RING)
    expected = f"{tools.word('Plot 1', '地块 1')} · {size_text(tools, kept(tools, 'area'))}"
    finish(tools)
    assert tools.drawn_labels() == [expected]
    press(tools, "New shape", "再画一个")
    assert "area" not in tools.state()
    assert tools.drawn_labels() == [expected]
    card.get_by_role("button", name=tools.word("Close", "关闭")).click()
    assert tools.drawn_labels() == [expected]
    tools.use("measure")
    press(tools, "Clear all", "全部清除")
    assert tools.drawn_labels() == []
    press(tools, "Undo", "撤销")
    assert tools.drawn_labels() == [expected]


def test_lines_and_sites_join_too_each_with_its_name(tools):
    page, card = start(tools, "line")
    draw(tools, RING)
    finish(tools)
    press(tools, *KINDS["site"])
    tools.click(29.05, 105.5)
    page.wait_for_function("() => document.querySelectorAll('.drawn-entry').length === 2")
    tools.click(29.08, 105.48)
    page.wait_for_function("() => document.querySelectorAll('.drawn-entry').length === 3")
    names = card.locator(".drawn-name").all_inner_texts()
    assert names == tools.word(["Line 1", "Point 1", "Point 2"], ["线 1", "点位 1", "点位 2"])


def test_a_ring_that_crosses_itself_is_told_and_not_accepted(tools):
    _page, card = start(tools, "area")
    draw(tools, CROSSED)
    told = card.get_by_role("alert").inner_text()
    assert tools.word("crosses itself", "自相交") in told
    button = card.get_by_role("button", name=tools.word("Finish", "完成"))
    assert button.is_disabled()
    press(tools, "Undo", "撤销")
    assert card.get_by_role("alert").count() == 0
    assert button.is_enabled()


def test_a_part_under_the_drawing_never_opens(tools):
    page, _card = start(tools, "area")
    x, y = page.evaluate(IN_A_PART)
    for across, down in ((0, 0), (8, 0), (8, 8)):
        page.mouse.click(x + across, y + down)
    assert page.locator("path.measure-point").count() == 3
    assert page.locator("path.selected, .part-detail:visible").count() == 0


def test_a_point_says_in_which_part_it_lies_before_the_tool_is_closed(tools):
    page = tools.open()
    card = tools.use("measure")
    press(tools, *KINDS["site"])
    help_ = card.locator(".help > span").first.inner_text()
    assert help_ == tools.word(
        "Click or tap to add a point; it is finished at once.",
        "点击地图添加点位，点击后即完成。",
    )
    page.evaluate("void document.querySelector('.zone-map').zone.map.setView([28.87, 105.42], 13)")
    tools.click(28.873, 105.423)
    rest = card.locator(".rest")
    rest.wait_for()
    part = tools.word("Jiangyang Area", "江阳片区")
    page.wait_for_function(
        "part => document.querySelector('#measure-card .rest').textContent.includes(part)", arg=part
    )
    assert tools.word("Not certain", "无法确定") in rest.inner_text()
    assert part in tools.said()
    press(tools, *KINDS["line"])
    assert tools.word("highlighted point", "高亮的顶点") in card.locator(".help").inner_text()
    assert not rest.is_visible()


def test_the_view_stays_when_the_tool_is_taken_up(open_page, site):
    phone = Tools(open_page, site, "phone-zh")
    page = phone.open()
    look = "() => (({ map }) => [map.getSize().y, map.getZoom()])(document.querySelector('.zone-map').zone)"
    height, zoom = page.evaluate(look)
    phone.use("measure")
    page.wait_for_function(f"(height) => ({look})()[0] > height", arg=height)
    assert page.evaluate(look)[1] == zoom


def test_it_is_drawn_by_touch(open_page, site):
    page = open_page(f"{site}/?lang=zh", size=(820, 1180), has_touch=True)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.locator(".tools button").nth(1).tap()
    page.locator("#measure-card [value=area]").tap()
    box = page.locator(".zone-map").bounding_box()
    for x, y in ((0.6, 0.5), (0.8, 0.5), (0.8, 0.6)):
        page.touchscreen.tap(box["x"] + x * box["width"], box["y"] + y * box["height"])
    assert page.locator("path.measure-point").count() == 3
    first = page.locator(".handle.vertex").first.bounding_box()
    at = [first[side] + first[size] / 2 for side, size in (("x", "width"), ("y", "height"))]
    page.touchscreen.tap(*at)  # the first point again closes the ring
    page.wait_for_selector(".map-label.sized", state="attached")
    resting = page.locator(".handle.vertex").first.bounding_box()
    assert min(resting["width"], resting["height"]) >= 44
    assert page.locator(".map-label.sized").all_text_contents()[0].startswith("地块 1 · ")


def test_points_are_dragged_inserted_and_deleted(desk):
    page, _card = start(desk, "line")
    draw(desk, RING)
    finish(desk)
    before, address = desk.drawn_labels(), desk.state()["line"]
    box = vertex(desk, 2, 3).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 30, steps=4)
    page.mouse.up()
    assert len(kept(desk, "line")) == 3
    assert desk.state()["line"] != address
    assert desk.drawn_labels() != before
    page.keyboard.press("Control+z")
    assert desk.state()["line"] == address
    assert desk.drawn_labels() == before
    page.get_by_role("button", name="Insert a point after point 1").click()
    assert len(kept(desk, "line")) == 4
    press(desk, "Delete point", "删除顶点")
    assert desk.state()["line"] == address


def test_points_are_moved_and_deleted_by_the_keyboard(desk):
    page, _card = start(desk, "area")
    draw(desk, [*RING, (28.99, 105.49)])
    finish(desk)
    address = desk.state()["area"]
    vertex(desk, 2, 4).focus()
    page.keyboard.press("ArrowRight")
    moved = kept(desk, "area")
    assert moved[1][1] > RING[1][1]
    assert vertex(desk, 2, 4).evaluate("each => each === document.activeElement")
    page.keyboard.press("ArrowLeft")
    assert kept(desk, "area")[1] == pytest.approx(RING[1], abs=1e-3)
    page.keyboard.press("Delete")
    assert len(kept(desk, "area")) == 3
    for _ in range(3):
        page.keyboard.press("Control+z")
    assert desk.state()["area"] == address


def test_a_change_that_crosses_leaves_the_last_right_shape(desk):
    page, card = start(desk, "area")
    draw(desk, [CROSSED[0], CROSSED[3], CROSSED[1], CROSSED[2]])
    finish(desk)
    before = desk.drawn_labels()
    box, other = (vertex(desk, n, 4).bounding_box() for n in (1, 3))
    page.mouse.move(box["x"] + 16, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(other["x"] + 90, other["y"] + 30, steps=4)
    page.mouse.up()
    assert "crosses itself" in card.get_by_role("alert").inner_text()
    assert desk.drawn_labels() == before


def test_a_name_is_text_wherever_it_is_shown(desk):
    page, card = start(desk, "area")
    draw(desk, RING)
    finish(desk)
    card.get_by_label("Name").fill(MARKUP)
    card.get_by_label("Name").press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.map-label.sized')?.textContent.includes('<img')"
    )
    assert page.locator(".map-label img, .drawn-list img").count() == 0
    assert page.title() != "run"


def test_one_that_was_drawn_is_taken_up_again(desk):
    _, card = start(desk, "line")
    draw(desk, RING)
    finish(desk)
    address = desk.state()["line"]
    press(desk, "New shape", "再画一个")
    card.locator(".drawn-entry").click()
    assert desk.state()["line"] == address
    press(desk, "Delete", "删除")
    assert desk.drawn_labels() == []
    press(desk, "Undo", "撤销")
    assert len(desk.drawn_labels()) == 1


@pytest.mark.any_look
def test_a_drawn_plot_says_where_it_lies_and_is_no_finer_than_a_finger(tools):
    page, card = start(tools, "area")
    page.evaluate(
        "void document.querySelector('.zone-map').zone.map"
        ".setView([28.87, 105.42], 13, { animate: false })"
    )
    draw(tools, [(28.875, 105.42), (28.875, 105.43), (28.868, 105.425)])
    finish(tools)
    part = tools.word("Jiangyang Area", "江阳片区")
    page.wait_for_function(
        "part => document.querySelector('#measure-card .rest').textContent.includes(part)", arg=part
    )
    said = card.locator(".rest").inner_text()
    assert tools.word("possibly in ", "可能位于") + part in said


@pytest.mark.any_look
@pytest.mark.parametrize(
    ("act", "said"),
    [
        (("Delete", "删除"), ("Plot 1 was deleted.", "已删除地块 1。")),
        (("Clear all", "全部清除"), ("Everything drawn was cleared.", "已清除全部手绘图形；")),
    ],
)
def test_what_was_deleted_is_said_in_the_place_of_its_measures(tools, act, said):
    page, card = start(tools, "area")
    draw(tools, RING)
    finish(tools)
    press(tools, *act)
    card.get_by_text(tools.word(*said)).wait_for()
    assert "0 m" not in card.inner_text()
    press(tools, "Undo", "撤销")
    page.wait_for_selector(".map-label.sized", state="attached")
    assert card.get_by_text(tools.word(*said)).count() == 0


def test_a_phone_that_is_turned_shows_what_is_being_drawn(open_page, site):
    phone = Tools(open_page, site, "phone-zh")
    page, _card = start(phone, "area", has_touch=True)
    draw(phone, [(28.78, 105.35), (28.8, 105.6), (28.75, 105.5)])
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_function("""() => { const { map } = document.querySelector('.zone-map').zone;
        const corners = [[28.78, 105.35], [28.8, 105.6], [28.75, 105.5]];
        return ZoneMap.isFree(map, L.latLngBounds(corners)); }""")
