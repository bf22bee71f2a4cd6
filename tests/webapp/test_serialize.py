"""One table in three forms, each read back."""

import csv
import io
import json
import math

import pandas as pd
import pytest
from columns import AREA_COLUMNS, DISTANCE_COLUMNS
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.tables import make_area_table, make_distance_table
from webapp.serialize import BOM, format_rows, table_rows, to_csv, to_json, to_named_csv, to_text


def read_csv(text):
    """Return header and cells as any reader of CSV has them."""
    header, *cells = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""))
    return header, cells


def one_cell(value):
    return read_csv(to_csv([{"a": value}], ["a"]))[1][0][0]


def test_area_rows_have_the_columns_of_the_interface(made_zone):
    found = table_rows(make_area_table(made_zone.parts))
    assert all(list(row) == AREA_COLUMNS for row in found)
    assert [row["id"] for row in found] == ["west", "east", "inner"]


def test_distance_rows_have_the_columns_of_the_interface(made_zone):
    found = table_rows(make_distance_table(made_zone.parts, made_zone.places))
    assert all(list(row) == DISTANCE_COLUMNS for row in found)
    assert len(found) == 6


def test_absent_values_are_null_in_json_empty_in_csv_and_a_dash_in_text(made_zone):
    found = table_rows(make_area_table(made_zone.parts))
    east = json.loads(to_json(found))[1]
    assert east["published_area_km2"] is None
    assert east["parent"] is None
    header, cells = read_csv(to_csv(found, AREA_COLUMNS))
    assert cells[1][header.index("published_area_km2")] == ""
    assert to_text(found, ["id", "parent"]).splitlines()[3] == "east   –"


def test_names_are_beside_the_ids_of_parts_and_places(made_zone):
    found = table_rows(make_distance_table(made_zone.parts, made_zone.places))
    header, cells = read_csv(to_named_csv(found, DISTANCE_COLUMNS, made_zone))
    assert header[:6] == ["id", "name", "name_zh", "place", "place_name", "place_name_zh"]
    for row in cells:
        for key, frame, at in ((row[0], made_zone.parts, 1), (row[3], made_zone.places, 4)):
            names = frame.loc[key, ["name", "name_zh"]]
            assert row[at : at + 2] == [name or "" for name in names]


def test_a_missing_parent_has_no_name(made_zone):
    found = table_rows(make_area_table(made_zone.parts))
    header, cells = read_csv(to_named_csv(found, AREA_COLUMNS, made_zone))
    at = header.index("parent")
    assert header[at + 1 : at + 3] == ["parent_name", "parent_name_zh"]
    named = {row[at]: row[at + 1] for row in cells}
    assert named.pop("") == ""
    assert named == {key: made_zone.parts.at[key, "name"] for key in named}
    assert named


def test_rows_are_rounded_far_below_what_is_known(made_zone):
    table = make_area_table(made_zone.parts)
    for row in table_rows(table):
        assert row["area_m2"] == pytest.approx(table.at[row["id"], "area_m2"], abs=1e-4)
        assert row["area_m2"] == round(row["area_m2"], 4)


def test_csv_numbers_parse_back(made_zone):
    found = table_rows(make_area_table(made_zone.parts))
    header, cells = read_csv(to_csv(found, AREA_COLUMNS))
    for row, cell in zip(found, cells, strict=True):
        for name, text in zip(header, cell, strict=True):
            if isinstance(row[name], float):
                assert float(text) == row[name]


def test_csv_opens_in_a_spreadsheet(made_zone):
    text = to_csv(table_rows(make_area_table(made_zone.parts)), AREA_COLUMNS)
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbfid,name,")
    assert text.count("\r\n") == text.count("\n") == 4
    assert text.endswith("\r\n")
    assert pd.read_csv(io.BytesIO(text.encode("utf-8")))["name_zh"][0] == "西区"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "  ", "\ufeff", "\u200b ", "\xa0", "\u3000"])
def test_no_text_is_a_formula(start, before):
    cell = one_cell(f"{before}{start}cmd|' /C calc'!A0")
    assert cell == f"'{before}{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    "value", ["Core", "a=b", "a-b", "'a", '"=1"', "中-心", "", "a,b", "a;b\nc"]
)
def test_harmless_text_is_as_it_is(value):
    assert one_cell(value) == value


@pytest.mark.parametrize("value", [-1.5, -1e-9, 1e21, 0.1, 105.4])
def test_negative_number_is_no_formula(value):
    assert float(one_cell(value)) == value


def test_list_is_one_cell():
    assert one_cell(("tea", "steel")) == "tea; steel"
    assert one_cell(["=1+1"]) == "'=1+1"


def test_no_column_is_named_by_a_formula():
    name = '=HYPERLINK("http://x")'
    assert read_csv(to_csv([{name: 1}], [name])) == ([f"'{name}"], [["1"]])


def test_csv_of_nothing_is_its_header():
    assert to_csv([], ["a", "b"]) == f"{BOM}a,b\r\n"


@given(st.lists(st.floats(allow_infinity=False), min_size=1))
def test_json_is_strict_whatever_the_numbers(values):
    table = pd.DataFrame({"a": values})
    found = json.loads(to_json(table_rows(table)), parse_constant=pytest.fail)
    assert [row["a"] for row in found] == [None if math.isnan(v) else v for v in values]


def test_json_keeps_characters():
    assert '"泸州"' in to_json([{"a": "泸州"}])
    assert to_json([]) == "[]\n"


def columns_of(character):
    """Return how many columns a terminal gives a character, for the few used here."""
    return 2 if character in "泸州高新区（）ａ" else 0 if character == "\u0301" else 1


def test_wide_and_combining_characters_line_up():
    items = [{"a": name, "b": 1.5} for name in ("泸州", "core", "ａ（高）", "e\u0301te\u0301")]
    lines = to_text(items, ["a", "b"]).splitlines()
    assert {sum(map(columns_of, line)) for line in lines} == {13}


def test_numbers_stand_right_and_text_left():
    items = [{"name": "a", "n": 5.0}, {"name": "long name", "n": None}]
    assert to_text(items, ["name", "n"]).splitlines() == [
        "name         n",
        "---------  ---",
        "a          5.0",
        "long name    –",
    ]


@pytest.mark.parametrize("value", ["a\nb", "a\x1b[31mb", "a\u202eb", "a\0b", "a\u200bb"])
def test_text_table_holds_nothing_that_a_terminal_would_act_on(value):
    body = to_text([{"a": value}], ["a"]).splitlines()
    assert len(body) == 3
    assert body[2].isprintable()


def test_text_of_nothing_is_its_header():
    assert to_text([], ["id", "b"]) == "id  b\n--  -\n"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_equal_tables_give_equal_text(made_zone, form):
    found = table_rows(make_area_table(made_zone.parts))
    again = table_rows(make_area_table(made_zone.parts))
    assert format_rows(found, AREA_COLUMNS, form) == format_rows(again, AREA_COLUMNS, form)
