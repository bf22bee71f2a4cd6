"""Missing values leave as None, and nothing else changes."""

import json
import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.rows import Rows, get_row, get_rows, none_if_nan, to_json_value


@pytest.mark.parametrize("value", [math.nan, np.nan, np.float64("nan")])
def test_a_missing_number_is_none(value):
    assert none_if_nan(value) is None
    assert to_json_value(value) is None


@pytest.mark.parametrize("value", [None, "", "nan", 0, 0.0, -1.5, True, ["a"], {"a": 1}])
def test_other_values_stay(value):
    assert to_json_value(value) == value
    assert type(to_json_value(value)) is type(value)


def test_what_json_knows_not_is_made_plain():
    assert json.dumps(none_if_nan(np.float64(2))) == "2.0"
    assert to_json_value(("a", "b")) == ["a", "b"]


def test_rows_keep_order_names_and_values():
    table = pd.DataFrame({"n": [2, 1], "name": ["b", None]}, index=["x", "y"], dtype=object)
    assert get_rows(table) == [{"n": 2, "name": "b"}, {"n": 1, "name": None}]
    assert get_rows(table[:0]) == []


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"n": [1, 2], "x": [0.5, np.nan], "yes": [True, False], "t": ["a", "b"]}),
        pd.DataFrame({"o": [np.float64(1), np.int64(2), "a", None, [1], {"b": 2}]}, dtype=object),
        pd.DataFrame({"n": []}),
        pd.DataFrame(index=["a", "b"]),
        gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.Point(1, 2)]),
    ],
    ids=["plain", "objects", "no rows", "no columns", "shapes"],
)
def test_rows_are_those_of_pandas_in_types_too(table):
    found, expected = get_rows(table), table.to_dict("records")
    assert repr(found) == repr(expected)
    assert [list(map(type, row.values())) for row in found] == [
        list(map(type, row.values())) for row in expected
    ]
    rows = Rows(table)
    assert repr(list(rows.values())) == repr(expected)
    assert (list(rows), len(rows)) == ([str(key) for key in table.index], len(table))
    with pytest.raises(KeyError):
        rows["gone"]


def test_a_column_is_left_out():
    table = gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.Point(1, 2)])
    assert get_rows(table, without="geometry") == [{"n": 1}]


def test_a_row_is_found_by_its_index_value():
    row = get_row(pd.DataFrame({"n": [2, 1], "name": ["b", "a"]}, index=["x", "y"]), "y")
    assert (row["n"], row["name"], row.get("none")) == (1, "a", None)
    with pytest.raises(KeyError):
        get_row(pd.DataFrame({"n": []}), "x")
