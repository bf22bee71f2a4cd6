"""Columns of the two tables: every one finds its value, and says its unit."""

import pytest

from geo.geodesy.tables import make_area_table, make_distance_table
from geo.rows import get_rows
from maps.content.columns import Column, area_columns, distance_columns


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_column_shows_a_value_of_the_table(made_zone, lang):
    tables = (
        (area_columns(lang), make_area_table(made_zone.parts)),
        (distance_columns(lang), make_distance_table(made_zone.parts, made_zone.places)),
    )
    for columns, table in tables:
        for row in get_rows(table):
            cells = [column.format_cell(row, lang) for column in columns]
            assert all(cells)
            assert "nan" not in "".join(cells).lower()


def test_a_cell_is_formatted_and_what_is_missing_is_a_dash():
    columns = {column.key: column for column in area_columns("en")}
    row = {"area_m2": 202e6, "area_basis": "surveyed"}
    assert columns["area_m2"].format_cell(row, "en") == "202.00 km²"
    assert columns["published_area_km2"].format_cell({"published_area_km2": None}, "en") == "–"
    assert Column("id", "Id").format_cell({"id": 7}, "en") == "7"
    assert Column("id", "Id").format_cell({"id": None}, "en") == "–"


def test_columns_are_named_in_the_language():
    for columns in (area_columns, distance_columns):
        english, chinese = ([column.label for column in columns(lang)] for lang in ("en", "zh"))
        assert len(set(english)) == len(english)
        assert not set(english) & set(chinese)
