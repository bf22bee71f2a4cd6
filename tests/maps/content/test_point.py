"""What is said of a point, and what it is worth."""

from dataclasses import replace

import numpy as np
import pytest

from geo.lookup.accuracy import judge_with_accuracy
from geo.lookup.index import index_zone
from geo.lookup.locate import locate_point
from maps.content.point import make_point_view

NAN = float("nan")


@pytest.fixture
def found(made_zone):
    return locate_point(made_zone, 105.405, 28.95)


def test_far_within_a_surveyed_outline_the_result_is_reliable(made_zone, found):
    known = replace(found, verdict="certain")
    view = make_point_view(made_zone, known, "en")
    assert view.position == "inside West."
    assert view.edge_note == "Distance to the drawn edge of West: 487 m."
    assert view.doubt == "The outline of West is uncertain by ±5 m. The result is reliable."
    assert (view.verdict, view.verdict_label) == ("certain", "Certain")
    assert view.edge.bearing == "270° W ±1°"


def make_unsure(zone, uncertainty_m):
    stated = {"position_uncertainty_m": uncertainty_m, "placement": "surveyed"}
    return replace(zone, parts=zone.parts.assign(**stated))


def test_within_the_uncertainty_there_is_no_number_and_no_bearing(made_zone):
    unsure = make_unsure(made_zone, 600.0)
    view = make_point_view(unsure, locate_point(unsure, 105.405, 28.95), "en")
    assert view.doubt.endswith("of West is uncertain by ±600 m. The result is inconclusive.")
    assert view.position == "inside West as drawn, but so near an edge that it may lie elsewhere."
    assert view.edge_note.endswith("of West: no more than its uncertainty of ±600 m.")
    assert (view.edge.distance, view.edge.bearing) == (
        "no more than its uncertainty of ±600 m",
        "–",
    )


def test_another_edge_may_be_the_nearest(made_zone):
    """The point is in the west, which the reason names, and the nearest edge is another's."""
    found = locate_point(made_zone, 105.4395, 28.93)
    assert (found.part, found.edge_part) == ("inner", "inner")
    beside = locate_point(made_zone, 105.4405, 28.93)
    assert (beside.part, beside.edge_part) == ("west", "inner")
    stated = make_unsure(made_zone, 5.0)
    view = make_point_view(stated, locate_point(stated, 105.4405, 28.93), "zh")
    assert "西区" in view.position
    assert view.edge_note.startswith("与西区所绘边界的距离：")
    assert view.edge.name.text == "Inner"


def test_an_unstated_uncertainty_is_inconclusive(made_zone, found):
    bare = make_unsure(made_zone, NAN)
    view = make_point_view(bare, locate_point(bare, 105.405, 28.95), "en")
    assert "not stated" in view.doubt
    assert view.edge.uncertainty == "± not stated"
    other = make_point_view(made_zone, replace(found, verdict="not known"), "en")
    assert other.position == ("inside West as drawn, but how sure that is, is not stated.")
    assert other.doubt.startswith("Not every outline states")


def test_a_coarse_device_makes_it_possible(made_zone):
    parts = made_zone.parts.assign(position_uncertainty_m=5.0)
    index = index_zone(replace(made_zone, parts=parts))
    found = locate_point(index, 105.405, 28.95)
    assert found.verdict == "certain"
    assert judge_with_accuracy(index, found, 490.0).verdict == "possible"
    assert judge_with_accuracy(index, found, 483.0).verdict == "possible"
    assert judge_with_accuracy(index, found, 20.0).verdict == "certain"
    said = make_point_view(made_zone, found, "en", accuracy_m=20.0)
    assert said.accuracy == "Accuracy of the point: ±20 m."
    assert said.edge.uncertainty == "±25 m"
    assert said.doubt == (
        "The outline of West and the point together are uncertain by ±25 m. The result is reliable."
    )


def test_outside_the_nearest_is_named(made_zone):
    view = make_point_view(made_zone, locate_point(made_zone, 105.39, 28.95), "zh")
    assert view.parts == []
    assert "不在任何分区内" in view.position
    assert view.edge_note.startswith("与西区所绘边界的距离：")


def test_three_datums(made_zone, found):
    names = [name for name, _text in make_point_view(made_zone, found, "en").coordinates]
    assert names == ["WGS 84", "GCJ-02", "BD-09"]


def test_no_bearing_is_said_where_the_distance_is_none(made_zone):
    def town(lon, places):
        zone = replace(made_zone, places=places)
        view = make_point_view(zone, locate_point(zone, lon, 28.95), "en")
        return next(each for each in view.places if each.name.text == "Town")

    exact = made_zone.places.assign(position_uncertainty_m=0.0)
    here, there = town(105.45, exact), town(105.4502, exact)
    assert (here.distance, here.bearing) == ("0 m", "–")
    assert (there.distance, there.bearing) == ("19.50 m", "270.0° W")
    near = town(105.4502, made_zone.places)
    assert (near.distance, near.bearing) == ("no more than its uncertainty of ±100 m", "–")
    unstated = town(105.4502, made_zone.places.assign(position_uncertainty_m=np.nan))
    assert (unstated.distance, unstated.bearing, unstated.uncertainty) == (
        "19 m",
        "270° W",
        "± not stated",
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_county_is_named_with_its_code(zone, lang):
    at = zone.parts.geometry["longmatan-core"].representative_point()
    view = make_point_view(zone, locate_point(zone, at.x, at.y), lang)
    rows = zone.context[zone.context["county"] == view.county_code]
    assert view.county.text in set(rows["name" if lang == "en" else "name_zh"])


def test_only_an_edge_of_assumed_size_says_what_that_leaves_open(zone, made_zone, found):
    assumed = zone.parts.geometry["jiangyang-district"].representative_point()
    view = make_point_view(zone, locate_point(zone, assumed.x, assumed.y), "en")
    assert "not the assumed size" in view.method
    assert "not the assumed size" not in make_point_view(made_zone, found, "en").method


def test_every_part_that_the_point_may_be_in_is_named(zone):
    found = locate_point(zone, 105.44, 28.89)
    view = make_point_view(zone, found, "en")
    assert [each.id for each in view.parts] == ["jiangyang-district"]
    assert {"new-energy-park", "longmatan-core"} <= {each.id for each in view.rivals}
    remarks = {each.id: each.remark for each in view.rivals}
    assert remarks["longmatan-core"] == "±10 km"
    assert make_point_view(zone, replace(found, verdict="certain"), "en").rivals == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "outside every part as drawn, but so near an edge that it may lie in West."),
        ("zh", "按所绘轮廓不在任何分区内，但离边界太近，可能位于西区内。"),
    ],
)
def test_the_headline_of_a_point_outside_names_the_part_that_it_may_lie_in(made_zone, lang, said):
    unsure = make_unsure(made_zone, 2_500.0)
    view = make_point_view(unsure, locate_point(unsure, 105.38, 28.95), lang)
    assert (view.parts, view.position) == ([], said)
    assert view.verdict_label == {"en": "Not certain", "zh": "无法确定"}[lang]


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "one of several parts."), ("zh", "可能位于其中之一。")]
)
def test_of_several_parts_that_may_hold_a_point_the_headline_names_none(zone, lang, said):
    view = make_point_view(zone, locate_point(zone, 105.42, 28.95), lang)
    assert [each.id for each in view.rivals] == ["longmatan-core", "jiangyang-district"]
    assert view.position.endswith(said)
    assert not any(each.name.text in view.position for each in view.rivals)


def test_the_only_part_that_may_hold_a_point_is_named_once(made_zone):
    unsure = make_unsure(made_zone, 1_800.0)
    view = make_point_view(unsure, locate_point(unsure, 105.385, 28.95), "en")
    assert (view.parts, view.rivals) == ([], [])
    assert view.position.endswith("may lie in West.")
