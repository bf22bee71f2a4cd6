"""Geodesics against geographiclib, one at a time."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.geodesic import solve_direct, solve_inverse

LON, LAT = st.floats(-180, 180), st.floats(-89, 89)


def one(*values):
    return tuple(np.array([value]) for value in values)


@given(LON, LAT, LON, LAT)
def test_inverse_agrees(lon, lat, to_lon, to_lat):
    expected = Geodesic.WGS84.Inverse(lat, lon, to_lat, to_lon)
    azimuth, back, metres = solve_inverse(*one(lon, lat, to_lon, to_lat))
    assert metres[0] == pytest.approx(expected["s12"], abs=1e-5)
    if 1 < expected["s12"] < 19_000_000:
        assert np.cos(np.radians(azimuth[0] - expected["azi1"])) == pytest.approx(1, abs=1e-9)
        assert np.cos(np.radians(back[0] - expected["azi2"])) == pytest.approx(-1, abs=1e-9)


@given(LON, LAT, st.floats(-180, 180), st.floats(0, 19_000_000))
def test_direct_agrees(lon, lat, azimuth, metres):
    expected = Geodesic.WGS84.Direct(lat, lon, azimuth, metres)
    x, y, _ = solve_direct(*one(lon, lat, azimuth, metres))
    gap = Geodesic.WGS84.Inverse(y[0], x[0], expected["lat2"], expected["lon2"])["s12"]
    assert gap < 1e-5


def test_one_target_serves_many_points_and_no_point_has_no_length():
    lon, lat = np.array([105.0, 106.0]), np.array([28.0, 29.0])
    shared = solve_inverse(lon, lat, 104.0, 30.0)[2]
    each = solve_inverse(lon, lat, np.full(2, 104.0), np.full(2, 30.0))[2]
    assert np.array_equal(shared, each)
    assert len(solve_inverse(lon[:0], lat[:0], 104.0, 30.0)[2]) == 0
