"""Systems of online maps: none is a CRS, and each has its own option."""

import pytest

from geo.errors import InputError
from geo.reading.crs_option import parse_crs, parse_crs_option
from geo.reading.datum_names import find_named_datum

NAMES = {
    "gcj02": ["gcj02", "GCJ-02", "火星坐标", "高德", "腾讯地图"],
    "bd09": ["bd09", "BD-09", "bd09ll", "百度坐标系"],
}
CASES = [(datum, name) for datum, names in NAMES.items() for name in names]


@pytest.mark.parametrize(("datum", "name"), CASES)
def test_a_datum_given_as_crs_is_told_its_option(datum, name):
    for parse in (parse_crs, parse_crs_option):
        with pytest.raises(InputError, match=f"Use --datum {datum}"):
            parse(name)


@pytest.mark.parametrize("name", ["EPSG:1", "lon", "经度", "坐标"])
def test_other_names_speak_for_none(name):
    assert find_named_datum([name]) is None


def test_systems_are_found_as_before():
    assert parse_crs("CGCS2000 3-degree zone 35").to_epsg() == 4523
