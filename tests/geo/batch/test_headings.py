"""Headings: the unit of a column is in its heading, and input columns keep their names."""

import pyarrow as pa
import pytest

from geo.batch.headings import describe_column, read_heading


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
    assert describe_column(name)["title"] == title
    field = pa.field(name, pa.float64(), metadata=describe_column(name))
    assert read_heading(field) == title


def test_a_column_of_the_input_keeps_its_name():
    assert read_heading(pa.field("height_m", pa.float64())) == "height_m"
