"""Headings: the unit of a column is in its heading, and input columns keep their names."""

import pyarrow as pa
import pytest

from geo.batch.headings import (
    Cell,
    describe_column,
    keep_value,
    list_cells,
    make_title,
    word_plainly,
)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("area_m2", "Area (m²)"),
        ("edge_distance_m", "Edge distance (m)"),
        ("chengdu_bearing_deg", "Chengdu bearing (°)"),
        ("longitude", "Longitude (°)"),
        ("overlap_share", "Overlap share"),
        ("verdict", "Verdict"),
        ("m", "M"),
    ],
)
def test_the_unit_is_in_the_heading(name, title):
    assert make_title(name) == title
    field = pa.field(name, pa.float64(), metadata=describe_column(name))
    assert list_cells(pa.schema([field]), word_plainly) == [(name, Cell(title, keep_value))]


def test_a_column_may_become_two():
    field = pa.field("part", pa.string(), metadata=describe_column("part"))
    cells = [Cell("Part", str.upper), Cell("Part, identifier", keep_value)]
    assert list_cells(pa.schema([field]), lambda name: cells) == [("part", each) for each in cells]


def test_a_column_of_the_input_keeps_its_name():
    own = pa.schema([pa.field("height_m", pa.float64())])
    assert list_cells(own, word_plainly) == [("height_m", Cell("height_m", keep_value))]
