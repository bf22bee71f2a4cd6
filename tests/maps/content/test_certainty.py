"""How sure it is where a point lies, in sentences."""

from dataclasses import replace
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.lookup.locate import locate_point
from maps.content.certainty import (
    describe_accuracy,
    describe_certainty,
    describe_county_verdict,
    describe_verdict,
)
from maps.content.part import localize_part_name
from maps.content.point import make_point_view


def located(county, verdict):
    """A location of which only the county is asked."""
    return SimpleNamespace(county=county, county_verdict=verdict)


def test_a_device_says_how_well_it_knows_the_point():
    assert describe_accuracy(None, "en") == ""
    assert describe_accuracy(12.0, "zh") == "该点自身的定位精度：±12 m。"


@pytest.mark.parametrize(
    ("verdict", "lang", "said"),
    [
        ("certain", "en", ""),
        ("possible", "en", "near a county boundary (±1 km)"),
        ("possible", "zh", "靠近区县界（±1 km）"),
        ("not known", "zh", "区县界的位置不确定度未注明"),
    ],
)
def test_a_county_says_what_makes_it_uncertain(zone, verdict, lang, said):
    stated = zone.context.assign(position_uncertainty_m=8_800.0)
    stated.loc[stated["county"] == "510504", "position_uncertainty_m"] = 1_000.0
    if verdict == "not known":
        stated.loc[stated["county"] == "510502", "position_uncertainty_m"] = float("nan")
    assert describe_county_verdict(stated, located("510504", verdict), lang) == said
    none = gpd.GeoDataFrame(stated.head(0))
    assert not describe_county_verdict(none, located(None, "not known"), lang)


def test_the_accuracy_of_the_point_is_added(zone):
    stated = zone.context.assign(position_uncertainty_m=1_000.0)
    found = located("510504", "possible")
    said = describe_county_verdict(stated, found, "en", accuracy_m=300.0)
    assert said == "near a county boundary (±1.3 km)"


def test_outside_of_all_counties_the_least_certain_line_counts(zone):
    stated = zone.context.assign(position_uncertainty_m=8_800.0)
    said = describe_county_verdict(stated, located(None, "possible"), "en")
    assert said == "near a county boundary (±8.8 km)"


@pytest.fixture
def beside_east(made_zone):
    """A point that the nearest outline, ±5 m, leaves certain and a farther one, ±6 km, doesn't."""
    parts = made_zone.parts.assign(position_uncertainty_m=5.0, placement="surveyed")
    parts.loc["east", "position_uncertainty_m"] = 6_000.0
    zone = replace(made_zone, parts=parts)
    return zone, locate_point(zone, 105.545, 28.95)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "The outline of East is uncertain by ±6 km. The result is inconclusive."),
        ("zh", "东区轮廓的位置不确定度为 ±6 km。因此不能据此判定。"),
    ],
)
def test_the_outline_that_could_pass_over_the_point_is_named(beside_east, lang, said):
    """Not that of the nearest edge."""
    zone, found = beside_east
    assert (found.edge_part, found.verdict) == ("west", "possible")
    assert found.edge_distance_m > found.edge_uncertainty_m
    assert describe_certainty(zone.outlines, found, lang) == said


@pytest.mark.parametrize(
    ("own_m", "decides"), [(4_000.0, "west"), (5.0, "pocket")], ids=["the own one", "one inside"]
)
def test_a_verdict_about_a_part_names_that_outline_unless_only_others_reach(
    made_zone, own_m, decides
):
    """The nearest edge is that of a part inside, which the verdict is not about."""
    parts = made_zone.parts
    lon, lat = (parts.geometry["west"].bounds[n] for n in (0, 1))
    pocket = shapely.box(lon + 0.012, lat + 0.012, lon + 0.02, lat + 0.02)
    row = parts.loc[["west"]].assign(id="pocket", name="Pocket", name_zh="袋", parent="west")
    row = row.set_geometry([pocket]).set_axis(["pocket"])
    both = gpd.GeoDataFrame(pd.concat([parts, row]), crs=parts.crs)
    both["position_uncertainty_m"] = 5.0
    both.loc["west", "position_uncertainty_m"] = own_m
    both.loc["pocket", "position_uncertainty_m"] = 900.0
    zone = replace(made_zone, parts=both)
    found = locate_point(zone, lon + 0.01, lat + 0.01)
    assert (found.part, found.edge_part, found.verdict) == ("west", "pocket", "possible")
    name = localize_part_name({**both.loc[decides], "id": decides}, "en").text
    assert describe_certainty(zone.outlines, found, "en").startswith(f"The outline of {name} ")
    view = make_point_view(zone, found, "en")
    assert view.edge_note.startswith(f"Distance to the drawn edge of {name}:")
    assert view.edge.name.text == "Pocket"


def test_the_outline_that_decides_is_named_beside_one_that_states_nothing(made_zone):
    """East is ±6 km; the nearest outline, West's, states nothing."""
    parts = made_zone.parts.assign(position_uncertainty_m=float("nan"), placement="surveyed")
    parts.loc["east", "position_uncertainty_m"] = 6_000.0
    zone = replace(made_zone, parts=parts)
    found = locate_point(zone, 105.545, 28.95)
    assert (found.edge_part, found.verdict) == ("west", "possible")
    assert describe_certainty(zone.outlines, found, "en") == (
        "The outline of East is uncertain by ±6 km. The result is inconclusive."
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "Outside as drawn; as the outlines are uncertain, it may lie in East (±6 km).",
        ),
        ("zh", "按所绘轮廓在各分区之外；由于轮廓位置不确定，可能位于东区（±6 km）内。"),
    ],
)
def test_what_is_outside_as_drawn_is_told_where_it_may_lie(made_zone, lang, said):
    stated = {"position_uncertainty_m": 6_000.0, "placement": "surveyed"}
    part = {**made_zone.parts.loc["east"], "id": "east", **stated}
    assert describe_verdict(part, "possible", lang, is_outside=True) == said
    certain = describe_verdict(part, "certain", "en", is_outside=True)
    assert certain == "The outline of East is uncertain by ±6 km. The result is reliable."
