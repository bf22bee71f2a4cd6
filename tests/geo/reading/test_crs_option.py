"""--crs names a CRS, and how the numbers of the file deviate from it."""

import numpy as np
import pytest
import shapely

from geo.errors import InputError
from geo.reading.crs_option import parse_crs, parse_crs_option


def test_words_after_the_code_change_the_numbers():
    option = parse_crs_option("EPSG:4523,swapped,KM")
    assert option.crs == parse_crs("EPSG:4523")
    assert option.convert_numbers(np.array([[3193.0, 35540.0]])).tolist() == [[35.54e6, 3.193e6]]
    assert parse_crs_option("EPSG:4544,mm").convert_numbers(
        np.array([[54e7, 3193e6]])
    ).tolist() == [[540_000, 3_193_000]]
    assert parse_crs_option("4523,anywhere").anywhere
    assert not parse_crs_option("EPSG:4523").changes_numbers


def test_wkt_with_commas_is_no_word():
    wkt = parse_crs("EPSG:4523").to_wkt()
    assert parse_crs_option(wkt).crs == parse_crs("EPSG:4523")
    assert parse_crs_option(wkt + ",swapped").is_swapped


@pytest.mark.parametrize("text", ["EPSG:1,swapped", "EPSG:4523,feet", "swapped", ",km"])
def test_what_proj_does_not_know_is_refused(text):
    with pytest.raises(InputError, match=r"is unknown\. Use a code such as EPSG:4490"):
        parse_crs_option(text)


@pytest.mark.parametrize(
    ("packed", "degrees", "minutes", "seconds"),
    [(105.2435, 105, 24, 35), (105.24, 105, 24, 0), (28.51085123, 28, 51, 8.5123),
     (105.5959999, 105, 59, 59.999), (0.0001, 0, 0, 1)],
)  # fmt: skip
def test_packed_degrees_are_degrees_minutes_and_seconds(packed, degrees, minutes, seconds):
    option = parse_crs_option("EPSG:4490,dms")
    xy = option.convert_numbers(np.array([[packed, -packed]]))
    expected = degrees + minutes / 60 + seconds / 3600
    assert xy[0].tolist() == pytest.approx([expected, -expected], abs=1e-10)


def test_missing_shapes_stay_missing():
    shapes = np.array([shapely.Point(1, 2), None, shapely.Point()], dtype=object)
    found = parse_crs_option("EPSG:4523,swapped").convert_shapes(shapes)
    assert [found[0].wkt, found[1], found[2].is_empty] == ["POINT (2 1)", None, True]


@pytest.mark.parametrize("code", ["4978", "EPSG:5703"])
def test_a_system_that_is_none_of_a_map_is_refused(code):
    with pytest.raises(InputError, match="neither in longitude and latitude nor in east and north"):
        parse_crs(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CGCS2000 3-degree zone 35", 4523),
        ("CGCS2000 / 3-degree Gauss-Kruger zone 35", 4523),
        ("cgcs2000 3度带第35带", 4523),
        ("CGCS2000 6-degree zone 18", 4496),
        ("国家2000 3度带第35带", 4523),
        ("高斯克吕格35带", 4523),
        ("高斯-克吕格投影 18 带", 4496),
        ("3度带35", 4523),
        ("CGCS2000", 4490),
        ("国家2000", 4490),
        ("EPSG:4544", 4544),
    ],
)
def test_zones_are_named_as_for_an_export(text, code):
    assert parse_crs(text).to_epsg() == code
    assert parse_crs_option(f"{text},swapped").crs.to_epsg() == code


@pytest.mark.parametrize(
    "text", ["CGCS2000 3-degree zone 99", "CGCS2000 3-degree", "35带", "3度带"]
)
def test_zones_that_are_none_are_unknown(text):
    with pytest.raises(InputError, match="unknown"):
        parse_crs(text)
