"""Planes of metres against geographiclib: true where their docstrings say so."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.area import area_m2
from geo.geodesy.projection import (
    DECIMALS,
    LocalPlane,
    clip_to_bounds,
    make_azimuthal_plane,
    make_equal_area_plane,
    project_points,
    project_shapes,
)

LON, LAT = st.floats(-180, 180), st.floats(-80, 80)


@given(LON, LAT, st.floats(0, 360), st.floats(1, 15_000_000))
def test_azimuthal_plane_keeps_distance_and_bearing_from_its_centre(lon, lat, bearing, metres):
    there = Geodesic.WGS84.Direct(lat, lon, bearing, metres)
    (x, y) = project_points(
        make_azimuthal_plane(lon, lat), np.array([there["lon2"]]), np.array([there["lat2"]])
    )[0]
    assert np.hypot(x, y) == pytest.approx(metres, abs=1e-5)
    turn = (np.degrees(np.arctan2(x, y)) - bearing + 180) % 360 - 180
    assert np.radians(abs(turn)) * metres < 1e-4


@given(LON, LAT)
def test_equal_area_plane_keeps_areas(lon, lat):
    box = shapely.segmentize(shapely.box(lon + 1, lat, lon + 1.1, lat + 0.1), 0.001)
    flat = project_shapes(box, make_equal_area_plane(lon, lat))
    shifted = shapely.transform(box, lambda xy: xy - (360 * (lon > 178.9), 0))
    assert flat.area == pytest.approx(float(area_m2(gpd.GeoSeries([shifted]))[0]), rel=1e-8)


@given(LON, LAT, st.floats(0, 360))
def test_local_plane_is_right_to_a_percent_within_100_km(lon, lat, bearing):
    lat = lat * 0.75
    there = Geodesic.WGS84.Direct(lat, lon, bearing, 100_000)
    flat = LocalPlane(lon, lat).project(shapely.Point(there["lon2"], there["lat2"]))
    assert np.hypot(flat.x, flat.y) == pytest.approx(100_000, rel=0.012)


@given(LON, LAT)
def test_local_plane_goes_back_to_the_rounded_degrees(lon, lat):
    plane = LocalPlane(lon, lat)
    point = shapely.Point(round(lon, DECIMALS), round(lat, DECIMALS))
    back = plane.unproject(plane.project(point))
    assert (back.x - point.x + 180) % 360 - 180 == pytest.approx(0, abs=1.1 * 10**-DECIMALS)
    assert back.y == pytest.approx(point.y, abs=1.1 * 10**-DECIMALS)


def test_shapes_are_projected_as_their_vertices_and_missing_ones_stay():
    plane = make_equal_area_plane(105, 29)
    shapes = np.array([shapely.box(105, 28, 106, 29), None, shapely.Polygon()], dtype=object)
    moved = project_shapes(shapes, plane)
    expected = project_points(plane, *shapely.get_coordinates(shapes).T)
    assert np.array_equal(shapely.get_coordinates(moved), expected)
    assert moved[1] is None
    assert moved[2].is_empty
    assert project_shapes(shapes[0], plane).equals(moved[0])


def test_a_point_that_no_plane_has_is_infinite():
    found = project_points(make_azimuthal_plane(0, 0), np.array([180.0]), np.array([0.0]))
    assert np.isinf(found).all() or np.hypot(*found[0]) > 1.9e7


FLAT = [(0.4, -1e7), (0.4, -1e7), (0, 6.5e6), (0, 6.5e6), (0.4, -1e7)]


@pytest.mark.parametrize("shape", [
    shapely.Polygon([(0.3584112557351732, -10942295.427404776)] * 2
                    + [(0, 6507318.672548171)] * 2),
    shapely.MultiPolygon([shapely.Polygon(FLAT), shapely.box(0, 0, 1e6, 1e6)]),
    shapely.Polygon([(-5e5, 0), (5e5, 1), (5e5, 0), (-5e5, 1)]),
    shapely.box(-1e6, -1e6, 1e6, 1e6),
    shapely.Polygon(),
])  # fmt: skip
def test_whatever_projecting_made_of_a_shape_is_clipped(shape):
    bounds = (-365405.9601242957, -313780.3758815095, 365405.9601242957, 313780.3758815095)
    found = clip_to_bounds(shape, bounds)
    whole = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    inside = whole & shapely.box(*bounds)
    assert found.area == pytest.approx(inside.area, rel=1e-9, abs=1)
    assert found.is_empty or shapely.box(*bounds).buffer(1e-6).covers(found)
