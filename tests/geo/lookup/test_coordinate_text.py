"""Coordinates as people write them; the page's cases are the same."""

import json
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.lookup.beside.datum_words import split_datum
from geo.lookup.coordinate_text import find_position, parse_coordinates, read_position

CASES = json.loads((Path(__file__).parents[2] / "support" / "coordinates.json").read_text("utf-8"))
LUZHOU, MANILA = (28.9, 105.4), (14.6, 60.5)


@pytest.mark.parametrize("text", CASES["at_28.9_105.46"])
def test_a_text_lies_north_of_luzhou(text):
    assert parse_coordinates(text, LUZHOU) == pytest.approx((28.9, 105.46), abs=1e-6)


@pytest.mark.parametrize("text", CASES["none"])
def test_a_text_is_no_position(text):
    assert parse_coordinates(text, LUZHOU) is None


@pytest.mark.parametrize(("text", "lat", "lon"), CASES["at"])
def test_labels_and_signs_say_where_a_text_is(text, lat, lon):
    assert parse_coordinates(text, LUZHOU) == pytest.approx((lat, lon))


@pytest.mark.parametrize("text", CASES["none_with_name"])
def test_what_stands_beside_a_name_is_not_guessed(text):
    assert parse_coordinates(split_datum(text)[1], LUZHOU) is None


def test_the_degrees_after_a_name_are_none_of_its_digits():
    found = read_position("GPS 84°52′, 45°36′", (84, 45))
    assert found[:3] == (pytest.approx(84 + 52 / 60), pytest.approx(45.6), "wgs84")


@pytest.mark.parametrize(("text", "datum"), CASES["with_datum"])
def test_a_text_names_its_datum_and_keeps_its_numbers(text, datum):
    found = read_position(text, LUZHOU)
    assert found[:2] == pytest.approx((28.9, 105.46), abs=1e-6)
    assert found.datum == datum


@pytest.mark.parametrize(("text", "name", "datum"), CASES["named"])
def test_a_name_beside_a_position_is_kept_aside(text, name, datum):
    found = read_position(text, LUZHOU)
    assert found[:2] == pytest.approx((28.9, 105.46), abs=1e-6)
    assert (found.name, found.datum) == (name, datum)


@pytest.mark.parametrize("text", CASES["none_beside_name"])
def test_what_may_be_more_than_a_name_is_refused(text):
    assert find_position(text, LUZHOU) is None


@pytest.mark.parametrize("text", [*CASES["none"], *CASES["none_with_name"]])
def test_what_is_no_position_is_none_beside_a_name(text):
    assert find_position(text, LUZHOU) is None


@pytest.mark.parametrize(
    ("text", "near", "at"),
    [
        ("33.5S 70.6W", (0, 0), (-33.5, -70.6)),
        ("-33.5, -70.6", (-33, -70), (-33.5, -70.6)),
        ("−33.5 −170.6", (0, 0), (-33.5, -170.6)),
        ("0°30′S 70°30′W", (0, 0), (-0.5, -70.5)),
        ("14.6 60.5", MANILA, MANILA),
        ("60.5 14.6", MANILA, MANILA),
        ("GPS -33.5, -170.6", (0, 0), (-33.5, -170.6)),
    ],
)
def test_signs_letters_and_what_is_near_say_which_is_which(text, near, at):
    assert parse_coordinates(split_datum(text)[1], near) == pytest.approx(at)


@pytest.mark.parametrize(
    "text", ["1e3,5", "-28.9S,105E", "28.9N,-105.4E", "高德地图 GPS 28.9,105.46", "9" * 3000]
)
def test_what_is_no_position_is_refused(text):
    with pytest.raises(InputError, match="This is not a pair of coordinates"):
        read_position(text, LUZHOU)


def test_a_long_text_is_read_no_further():
    with pytest.raises(InputError):
        read_position("28.9, 105.46" + " " * 5000, LUZHOU)
