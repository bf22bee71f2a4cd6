"""Pasted lines that begin with the number of a point; the page's cases are the same."""

import json
from pathlib import Path

import pytest

CASES = json.loads(
    (Path(__file__).parents[2] / "support" / "numbered_points.json").read_text("utf-8")
)
NUMBERED = "The first number of each line is taken as the number of the point."
OPEN = "Each line has more than two numbers, and it is open which two are the position."


def where(layer):
    return [[row["name"], *row["inside_point"]["wgs84"]] for row in layer["rows"]]


@pytest.mark.parametrize(("text", "rows"), CASES["read"])
def test_a_first_column_of_numbers_is_no_coordinate(paste, text, rows):
    layer = paste(text)
    assert where(layer) == [[name, pytest.approx(x), pytest.approx(y)] for name, x, y in rows]
    assert NUMBERED in layer["steps"]


@pytest.mark.parametrize("text", CASES["with_heights"])
def test_heights_are_kept_and_told(paste, text):
    layer = paste(text)
    assert [row["column 4"] for row in values(layer)] == ["300", "310"]
    assert any("such as heights" in each for each in layer["steps"])


def values(layer):
    return [each["properties"] for each in layer["features"]["features"]]


@pytest.mark.parametrize("text", CASES["outlines"])
def test_numbered_corners_that_close_are_an_outline(paste, text):
    assert [row["kind"] for row in paste(text)["rows"]] == ["plot"]


@pytest.mark.parametrize("text", CASES["refused"])
def test_what_may_be_a_number_or_a_coordinate_is_refused(paste, text):
    assert paste(text).startswith(OPEN)


@pytest.mark.parametrize("text", CASES["refused"])
def test_a_letter_before_the_number_or_no_height_is_a_fix(paste, text):
    lettered = paste("\n".join(f"点{line}" for line in text.splitlines()))
    assert [row["name"][0] for row in lettered["rows"]] == ["点"] * len(text.splitlines())
    separator = "," if "," in text else " "
    pairs = [line.split(separator)[:2] for line in text.splitlines()]
    assert len(paste("\n".join(separator.join(pair) for pair in pairs))["rows"]) == len(pairs)


@pytest.mark.parametrize(
    ("text", "crs"),
    [
        ("1,3199000,542000\n2,3199100,542000", "EPSG:4544,swapped"),
        ("1 3199000.123 35542000.123\n2 3199100.123 35542000.123", "EPSG:4523,swapped"),
        ("1\t3199000.123\t35542000.123", "EPSG:4523,swapped"),
    ],
)
def test_numbers_before_metres_are_none_of_them(paste, text, crs):
    assert paste(text)["rows"] == []  # asks for the system
    layer = paste(text, crs=crs)
    assert [row["name"] for row in layer["rows"]] == ["1", "2"][: len(layer["rows"])]
    assert NUMBERED in layer["steps"]


@pytest.mark.parametrize("text", ["甲,1,105.44,28.9\n乙,2,105.45,28.9", "a\t4\t105.44\t28.9"])
def test_numbers_after_a_name_are_no_coordinates(paste, text):
    layer = paste(text)
    assert where(layer)[0][1:] == [pytest.approx(105.44), pytest.approx(28.9)]
    assert NUMBERED in layer["steps"]


def test_a_third_number_after_a_position_is_told(paste):
    layer = paste("105.44,28.9,300\n105.45,28.9,301")
    assert [row["column 3"] for row in values(layer)] == ["300", "301"]
    assert any("such as heights" in each for each in layer["steps"])
