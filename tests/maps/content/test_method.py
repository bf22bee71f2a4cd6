"""What is said of how numbers come about."""

import pandas as pd
import pytest

from maps.content.method import describe_assumed_size, describe_point_method


@pytest.mark.parametrize(("lang", "said"), [("en", "about 1.1 km more."), ("zh", "约 1.1 km。")])
def test_an_assumed_size_is_named_with_how_far_it_may_move_an_edge(lang, said):
    row = {"area_m2": 110e6, "area_basis": "assumed"}
    assert describe_assumed_size(pd.DataFrame([row]), lang).endswith(said)
    assert not describe_assumed_size(pd.DataFrame([{**row, "area_basis": "surveyed"}]), lang)


@pytest.mark.parametrize(
    ("lang", "has_accuracy", "said"),
    [
        ("en", False, "Each uncertainty is the position uncertainty of the outline or place."),
        ("en", True, "of the outline or place and the accuracy of the point together."),
        ("zh", False, "各不确定度为轮廓或地点的位置不确定度。"),
        ("zh", True, "各不确定度为轮廓或地点的位置不确定度与该点定位精度之和。"),
    ],
)
def test_the_distances_of_a_point_say_what_their_uncertainty_is_made_of(lang, has_accuracy, said):
    row = {"area_m2": 110e6, "area_basis": "assumed"}
    assumed = describe_assumed_size(pd.DataFrame([row]), lang)
    full = describe_point_method(pd.DataFrame([row]), lang, has_accuracy=has_accuracy)
    assert said in full
    assert full.endswith(assumed)
    surveyed = pd.DataFrame([{**row, "area_basis": "surveyed"}])
    assert describe_point_method(surveyed, lang, has_accuracy=has_accuracy).endswith(said)
