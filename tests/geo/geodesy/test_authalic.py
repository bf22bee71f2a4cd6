"""The sum over edges: its bound holds, and it loses no digits where the usual way does."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.area import area_m2, is_settled
from geo.geodesy.authalic import polygon_areas_m2, ring_areas_m2
from geo.geodesy.geodesic import WGS84

ORACLE_ROUNDING_M2 = 1e-4  # geographiclib, an edge, in doubles


def around(lon, lat, radius_m, corners=12):
    turns = np.linspace(0, 360, corners, endpoint=False)
    ends = [Geodesic.WGS84.Direct(lat, lon, -turn, radius_m) for turn in turns]
    return shapely.Polygon([(end["lon2"], end["lat2"]) for end in ends])


def geod_m2(shape):
    return WGS84.geometry_area_perimeter(shapely.orient_polygons(shape))[0]


@given(st.floats(-170, 170), st.floats(-75, 75), st.floats(1, 5.4), st.integers(3, 40))
def test_bound_holds_for_any_size_and_place(lon, lat, power, corners):
    shape = around(lon, lat, 10**power, corners)
    area, bound, _ = polygon_areas_m2(np.array([shape]))
    rounding = ORACLE_ROUNDING_M2 * corners + 1e-12 * area[0]
    assert abs(area[0] - geod_m2(shape)) <= bound[0] + rounding


@given(st.floats(-80, 80), st.floats(5, 300))
def test_cells_add_up_to_the_whole_far_below_the_oracles_rounding(lat, side_m):
    step = side_m / 111_000
    edges = np.arange(9) * step
    cells = shapely.box(*(g.ravel() for g in _corners(105 + edges, lat + edges)))
    ring = np.concatenate([_side(0), _side(1), _side(2), _side(3)])
    whole = shapely.Polygon(np.column_stack([105 + edges[ring[:, 0]], lat + edges[ring[:, 1]]]))
    found = polygon_areas_m2(np.append(cells, whole))[0]
    assert found[:-1].sum() == pytest.approx(found[-1], rel=3e-11)


def _corners(x, y):
    west, south = np.meshgrid(x[:-1], y[:-1], indexing="ij")
    east, north = np.meshgrid(x[1:], y[1:], indexing="ij")
    return west, south, east, north


def _side(n):
    along, none = np.arange(8), np.zeros(8, dtype=int)
    pairs = [(along, none), (none + 8, along), (8 - along, none + 8), (none, 8 - along)]
    return np.column_stack(pairs[n])


def test_direction_is_the_sign():
    square = shapely.get_coordinates(shapely.box(105, 28, 105.1, 28.1, ccw=True))
    there, back = (ring_areas_m2(xy, np.array([0]))[0][0] for xy in (square, square[::-1]))
    assert there > 0
    assert back == pytest.approx(-there, rel=1e-13)


def test_holes_parts_and_absent_shapes():
    hole = shapely.box(105.2, 28.2, 105.3, 28.3)
    holed = shapely.Polygon(shapely.box(105, 28, 106, 29).exterior, [hole.exterior])
    both = shapely.MultiPolygon([holed, hole])
    area = polygon_areas_m2(np.array([holed, None, both, shapely.Polygon(), hole]))[0]
    assert area[[1, 3]].tolist() == [0, 0]
    assert area[2] == pytest.approx(area[0] + area[4], rel=1e-14)
    assert area[0] == pytest.approx(geod_m2(holed), rel=1e-9)


@pytest.mark.slow
def test_blocks_do_not_show():
    shapes = np.array([around(105, lat, 200, 300) for lat in np.linspace(-60, 60, 130)])
    together = polygon_areas_m2(shapes)[0]
    assert (together == [polygon_areas_m2(shapes[n : n + 1])[0][0] for n in range(130)]).all()


@pytest.mark.parametrize(
    ("shape", "settled"),
    [
        (shapely.box(105, 28, 105.001, 28.001), True),
        (around(105, 29, 30_000, 60), True),
        (around(105, 29, 400_000, 5), False),  # edges of 470 km
        (shapely.box(20, 84, 20.1, 84.1), False),  # near the pole
        (shapely.box(-179.9, 10, 179.9, 10.1), False),  # its edges cross the 180th meridian
        (shapely.box(0, 28, 0.1, 28 + 1e-5), False),  # 10 km by 1 m
        (shapely.Polygon([(-120, 80), (0, 80), (120, 80)]), False),  # around the pole
    ],
)
def test_what_the_sum_cannot_promise_is_taken_one_at_a_time(shape, settled):
    assert is_settled(*polygon_areas_m2(np.array([shape]))).tolist() == [settled]
    assert area_m2(gpd.GeoSeries([shape]))[0] == pytest.approx(abs(geod_m2(shape)), rel=1e-9)


def test_counties_need_no_loop_and_agree(zone):
    shapes = zone.context.geometry[zone.context["kind"] == "county"]
    assert is_settled(*polygon_areas_m2(np.asarray(shapes.array))).all()
    expected = [geod_m2(shape) for shape in shapes]
    np.testing.assert_allclose(area_m2(shapes), expected, rtol=1e-9)
