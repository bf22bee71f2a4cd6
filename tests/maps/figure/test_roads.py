"""A figure of the region says how far the cities are by road, apart from the straight lines."""

import re
from dataclasses import replace

import pytest
from kept_roads import change_roads, copy_zone, move_place

from geo.errors import InputError
from geo.zone import read_zone
from maps.figure.options import FigureOptions
from maps.figure.render import credit_figure, figure_alt_text, render_plain_svg


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
@pytest.mark.slow
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
@pytest.mark.slow
def test_without_figures_that_may_be_shown_there_is_neither(path, change):
    change(path)
    zone, chosen, text = draw(path)
    assert "By road" not in text
    assert "Valhalla" not in " ".join(credit_figure(zone, chosen).attributions)


@pytest.mark.parametrize(("part", "is_range"), [("sketch", True), ("plot", False)])
@pytest.mark.slow
def test_the_legend_says_over_how_many_points_a_range_is(path, part, is_range):
    text = draw(path, lang="en", parts=(part,))[2]
    assert "By road" in text
    assert ("range over 9 points" in " ".join(text.split())) == is_range


SAID = {
    ("areas", "en"): "Reached by road from Plot (Car, free flow): 2 h",
    ("areas", "zh"): "公路可达范围（小客车，自由流）：2 小时",
    ("east", "en"): "By road: Plot → East: 35.3 km · 28 min (Car, free flow).",
    ("east", "zh"): "35.3 km · 28 分钟（小客车，自由流）。",
}


@pytest.mark.parametrize(("roads", "lang"), SAID)
@pytest.mark.slow
def test_a_figure_draws_a_route_or_the_areas_with_words_and_credit(path, roads, lang):
    zone = read_zone(path)
    chosen = FigureOptions(parts=("plot",), lang=lang, roads=roads)
    svg = render_plain_svg(zone, chosen).decode()
    plain = render_plain_svg(zone, replace(chosen, roads=None)).decode()
    drawn = svg.lower().count("#0b5a96") - plain.lower().count("#0b5a96")
    assert drawn >= 1
    assert SAID[roads, lang] in figure_alt_text(zone, chosen)
    text = " ".join(re.findall(r">([^<>]+)</text>", svg))
    minutes = ("30", "1", "2") if roads == "areas" else ("28",)
    assert all(each in text for each in minutes)
    assert "ODbL 1.0" in " ".join(credit_figure(zone, chosen).attributions)
    assert "ODbL 1.0" not in " ".join(credit_figure(zone, replace(chosen, roads=None)).attributions)


def test_the_areas_are_in_the_frame_and_open_ones_say_so(path):
    zone = read_zone(path)
    words = figure_alt_text(zone, FigureOptions(parts=("sketch",), roads="areas"))
    assert "open at the edge of the data" in words
    assert "may lie anywhere within its position uncertainty" in words
    assert "by truck" in words


@pytest.mark.parametrize(("part", "roads", "said"), [
    ("plot", "nowhere", "Use one of areas, east, mill"),
    ("isle", "areas", "No way “areas” from “isle”"),
    ("plot", "far-out", "No way “far-out”"),
])  # fmt: skip
def test_a_way_that_is_not_there_is_refused_by_name(path, part, roads, said):
    with pytest.raises(InputError, match=said):
        render_plain_svg(read_zone(path), FigureOptions(parts=(part,), roads=roads))


def test_figures_of_another_state_of_the_zone_are_not_drawn(path):
    move_place(path)
    with pytest.raises(InputError, match="present state"):
        render_plain_svg(read_zone(path), FigureOptions(parts=("plot",), roads="areas"))
