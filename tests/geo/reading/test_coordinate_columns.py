"""Texts of coordinates as people write them: degrees with signs, sides, minutes and seconds."""

import numpy as np
import pytest

from geo.reading.coordinate_columns import choose_number_style, parse_coordinates


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
        ("105 27 40.32", 105.4612),
        ("105-27-40.32", 105.4612),
        ("105：27：40，32", 105.4612),
        ("-70 30 36", -70.51),
        ("E 105 27 40.32", 105.4612),
        ("28 55.824 N", 28.9304),
        ("105゜27＇40,32＂", 105.4612),
        ("105,4612°", 105.4612),
    ],
)
def test_degrees_may_have_a_sign_or_a_side(text, expected):
    assert parse_coordinates([text]).tolist() == pytest.approx([expected], abs=1e-9)


@pytest.mark.parametrize("text", ["", "N", "°", "E105E", "105..4°", "1054.5°", "12°E5", "105.4X",
             "105 28", "105 60 1", "105 2 60", "105-28 3", "2026-11-27"])  # fmt: skip
def test_other_texts_are_no_coordinates(text):
    assert np.isnan(parse_coordinates([text])).all()


@pytest.mark.parametrize("text", ["-105°25′54.48″W", "-105.4W", "W-105°25.9′", "-28.8°S", "-105E"])
def test_a_sign_and_a_side_together_are_not_guessed(text):
    assert np.isnan(parse_coordinates([text])).all()


def test_a_plus_beside_a_side_says_the_same():
    assert parse_coordinates(["+105.5E", "+28°30′S"]).tolist() == [105.5, -28.5]


def test_three_parts_leave_the_comma_to_the_other_texts():
    assert choose_number_style([["105 27 40,32"], ["28 55 49,44"]], None).is_degrees
    assert choose_number_style([["105 27 40", "105,46"], ["28 55 49", "28,93"]], None).decimal_comma


def test_degrees_of_minutes_and_seconds_have_no_trace_of_binary_fractions():
    texts = ["29°08′55.32″", "105°24′43.2″E", "28°51.15′N", "105.4352871234567"]
    found = parse_coordinates(texts).tolist()
    assert found == [29.1487, 105.412, 28.8525, 105.4352871234567]
