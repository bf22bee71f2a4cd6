"""Gaps between outlines against every corner and edge, anywhere on Earth and at any size."""

import itertools

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.geodesy.distance import measure_to_edges
from geo.geodesy.edges import extract_edges
from geo.geodesy.outline_gaps import (
    MEET,
    bound_gap,
    bound_gap_by_balls,
    measure_gaps_m,
    widen_chord_m,
)
from geo.geodesy.outlines import make_outlines

WGS84 = Geodesic.WGS84
MM = 1e-3


def blob(rng, lon, lat, radius_m, corners):
    turns = np.sort(rng.uniform(0, 360, corners))
    ends = [WGS84.Direct(lat, lon, -a, radius_m * rng.uniform(0.4, 1)) for a in turns]
    return shapely.Polygon([(end["lon2"], end["lat2"]) for end in ends])


def gap_oracle(one, other):
    """Return the gap of two outlines apart: every corner to every edge, on the ellipsoid."""
    found = []
    for here, there in ((one, other), (other, one)):
        edges, corners = extract_edges(np.array([there])), shapely.get_coordinates(here)
        point, edge = np.indices((len(corners), len(edges))).reshape(2, -1)
        found.append(measure_to_edges(edges.take(edge), *corners[point].T)[0].min())
    return min(found)


@pytest.mark.parametrize("lat", [0, 29, -75])
@pytest.mark.parametrize(
    ("apart_m", "radius_m"),
    [(300, 100), (20_000, 5_000), (400_000, 150_000), (5e6, 2e4), (1.2e7, 1e6), (1.9e7, 1e5)],
)
def test_a_gap_is_that_of_the_nearest_corner_and_edge(lat, apart_m, radius_m):
    rng = np.random.default_rng(int(apart_m) + lat)
    for corners, turn in itertools.product((3, 9, 40), (10, 200)):
        end = WGS84.Direct(lat, 104, turn, apart_m)
        shapes = np.array(
            [
                blob(rng, 104, lat, radius_m, corners),
                blob(rng, end["lon2"], end["lat2"], radius_m, 7),
            ]
        )
        if (shapely.bounds(shapes)[:, 2] - shapely.bounds(shapes)[:, 0] > 90).any():
            continue  # over the antimeridian, where this test would have to cut it
        one, other = make_outlines(shapes)
        expected, bounds = gap_oracle(*shapes), bound_gap(one, other)
        assert measure_gaps_m([bounds]) == pytest.approx(expected, abs=MM)
        for each in (bounds, bound_gap_by_balls(one, other)):
            assert each.least_m <= expected
            assert widen_chord_m(each.most_m) >= least_chord(expected)


def least_chord(metres):
    """Return the shortest straight line between two points that are so far apart."""
    return min(2 * 6_335_439 * np.sin(min(metres / 2 / 6_335_439, np.pi / 2)), metres)


@pytest.mark.parametrize("seed", range(5))
def test_a_geodesic_is_bounded_by_the_chord(seed):
    """What is nearer by its geodesic is never left out by its straight line."""
    rng = np.random.default_rng(seed)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 60))), rng.uniform(-180, 180, 60)
    points = shapely.points(lon, lat)
    tiny = shapely.buffer(points, 1e-4)
    outlines = make_outlines(np.array([p for p in tiny if abs(p.centroid.x) < 179.9]))
    first, chord_m, metres = outlines[0], [], []
    for each in outlines[1:]:
        step = first.at[:, 0] - each.at[:, 0]
        chord_m.append(float(np.sqrt(step @ step)))
        (x, y), (to_x, to_y) = first.corners[0], each.corners[0]
        metres.append(WGS84.Inverse(y, x, to_y, to_x)["s12"])
    for one, other in itertools.permutations(range(len(metres)), 2):
        if metres[one] <= metres[other]:
            assert chord_m[one] <= widen_chord_m(chord_m[other])


def test_outlines_that_meet_have_no_gap_and_those_without_edges_an_infinite_one():
    globe = make_outlines(np.array([shapely.box(-180, -90, 180, 90)]))[0]
    assert measure_gaps_m([MEET, bound_gap(globe, globe)]).tolist() == [0, np.inf]
    assert measure_gaps_m([]).tolist() == []


def test_repeated_corners_change_nothing():
    box = shapely.box(104, 28, 105, 29)
    again = shapely.Polygon(np.repeat(shapely.get_coordinates(box), 2, axis=0))
    other = shapely.box(106, 28, 107, 29)
    plain, repeated, far = make_outlines(np.array([box, again, other]))
    assert measure_gaps_m([bound_gap(repeated, far)]) == measure_gaps_m([bound_gap(plain, far)])


def test_many_pairs_of_corner_and_edge_are_taken_in_blocks(monkeypatch):
    rng = np.random.default_rng(3)
    shapes = np.array([blob(rng, 104, 29, 9000, 300), blob(rng, 104.3, 29, 9000, 300)])
    whole = measure_gaps_m([bound_gap(*make_outlines(shapes))])
    monkeypatch.setattr("geo.geodesy.outline_gaps._BLOCK", 7000)
    monkeypatch.setattr("geo.geodesy.outline_gaps._MANY", 3)
    assert measure_gaps_m([bound_gap(*make_outlines(shapes))]) == whole
