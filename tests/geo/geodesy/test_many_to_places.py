"""Interpolated distances and bearings against geographiclib, which solves each by itself."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from geo.geodesy.many_to_places import solve_to_places

COUNT = 500  # more than a cell needs to be interpolated
PLACES = [
    (106.55771, 29.56026),
    (105.5, 28.5),
    (-74.0, 40.7),
    (-74.5, -28.5),  # opposite a cell
    (180.0, 0.0),
    (-180.0, 65.0),
    (12.0, 90.0),
    (0.0, -89.9999),
    (285.5, 28.5),  # beyond 180 degrees
]
CELLS = [(105, 28), (-180, 0), (179, -1), (0, 0), (20, 73), (-60, -75), (105, 89), (-75, 40)]


def solve(lon, lat, to_lon, to_lat):
    found = Geodesic.WGS84.Inverse(lat, lon, to_lat, to_lon)
    return found["azi1"] % 360, found["s12"]


def spread(cell, seed=5):
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(cell[0], cell[0] + 1, COUNT), rng.uniform(cell[1], cell[1] + 1, COUNT)
    lon[:4], lat[:4] = (cell[0], cell[0], cell[0] + 0.999999, cell[0] + 0.5), cell[1]
    return lon, lat


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.slow
def test_distances_and_bearings_are_those_of_each_point_alone(cell):
    lon, lat = spread(cell)
    to_lon, to_lat = np.array(PLACES).T
    bearing, metres = solve_to_places(lon, lat, to_lon, to_lat)
    for n, place in enumerate(PLACES):
        expected = np.array([solve(x, y, *place) for x, y in zip(lon, lat, strict=True)])
        np.testing.assert_allclose(metres[n], expected[:, 1], rtol=0, atol=1e-7)
        turn = np.abs((bearing[n] - expected[:, 0] + 180) % 360 - 180)
        far = expected[:, 1] < 19_900_000  # opposite the place every bearing is as good
        assert turn[(metres[n] > 1) & far].max(initial=0) < 1e-8
        assert (bearing[n] >= 0).all()
        assert (bearing[n] <= 360).all()


def test_near_places_and_on_them_bearings_keep_their_digits():
    rng = np.random.default_rng(7)
    away = 10.0 ** rng.uniform(-9, -1, COUNT)
    turn = rng.uniform(0, 2 * np.pi, COUNT)
    place = 105.43866, 28.87484
    lon, lat = place[0] + away * np.sin(turn), place[1] + away * np.cos(turn)
    lon[0], lat[0] = place
    (bearing,), (metres,) = solve_to_places(lon, lat, *(np.array([each]) for each in place))
    expected = np.array([solve(x, y, *place) for x, y in zip(lon, lat, strict=True)])
    assert metres[0] == 0
    np.testing.assert_allclose(metres, expected[:, 1], rtol=0, atol=1e-7)
    off = np.abs((bearing - expected[:, 0] + 180) % 360 - 180)
    assert (np.radians(off[1:]) * metres[1:] < 2e-8).all()
    assert off[metres > 1000].max() < 1e-8


def test_nan_stays_nan_beside_others():
    lon, lat = spread((105, 28))
    lon[7] = np.nan
    bearing, metres = solve_to_places(lon, lat, *np.array(PLACES).T)
    assert np.isnan(metres[:, 7]).all()
    assert np.isnan(bearing[:, 7]).all()
    assert np.isfinite(np.delete(metres, 7, axis=1)).all()


def test_without_points_or_places_there_is_nothing():
    none = np.empty(0)
    assert solve_to_places(none, none, *np.array(PLACES).T)[1].shape == (len(PLACES), 0)
    assert solve_to_places(*spread((105, 28)), none, none)[0].shape == (0, COUNT)
