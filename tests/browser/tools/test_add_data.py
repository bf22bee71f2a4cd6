"""Data added to the map by drop, chooser and paste: read, asked about, shown, filtered, exported."""

import base64
import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import see_sizes
from tests.browser.tools.conftest import Tools

pytestmark = pytest.mark.browser

DROP = """([files, kinds]) => {
  const data = new DataTransfer();
  for (const [name, text] of files) {
    data.items.add(new File([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))], name));
  }
  const map = document.querySelector('.zone-map');
  for (const kind of kinds) {
    map.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
  }
}"""
PLACE = """([lat, lon]) => {
  const map = document.querySelector('.zone-map').zone.map;
  const box = map.getContainer().getBoundingClientRect();
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  return [x + box.left, y + box.top];
}"""
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
}"""
FAULTS = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]))"""
ROWS = ".plots tbody tr[data-key]"
MARKUP = "<img src=x onerror=alert(1)>"


def square(lon, lat, size=0.004):
    return shapely.box(lon, lat, lon + size, lat + size)


PLOTS = {
    "A-1": square(105.459, 28.876),
    "A-2": square(105.44, 28.83, 0.001),
    "A-10": square(106.5, 28.2),
}


def make_table(**columns):
    return gpd.GeoDataFrame(
        {"name": list(PLOTS), **columns}, geometry=list(PLOTS.values()), crs="EPSG:4326"
    )


def make_geojson(**columns):
    return make_table(**columns).to_json().encode()


def drop(page, *files, kinds=("dragenter", "dragover", "drop")):
    page.evaluate(DROP, [[[name, base64.b64encode(data).decode()] for name, data in files], kinds])


def add(tools, *files, rows=3):
    page = tools.open()
    drop(page, *files)
    page.wait_for_function(
        f"() => document.querySelectorAll('{ROWS}').length === {rows}", timeout=30000
    )
    return page


def names(page):
    return page.locator(f"{ROWS} .plot-name").all_text_contents()


def wait_for_names(page, *expected):
    page.wait_for_function(
        "([rows, names]) => String([...document.querySelectorAll(rows)].map("
        "(each) => each.querySelector('.plot-name').textContent)) === names",
        arg=[ROWS, ",".join(expected)],
    )


def show(page, lat, lon, zoom):
    page.evaluate(
        "([at, zoom]) => void document.querySelector('.zone-map').zone.map"
        ".setView(at, zoom, { animate: false })",
        [[lat, lon], zoom],
    )


def open_drawer(page, name):
    control = page.locator(f".opens-{name}")
    if control.get_attribute("aria-expanded") == "false":
        control.click()


CUT = """(cells) => { const edge = document.querySelector('.plot-scroll').getBoundingClientRect().right;
  return cells.filter((each) => { const { left, right } = each.getBoundingClientRect();
    return left < edge - 1 && right > edge + 1; }).length; }"""


def test_no_column_of_numbers_is_cut(open_page, site):
    page = open_page(f"{site}/?lang=en", size=(1024, 768))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    drop(page, ("plots.geojson", make_geojson()))
    page.locator(ROWS).nth(2).wait_for()
    for size in see_sizes(page, [(1024, 768), (1180, 820), (1440, 900)]):
        page.wait_for_timeout(100)  # for a frame with the widths
        assert page.locator(".plot-table td.number").evaluate_all(CUT) == 0, size


def test_square_metres_have_two_decimals(open_page, site):
    page = open_page(f"{site}/?lang=en", size=(1440, 900))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    drop(page, ("plots.geojson", make_geojson()))
    page.locator(ROWS).nth(2).wait_for()
    cells = page.locator(f"{ROWS} td.number").all_text_contents()
    assert [each for each in cells if re.fullmatch(r"[\d,]{5,}\.\d\d", each)]
    assert not [each for each in cells if re.fullmatch(r"[\d,]{5,}\.\d{3,}", each)]


COVERED = """async (box) => { const found = [];
    for (let at = 0; at <= box.scrollWidth; at += 61) {
        box.scrollLeft = at;
        await new Promise(requestAnimationFrame);
        const name = box.querySelector('.plot-name').parentElement.getBoundingClientRect();
        for (const each of box.querySelectorAll('tr[data-key] > .number')) {
            const { left, right } = each.getBoundingClientRect();
            if (left < name.right - 1.5 && right > name.right + 1.5) found.push([at, each.textContent]);
        }
    }
    return found.slice(0, 9); }"""


def test_the_names_half_cover_no_number(open_page, site):
    page = open_page(f"{site}/?lang=en", size=(320, 640))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    drop(page, ("plots.geojson", make_geojson()))
    page.locator(ROWS).nth(2).wait_for()
    box = page.locator(".plot-scroll")
    for size in see_sizes(page, [(320, 640), (390, 844)]):
        assert box.evaluate("(each) => each.scrollWidth > each.clientWidth"), size
        assert box.evaluate(COVERED) == [], size


def test_files_that_are_dropped_are_a_layer_with_a_row_a_plot(tools):
    page = add(tools, ("plots.geojson", make_geojson()))
    assert sorted(names(page)) == ["A-1", "A-10", "A-2"]
    table = page.get_by_role("table", name=tools.word("Table of your data", "您的数据表"))
    assert table.get_attribute("aria-rowcount") == "4"
    totals = page.locator(".plot-totals").text_content()
    assert tools.word("Plots: 3", "地块 3 个") in totals
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    outside = page.locator(ROWS, has_text="A-10").text_content()
    assert tools.word("Outside 100%", "分区之外 100%") in outside


def test_plots_are_scaled_as_a_zoom_ends_and_drawn_anew_in_a_later_frame(desk):
    page = add(desk, ("plots.geojson", make_geojson()))
    show(page, 28.878, 105.461, 15)
    page.wait_for_timeout(400)
    found = page.evaluate("""async () => { const { map } = document.querySelector('.zone-map').zone;
        const canvas = () => document.querySelector('.leaflet-plots-pane canvas');
        const isInked = () => {
            const { width, height } = canvas();
            const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
            copy.drawImage(canvas(), 0, 0);
            return copy.getImageData(0, 0, width, height).data.some((each) => each);
        };
        const { stroke } = CanvasRenderingContext2D.prototype;
        const found = { before: isInked(), drawn: [], styles: 0 };
        let frame = -1;
        CanvasRenderingContext2D.prototype.stroke = function (...all) {
            if (this.canvas === canvas()) found.drawn.push(frame);
            return stroke.apply(this, all);
        };
        const { getPropertyValue } = CSSStyleDeclaration.prototype;
        CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
            if (name.startsWith('--plot')) found.styles += 1;
            return getPropertyValue.call(this, name);
        };
        const ended = new Promise((done) => map.once('moveend', done));
        map.setZoom(16, { animate: true });
        await ended;
        found.atEnd = found.drawn.length;
        found.scaled = new DOMMatrix(canvas().style.transform).a;
        for (frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
        found.after = isInked();
        found.scale = new DOMMatrix(canvas().style.transform).a;
        return found; }""")
    assert found["before"]
    assert found["after"]
    assert found["atEnd"] == 0
    assert found["scaled"] == pytest.approx(2)
    assert found["scale"] == pytest.approx(1)
    assert len(set(found["drawn"])) == 1
    assert 0 < found["drawn"][0] < 10
    assert found["styles"] == 0


def test_the_table_of_plots_is_kept_apart_from_the_maps_layers(desk):
    page = add(desk, ("plots.geojson", make_geojson()))
    of = "() => getComputedStyle(document.querySelector('.plot-scroll')).willChange"
    assert page.evaluate(of) == "transform"
    page.emulate_media(media="print")
    assert page.evaluate(of) == "auto"


@pytest.mark.any_look
def test_the_parts_of_a_shapefile_are_one_layer_of_its_own_projection(tools, tmp_path):
    make_table().to_crs("EPSG:4544").to_file(tmp_path / "地块.shp", encoding="utf-8")
    parts = [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    parts = [(name.replace(".shp", ".SHP"), data) for name, data in parts]
    page = add(tools, *parts)
    open_drawer(page, "layers")
    assert page.locator(".plot-layer-name").all_text_contents() == ["地块"]


def test_what_dropping_does_is_said_while_files_are_dragged(tools):
    page = tools.open()
    drop(page, ("plots.geojson", b"{}"), kinds=("dragenter", "dragover"))
    page.wait_for_selector("#add-card:not([aria-busy])", state="attached")
    drop(page, ("plots.geojson", b"{}"), kinds=("dragover",))
    said = page.locator(".plot-overlay").inner_text()
    assert tools.word("Nothing is stored or logged", "不保存，也不写入日志") in said
    assert "Shapefile" in said


def test_rows_of_a_spreadsheet_can_be_pasted_anywhere_and_in_the_card(tools):
    page = tools.open()
    page.evaluate(PASTE, "名称\t经度\t纬度\n甲\t105.4642\t28.8775\n乙\t105.4534\t28.8328")
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 2", timeout=30000)
    assert names(page) == ["甲", "乙"]
    card = page.locator("#add-card")
    if not card.is_visible():
        tools.button("add").click()
    page.keyboard.press("Escape")
    tools.button("add").click()
    card.locator("textarea").fill("POINT (105.5 28.9)")
    card.locator("[type=submit]").click()
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 3", timeout=30000)
    tools.button("add").click()
    assert card.locator("textarea").input_value() == ""


def test_text_that_is_refused_stays_to_be_mended(tools):
    page = tools.open(silent=False)  # a refusal is on the console
    tools.button("add").click()
    card = page.locator("#add-card")
    card.locator("textarea").fill("neither this\nnor that")
    card.locator("[type=submit]").click()
    card.locator(".warning").wait_for(timeout=30000)
    assert card.locator("textarea").input_value() == "neither this\nnor that"


# Whether a warning can be read: inside its card, which may be scrolled, and under nothing.
IS_READ = """(selector) => {
  const [first] = document.querySelectorAll(selector);
  if (!first) return false;
  const { left, top, bottom } = first.getBoundingClientRect();
  return [top + 2, bottom - 2].every(y => first.contains(document.elementFromPoint(left + 12, y))); }"""


@pytest.mark.parametrize("size", [(390, 520), (1366, 400)], ids=str)
def test_what_is_refused_is_seen_and_heard_wherever_the_card_was_scrolled(open_page, site, size):
    page = open_page(f"{site}/?lang=zh", size=size, silent=False, ready="[data-tools=ready]")
    page.locator(".tools button", has_text="添加数据").click()
    page.wait_for_selector("#add-card:not([aria-busy])")
    card = page.locator("#add-card")
    card.locator("details summary").first.click()
    card.locator("textarea").fill("neither this\nnor that")
    card.evaluate("card => { card.scrollTop = card.scrollHeight; }")
    card.locator("[type=submit]").evaluate("each => each.click()")
    page.wait_for_function(IS_READ, arg="#add-card .warning", timeout=30000)
    said = card.locator(".warning").inner_text()
    assert page.locator("[role=status]").text_content().strip() == said


def test_pasting_into_a_field_is_left_alone(desk):
    page = desk.open()
    page.locator(".search input").focus()
    page.evaluate(PASTE.replace("document.body", "document.activeElement"), "POINT (105.5 28.9)")
    page.wait_for_timeout(300)
    assert page.locator(".plots").count() == 0


def test_a_row_a_plot_and_its_panel_are_in_step(desk):
    page = add(desk, ("plots.geojson", make_geojson(use=["x", MARKUP, "z"])))
    page.get_by_role("button", name="A-2", exact=True).click()
    panel = page.locator(".plot-detail")
    assert panel.locator("h2").text_content() == "A-2"
    assert page.locator("tr[aria-current] .plot-name").text_content() == "A-2"
    for datum in ("WGS 84", "CGCS2000", "GCJ-02"):
        assert panel.get_by_role("button", name=f"Copy {datum}").is_visible()
    panel.locator("details summary").click()
    assert MARKUP in panel.inner_text()
    page.evaluate("document.querySelector('.zone-map').zone.select('longmatan-core')")
    page.wait_for_selector(".plot-panels", state="hidden")
    assert page.locator("tr[aria-current]").count() == 0
    show(page, 28.83, 105.44, 14)
    desk.click(28.8305, 105.4405)  # in the middle of A-2
    assert panel.locator("h2").text_content() == "A-2"
    page.keyboard.press("Escape")
    page.wait_for_selector(".detail", state="hidden")


def test_the_panel_of_a_plot_says_where_its_distances_begin(tools):
    page = add(tools, ("plots.geojson", make_geojson()))
    page.locator(ROWS).first.locator(".plot-name").click()
    said = tools.word("Straight-line distances from the point inside", "自内部点起算的直线距离")
    page.locator(".plot-detail h3", has_text=said).wait_for()


# Whether the plot A-1 can be seen: its middle lies under no card or panel.
IS_SEEN = """() => {
  const zone = document.querySelector('.zone-map').zone, container = zone.map.getContainer();
  const frame = container.getBoundingClientRect();
  return [[28.8765, 105.4595], [28.8795, 105.4625]].every((each) => {
    const { x, y } = zone.map.latLngToContainerPoint(each);
    return container.contains(document.elementFromPoint(x + frame.left, y + frame.top)); }); }"""


def test_a_row_that_is_chosen_shows_its_plot_clear_of_the_card(open_page, site):
    page = Tools(open_page, site, "desk-en").open()
    page.set_viewport_size({"width": 1366, "height": 768})
    drop(page, ("plots.geojson", make_geojson()))
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 3", timeout=30000)
    page.locator(".tools button", has_text="Add data").click()
    card = page.locator("#add-card")
    card.wait_for()
    page.locator(ROWS, has_text="A-1").first.click()
    page.wait_for_function(IS_SEEN)
    page.wait_for_timeout(500)
    assert page.evaluate(IS_SEEN)


def test_the_filter_leaves_three_rows_in_sight(open_page, site):
    page = Tools(open_page, site, "desk-en").open()
    page.set_viewport_size({"width": 1366, "height": 768})
    drop(page, ("plots.geojson", make_geojson()))
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 3", timeout=30000)
    page.locator(".opens-filter").click()
    third = page.locator(ROWS).nth(2).bounding_box()
    frame = page.locator(".plot-scroll").bounding_box()
    assert third["y"] + third["height"] <= frame["y"] + frame["height"] + 1
    assert page.locator("#plots-filter").bounding_box()["height"] > 70


def test_hovering_goes_both_ways(desk):
    page = add(desk, ("plots.geojson", make_geojson()))
    show(page, 28.85, 105.45, 12)
    page.mouse.move(*page.evaluate(PLACE, [28.878, 105.461]))
    page.wait_for_selector(".plots tr.hovered")
    assert page.locator("tr.hovered .plot-name").text_content() == "A-1"
    assert page.locator(".plot-tooltip").inner_text().startswith("A-1")
    page.locator(ROWS, has_text="A-2").hover()
    assert page.locator("path.plot-hovered").get_attribute("d") not in (None, "M0 0")


def test_the_keyboard_goes_from_row_to_row(desk):
    page = add(desk, ("plots.geojson", make_geojson()))
    first = page.locator(f"{ROWS} .plot-name").first
    first.focus()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == names(page)[-1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("tr[aria-current] .plot-name").text_content() == names(page)[1]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == names(page)[1]


def test_the_doubtful_are_first_and_every_head_sorts(desk):
    page = add(desk, ("plots.geojson", make_geojson()))
    assert names(page)[-1] == "A-10"  # far off: certain
    page.locator(".plot-table").get_by_role("button", name="Name").click()
    assert names(page) == ["A-1", "A-2", "A-10"]
    page.locator(".plot-table").get_by_role("button", name="Name").click()
    assert names(page) == ["A-10", "A-2", "A-1"]
    head = page.get_by_role("columnheader", name="Name")
    assert head.get_attribute("aria-sort") == "descending"


def test_rows_are_filtered_and_just_those_are_exported(tools):
    page = add(tools, ("plots.geojson", make_geojson()))
    page.locator(".plot-search").fill("a-2")
    wait_for_names(page, "A-2")
    assert (
        tools.word("Shown: Plots: 1", "当前显示：地块 1 个")
        in page.locator(".plot-totals").text_content()
    )
    page.locator(".plot-search").fill("")
    open_drawer(page, "filter")
    page.locator("[name=area]").fill("100")  # mu
    wait_for_names(page, "A-1", "A-10")
    page.locator("[name=share]").fill("50")
    wait_for_names(page, "A-1")
    open_drawer(page, "export")
    with page.expect_download() as download:
        page.locator("[data-format=csv]").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["name"] == "A-1"
    open_drawer(page, "filter")
    page.locator("[type=reset]").click()
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 3")


def test_layers_are_hidden_renamed_removed_and_brought_back(tools):
    page = add(tools, ("plots.geojson", make_geojson()))
    open_drawer(page, "layers")
    layers = page.locator(".plot-layers")
    layers.get_by_role("checkbox").uncheck()
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 0")
    layers.get_by_role("checkbox").check()
    layers.get_by_role("button", name=tools.word("Rename plots", "重命名plots")).click()
    page.keyboard.type(MARKUP)
    page.keyboard.press("Enter")
    assert layers.locator(".plot-layer-name").text_content() == MARKUP
    layers.get_by_role("button", name=re.compile(tools.word("^Remove <", "^移除<"))).click()
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 0")
    layers.get_by_role("button", name=tools.word("Undo", "撤销")).click()
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 3")


@pytest.mark.any_look
def test_a_shapefile_without_its_projection_is_asked_about_on_the_map(tools, tmp_path):
    make_table().to_crs("EPSG:4544").to_file(tmp_path / "plots.shp")
    (tmp_path / "plots.prj").unlink()
    page = tools.open()
    drop(page, *((path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())))
    page.wait_for_selector(".plot-question", timeout=30000)
    choices = page.locator(".plot-choice")
    assert choices.count() >= 2
    assert page.locator("path.plot-preview").count() >= 2
    choices.filter(has_text="4544").first.click()
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 3", timeout=30000)
    assert page.locator("path.plot-preview").count() == 0


def test_all_layers_of_a_file_are_read_at_once(desk, tmp_path):
    path = tmp_path / "plans.gpkg"
    for name, use in (("住宅", "R"), ("工业", "M")):
        make_table(use=[use] * 3).to_file(path, layer=name, driver="GPKG")
    page = desk.open()
    drop(page, (path.name, path.read_bytes()))
    page.locator(".plot-question .all-layers").click(timeout=30000)
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 6", timeout=30000)
    open_drawer(page, "layers")
    assert page.locator(".plot-layer-name").count() == 2
    assert page.locator(".plot-question").count() == 0


def test_after_an_answer_the_layer_fills_the_free_area(open_page, site):
    phone = Tools(open_page, site, "phone-zh")
    page = phone.open()
    page.evaluate(PASTE, "name\tlon\tlat\nA\t105.41\t28.87\nB\t105.44\t28.89")
    page.wait_for_selector(".plot-question", timeout=30000)
    page.locator(".plot-choice").last.click()
    page.wait_for_function(
        """() => { const { map } = document.querySelector('.zone-map').zone;
        const [a, b] = [[28.87, 105.41], [28.89, 105.44]].map((at) => map.latLngToContainerPoint(at));
        const { x, y } = ZoneMap.freeArea(map).bounds.getSize();
        const margin = (each) => 2 * Math.min(48, 0.15 * each);
        const left = Math.min(x - (b.x - a.x) - margin(x), y - (a.y - b.y) - margin(y));
        return Math.abs(left) < 12; }"""  # the answer moves both alike
    )


def test_the_zoom_buttons_keep_the_middle_of_the_free_area(open_page, site):
    phone = Tools(open_page, site, "phone-zh")
    page = phone.open()
    middle = """() => { const { map } = document.querySelector('.zone-map').zone;
        const { lat, lng } = map.containerPointToLatLng(ZoneMap.freeArea(map).bounds.getCenter());
        return [lat, lng, map.getZoom()]; }"""
    lat, lon, zoom = page.evaluate(middle)
    page.get_by_role("button", name="放大", exact=True).click()
    page.wait_for_function(f"() => ({middle})()[2] === {zoom} + 1")
    assert page.evaluate(middle)[:2] == pytest.approx([lat, lon], abs=0.002)


@pytest.mark.parametrize("size", [(1366, 768), (1280, 640)])
def test_the_legend_leaves_the_tools_clear_above_the_table(open_page, site, size):
    page = open_page(f"{site}/?lang=en", size=size)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    drop(page, ("plots.geojson", make_geojson()))
    page.wait_for_selector(ROWS, timeout=30000)
    legend = page.locator(".legend:not(.backgrounds)")
    if legend.get_attribute("open") is None:
        legend.locator("summary").click()
    page.wait_for_function(
        """() => { const [tools, legend] = ['.tools', '.legend:not(.backgrounds)']
        .map((each) => document.querySelector(each).getBoundingClientRect());
        return legend.top >= tools.bottom && legend.height > 60; }"""
    )


def test_the_legend_folds_where_the_map_gets_low_and_stays_clear_of_the_tools(open_page, site):
    page = open_page(f"{site}/?lang=en", size=(1440, 900))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    legend = page.locator(".legend:not(.backgrounds)")
    assert legend.get_attribute("open") is not None
    drop(page, ("plots.geojson", make_geojson()))
    page.wait_for_selector(ROWS, timeout=30000)
    page.wait_for_selector(".legend:not(.backgrounds, [open])")
    page.get_by_role("button", name="Use as boundaries").click()  # the map gets lower still
    page.wait_for_selector("select[name=field-id]")
    legend.locator("summary").click()
    page.wait_for_function(
        """() => { const [tools, legend] = ['.tools', '.legend:not(.backgrounds)']
        .map((each) => document.querySelector(each).getBoundingClientRect());
        return legend.top >= tools.bottom && legend.height > 60; }"""
    )


@pytest.mark.any_look
def test_what_cannot_be_read_gets_one_sentence_and_nothing_runs(tools):
    page = tools.open()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    drop(page, (f"{MARKUP.replace('/', '')}.geojson", b'{"type": "FeatureCollection"'))
    page.wait_for_selector("#add-card .warning", timeout=30000)
    assert page.locator("#add-card .warning").count() == 1
    assert page.locator("#add-card img").count() == 0
    page.wait_for_function(f"() => document.querySelectorAll('{ROWS}').length === 0")


def test_reading_can_be_stopped(desk):
    page = desk.open()
    page.route("**/api/inspect*", lambda _route: None)  # never answered
    drop(page, ("plots.geojson", make_geojson()))
    page.get_by_role("button", name="Stop").click()
    page.unroute("**/api/inspect*")
    assert "Stopped. Nothing was added." in page.locator("#add-card").inner_text()


def test_what_is_dropped_meanwhile_is_read_next_and_nothing_that_was_said_is_lost(tools):
    page = tools.open()
    held = []
    page.route("**/api/inspect*", lambda route: held.append(route), times=1)  # noqa: PLW0108
    drop(page, ("bad.geojson", b"{"))
    drop(page, ("plots.geojson", make_geojson()), ("sites.csv", b"a"))
    said = page.locator("#add-card .plot-said")
    expect = tools.word("plots.geojson (+1) is read next.", "接下来读取 plots.geojson (+1)。")
    said.get_by_text(expect).wait_for()
    held[0].continue_()
    page.wait_for_selector(ROWS, state="attached")
    page.wait_for_function(
        "() => document.querySelector('#add-card').getAttribute('aria-busy') === 'false'"
    )
    assert said.locator("> p.warning").count() == 2
    assert "bad.geojson" in said.locator("> p.warning").first.inner_text()
    assert expect not in said.inner_text()
    assert said.is_visible()


@pytest.mark.any_look
def test_a_folder_without_files_is_one_sentence(tools):
    page = tools.open()
    page.evaluate(
        """() => { const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['a'], '.hidden'));
        document.querySelector('.zone-map').dispatchEvent(
          new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer })); }"""
    )
    sentence = tools.word("No file could be read there.", "此处没有可读取的文件")
    page.locator("#add-card .plot-said").get_by_text(sentence).wait_for()


def test_thousands_of_rows_are_a_hundred_elements(desk):
    shapes = [
        square(105.3 + 0.002 * (n % 100), 28.8 + 0.002 * (n // 100), 0.001) for n in range(3000)
    ]
    table = gpd.GeoDataFrame({"name": [f"P{n:04}" for n in range(3000)]}, geometry=shapes, crs=4326)
    page = desk.open()
    drop(page, ("many.geojson", table.to_json().encode()))
    page.wait_for_selector(ROWS, timeout=60000)
    assert page.locator(ROWS).count() <= 100
    page.locator(".plot-table").get_by_role("button", name="Name").click()
    page.evaluate("document.querySelector('.plot-scroll').scrollTop = 1e7")
    page.get_by_role("button", name="P2999", exact=True).wait_for()
    assert page.locator(ROWS).count() <= 100
    assert page.locator(".plot-table").get_attribute("aria-rowcount") == "3001"
    show(page, 28.8005, 105.3005, 15)
    desk.click(28.8005, 105.3005)
    page.get_by_role("button", name="P0000", exact=True).wait_for()  # scrolled to


def test_the_same_numbers_as_the_command(desk, tmp_path):
    page = add(desk, ("plots.geojson", make_geojson()))
    source = tmp_path / "plots.geojson"
    source.write_bytes(make_geojson())
    output = tmp_path / "plots.csv"
    command = [sys.executable, "-c", "from webapp.cli.main import main; main()", "measure"]
    subprocess.run([*command, str(source), "-o", str(output)], check=True, capture_output=True)
    for row in csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig"))):
        shown = page.locator(ROWS, has_text=row["name"] + "Not certain").or_(
            page.locator(ROWS, has_text=row["name"] + "Certain")
        )
        assert f"{float(row['area_m2']):,.2f}" in shown.text_content()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(1440, 900), (768, 1024), (390, 844)])
def test_axe_finds_nothing_in_any_state(open_page, site, lang, size):
    page = open_page(f"{site}/?lang={lang}", size=size)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.evaluate(Axe().axe_script)
    drop(page, ("plots.geojson", make_geojson()))
    page.wait_for_selector(ROWS, timeout=30000)
    for name in ("layers", "filter", "columns", "export"):
        open_drawer(page, name)
        assert page.evaluate(FAULTS) == []
    page.locator(".opens-export").click()
    page.locator(f"{ROWS} .plot-name").first.click()
    page.wait_for_selector(".plot-detail")
    assert page.evaluate(FAULTS) == []
    page.keyboard.press("Escape")
    page.get_by_role("toolbar").get_by_role("button", name=re.compile("Add data|添加数据")).click()
    page.wait_for_selector("#add-card .plot-choose")
    assert page.evaluate(FAULTS) == []


def test_a_plot_has_a_site_brief(tools):
    page = add(tools, ("plots.geojson", make_geojson()))
    page.locator(ROWS, has_text="A-10").click()
    links = page.locator(".plot-detail .brief-links")
    assert links.locator("button").first.text_content() == tools.word("Site brief", "选址简报")
    with page.expect_download(timeout=30000) as started:
        links.locator("[data-brief=csv]").click()
    name = f"{tools.word('Site brief', '选址简报')} A-10.csv"
    assert started.value.suggested_filename == name
    text = Path(started.value.path()).read_text("utf-8-sig")
    assert "identity,id," in text
    assert ",A-10," in text
    assert tools.word("Not stated", "未载明") in text


def test_a_warning_stays_in_sight(open_page, site, tmp_path):
    near_and_far = gpd.GeoSeries(
        [shapely.box(105.44, 28.88, 105.45, 28.89), shapely.box(112, 28, 112.01, 28.01)], crs=4326
    )
    near_and_far.to_crs(4523).to_file(tmp_path / "plots.gpkg")
    page = Tools(open_page, site, "desk-en").open()
    drop(page, ("plots.gpkg", (tmp_path / "plots.gpkg").read_bytes()))
    warning = page.locator("#add-card .warning").first
    warning.wait_for()
    assert "lie outside the area of use of EPSG:4523" in warning.inner_text()
    page.locator(".plots li[data-layer] [aria-controls^=report-]").click()
    report = page.locator(".plots .plot-layer-report")
    report.wait_for()
    texts = "es => es.map(e => e.innerText).join()"  # of what is seen
    said = page.locator("#add-card, .plots").evaluate_all(texts)
    assert said.count("lie outside the area of use") == 1
    page.locator(
        ".plots li[data-layer] .plot-layer"
    ).click()  # hidden, it warns in its report alone
    page.locator(".plots li[data-layer] [aria-controls^=report-]").click()
    assert "lie outside the area of use" in report.inner_text()


@pytest.mark.any_look
def test_a_factsheet_of_too_many_rows_waits_for_the_row_that_it_shows(tools):
    page = add(tools, ("one.geojson", make_geojson()), ("two.geojson", make_geojson()), rows=6)
    open_drawer(page, "export")
    formats = ("pdf", "docx")
    for each in formats:
        assert page.locator(f"[data-format={each}]").is_disabled()
    assert page.locator("[data-format=csv]").is_enabled()
    page.locator(f"{ROWS} .plot-name").first.dispatch_event("click")
    for each in formats:
        page.locator(f"[data-format={each}]:not(:disabled)").wait_for(state="attached")
