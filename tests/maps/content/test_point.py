"""What is said of a point, and what it is worth."""

from dataclasses import replace

import pytest

from geo.lookup.locate import locate_point
from maps.content.point import make_point_view

NAN = float("nan")


@pytest.fixture
def found(made_zone):
    return locate_point(made_zone, 105.405, 28.95)


def test_far_within_a_surveyed_outline_holds(made_zone, found):
    known = replace(found, certain=True)
    view = make_point_view(made_zone, known, "en")
    assert view.verdict == "Inside the drawn outline of West, 487 m from its edge."
    assert view.doubt == "That outline is uncertain by ±5 m, so this holds."
    assert view.edge.bearing == "270° W"


def test_within_the_uncertainty_nothing_is_decided(made_zone, found):
    doubtful = replace(found, certain=False, position_uncertainty_m=600.0)
    assert "±600 m, so this decides nothing" in make_point_view(made_zone, doubtful, "en").doubt


def test_an_unstated_uncertainty_decides_nothing(made_zone, found):
    unknown = replace(found, certain=False, position_uncertainty_m=NAN)
    assert "not stated" in make_point_view(made_zone, unknown, "en").doubt


def test_a_coarse_device_makes_it_uncertain(made_zone, found):
    known = replace(found, certain=True)
    assert not make_point_view(made_zone, known, "en", accuracy_m=490.0).certain
    assert make_point_view(made_zone, known, "en", accuracy_m=20.0).certain


def test_outside_the_nearest_is_named(made_zone):
    view = make_point_view(made_zone, locate_point(made_zone, 105.39, 28.95), "zh")
    assert view.parts == []
    assert view.verdict.startswith("不在任何所绘轮廓内；最近的是西区")


def test_three_datums(made_zone, found):
    names = [name for name, _text in make_point_view(made_zone, found, "en").coordinates]
    assert names == ["WGS 84", "GCJ-02", "BD-09"]


def test_no_bearing_is_said_where_the_distance_is_none(made_zone):
    def town(lon):
        view = make_point_view(made_zone, locate_point(made_zone, lon, 28.95), "en")
        return next(each for each in view.places if each.name.text == "Town")

    here, there = town(105.45), town(105.4502)
    assert (here.distance, here.bearing) == ("0 m", "–")
    assert (there.distance, there.bearing) == ("19 m", "270° W")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_county_is_named_with_its_code(zone, lang):
    at = zone.parts.geometry["longmatan-core"].representative_point()
    view = make_point_view(zone, locate_point(zone, at.x, at.y), lang)
    rows = zone.context[zone.context["county"] == view.county_code]
    assert view.county.text in set(rows["name" if lang == "en" else "name_zh"])
