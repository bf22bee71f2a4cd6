"""The way to the nearest edge: what it says leads there."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.geodesy.distance import measure_to_outline

GEOD = Geod(ellps="WGS84")
SQUARE = shapely.box(105.4, 28.9, 105.5, 29.0)


@given(st.floats(105.0, 106.0), st.floats(28.5, 29.5))
def test_the_way_ends_on_the_edge(lon, lat):
    metres, bearing = measure_to_outline(SQUARE, lon, lat)
    x, y, _ = GEOD.fwd(lon, lat, bearing, metres)
    assert SQUARE.boundary.distance(shapely.Point(x, y)) < 1e-5


def test_due_east_of_a_meridian():
    metres, bearing = measure_to_outline(SQUARE, 105.35, 28.95)
    assert bearing == pytest.approx(90, abs=0.1)
    assert metres == pytest.approx(GEOD.inv(105.35, 28.95, 105.4, 28.95)[2], abs=1)


def test_from_within_the_edge_is_as_far():
    assert measure_to_outline(SQUARE, 105.49, 28.95)[1] == pytest.approx(90, abs=0.1)


def test_the_whole_globe_has_no_edge():
    metres, bearing = measure_to_outline(shapely.box(-180, -90, 180, 90), 10.0, 20.0)
    assert metres == np.inf
    assert np.isnan(bearing)
