"""Geodesic area of many polygons: all edges at once, the usual loop, an equal-area projection."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.measure import WGS84, area_m2

ALBERS = "+proj=aea +lat_1=28.3 +lat_2=29.3 +lat_0=28.8 +lon_0=105.4 +datum=WGS84"


def geod_loop(shapes):
    return np.array([WGS84.geometry_area_perimeter(s)[0] for s in shapely.orient_polygons(shapes)])


def projected(shapes):
    return gpd.GeoSeries(shapes, crs="OGC:CRS84").to_crs(ALBERS).area.to_numpy()


def at_once(shapes):
    return area_m2(gpd.GeoSeries(shapes, crs="OGC:CRS84")).to_numpy()


def geographiclib_m2(shape):
    total = 0.0
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        polygon = Geodesic.WGS84.Polygon()
        for lon, lat in shapely.get_coordinates(ring)[:-1]:
            polygon.AddPoint(lat, lon)
        total += abs(polygon.Compute()[2])
    return total


WAYS = {"zonemap": (at_once, 1e-8), "Geod loop": (geod_loop, 1e-8), "to_crs": (projected, 1e-6)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.benchmark(group="area of parcels")
def test_area_of_parcels(benchmark, parcels, way):
    measure, error = WAYS[way]
    found = benchmark.pedantic(measure, (parcels,), rounds=3, warmup_rounds=1)
    expected = np.array([geographiclib_m2(shape) for shape in parcels[:500]])
    worst = np.max(np.abs(found[:500] / expected - 1))
    benchmark.extra_info.update(parcels=len(parcels), worst_relative_error=float(worst))
    assert worst <= error


@pytest.mark.parametrize("way", ["zonemap", "Geod loop"])
@pytest.mark.benchmark(group="area of counties")
def test_area_of_counties(benchmark, counties, way):
    shapes = np.asarray(counties.array)
    found = benchmark.pedantic(WAYS[way][0], (shapes,), rounds=20, warmup_rounds=2)
    expected = np.array([geographiclib_m2(shape) for shape in shapes])
    worst = np.max(np.abs(found / expected - 1))
    benchmark.extra_info.update(counties=len(shapes), worst_relative_error=float(worst))
    assert worst <= 1e-9
