"""The small maps on the API's pages."""

import re
from pathlib import Path

import pytest

import webapp


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


@pytest.mark.parametrize(
    ("bar_m", "words"),
    [(0.5, "0.5 m"), (500.0, "500 m"), (2500.0, "2.5 km"), (2_000_000.0, "2000 km")],
)
def test_a_bar_says_its_length_as_it_is(client, bar_m, words):
    """Half a metre is not 0 m."""
    source = Path(webapp.__file__).with_name("templates") / "api" / "_api.html"
    said = re.search(r'class="bar-text"[^>]*>(\{\{.*?\}\})</text>', source.read_text("utf-8"))[1]
    drawn = client.application.jinja_env.from_string(said).render(drawing={"bar_m": bar_m})
    assert drawn == words
