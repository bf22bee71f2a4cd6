"""Points in polygons: the grid, `geopandas.sjoin` and DuckDB, with the same hits."""

from functools import cache

import numpy as np
import pytest
import shapely

from geo.geodesy.densify import bow_m
from geo.geodesy.edges import extract_edges
from geo.lookup.index import index_zone
from geo.lookup.locate import locate_points


@cache
def many_shapes():
    """2,900 outlines with 60 corners or so each, like the counties of a country."""
    rng = np.random.default_rng(2)
    seeds = shapely.multipoints(rng.uniform([75, 18], [135, 53], (2900, 2)))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(seeds, extend_to=shapely.box(75, 18, 135, 53))
    )
    return shapely.segmentize(shapely.intersection(cells, shapely.box(75, 18, 135, 53)), 0.05)


@pytest.fixture(params=["parts", "counties", "2900"])
def shapes(request, zone, counties):
    """The zone's parts, the counties around it, or a country's worth of outlines."""
    given = {"parts": zone.parts.geometry, "counties": counties}
    return np.asarray(given[request.param].array) if request.param in given else many_shapes()


def in_order(pairs):
    """Return (point, polygon) pairs sorted, to be compared."""
    point, polygon = pairs.astype(np.int64)
    return np.sort(point * 1_000_000 + polygon)


def straightened(pairs, shapes, lon, lat):
    """Return the pairs without those that only the bow of a geodesic edge decides.

    The rivals take edges as straight in degrees; ours are geodesics.
    """
    point, polygon = np.divmod(pairs, 1_000_000)
    edges = extract_edges(shapes)
    bow_deg = bow_m(edges.start, edges.end).max() / 80_000  # a degree of longitude at 44 degrees
    away = shapely.distance(shapely.boundary(shapes[polygon]), shapely.points(lon, lat)[point])
    return pairs[away > bow_deg]


def test_points_in_polygons(benchmark, race, goals, written, shapes, sites):  # noqa: PLR0917
    benchmark.group = f"points in {len(shapes)} polygons"
    lon, lat = sites(shapely.total_bounds(shapes))
    written(shapes=shapes, points=(lon, lat))
    found = race("locate", rounds=2)
    benchmark.extra_info["points"] = len(lon)
    hits = {way: in_order(row.pop("answer")) for way, row in found.items()}
    for way, own in hits.items():
        other = straightened(np.setxor1d(own, hits["zonemap"]), shapes, lon, lat)
        assert not len(other), f"{way} has other hits"
        assert len(own) > len(lon) // 100
    what = f"{len(lon)} points in {len(shapes)} polygons"
    goals(f"{what}: sjoin", found["sjoin"]["times"], at_least=6)
    goals(f"{what}: DuckDB on all cores", found["DuckDB"]["times"], at_least=1)


@pytest.mark.benchmark(group="everything about sites")
def test_all_columns(benchmark, zone, sites):
    lon, lat = (values[:100_000] for values in sites((104.5, 28, 106.5, 30)))
    index = index_zone(zone)
    found = benchmark.pedantic(locate_points, (index, lon, lat), rounds=2)
    benchmark.extra_info["points"] = len(lon)
    inside = shapely.intersects_xy(zone.parts.union_all(), lon, lat)
    assert ((found["distance_m"] == 0) == inside).all()
