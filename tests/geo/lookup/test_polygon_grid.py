"""Points in polygons against shapely, one point and one polygon at a time."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.densify import follow_geodesics
from geo.lookup.polygon_grid import find_pairs_within, make_grid

SQUARES = [shapely.box(x, y, x + 1, y + 1) for x in range(3) for y in range(3)]
SMALL = 2.0**-10  # so that straight edges are as good as geodesics, and exact in binary
RING = shapely.box(0.2, 0.2, 2.8, 2.8) - shapely.box(1.1, 1.1, 1.9, 1.9)


def brute(shapes, lon, lat):
    points = shapely.points(lon, lat)
    pairs = [(i, j) for i, p in enumerate(points) for j, s in enumerate(shapes) if s.intersects(p)]
    return sorted(pairs)


def found(shapes, lon, lat, cells):
    point, shape = find_pairs_within(make_grid(shapes, cells=cells), lon, lat)
    return list(zip(point.tolist(), shape.tolist(), strict=True))


COORDINATE = st.one_of(st.floats(-0.5, 3.5), st.sampled_from([0.0, 0.2, 1.0, 1.1, 2.0, 2.8, 3.0]))


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1), st.sampled_from([1, 2, 7, 64]))
def test_pairs_are_those_of_a_test_one_by_one(points, cells):
    lon, lat = np.array(points).T * SMALL
    shapes = [
        shapely.affinity.scale(each, SMALL, SMALL, origin=(0, 0)) for each in (*SQUARES, RING)
    ]
    assert found(shapes, lon, lat, cells) == brute(shapes, lon, lat)


def test_vertices_of_real_outlines_belong_as_shapely_has_it(zone):
    shapes = np.asarray(zone.parts.geometry.array)
    lon, lat = shapely.get_coordinates(shapes).T
    assert found(shapes, lon, lat, 50) == brute(shapes, lon, lat)


def test_hits_are_those_of_sjoin(zone):
    counties = zone.context[zone.context["kind"] == "county"].reset_index(drop=True)
    rng = np.random.default_rng(7)
    west, south, east, north = counties.total_bounds
    lon, lat = rng.uniform(west, east, 20_000), rng.uniform(south, north, 20_000)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=counties.crs)
    outlines = counties.set_geometry(follow_geodesics(counties.geometry.array), crs=counties.crs)
    joined = gpd.sjoin(points, outlines[["geometry"]], predicate="intersects")
    expected = sorted(zip(joined.index, joined["index_right"], strict=True))
    assert found(counties.geometry.array, lon, lat, 100) == expected


@pytest.mark.parametrize("lonlat", [(np.nan, 1.0), (1.0, np.inf), (-9.0, 1.0), (1.0, 9.0)])
def test_what_is_nowhere_lies_in_nothing(lonlat):
    lon, lat = np.array([lonlat]).T
    assert found(SQUARES, lon, lat, 8) == []


def test_no_polygons_and_no_points():
    nothing = np.empty(0)
    assert found([], np.ones(3), np.ones(3), 8) == []
    assert found(SQUARES, nothing, nothing, 8) == []
