"""Long edges follow their geodesic as near as promised."""

import math

import numpy as np
import pytest
import shapely
from geodesic_oracle import WGS84, edge_distance_m
from shapely import Polygon, box

from geo.geodesy.densify import STRAIGHT_M, bow_m, follow_geodesics


def array(*shapes):
    return np.array(shapes, dtype=object)


@pytest.mark.parametrize(
    ("start", "end"),
    [((0, 29), (0.05, 29)), ((-10, -10), (10, 10)), ((100, 60), (160, 61)), ((0, 88), (80, 88.5)),
     ((0, 0), (0.3, 70)), ((5, 40), (80, -40))],
)  # fmt: skip
@pytest.mark.slow
def test_pieces_leave_the_geodesic_by_no_more_than_promised(start, end):
    ring = Polygon([start, end, (start[0], end[1] + 1e-7)])
    corners = shapely.get_coordinates(follow_geodesics(array(ring))[0])
    last = np.flatnonzero((corners == end).all(axis=1))[0]
    side = corners[: last + 1] if (corners[0] == start).all() else corners[last:]
    assert len(side) > 2
    for k in np.linspace(0, len(side) - 2, 9).astype(int):
        for share in (0.25, 0.5, 0.75):
            lon, lat = side[k] + share * (side[k + 1] - side[k])
            assert edge_distance_m(start, end, lon, lat, samples=200) <= STRAIGHT_M


def test_short_edges_stay_as_they_are_and_shared_ones_stay_shared():
    small = box(105.4, 28.9, 105.405, 28.905)
    assert follow_geodesics(array(small, None, Polygon()))[0] is small
    one, other = follow_geodesics(array(box(0, 40, 20, 50), box(0, 50, 20, 60)))
    shared = {tuple(xy) for xy in shapely.get_coordinates(one).tolist()} & {
        tuple(xy) for xy in shapely.get_coordinates(other).tolist()
    }
    assert len(shared) > 1000


def test_the_bow_is_that_of_a_parallel():
    """The sagitta of a geodesic over a parallel: length² · tan(latitude) / 8 radii."""
    start, end = np.array([[105.0, 29.0]]), np.array([[105.05, 29.0]])
    length = WGS84.Inverse(29, 105, 29, 105.05)["s12"]
    expected = length**2 * math.tan(math.radians(29)) / 8 / 6.37e6
    assert expected < bow_m(start, end)[0] < 1.1 * expected
