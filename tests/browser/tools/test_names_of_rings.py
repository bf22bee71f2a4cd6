"""Rings and lines say whose they are: the part that they start from, and the place that they lead to."""

import re

import pytest

from tests.browser.test_space import open_map

pytestmark = pytest.mark.browser

SETTLED = "() => document.querySelector('.zone-map').zone.labels.isSettled"
RAYS = "() => [...document.querySelectorAll('.map-label.ray:not(.crowded)')].length"
PLACED = """() => [...document.querySelectorAll('.map-label.place:not(.crowded)')]
  .map((each) => each.textContent)"""
CITIES = {"en": {"Chongqing", "Chengdu", "Guiyang"}, "zh": {"重庆", "成都", "贵阳"}}
UNDER_SIGNS = """() => { const box = (each) => each.getBoundingClientRect();
  const signs = [...document.querySelectorAll('.leaflet-labels-pane .station-mark')]
    .filter((each) => each.checkVisibility()).map(box);
  return [...document.querySelectorAll('.reach-label')].filter((each) => signs.some((one) => { const at = box(each);
    return one.left < at.right && one.right > at.left && one.top < at.bottom && one.bottom > at.top; })).length; }"""


@pytest.mark.parametrize(
    ("size", "lang"), [((390, 844), "en"), ((390, 844), "zh"), ((320, 640), "zh")]
)
@pytest.mark.parametrize("part", ["big-data-park", "longmatan-core"])
def test_the_part_that_rings_start_from_and_the_ends_of_lines_are_named(
    open_page, site, part, size, lang
):
    page = open_map(open_page, site, f"/#from={part}&rings=50", size, lang, has_touch=True)
    page.wait_for_selector(".reach-label")
    page.wait_for_function(SETTLED)
    name = page.evaluate(f"document.querySelector('.zone-map').zone.byId.get('{part}').name")
    assert page.locator(".map-label:not(.crowded)").get_by_text(name, exact=True).count() == 1
    texts = page.locator(".reach-label").all_inner_texts()
    alone = [each for each in texts if re.fullmatch(r"[\d.,]+ km", each)]
    assert set(alone) <= {"50 km"}
    assert page.evaluate(UNDER_SIGNS) == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_way_to_each_city_is_told_in_the_region_of_a_phone(open_page, site, lang):
    page = open_map(open_page, site, "/#view=region", (390, 844), lang, has_touch=True)
    page.wait_for_function(SETTLED)
    for part in page.evaluate("[...document.querySelector('.zone-map').zone.byId.keys()]"):
        page.goto(f"{site}/parts/{part}?lang={lang}#view=region")
        page.wait_for_function(SETTLED)
        assert page.evaluate(RAYS) == 3, part
        assert set(page.evaluate(PLACED)) >= CITIES[lang], part


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)])
def test_the_part_that_rings_start_from_is_named_in_the_region_too(open_page, site, size):
    path = "/#from=longmatan-core&rings=100,300&view=region"
    page = open_map(open_page, site, path, size, "en")
    page.wait_for_selector(".reach-label")
    page.wait_for_function(SETTLED)
    assert page.locator(".map-label.core:not(.crowded)").count() == 1


@pytest.mark.parametrize("path", ["/#from=28.9,105.4&rings=50", "/embed?from=28.9,105.4&rings=50"])
def test_a_point_that_rings_start_from_is_named_by_its_coordinates(open_page, site, path):
    page = open_page(f"{site}{path}", size=(768, 1024))
    page.locator(".reach-label").get_by_text("28.9, 105.4", exact=True).wait_for()
