"""A file without its coordinate reference system: any code can be typed, and is checked."""

import geopandas as gpd
import pytest
import shapely

pytestmark = [pytest.mark.browser, pytest.mark.any_look]


@pytest.fixture
def unplaced(tmp_path):
    plot = gpd.GeoDataFrame(geometry=[shapely.box(105.43, 28.86, 105.4336, 28.8632)], crs=4326)
    plot.to_crs(4544).to_file(tmp_path / "plots.shp")
    return [tmp_path / f"plots.{each}" for each in ("shp", "shx", "dbf")]


def test_a_code_that_is_not_offered_is_typed_and_checked(desk, unplaced):
    page = desk.open()
    desk.use("add")
    page.locator("#add-card input[type=file]").set_input_files(unplaced)
    field = page.locator(".plot-own-crs input")
    field.wait_for(timeout=60_000)
    field.fill("999999")
    field.press("Enter")
    page.locator("#add-card .warning", has_text="999999").wait_for(timeout=60_000)
    field.fill("EPSG:4544")
    field.press("Enter")
    page.locator(".plots li[data-layer]").wait_for(state="attached", timeout=60_000)
    assert page.locator(".plot-question").count() == 0


def test_the_page_of_quality_asks_with_buttons(open_page, site, unplaced):
    page = open_page(f"{site}/quality?lang=zh", ready=".upload", silent=False)
    page.locator(".upload [type=file]").set_input_files(unplaced)
    page.locator(".upload button.main").click()
    page.locator(".crs-question").wait_for(timeout=60_000)
    page.locator(".crs-question [name=crs]").fill("999999")
    page.locator(".crs-question [name=crs]").press("Enter")
    page.locator("[role=alert]", has_text="999999").wait_for(timeout=60_000)
    page.locator(".upload [name=crs]").fill("")
    page.locator(".upload button.main").click()
    page.locator(".crs-question [name=crs_offered]").first.click()
    page.locator(".crs-question").wait_for(state="detached", timeout=60_000)
    assert page.locator("[role=alert]").count() == 0
