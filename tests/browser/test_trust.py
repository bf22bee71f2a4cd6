"""The report on a file's quality, on a phone: letters that can be read, columns that hold a word."""

import json

import pytest

from geo.zone import DEFAULT_PATH

pytestmark = pytest.mark.browser

LETTER_PX = """e => parseFloat(getComputedStyle(e).fontSize)
  * e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width"""


@pytest.fixture
def report(open_page, site, tmp_path):
    """The page on a file with two faulty parts, 390 pixels wide."""
    collection = json.loads(DEFAULT_PATH.read_text("utf-8"))
    first, second, *_ = [each["properties"] for each in collection["features"]]
    first["sources"], second["name"] = [], None  # of one kind they would be told as one, nowhere
    (tmp_path / "faulty.geojson").write_text(json.dumps(collection), "utf-8")
    page = open_page(f"{site}/quality?lang=en", size=(390, 844), ready=".upload")
    page.set_input_files("input[type=file]", tmp_path / "faulty.geojson")
    page.click(".upload button")
    page.wait_for_selector(".spot-label")
    return page


def test_numbers_on_the_sketch_are_large_enough(report):
    sizes = report.locator(".spot-label").evaluate_all(f"all => all.map({LETTER_PX})")
    assert len(sizes) == 2
    assert min(sizes) >= 11


def test_findings_fit_a_phone_and_each_value_says_what_it_is(report):
    assert report.evaluate("document.documentElement.scrollWidth") <= 390
    scroll = report.locator(".scroll").first
    assert scroll.evaluate("e => e.scrollWidth <= e.clientWidth")
    label = "e => getComputedStyle(e, '::before').content"
    cells = report.locator(".findings tr:first-child td[data-label]").evaluate_all(
        f"all => all.map({label})"
    )
    assert cells == [
        '"Severity: "',
        '"Part: "',
        '"Latitude, longitude: "',
        '"What to do: "',
    ]


def test_schematic_outlines_are_dashed(report):
    dashes = report.locator("path.outline").evaluate_all(
        "all => all.map(e => getComputedStyle(e).strokeDasharray)"
    )
    assert set(dashes) == {"6px, 4px"}


def test_refused_file_stays_chosen_and_is_read_as_then_said(open_page, site, tmp_path):
    ring = "463000 3197000,464000 3197000,464000 3198000,463000 3198000,463000 3197000"
    (tmp_path / "plots.csv").write_text(f'id,wkt\np1,"POLYGON(({ring}))"\n', "utf-8")
    page = open_page(f"{site}/quality?lang=en", size=(390, 844), ready=".upload", silent=False)
    page.set_input_files("input[type=file]", tmp_path / "plots.csv")
    page.click(".upload button")
    page.wait_for_selector("main [role=alert]")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.evaluate("window.scrollY") == 0
    assert page.evaluate("document.querySelector('.upload [type=file]').files[0].name") == (
        "plots.csv"
    )
    page.get_by_label("Another one, by its code").fill("EPSG:4544")
    page.get_by_role("button", name="Use this code").click()
    page.wait_for_selector(".steps")
    assert page.locator("main [role=alert]").count() == 0
    assert "CGCS2000 / 3-degree Gauss-Kruger CM 105E" in page.locator(".steps").inner_text()
