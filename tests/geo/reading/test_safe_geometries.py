"""Shapes within shapes crash no process, and long ones of every kind are read as GEOS reads them."""

import struct
import subprocess
import sys

import numpy as np
import pytest
import shapely

from geo.reading.safe_geometries import is_plain, is_safe
from geo.reading.shapes import read_shapes

DEEP = """
import struct, sys
from geo.reading.shapes import read_shapes
levels = 100_000
head = lambda k: b"\\x01" + struct.pack("<II", k, 1)
word = "GEOMETRYCOLLECTION(" * levels + "POINT(105 28)" + ")" * levels
brackets = "MULTIPOLYGON" + "(" * levels + "105 28" + ")" * levels
for kind in sys.argv[1:]:
    data = head(int(kind)) * levels + b"\\x01" + struct.pack("<Idd", 1, 105.0, 28.0)
    read = read_shapes([data, data.hex(), word, brackets, "POINT(1 2)"])
    print(kind, sorted(read.faults), read.shapes[4], flush=True)
"""
KINDS = [4, 5, 6, 7, 9, 12, 15]


@pytest.fixture(scope="module")
def deep():
    """A process that has read all kinds, or has crashed on the way: starting it takes the time."""
    program = [sys.executable, "-c", DEEP, *map(str, KINDS)]
    return subprocess.run(program, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_deep_nesting_is_refused_and_no_crash(deep, kind):
    assert f"{kind} [0, 1, 2, 3] POINT (1 2)" in deep.stdout.splitlines(), deep.stderr[-500:]
    assert deep.returncode == 0


RING = np.column_stack([105 + np.cos(np.linspace(0, 6, 900)), 28 + np.sin(np.linspace(0, 6, 900))])
AREAS = [shapely.Polygon(RING + n, [RING[:9] * 0.1 + n]) for n in range(3)]
LONG = [
    shapely.LineString(RING), AREAS[0], shapely.MultiPoint(RING), shapely.MultiPolygon(AREAS),
    shapely.MultiLineString([RING, RING + 1]), shapely.force_3d(shapely.MultiPolygon(AREAS), 5),
]  # fmt: skip


@pytest.mark.parametrize("shape", LONG, ids=lambda each: each.geom_type)
@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("flavour", ["iso", "extended"])
def test_a_long_shape_is_read_as_geos_reads_it(shape, order, flavour):
    srid = flavour == "extended"
    data = shapely.to_wkb(
        shapely.set_srid(shape, 4490), byte_order=order, flavor=flavour, include_srid=srid
    )
    assert len(data) > 8_192
    assert is_plain(data)
    assert is_plain(data.hex())
    for value in (data, data.hex(), shape.wkt):
        read = read_shapes([value])
        assert shapely.equals_exact(read.shapes[0], shapely.force_2d(shape), 1e-9)


def test_a_collection_that_is_long_is_read_all_the_same():
    whole = shapely.GeometryCollection(AREAS)
    assert not is_safe(whole.wkb)
    for value in (whole.wkb, whole.wkb_hex, whole.wkt):
        assert shapely.equals_exact(read_shapes([value]).shapes[0], whole, 1e-9)


def test_a_damaged_shape_is_a_fault():
    whole = shapely.MultiPolygon(AREAS).wkb
    for data in (whole[:9000], whole[:-1], whole[:5] + struct.pack("<I", 2**31) + whole[9:]):
        assert [*read_shapes([data]).faults] == [0]
