"""The nearest edge by blocks of points, against every edge measured by itself."""

import numpy as np
import pytest
import shapely

from geo.geodesy.distance import measure_to_edges
from geo.lookup.edge_blocks import find_near_edges, index_chords
from geo.lookup.nearest_edge import extract_short_edges, find_nearest_edges, index_edges

BESIDE = [shapely.box(105, 28, 105.2, 28.2), shapely.box(105.2, 28, 105.4, 28.2)]
WITHIN = [shapely.box(105.01, 28.01, 105.02, 28.02), shapely.box(105.2, 28.05, 105.21, 28.06)]
ACROSS = [shapely.box(179.9, -1, 180, 1), shapely.box(-180, -1, -179.9, 1)]
POLAR = [shapely.box(0, 86, 40, 88)]


def measure_all(edges, lon, lat):
    """Return the distance of each point (row) to each edge (column)."""
    point, edge = np.indices((len(lon), len(edges))).reshape(2, -1)
    metres = measure_to_edges(edges.take(edge), lon[point], lat[point])[0]
    return metres.reshape(len(lon), -1)


def scatter(kind, count=300):
    rng = np.random.default_rng(6)
    if kind == "line":  # along the outline that two share, and on it
        lat = rng.uniform(27.95, 28.25, count)
        return 105.2 + rng.choice([0, 1e-9, -1e-9, 1e-5, -1e-3], count), lat
    if kind == "twice":  # two clusters far apart
        lon, lat = rng.normal(105.1, 0.01, count), rng.normal(28.1, 0.01, count)
        return np.where(np.arange(count) % 2, lon, lon + 1), lat
    spread = {"near": 0.3, "far": 3.0, "world": 70.0}[kind]
    return 105.2 + rng.uniform(-spread, spread, count), rng.uniform(-1, 1, count) * spread + (
        28.1 if spread < 70 else 0
    )


@pytest.mark.parametrize("kind", ["near", "line", "twice", "far", "world"])
@pytest.mark.parametrize("shapes", [BESIDE, BESIDE + WITHIN, ACROSS, POLAR])
def test_owner_and_distance_are_those_of_every_edge(kind, shapes):
    outlines = np.array(shapes, dtype=object)
    edges = extract_short_edges(outlines)
    lon, lat = scatter(kind)
    if shapes is ACROSS:
        lon = (lon - 105.2 + 180 + 180) % 360 - 180
        lat = np.clip(lat - 28.1, -89, 89)
    metres = measure_all(edges, lon, lat)
    best = metres.min(axis=1)
    first = np.array([edges.owner[row <= row.min() + 1e-6].min() for row in metres])
    found, near_m, is_clear = find_near_edges(index_chords(edges), lon, lat)
    assert np.array_equal(found[is_clear], first[is_clear])
    np.testing.assert_allclose(near_m[is_clear], best[is_clear], rtol=0, atol=5e-6)
    every, every_m = find_nearest_edges(index_edges(outlines), lon, lat)
    own = np.where(edges.owner == every[:, None], metres, np.inf).min(axis=1)
    np.testing.assert_allclose(own, best, rtol=0, atol=1e-6)
    np.testing.assert_allclose(every_m, best, rtol=0, atol=1e-5)
    if shapes is not POLAR and kind == "near":
        assert is_clear.mean() > 0.8


def test_a_point_alone_or_in_any_company_is_as_far():
    index = index_chords(extract_short_edges(np.array(BESIDE + WITHIN, dtype=object)))
    lon, lat = scatter("far", 3000)
    together = find_near_edges(index, lon, lat)
    order = np.random.default_rng(8).permutation(3000)[:200]
    some = find_near_edges(index, lon[order], lat[order])
    assert np.array_equal(together[2][order], some[2])
    for one, other in zip(together[:2], some[:2], strict=True):
        assert np.array_equal(one[order][some[2]], other[some[2]])


def test_many_edges_are_searched_piece_by_piece():
    turn = np.linspace(0, 2 * np.pi, 4001)[:-1]
    star = shapely.polygons(
        np.column_stack([105 + 0.2 * np.cos(turn) * (1 + 0.1 * np.sin(40 * turn)),
                         28 + 0.2 * np.sin(turn) * (1 + 0.1 * np.sin(40 * turn))])
    )  # fmt: skip
    edges = extract_short_edges(np.array([star], dtype=object))
    rng = np.random.default_rng(9)
    lon, lat = 105 + rng.uniform(-0.02, 0.02, 2000), 28 + rng.uniform(-0.02, 0.02, 2000)
    _, metres, is_clear = find_near_edges(index_chords(edges), lon, lat)
    assert is_clear.all()
    some = slice(0, 40)
    expected = measure_all(edges, lon[some], lat[some]).min(axis=1)
    np.testing.assert_allclose(metres[some], expected, rtol=0, atol=5e-6)


def test_without_points_or_edges_nothing_is_clear():
    none, index = np.empty(0), index_chords(extract_short_edges(np.array(BESIDE, dtype=object)))
    assert [len(each) for each in find_near_edges(index, none, none)] == [0, 0, 0]
    empty = index_chords(extract_short_edges(np.array([shapely.Polygon()], dtype=object)))
    assert not find_near_edges(empty, *scatter("near"))[2].any()
