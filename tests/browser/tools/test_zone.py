"""An added layer becomes the boundaries of a zone: fields, parts, findings, changes, and the file."""

import geopandas as gpd
import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe

from geo.zone import read_zone

pytestmark = pytest.mark.browser

FAULTS = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]))"""
OVERLAPPING = [shapely.box(105.40 + n / 100, 28.87, 105.4101 + n / 100, 28.88) for n in range(3)]


def open_view(tools, path):
    page = tools.open(silent=False)  # a request of the test fails
    tools.use("add")
    page.locator("#add-card input[type=file]").set_input_files(path)
    rows = page.locator(".plots tbody tr[data-key]")
    rows.first.wait_for(state="attached", timeout=30000)
    if tools.is_phone:  # where the card stays with what it warns of: the plots overlap
        page.keyboard.press("Escape")
    rows.first.wait_for()
    page.locator(".plots h2, .plot-tabs button").first.wait_for(state="attached")
    opener = page.locator(".opens-layers")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    page.get_by_role("button", name=tools.word("Use as boundaries", "作为边界")).click()
    page.wait_for_selector("select[name=field-id]")
    return page


def write_plots(folder):
    table = gpd.GeoDataFrame(
        {"地块编号": ["A-1", "A-2", "A-3"], "项目名称": ["东", "中", "西"], "面积亩": [1600.0] * 3},
        geometry=OVERLAPPING,
        crs="EPSG:4326",
    )
    path = folder / "plots.geojson"
    table.to_file(path)
    return path


def go_on(tools):
    button = tools.page.get_by_role("button", name=tools.word("Next", "下一步"), exact=True)
    button.click()
    tools.page.wait_for_selector(".zone-view[aria-busy=false]")


def test_a_layer_becomes_the_boundaries_step_by_step(tools, tmp_path):
    page = open_view(tools, write_plots(tmp_path))
    page.evaluate(Axe().axe_script)
    assert page.locator("select[name=field-id]").input_value() == "地块编号"
    assert page.locator("select[name=field-published_area_km2]").input_value() == "面积亩"
    page.locator("select[name=field-published_area_km2]").select_option("")
    page.locator("select[name=kind]").select_option("parcel")
    page.locator("input[name=source]").fill("Survey of 2026")
    assert page.evaluate(FAULTS) == []
    go_on(tools)
    assert page.locator(".zone-parts tbody tr").count() == 3
    page.locator(".zone-of-name input").first.fill("East plot")
    page.locator(".zone-of-name input").first.press("Tab")
    assert page.evaluate(FAULTS) == []
    page.route("**/api/inspect/zone*", lambda route: route.abort())
    go_on(tools)
    kept = tools.word("Your entries are kept.", "您填写的内容均已保留。")
    assert kept in page.locator(".zone-said .warning").inner_text()
    page.unroute("**/api/inspect/zone*")
    go_on(tools)
    assert page.locator(".zone-list .zone-entry").count() > 3
    assert page.locator(".zone-badge.on-map").count() >= 2  # the overlaps
    assert page.locator("path.zone-gained").count() == 1
    assert page.locator("path.zone-lost").count() == 1
    assert page.evaluate(FAULTS) == []
    page.locator(".zone-list button.zone-entry").first.focus()
    page.keyboard.press("Enter")
    assert "zonemap serve --data boundaries.geojson" in page.locator(".zone-save").inner_text()
    with page.expect_download() as download:
        page.locator(".zone-save .plot-choose").click()
    assert download.value.suggested_filename == "boundaries.geojson"
    saved = tmp_path / "boundaries.geojson"
    download.value.save_as(saved)
    parts = read_zone(saved).parts
    assert parts["name"].tolist()[0] == "East plot"
    assert set(parts["kind"]) == {"parcel"}
    assert parts["published_area_km2"].isna().all()
    page.keyboard.press("Escape")
    assert page.locator(".zone-view").is_hidden()
    assert page.locator("path.zone-gained, .zone-badge.on-map").count() == 0
