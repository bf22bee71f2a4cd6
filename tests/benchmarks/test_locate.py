"""Points in polygons: the grid, `geopandas.sjoin` and DuckDB, with the same hits."""

import resource
from functools import cache

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.geodesy.densify import bow_m
from geo.geodesy.distance import measure_to_edges
from geo.geodesy.edges import extract_edges
from geo.geodesy.geodesic import WGS84
from geo.lookup.index import index_zone
from geo.lookup.locate import locate_points

LOCATE = """
import sys
from webapp.cli.main import zonemap
zonemap(["locate", sys.argv[1], "-o", sys.argv[2]], standalone_mode=False)
"""


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


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
@pytest.mark.benchmark(group="zonemap locate, 200,000 sites of a CSV, all columns")
def test_whole_file(benchmark, zone, python, tmp_path, suffix):
    """With an answer check: by every edge and `Geod.inv`, for some of the rows."""
    source, out = tmp_path / "sites.csv", tmp_path / f"out{suffix}"
    lon, lat = np.random.default_rng(1).uniform([[105], [28.5]], [[106], [29.5]], (2, 200_000))
    np.savetxt(source, np.column_stack([lon, lat]), "%.6f", ",", header="lon,lat", comments="")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    benchmark.pedantic(python, (LOCATE, source, out), rounds=1)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    benchmark.extra_info["cpu_us_per_site"] = cpu_s / 200_000 * 1e6
    print(f"\n  {suffix:10} {cpu_s / 200_000 * 1e6:6.1f} µs a site", end="")
    found = pd.read_parquet(out) if suffix == ".parquet" else pd.read_csv(out)
    assert found["row"].tolist() == list(range(1, 200_001))
    some = found.iloc[::997]
    x, y = (some[name].astype(float).to_numpy() for name in ("lon", "lat"))
    for name, place in zone.places.geometry.items():
        bearing, _, metres = WGS84.inv(x, y, np.full(len(x), place.x), np.full(len(x), place.y))
        np.testing.assert_allclose(some[f"{name}_distance_m"], metres, rtol=0, atol=1.1e-4)
        np.testing.assert_allclose(some[f"{name}_bearing_deg"], bearing % 360, rtol=0, atol=1.1e-7)
    edges = index_zone(zone).edges.edges
    point, edge = np.indices((len(x), len(edges))).reshape(2, -1)
    metres = measure_to_edges(edges.take(edge), x[point], y[point])[0].reshape(len(x), -1)
    np.testing.assert_allclose(some["edge_distance_m"], metres.min(axis=1), rtol=0, atol=1.1e-4)
