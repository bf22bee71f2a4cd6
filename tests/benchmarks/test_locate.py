"""Points in polygons: the grid, `geopandas.sjoin` and DuckDB, with the same hits."""

from functools import cache

import numpy as np
import pytest
import shapely

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


def test_points_in_polygons(benchmark, race, goals, written, shapes, sites):  # noqa: PLR0917
    benchmark.group = f"points in {len(shapes)} polygons"
    lon, lat = sites(shapely.total_bounds(shapes))
    written(shapes=shapes, points=(lon, lat))
    found = race("locate", rounds=2)
    benchmark.extra_info["points"] = len(lon)
    hits = {way: in_order(row.pop("answer")) for way, row in found.items()}
    for way, own in hits.items():
        assert np.array_equal(own, hits["zonemap"]), f"{way} has other hits"
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
