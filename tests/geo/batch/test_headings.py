"""Headings: the unit of a column is in its heading, and input columns keep their names."""

import pyarrow as pa
import pytest

from geo.batch.headings import describe_column, make_headings, make_title


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
    assert make_headings(pa.schema([field]), make_title) == [title]
    assert make_headings(pa.schema([field]), str.upper) == [name.upper()]


def test_a_column_of_the_input_keeps_its_name():
    own = pa.schema([pa.field("height_m", pa.float64())])
    assert make_headings(own, str.upper) == ["height_m"]
