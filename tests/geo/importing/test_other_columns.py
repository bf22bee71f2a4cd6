"""Columns that are no field are kept as plain values, within bounds, and all of it is told."""

import json
import math
from datetime import UTC, date, datetime
from decimal import Decimal

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point

from geo.fields.other import MAX_NAME_LENGTH, MAX_OTHER_FIELDS, MAX_VALUE_LENGTH, read_other
from geo.importing.other_columns import drop_exported, read_others, spread_other, to_plain_value


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (np.nan, None),
        (pd.NaT, None),
        (pd.NA, None),
        (float("inf"), None),
        (b"bytes", None),
        (np.int64(7), 7),
        (np.float32(0.5), 0.5),
        (np.bool_(True), True),
        (12.0, 12),
        (2**60, str(2**60)),
        (Decimal("1.50"), 1.5),
        (Decimal("NaN"), None),
        (pd.Timestamp("2026-03-01"), "2026-03-01"),
        (datetime(2026, 3, 1, 8, 30, tzinfo=UTC), "2026-03-01T08:30:00+00:00"),
        (date(2026, 3, 1), "2026-03-01"),
        (["a", 1], '["a", 1]'),
        ({"甲": None}, '{"甲": null}'),
        ("  a\x00b ", "a\N{REPLACEMENT CHARACTER}b"),
        ("\ud800", "?"),
        ("0012", "0012"),
    ],
)
def test_values_become_plain(value, plain):
    found = to_plain_value(value)
    assert (found, type(found)) == (plain, type(plain))
    assert read_other({"a": found} if found is not None else {}) == (
        None if found is None else {"a": plain}
    )
    json.dumps(found, allow_nan=False)


def read(table, columns=None):
    steps = []
    rows = read_others(table, list(columns or table.columns), steps)
    return rows, list(map(str, steps))


def test_empty_cells_are_left_out():
    table = pd.DataFrame({"a": ["x", "", None], "b": [1.5, np.nan, 2.0], "c": [None] * 3})
    rows, steps = read(table)
    assert rows == [{"a": "x", "b": 1.5}, {}, {"b": 2}]
    assert steps == ["columns kept as other fields: a, b"]


def test_bounds_hold_and_are_told():
    names = [f"c{n}" for n in range(MAX_OTHER_FIELDS + 5)]
    table = pd.DataFrame({name: ["v"] for name in names})
    table["c0"] = "x" * (MAX_VALUE_LENGTH + 1)
    table = table.rename(columns={"c1": "n" * 300, "c2": "n" * 300 + "m"})
    rows, steps = read(table)
    (row,) = rows
    assert read_other(row) == row  # within the bounds of a zone file
    assert len(row) == MAX_OTHER_FIELDS
    assert max(map(len, row)) == MAX_NAME_LENGTH
    assert row["c0"] == "x" * (MAX_VALUE_LENGTH - 1) + "…"
    said = "\n".join(steps)
    assert "at most 100: c100, c101, c102, c103, c104" in said
    assert "“c0”: 1 values were cut to 2000 characters" in said
    assert said.count("is called") == 2


def test_numbers_that_are_lost_or_become_text_are_told():
    table = {"big": [math.inf, 1.5], "long": pd.Series([2**63, 1], dtype=object), "a": [1, 2]}
    rows, steps = read(pd.DataFrame(table))
    assert rows == [{"long": str(2**63), "a": 1}, {"big": 1.5, "long": 1, "a": 2}]
    assert "“big”: 1 infinite numbers were left out" in steps
    assert "“long”: 1 numbers were written as text, being too large to be exact" in steps
    assert not any("“a”" in each for each in steps)


def test_binary_values_are_told():
    rows, steps = read(pd.DataFrame({"photo": [b"x", b"y"], "a": [1, 2]}))
    assert rows == [{"a": 1}, {"a": 2}]
    assert "“photo”: 2 binary values were left out" in steps


def make_table(**columns):
    points = [Point(0, 0)] * len(next(iter(columns.values())))
    return gpd.GeoDataFrame(columns, geometry=points)


def test_an_object_of_others_is_spread_to_columns():
    table = spread_other(make_table(other=[{"甲": 1}, '{"乙": "b"}', None]))
    assert [name for name in table.columns if name != "geometry"] == ["other.甲", "other.乙"]
    assert read(pd.DataFrame(table.drop(columns="geometry")))[0] == [{"甲": 1}, {"乙": "b"}, {}]


def test_a_column_called_other_that_holds_no_objects_stays():
    table = spread_other(make_table(other=["text", "[1]"]))
    assert table["other"].tolist() == ["text", "[1]"]


def test_what_an_export_adds_is_left_out_of_exports_only():
    steps = []
    exported = make_table(id=["a"], placement=["surveyed"], area_m2=[1.0], area_basis=["surveyed"])
    assert list(drop_exported(exported, steps).columns) == ["id", "placement", "geometry"]
    assert "area_m2, area_basis" in str(steps[0])
    own = make_table(area_m2=[1.0], id=["a"])
    assert "area_m2" in drop_exported(own, steps).columns
