"""Units are taken from names only where they are certain, and converted exactly."""

from fractions import Fraction

import pytest

from geo.importing.area_columns import (
    convert_area,
    find_area_unit,
    is_area_column,
)

# By definition: 15 mu are a hectare, 100 hectares a square kilometre.
PER_KM2 = {
    "面积亩": 1500,
    "面积(亩)": 1500,
    "area_mu": 1500,
    "mj_亩": 1500,
    "面积_公顷": 100,
    "area_(ha)": 100,
    "site_area[ha]": 100,
    "总面积平方公里": 1,
    "area_km2": 1,
    "area_sqm": 1_000_000,
    "宗地面积(平方米)": 1_000_000,
    "规划面积万亩": Fraction(15, 100),
}


@pytest.mark.parametrize(("name", "per_km2"), PER_KM2.items())
def test_units(name, per_km2):
    unit = find_area_unit(name)
    found = convert_area(123.45, unit)
    assert found == pytest.approx(float(Fraction("123.45") / per_km2), abs=1e-12)


@pytest.mark.parametrize(
    "name",
    [
        "面积",
        "area",
        "shape_area",
        "areaha",
        "mj",
        "建筑面积(平方米)",
        "面积_",
        "面积(",
        "亩",
        "ha",
        "亩产",
        "",
    ],
)
def test_no_unit_is_guessed(name):
    assert find_area_unit(name) is None


def test_exact_units_keep_their_digits():
    assert convert_area(119995.216, find_area_unit("area_m2")) == 0.119995216
    assert convert_area(4.62, find_area_unit("area_km2")) == 4.62


@pytest.mark.parametrize("mu", [7, 100, 250, 585.37, 0.01])
def test_mu_are_the_same_mu_once_converted(mu):
    """They were rounded to 0.15 mu: 250 became 250.5, and differed from the outline by as much."""
    assert round(convert_area(mu, find_area_unit("面积亩")) * 1500, 6) == mu


def test_areas_of_an_unknown_unit_are_known_as_such():
    assert is_area_column("面积")
    assert not is_area_column("面积亩")
