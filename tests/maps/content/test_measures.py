"""The measures of a part say what they rest on."""

import math

import pytest

from maps.content import measures


@pytest.mark.parametrize(
    ("published", "placement", "basis", "en", "zh"),
    [
        (4.62, "schematic", "published", ("4.62 km²", "published"), ("4.62 km²", "公布")),
        (math.nan, "schematic", "assumed", ("about 110 km² (assumed)", ""),
         ("约 110 km²（假定）", "")),
        (None, "surveyed", "surveyed", ("110.00 km²", "surveyed"), ("110.00 km²", "实测")),
        (120, "digitised", "digitised", ("120 km²", "published"), ("120 km²", "公布")),
    ],
)  # fmt: skip
def test_a_part_is_named_by_its_published_area_if_it_has_one(published, placement, basis, en, zh):
    row = {
        "area_m2": 109_999_986.5,
        "area_basis": basis,
        "published_area_km2": published,
        "placement": placement,
    }
    assert (measures.headline_area(row, "en"), measures.headline_area(row, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("basis", "difference", "said"),
    [("published", 0.0003, "0%"), ("assumed", 20.05, "+20.05%"), ("surveyed", -1.2, "−1.20%")],
)
def test_a_difference_of_the_drawing_is_no_finding(basis, difference, said):
    row = {"area_basis": basis, "difference_percent": difference}
    assert measures.describe_difference(row, "en") == said


@pytest.mark.parametrize("missing", [None, math.nan])
def test_bearings_of_an_unstated_position_are_shown_and_impossible_ones_are_not(missing):
    row = {"bearing_deg": 299.2, "bearing_uncertainty_deg": missing}
    assert measures.describe_bearing({**row, "position_uncertainty_m": 5600.0}, "en") == "–"
    assert measures.describe_bearing({**row, "position_uncertainty_m": missing}, "en") == "299° WNW"


@pytest.mark.parametrize(
    ("placement", "said"),
    [("schematic", ["of the assumed shape", "假定形状"]), ("digitised", ["", ""]),
     ("surveyed", ["", ""])],
)  # fmt: skip
def test_what_is_measured_on_an_assumed_shape_says_so(placement, said):
    row = {"placement": placement}
    assert [measures.remark_on_drawing(row, lang) for lang in ("en", "zh")] == said


@pytest.mark.parametrize(
    ("placement", "uncertainty_m", "said"),
    [
        ("schematic", 5000.0, "8.1 km"),
        ("surveyed", 0.05, "8.123 km"),
        ("digitised", 250.0, "8.12 km"),
        ("digitised", 9000.0, "8.1 km"),
        ("surveyed", None, "8.1 km"),
    ],
)
def test_a_perimeter_has_the_digits_of_a_measured_position(placement, uncertainty_m, said):
    row = {
        "perimeter_m": 8123.4,
        "placement": placement,
        "position_uncertainty_m": uncertainty_m,
    }
    assert measures.describe_perimeter(row, "en") == said


def test_an_unstated_uncertainty_is_said():
    assert measures.join_uncertainty(1000.0, None, "en") == "1.0 km ± not stated"
    assert measures.join_uncertainty(1000.0, math.nan, "zh") == "1.0 km ±未注明"
    assert measures.join_uncertainty(1000.0, 15_000.0, "zh") == "不超过 15 km，在误差范围内"


@pytest.mark.parametrize("distance_m", [7_260.0, 7_300.0, 7_340.0])
def test_no_distance_is_told_that_equals_its_uncertainty(distance_m):
    said = measures.join_uncertainty(distance_m, 7_300.0, "en")
    assert said == "no more than its uncertainty of ±7.3 km"
