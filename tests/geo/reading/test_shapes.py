"""Columns of WKT, EWKT, WKB and hexadecimal EWKB, straight or curved; each fault by its row."""

import math
import struct

import numpy as np
import pytest
import shapely

from geo.reading.shapes import ShapeTally, describe_shapes, read_shapes

SQUARE = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"
CIRCLE = "CURVEPOLYGON (CIRCULARSTRING (-1 0, 0 1, 1 0, 0 -1, -1 0))"


def area_of(value):
    return read_shapes([value]).shapes[0].area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        (SQUARE, 1),
        ("POLYGON Z ((0 0 5, 1 0 5, 1 1 5, 0 1 5, 0 0 5))", 1),
        ("polygonzm((0 0 5 6,1 0 5 6,1 1 5 6,0 1 5 6,0 0 5 6))", 1),
        (CIRCLE, math.pi),
        (
            "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (-1 0, 0 1, 1 0), (1 0, -1 0)))",
            math.pi / 2,
        ),
        (f"MULTISURFACE ({CIRCLE}, ((5 5, 6 5, 6 6, 5 6, 5 5)))", math.pi + 1),
        ("TIN (((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 1, 0 1, 0 0)))", 1),
        ("POLYHEDRALSURFACE (((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 1, 0 1, 0 0)))", 1),
        ("GEOMETRYCOLLECTION (POINT (0 0), POLYGON ((0 0, 1 0, 1 1, 0 0)))", 0.5),
        ("TRIANGLE ((0 0, 1 0, 1 1, 0 0))", 0.5),
        ("POLYGON ((0 0, 1 0, 1 1, 0 1))", 1),
    ],
)
def test_areas_of_kinds(text, area):
    assert area_of(text) == pytest.approx(area, rel=1e-5)


def test_extended_ones_name_their_crs():
    wkb = shapely.set_srid(shapely.from_wkt(SQUARE), 4490)
    values = [f"SRID=4490;{SQUARE}", shapely.to_wkb(wkb, hex=True, include_srid=True)]
    for value in [values, [shapely.to_wkb(wkb, include_srid=True)]]:
        read = read_shapes(value)
        assert read.srids == {4490}
        assert all(shape.area == 1 for shape in read.shapes)


def test_each_fault_is_of_its_row_and_stops_no_other():
    values = [
        SQUARE,
        "abc",
        "",
        None,
        "POLYGON ((0 0, 1 1))",
        "POLYGON EMPTY",
        "POLYGON ((0 0, 1",
        CIRCLE,
    ]
    read = read_shapes(values)
    assert sorted(read.faults) == [1, 2, 3, 4, 5, 6]
    assert str(read.faults[1]) == "its geometry is not well-known text (WKT)"
    assert str(read.faults[4]) == "an outline of 2 different points encloses no area"
    assert [n for n, shape in enumerate(read.shapes) if shape is not None] == [0, 7]


@pytest.mark.parametrize("cut", range(0, 90, 7))
def test_binary_that_ends_too_early_is_a_fault(cut):
    read = read_shapes([shapely.to_wkb(shapely.from_wkt(SQUARE))[:cut]])
    assert list(read.faults) == [0]


@pytest.mark.parametrize(
    "text", ["(" * 5000, "GEOMETRYCOLLECTION(" * 5000, "POLYGON((1e999 1, 2 2, 3 4))"]
)
def test_hostile_texts_are_faults(text):
    assert list(read_shapes([text]).faults) == [0]


def test_what_was_done_is_told():
    read = read_shapes(["POLYGON ((0 0, 1 0, 1 1, 0 1))", CIRCLE, "POINT Z (1 2 3)"])
    told = [str(step) for step in describe_shapes(read, [5, 6, 7])]
    assert told[0] == "Open rings were closed in features 5."
    assert told[1].startswith("Arcs were turned into straight pieces that deviate by at most ")
    assert told[2] == "Heights were removed."


@pytest.mark.parametrize(
    "text",
    [
        "POLYGON ((nan 0, 1 0, 1 1, nan 0))",
        "POLYGON ((0 0, 1 nan, 1 1, 0 0))",
        "POLYGON ((inf 0, 1 0, 1 1, inf 0))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((nan 0, 1 0, 1 1, nan 0)))",
        "CURVEPOLYGON (CIRCULARSTRING (-1 0, 0 nan, 1 0, 0 -1, -1 0))",
        "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (-1 0, 0 1, 1 0), (1 0, inf 0, -1 0)))",
        "POINT (nan 0)",
        "LINESTRING (0 0, 1 nan)",
    ],
)
def test_coordinates_that_are_not_finite_stop_no_other(text):
    read = read_shapes([text, SQUARE])
    assert {n: str(each) for n, each in read.faults.items()} == {
        0: "its coordinates are not finite"
    }
    assert read.shapes[1].area == 1


def test_binary_that_is_not_finite_stops_no_other():
    wkb = bytearray(shapely.to_wkb(shapely.from_wkt(SQUARE), byte_order=1))
    wkb[13:21] = wkb[-16:-8] = struct.pack("<d", math.nan)
    read = read_shapes([bytes(wkb), shapely.to_wkb(shapely.from_wkt(SQUARE))])
    assert list(read.faults) == [0]
    assert read.shapes[1].area == 1


def test_what_was_done_to_the_chunks_of_a_file_is_told_once():
    tally = ShapeTally()
    open_ring, high = "POLYGON ((0 0, 1 0, 1 1))", "POINT Z (0 0 1)"
    arc = "CURVEPOLYGON(CIRCULARSTRING(0 0, 2 0, 0 0))"
    for _ in range(2):
        tally.add(read_shapes([open_ring, high]), np.array([1, 2]))
        tally.add(read_shapes([arc, open_ring]), np.array([3, 4]))
    closed, arcs, heights = map(str, tally.describe())
    assert closed == "Open rings were closed in features 1, 4."
    assert arcs.startswith("Arcs were turned into straight pieces")
    assert heights == "Heights were removed."
