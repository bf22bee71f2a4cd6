"""The small maps on the API's pages."""

import re

import pytest


@pytest.mark.parametrize(("lon", "lat"), [(105.44, 28.9), (-180, -90), (180, 90)])
def test_point_is_on_the_map(page, lon, lat):
    assert len(page(f"/locate?lon={lon}&lat={lat}").xpath("//svg//circle")) == 1


def test_map_of_distances_shows_what_the_rows_name(page):
    found = page("/distances?part=longmatan-core&place=chengdu")
    assert len(found.xpath("//svg//path[contains(@class,'mark')] | //svg//circle")) == 2


def test_map_shows_each_feature_once(page):
    marks = page("/collections/boundaries/items").xpath("//svg//path[contains(@class,'mark')]")
    assert len(marks) == 8
    assert all("placement-schematic" in each.get("class") for each in marks)


def test_a_map_says_how_long_its_bar_is(page):
    (words,) = page("/locate?lon=105.44&lat=28.9").xpath("//svg//*[@class='bar-text']/text()")
    assert re.fullmatch(r"[125]0* k?m", words)
