from dataclasses import replace

import pytest
from kept_roads import copy_zone, move_place

from geo.zone import read_zone
from maps.documents.factsheet import make_factsheet
from maps.figure.options import FigureOptions


@pytest.fixture
def path(tmp_path):
    return copy_zone(tmp_path)


def read_section(zone, *parts):
    blocks = make_factsheet(zone, FigureOptions(parts=parts)).blocks
    start = [block.text for block in blocks].index("By road")
    return blocks[start + 1 :]


def test_a_part_has_its_ways_apart_from_the_straight_lines(path):
    table, notes, *_ = read_section(read_zone(path), "plot")
    assert table.text == "By road from Plot"
    assert table.head == ["Place", "Car", "Articulated truck", "÷ straight line"]
    assert table.rows[0][1].replace("\xa0", " ") == (
        "35.3 km, 28 min; toll road (without tolls: 27.3 km, 35 min)"
    )
    assert "ODbL" in notes.rows[-1][0]
    assert notes.links[-1] == "https://www.openstreetmap.org/copyright"


def test_parts_side_by_side_have_a_table_each(path):
    one, two, notes, *_ = read_section(read_zone(path), "plot", "sketch")
    assert [one.text, two.text] == ["By road from Plot", "By road from Sketch"]
    assert notes.kind == "bullets"


def test_the_zone_has_a_matrix(path):
    table, *_ = read_section(read_zone(path))
    assert table.head == ["Part", "East", "Bank", "Mill", "Near-Out", "Far-Out"]
    assert len(table.rows) == 3


def test_stale_figures_are_said_to_be_left_out(path):
    move_place(path)
    notes, *_ = read_section(read_zone(path), "plot")
    assert notes.kind == "bullets"
    assert "not shown" in notes.rows[0][0]


def test_without_figures_there_is_no_section(path):
    bare = replace(read_zone(path), roads=None)
    texts = [block.text for block in make_factsheet(bare, FigureOptions()).blocks]
    assert "By road" not in texts
