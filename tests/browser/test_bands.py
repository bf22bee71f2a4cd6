"""The band in which an outline may lie: as wide as its uncertainty on both sides, and told in the legend."""

import json
import re

import pytest

pytestmark = pytest.mark.browser

WIDTHS_M = """() => { const map = document.querySelector('.zone-map').zone.map;
  return [...document.querySelectorAll('path.doubt')].map((path) => {
    const at = map.getCenter(), here = map.latLngToContainerPoint(at);
    const beside = map.containerPointToLatLng(here.add([100, 0]));
    return parseFloat(path.getAttribute('stroke-width')) * map.distance(at, beside) / 100; }); }"""
OPEN_LEGEND = "document.querySelector('.legend').open = true"


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_selected_part_has_a_band_of_its_uncertainty(open_page, site, size):
    page = open_page(f"{site}/parts/big-data-park?lang=en", size=size)
    page.wait_for_selector("path.doubt", state="attached")
    assert page.evaluate(WIDTHS_M) == [pytest.approx(2 * 6000, rel=0.01)]
    page.evaluate(
        "void document.querySelector('.zone-map').zone.map.setZoom(9.5, { animate: false })"
    )
    assert page.evaluate(WIDTHS_M) == [pytest.approx(2 * 6000, rel=0.01)]
    page.evaluate(OPEN_LEGEND)
    said = page.get_by_text("Where the selected outline may lie (±6 km)")
    assert said.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("path.doubt").count() == 0
    assert not said.is_visible()


def test_the_bands_of_all_outlines_are_a_switch(open_page, site):
    page = open_page(f"{site}/?lang=zh", size=(1440, 900))
    assert page.locator("path.doubt").count() == 0
    page.get_by_label("显示所有轮廓的不确定度").check()
    assert page.locator("path.doubt").count() == 8
    assert page.get_by_text(re.compile("^各轮廓的可能位置（±4\\skm – ±1[01]\\skm）$")).is_visible()
    page.get_by_label("显示所有轮廓的不确定度").uncheck()
    assert page.locator("path.doubt").count() == 0


def test_an_outline_that_states_no_uncertainty_has_no_band(open_page, serving, made_path):
    collection = json.loads(made_path.read_bytes())
    for feature in collection["features"]:
        feature["properties"].pop("position_uncertainty_m", None)
    made_path.write_text(json.dumps(collection))
    with serving("--data", str(made_path)) as address:
        page = open_page(f"{address}/parts/west?lang=en", silent=False)  # its server ends first
        page.wait_for_selector("path.selected")
        assert page.locator("path.doubt").count() == 0
        assert page.locator(".band-switch").count() == 0
