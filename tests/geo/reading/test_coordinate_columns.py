"""Texts of coordinates as people write them: degrees with signs, sides, minutes and seconds."""

import numpy as np
import pytest

from geo.reading.coordinate_columns import parse_coordinates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("105.4123°", 105.4123),
        ("105.4123E", 105.4123),
        ("E 105.4123", 105.4123),
        ("28.8567°N", 28.8567),
        ("东经105.4123度", 105.4123),
        ("北纬28°51′24.12″", 28.8567),
        ("南纬28.5", -28.5),
        ("70.5°s", -70.5),
        ("105.4 W", -105.4),
        ("-70.5°", -70.5),
        ("105°", 105),
    ],
)
def test_degrees_may_have_a_sign_or_a_side(text, expected):
    assert parse_coordinates([text]).tolist() == pytest.approx([expected], abs=1e-9)


@pytest.mark.parametrize("text", ["", "N", "°", "E105E", "105..4°", "1054.5°", "12°E5", "105.4X"])
def test_other_texts_are_no_coordinates(text):
    assert np.isnan(parse_coordinates([text])).all()


@pytest.mark.parametrize("text", ["-105°25′54.48″W", "-105.4W", "W-105°25.9′", "-28.8°S", "-105E"])
def test_a_sign_and_a_side_together_are_not_guessed(text):
    assert np.isnan(parse_coordinates([text])).all()


def test_a_plus_beside_a_side_says_the_same():
    assert parse_coordinates(["+105.5E", "+28°30′S"]).tolist() == [105.5, -28.5]
