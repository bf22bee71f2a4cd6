"""An outline grows to its area, whatever stands in its way."""

import math

import pytest
import shapely
from shipped_data import area_km2

from geo.errors import InputError
from geo.geodesy.projection import LocalPlane
from geo.schematic.outline import (
    AREA_TOLERANCE,
    grow_to_area,
    make_irregular_polygon,
    normalize_polygon,
)

PLANE = LocalPlane(105.4, 28.9)
OPEN = shapely.box(-20_000, -20_000, 20_000, 20_000)


def test_equal_keys_give_equal_shapes_and_others_differ():
    shapes = [make_irregular_polygon(key, angle=0.5) for key in ("a", "a", "b")]
    assert shapes[0] == shapes[1]
    assert shapes[0] != shapes[2]


@pytest.mark.parametrize(("corners", "aspect"), [(4, 1.0), (5, 1.4), (16, 3.0)])
def test_shape_is_simple_and_as_long_as_told(corners, aspect):
    polygon = make_irregular_polygon("key", angle=0, corners=corners, aspect=aspect)
    west, south, east, north = polygon.bounds
    assert polygon.is_valid
    assert len(polygon.exterior.coords) == 3 * corners + 1
    assert polygon.covers(shapely.Point(0, 0))
    assert (east - west) / (north - south) == pytest.approx(aspect, rel=0.25)


def test_shape_turns_with_its_angle():
    flat = make_irregular_polygon("key", angle=0, aspect=3)
    upright = make_irregular_polygon("key", angle=math.pi / 2, aspect=3)
    assert shapely.affinity.rotate(flat, 90, origin=(0, 0)).equals_exact(upright, 1e-9)


@pytest.mark.parametrize("region", [OPEN, shapely.box(-20_000, -500, 20_000, 500)])
def test_shape_grows_to_its_area_inside_the_region(region):
    start = make_irregular_polygon("key", angle=0)
    grown = grow_to_area(start, PLANE, find_region=lambda _: region, area_m2=8e6, detail_m=50)
    assert area_km2(grown) == pytest.approx(8, rel=AREA_TOLERANCE)
    assert region.buffer(1).covers(PLANE.project(grown))


def test_a_region_that_is_too_small_is_refused():
    start = make_irregular_polygon("key", angle=0)
    region = shapely.box(-500, -500, 500, 500)
    with pytest.raises(
        InputError, match=r"8 km² could not be drawn .* the closest result is off by"
    ):
        grow_to_area(start, PLANE, find_region=lambda _: region, area_m2=8e6, detail_m=50)


def test_polygons_that_are_equal_become_the_same():
    ring = [(0, 0), (0, 1), (1, 1), (1, 0)]
    shapes = [shapely.Polygon(ring[n:] + ring[:n]) for n in range(4)]
    found = {tuple(normalize_polygon(each).exterior.coords) for each in shapes}
    assert len(found) == 1
    assert shapely.Polygon(found.pop()).exterior.is_ccw
