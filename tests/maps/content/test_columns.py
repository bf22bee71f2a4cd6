"""Columns of the two tables: every one finds its value, and says its unit."""

import json

import pytest
from parcel_zone import write_parcel_zone

from geo.geodesy.tables import make_area_table, make_distance_table
from geo.measured import Measured
from geo.rows import get_row, get_rows
from geo.zone import read_zone
from maps.content.columns import Column, area_columns, distance_columns
from maps.content.part import get_part_view
from maps.documents.factsheet_tables import make_zone_blocks


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


@pytest.mark.parametrize(
    ("lang", "said", "of_plot", "of_park"),
    [
        ("en", "stated in the file", "stated in the file", ""),
        ("zh", "文件所载", "0.06 亩 · 文件所载", "0.45 亩"),
    ],
)
def test_what_a_file_states_of_a_plot_is_not_told_as_published(
    tmp_path, lang, said, of_plot, of_park
):
    path = write_parcel_zone(tmp_path)
    made = json.loads(path.read_text("utf-8"))
    made["features"][0]["properties"] |= {"kind": "parcel", "published_area_km2": 0.00004}
    made["features"][1]["properties"] |= {"kind": "park", "published_area_km2": 0.0003}
    path.write_text(json.dumps(made), "utf-8")
    measured = Measured(read_zone(path))
    plot, park, *_ = ids = list(measured.areas.index)
    (column,) = [each for each in area_columns(lang) if each.key == "published_area_km2"]
    assert column.format_remark(get_row(measured.areas, plot), lang) == of_plot
    assert column.format_remark(get_row(measured.areas, park), lang) == of_park
    views = [get_part_view(measured, each, lang) for each in ids]
    assert str(make_zone_blocks(measured, views, {}, lang)).count(said) == 1


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Area basis: published"), ("zh", "面积依据：公布")]
)
def test_phones_say_below_an_area_what_it_rests_on(zone, lang, said):
    (column,) = [each for each in area_columns(lang) if each.key == "area_m2"]
    areas = Measured(zone).areas
    assert column.phone_formatter(get_row(areas, "longmatan-core"), lang) == said
    assert column.phone_formatter(get_row(areas, "jiangyang-district"), lang) == ""
