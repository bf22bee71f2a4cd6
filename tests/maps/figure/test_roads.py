"""A figure of the region says how far the cities are by road, apart from the straight lines."""

import re

import pytest
from kept_roads import change_roads, copy_zone, move_place

from geo.zone import read_zone
from maps.figure.options import FigureOptions
from maps.figure.render import credit_figure, render_plain_svg


@pytest.fixture
def path(tmp_path):
    return copy_zone(tmp_path)


def draw(path, **options):
    zone = read_zone(path)
    chosen = FigureOptions(view="region", **options)
    words = re.findall(r">([^<>]+)</text>", render_plain_svg(zone, chosen).decode())
    return zone, chosen, " ".join(words)


@pytest.mark.parametrize(("lang", "said"), [
    ("en", "35.3 km · 28 min"), ("zh", "35.3 km · 28 分钟"),
])  # fmt: skip
def test_the_legend_has_the_ways_and_the_foot_the_credit(path, lang, said):
    zone, chosen, text = draw(path, lang=lang)
    assert said.split(" · ")[0] in text
    credit = " ".join(credit_figure(zone, chosen).attributions)
    assert "ODbL 1.0" in credit
    assert "Valhalla 3." in credit


@pytest.mark.parametrize("change", [
    move_place,
    lambda path: path.with_name("roads.geojson").unlink(),
    lambda path: change_roads(path, lambda content: content.update(features=[])),
])  # fmt: skip
def test_without_figures_that_may_be_shown_there_is_neither(path, change):
    change(path)
    zone, chosen, text = draw(path)
    assert "By road" not in text
    assert "Valhalla" not in " ".join(credit_figure(zone, chosen).attributions)


@pytest.mark.parametrize(("part", "is_range"), [("sketch", True), ("plot", False)])
def test_the_legend_says_over_how_many_points_a_range_is(path, part, is_range):
    text = draw(path, lang="en", parts=(part,))[2]
    assert "By road" in text
    assert ("range over 9 points" in " ".join(text.split())) == is_range
