"""Points in polygons: the grid against `geopandas.sjoin`, with the same hits."""

from functools import cache

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.chart import chart_zone
from geo.locate import locate_points
from geo.membership import grid_over, pairs_within


def by_grid(shapes, lon, lat):
    return pairs_within(grid_over(shapes), lon, lat)


def by_sjoin(shapes, lon, lat):
    """Join what sjoin needs first: points made of the columns."""
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat))
    joined = gpd.sjoin(points, gpd.GeoDataFrame(geometry=shapes), predicate="intersects")
    return joined.index.to_numpy(), joined["index_right"].to_numpy()


def by_bare_sjoin(points, areas):
    joined = gpd.sjoin(points, areas, predicate="intersects")
    return joined.index.to_numpy(), joined["index_right"].to_numpy()


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


@pytest.mark.parametrize("way", ["zonemap", "sjoin", "sjoin, points ready"])
def test_points_in_polygons(benchmark, shapes, sites, way):
    benchmark.group = f"points in {len(shapes)} polygons"
    lon, lat = sites(shapely.total_bounds(shapes))
    arguments, run = (shapes, lon, lat), {"zonemap": by_grid, "sjoin": by_sjoin}.get(way)
    if run is None:
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat))
        arguments, run = (points, gpd.GeoDataFrame(geometry=shapes)), by_bare_sjoin
    found = benchmark.pedantic(run, arguments, rounds=2, warmup_rounds=1)
    benchmark.extra_info["points"] = len(lon)
    expected = by_sjoin(shapes, lon[:20_000], lat[:20_000])
    assert hits(found, 20_000) == hits(expected, 20_000)


def hits(pairs, below):
    point, shape = pairs
    return set(zip(point[point < below].tolist(), shape[point < below].tolist(), strict=True))


@pytest.mark.benchmark(group="everything about sites")
def test_all_columns(benchmark, zone, sites):
    lon, lat = (values[:100_000] for values in sites((104.5, 28, 106.5, 30)))
    chart = chart_zone(zone)
    found = benchmark.pedantic(locate_points, (chart, lon, lat), rounds=2)
    benchmark.extra_info["points"] = len(lon)
    inside = shapely.intersects_xy(zone.parts.union_all(), lon, lat)
    assert ((found["distance_m"] == 0) == inside).all()
