"""Distances by chords against geographiclib, the foot of each found by trisection."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from geo.geodesy.chords import (
    CHORD_ERROR_M,
    find_chord_gaps,
    find_paired_gaps,
    make_chords,
    measure_to_chords,
    to_geocentric,
)

EARTH = Geodesic.WGS84


def make_case(rng, lat, reach_m):
    """Return an edge of up to 10 km, a point, and the distance between them."""
    lon = rng.uniform(-180, 180)
    line = EARTH.DirectLine(lat, lon, rng.uniform(0, 360), 10 ** rng.uniform(-1, 4))
    foot = line.Position(rng.uniform(-0.2, 1.2) * line.s13)
    at = EARTH.Direct(foot["lat2"], foot["lon2"], rng.uniform(0, 360), reach_m)

    def gap(along):
        there = line.Position(along)
        return EARTH.Inverse(at["lat2"], at["lon2"], there["lat2"], there["lon2"])["s12"]

    low, high = 0.0, line.s13
    for _ in range(62):
        third = (high - low) / 3
        if gap(low + third) < gap(high - third):
            high -= third
        else:
            low += third
    end = line.Position(line.s13)
    least = min(gap(low), gap(0), gap(line.s13))
    return (lon, lat), (end["lon2"], end["lat2"]), (at["lon2"], at["lat2"]), least


@pytest.mark.parametrize("reach_m", [0, 1, 1_000, 30_000, 149_000])
@pytest.mark.parametrize("lat", [0.0, 29.0, -45.0, 83.0])
def test_distance_is_right_to_its_error(lat, reach_m):
    rng = np.random.default_rng(3)
    start, end, at, expected = map(
        np.array, zip(*(make_case(rng, lat, reach_m) for _ in range(15)), strict=True)
    )
    points = to_geocentric(*at.T)
    metres = measure_to_chords(make_chords(start, end), points)
    np.testing.assert_allclose(metres, expected, rtol=0, atol=CHORD_ERROR_M)
    turned = measure_to_chords(make_chords(end, start), points)
    assert np.array_equal(turned, metres)


def test_straight_gaps_are_those_of_all_points_of_a_chord():
    rng = np.random.default_rng(4)
    start = np.column_stack([rng.uniform(105, 105.1, 6), rng.uniform(28, 28.1, 6)])
    end = start + rng.uniform(-0.03, 0.03, (6, 2))
    at = to_geocentric(rng.uniform(104, 106, 20), rng.uniform(27.5, 29, 20))
    one, other = to_geocentric(*start.T), to_geocentric(*end.T)
    share = np.linspace(0, 1, 2001)
    along = one[:, :, None] + share * (other - one)[:, :, None]
    gap = np.sqrt(((at[:, :, None, None] - along[:, None]) ** 2).sum(axis=0)).min(axis=2)
    chords = make_chords(start, end)
    np.testing.assert_allclose(find_chord_gaps(chords, at), gap, atol=0.01)
    paired = find_paired_gaps(chords, np.broadcast_to(at[:, None, :], (3, 6, 20)))
    np.testing.assert_allclose(paired.T, gap, atol=0.01)
