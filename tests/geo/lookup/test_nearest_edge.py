"""The nearest edge against `geo.geodesy.distance`, which looks at every edge of every outline."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.geodesy.distance import edge_distance_m
from geo.lookup.nearest_edge import find_nearest_edges, index_edges

BIG = shapely.box(100, 25, 108, 32)  # edges of 700 km, cut into pieces
SMALL = shapely.box(109, 28, 109.01, 28.01)


def spots(count, spread, seed=1):
    rng = np.random.default_rng(seed)
    low, high = max(29 - spread, -89), min(29 + spread, 89)
    return 105 + rng.uniform(-spread, spread, count), rng.uniform(low, high, count)


def by_every_edge(shapes, lon, lat):
    outlines = gpd.GeoSeries(shapes, crs="OGC:CRS84")
    tables = [edge_distance_m(outlines, shapely.Point(*xy)) for xy in zip(lon, lat, strict=True)]
    return np.array([table.min() for table in tables])


@pytest.mark.parametrize(("count", "spread"), [(60, 0.5), (60, 5), (30, 40), (10, 89)])
def test_distance_is_that_of_every_edge_looked_at(zone, count, spread):
    lon, lat = spots(count, spread)
    shapes = np.asarray(zone.parts.geometry.array)
    expected = by_every_edge(shapes, lon, lat)
    metres = find_nearest_edges(index_edges(shapes), lon, lat)[1]
    outside = expected > 0
    assert outside.any()
    np.testing.assert_allclose(metres[outside], expected[outside], atol=1e-3)


def test_long_edges_are_geodesics():
    shapes = np.array([BIG, SMALL])
    lon, lat = np.array([104.0, 98.0, 109.005, 104.0]), np.array([32.5, 20.0, 28.02, 24.9])
    owner, metres = find_nearest_edges(index_edges(shapes), lon, lat)
    assert owner.tolist() == [0, 0, 1, 0]
    np.testing.assert_allclose(metres, by_every_edge(shapes, lon, lat), atol=1e-3)


def test_inside_it_is_the_way_out():
    metres = find_nearest_edges(
        index_edges(np.array([SMALL])), np.array([109.005]), np.array([28.002])
    )[1]
    assert metres[0] == pytest.approx(0.002 * 110_850, rel=1e-3)  # a degree of latitude at 28°


def test_one_point_alone_gets_what_it_gets_among_many(zone):
    edges = index_edges(np.asarray(zone.parts.geometry.array))
    lon, lat = spots(50, 3)
    together = find_nearest_edges(edges, lon, lat)
    alone = [find_nearest_edges(edges, lon[n : n + 1], lat[n : n + 1]) for n in range(50)]
    assert together[0].tolist() == [owner[0] for owner, _ in alone]
    assert together[1].tolist() == [metres[0] for _, metres in alone]
