"""Which row of a table is the header, and what separates its names."""

import pytest

from geo.reading.layer import ReadOptions
from geo.reading.table_header import describe_titles, find_header, find_text_header

NONE = ReadOptions()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["名称", "经度", "纬度"], ["甲", "105", "28"]], 0),
        ([["一览表"], ["名称", "经度（°）", "纬度（°）"], ["甲", "105", "28"]], 1),
        ([["一览表"], ["2025"], ["编号", "WKT"], ["1", "-"]], 2),
        ([["名称", "经度", "纬度"]], 0),
        ([["name", "where"], ["x", "y"]], None),
        ([["a", "b"], ["1", "2"]], None),
        ([["name", "outline"], ["a", "POINT (1 2)"], ["lon", "lat"]], None),
        ([["t"]] * 30 + [["lon", "lat"]], None),
        ([["lon"], ["lat"]], None),
        ([["X坐标", "Y坐标"]], 0),
    ],
)
def test_the_header_names_coordinates(rows, expected):
    assert find_header(rows, NONE) == expected


def test_columns_that_are_named_by_the_user():
    rows = [["Titel"], ["Ort", "Rechts", "Hoch"], ["a", "1", "2"]]
    assert find_header(rows, NONE) is None
    assert find_header(rows, ReadOptions(lon="Rechts", lat="Hoch")) == 1


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["名称，经度，纬度\n", "甲，105，28\n"], ("，", 0)),
        (["名称；经度；纬度\n"], ("；", 0)),
        (["一览表\n", "\n", "名称;经度;纬度\n", "甲;1;2\n"], (";", 1)),
        (["地块，2025\n", "name\tlon\tlat\n", "a\t1\t2\n"], ("\t", 1)),
        (["a,b;c;d\n", "1\n"], (";", 0)),
        (['"x, y",lon,lat\n'], (",", 0)),
        (["wkt\n", '"POLYGON ((0 0, 1 0, 1 1, 0 0))"\n'], (",", 0)),
        ([], (",", 0)),
    ],
)
def test_the_separator_is_the_one_of_the_header(head, expected):
    assert find_text_header(head, NONE) == expected


def test_titles_are_told():
    assert [*map(str, describe_titles(2))] == ["Rows above the header that were passed over: 2."]
    assert describe_titles(0) == []
