"""Points along short geodesics, against geographiclib."""

import numpy as np
import pytest
from geodesic_oracle import WGS84

from geo.geodesy.short_edges import are_short, split_short_edges


def draw_edges(count):
    """Return edges of 0.1 m to 100 km, in all directions, anywhere on Earth."""
    rng = np.random.default_rng(4)
    start = np.column_stack([rng.uniform(-180, 180, count), rng.uniform(-89.5, 89.5, count)])
    length, azimuth = 10 ** rng.uniform(-1, 5, count), rng.uniform(0, 360, count)
    end = []
    for (lon, lat), metres, degrees in zip(start, length, azimuth, strict=True):
        found = WGS84.Direct(lat, lon, degrees, metres)
        end.append((lon + (found["lon2"] - lon + 180) % 360 - 180, found["lat2"]))
    return start, np.array(end)


def test_points_are_on_the_geodesic_to_a_millimetre():
    start, end = draw_edges(3000)
    short = are_short(start, end)
    start, end = start[short], end[short]
    pieces, whole = split_short_edges(start, end, np.full(len(start), 5))
    assert len(start) > 1500
    assert np.array_equal(whole, np.repeat(np.arange(len(start)), 5))
    assert np.array_equal(pieces[::5], start)
    for n, (here, there) in enumerate(zip(start, end, strict=True)):
        line = WGS84.InverseLine(here[1], here[0], there[1], there[0])
        for k in (1, 4):
            at, (lon, lat) = line.Position(line.s13 * k / 5), pieces[5 * n + k]
            assert WGS84.Inverse(at["lat2"], at["lon2"], lat, lon)["s12"] < 1e-3


@pytest.mark.parametrize(("metres", "lat"), [(5_000, 35), (1_000, 70), (0.5, 89)])
def test_edges_of_outlines_are_short(metres, lat):
    end = WGS84.Direct(lat, 105, 70, metres)
    assert are_short(np.array([[105.0, lat]]), np.array([[end["lon2"], end["lat2"]]])).all()


def test_neighbours_get_the_same_vertices():
    start, end = draw_edges(200)
    count = np.full(200, 7)
    there, back = split_short_edges(start, end, count)[0], split_short_edges(end, start, count)[0]
    for n in range(200):
        assert np.array_equal(there[7 * n + 1 : 7 * n + 7], back[7 * n + 1 : 7 * n + 7][::-1])


def test_an_edge_in_one_piece_stays():
    start, end = draw_edges(3)
    pieces, whole = split_short_edges(start, end, np.array([1, 2, 1]))
    assert whole.tolist() == [0, 1, 1, 2]
    assert np.array_equal(pieces[[0, 1, 3]], start)
