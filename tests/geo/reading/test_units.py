"""The unit of a CRS decides how finely arcs are split, and what is told of them."""

import math

import numpy as np
import pytest
from pyproj import CRS

from geo.reading.shapes import read_shapes
from geo.reading.units import METRES_PER_DEGREE, choose_unit_m, find_unit_m

KM = "+proj=tmerc +lon_0=105 +k=1 +x_0=500 +y_0=0 +ellps=GRS80 +units=km"
GRADS = "EPSG:4807"


@pytest.mark.parametrize(
    ("crs", "expected"),
    [
        ("EPSG:4544", 1),
        ("EPSG:4490", METRES_PER_DEGREE),
        (KM, 1000),
        ("EPSG:2277", 1200 / 3937),
        ("EPSG:2222", 0.3048),
        (GRADS, METRES_PER_DEGREE * 0.9),
        ("EPSG:4544+5773", 1),
    ],
)
def test_metres_in_a_unit(crs, expected):
    assert find_unit_m(CRS(crs)) == pytest.approx(expected, rel=1e-9)


def test_the_option_goes_before_what_is_declared():
    declared = CRS("EPSG:4490")
    assert choose_unit_m(declared, None) == METRES_PER_DEGREE
    assert choose_unit_m(declared, "EPSG:4544,swapped,km") == 1000
    assert choose_unit_m(declared, "EPSG:4544,mm") == 0.001
    assert choose_unit_m(None, None) is None
    assert choose_unit_m(None, "no such CRS") is None


def draw_circle(east, north, radius):
    points = [(east - radius, north), (east + radius, north), (east - radius, north)]
    return f"CURVEPOLYGON(CIRCULARSTRING({', '.join(f'{x!r} {y!r}' for x, y in points)}))"


@pytest.mark.parametrize("unit_m", [1.0, 1000.0, 0.3048, 0.001, METRES_PER_DEGREE * 0.9])
def test_a_circle_is_split_alike_in_every_unit(unit_m):
    radius_m = 200.0
    circle = draw_circle(390_000 / unit_m, 3_190_000 / unit_m, radius_m / unit_m)
    read = read_shapes([circle], unit_m=unit_m)
    assert read.deviation_m == pytest.approx(radius_m * (1 - math.cos(math.pi / 2618)), rel=1e-3)
    area_m2 = read.shapes[0].area * unit_m**2
    assert area_m2 == pytest.approx(math.pi * radius_m**2, rel=1e-6)


def test_a_small_number_of_metres_is_not_taken_as_degrees():
    circle = draw_circle(100.0, 100.0, 5.0)
    assert read_shapes([circle], unit_m=1.0).deviation_m < 1e-3
    assert len(read_shapes([circle], unit_m=1.0).shapes[0].exterior.coords) < 3000


def test_the_code_of_a_geometry_gives_its_unit():
    """In US feet, 0.001 foot is no millimetre."""
    circle = draw_circle(3_000_000.0, 10_000_000.0, 1000.0)
    read = read_shapes([f"SRID=2277;{circle}"])
    radius_m = 1000 * 1200 / 3937
    count = len(read.shapes[0].exterior.coords) - 1
    expected = radius_m * (1 - math.cos(math.pi / count))
    assert read.deviation_m == pytest.approx(expected, rel=1e-3)
    assert np.isclose(read.shapes[0].length, 2000 * math.pi, rtol=1e-6)
