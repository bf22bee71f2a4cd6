"""Regions are cut, cleaned and divided by plain geometry."""

import math

import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon

from geo.schematic.regions import (
    clip_to_side,
    divide_into_cells,
    get_nonempty_parts,
    get_polygon_at,
    get_polygons,
    main_direction_rad,
    remove_necks,
)

SQUARE = shapely.box(0, 0, 10, 10)


def test_parts_that_are_empty_or_no_polygons_are_left_out():
    mixed = shapely.GeometryCollection([Polygon(), Point(0, 0), SQUARE])
    assert get_nonempty_parts(mixed) == [Point(0, 0), SQUARE]
    assert get_polygons(mixed) == [SQUARE]


def test_polygon_at_a_point():
    other = shapely.box(20, 0, 30, 10)
    both = MultiPolygon([SQUARE, other])
    assert get_polygon_at(both, Point(25, 5)) == other
    assert get_polygon_at(both, Point(15, 5)).is_empty


def test_a_neck_is_removed_and_what_is_wide_stays():
    neck = shapely.box(10, 4.9, 20, 5.1)
    dumbbell = shapely.union_all([SQUARE, neck, shapely.box(20, 0, 30, 10)])
    cleaned = remove_necks(dumbbell, radius_m=0.5)
    assert len(shapely.get_parts(cleaned)) == 2
    assert cleaned.area == pytest.approx(200, rel=1e-6)


@pytest.mark.parametrize(("point", "area"), [(Point(1, 1), 30), (Point(9, 9), 70)])
def test_region_ends_at_a_line(point, area):
    line = LineString([(-1, 3), (11, 3)])
    assert clip_to_side(SQUARE, [line], point).area == pytest.approx(area)


def test_a_line_that_ends_inside_does_not_divide():
    assert clip_to_side(SQUARE, [LineString([(-1, 3), (5, 3)])], Point(1, 1)).area == 100


def test_a_point_outside_has_no_side():
    assert clip_to_side(SQUARE, [], Point(20, 20)).is_empty


@pytest.mark.parametrize("count", [1, 2, 4, 7])
def test_cells_tile_the_ground_and_are_of_similar_size(count):
    cells = divide_into_cells(SQUARE, count, angle=0.3)
    assert len(cells) == count
    assert (shapely.union_all(cells) ^ SQUARE).area == pytest.approx(0, abs=1e-6)
    assert sum(cell.area for cell in cells) == pytest.approx(100)
    assert max(cell.area for cell in cells) < 2 * min(cell.area for cell in cells)


@pytest.mark.parametrize("degrees", [-60, 0, 30, 89])
def test_direction_is_that_of_the_nearest_line(degrees):
    rad = math.radians(degrees)
    step = 1000 * math.cos(rad), 1000 * math.sin(rad)
    near = LineString([(-step[0] + 5, -step[1]), (step[0] + 5, step[1])])
    far = LineString([(50_000, 0), (50_000, 90_000)])
    assert main_direction_rad([near, far], reach_m=500) == pytest.approx(rad, abs=1e-9)


def test_there_is_no_direction_without_lines():
    assert main_direction_rad([], reach_m=500) == 0
