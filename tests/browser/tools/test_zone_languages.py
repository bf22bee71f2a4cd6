"""Where boundaries are made, names have a field in each language of the data: a third one too."""

import re

import geopandas as gpd
import pytest
import shapely
from breton_copy import add_breton

pytestmark = pytest.mark.browser

NAMES = """() => [...document.querySelectorAll("select[name^=field-name]")]
  .map((each) => [each.name, each.closest("fieldset").querySelector("legend").textContent])"""
OWN = "() => [...document.querySelectorAll('input[name^=own-]')].map(({ name }) => name)"
TITLES = """() => [...document.querySelectorAll(".zone-parts thead th")]
  .map((each) => each.firstChild.textContent)"""


def write_plots(folder):
    names = {"name": ["East", "West"], "name_br": ["Reter", "Kornôg"]}
    shapes = [shapely.box(105.40 + n / 50, 28.87, 105.41 + n / 50, 28.88) for n in range(2)]
    path = folder / "plots.geojson"
    gpd.GeoDataFrame(names, geometry=shapes, crs="EPSG:4326").to_file(path)
    return path


def open_fields(page, path):
    page.get_by_role("toolbar").get_by_role("button", name=re.compile("Add data$")).click()
    page.locator("#add-card input[type=file]").set_input_files(path)
    page.wait_for_selector(".plots tbody tr[data-key]", timeout=30000)
    opener = page.locator(".opens-layers")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    page.get_by_role("button", name="Use as boundaries").click()
    page.wait_for_selector("select[name=field-id]")


def test_a_third_language_has_its_fields(serving, open_page, tmp_path, monkeypatch):
    checkout = tmp_path / "checkout"
    add_breton(checkout)
    monkeypatch.setenv("PYTHONPATH", str(checkout))
    monkeypatch.chdir(checkout)
    with serving() as address:
        page = open_page(f"{address}/?lang=br", silent=False)
        open_fields(page, write_plots(tmp_path))
        assert page.evaluate(NAMES) == [
            ["field-name", "Name in English"],
            ["field-name_zh", "Name in Chinese"],
            ["field-name_br", "Anv (Brezhoneg)"],
        ]
        assert page.evaluate(OWN) == ["own-name_br", "own-name_zh", "own-name"]
        page.locator("input[name=own-name_br]").fill("Takad")
        page.wait_for_function("document.querySelector('select[name=field-name_br]').value")
        page.get_by_role("button", name="Next", exact=True).click()
        page.wait_for_selector(".zone-parts tbody tr")
        assert "Anv (Brezhoneg)" in page.evaluate(TITLES)
        inputs = page.locator(".zone-of-name_br input")
        assert [each.input_value() for each in inputs.all()] == ["Reter", "Kornôg"]
