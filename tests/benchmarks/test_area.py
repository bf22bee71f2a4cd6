"""Geodesic area of many polygons: all edges at once, the usual loop, a projection, DuckDB."""

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

CHECKED = 500


def geographiclib_m2(shape):
    total = 0.0
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        polygon = Geodesic.WGS84.Polygon()
        for lon, lat in shapely.get_coordinates(ring)[:-1]:
            polygon.AddPoint(lat, lon)
        total += abs(polygon.Compute()[2])
    return total


def errors(found, shapes):
    """Return the worst relative error of each way over the first shapes."""
    expected = np.array([geographiclib_m2(shape) for shape in shapes[:CHECKED]])
    return {
        way: float(np.max(np.abs(row.pop("answer")[: len(expected)] / expected - 1)))
        for way, row in found.items()
    }


@pytest.mark.benchmark(group="area of parcels")
def test_area_of_parcels(benchmark, race, goals, written, parcels):
    written(shapes=parcels)
    found = race("area")
    worst = errors(found, parcels)
    benchmark.extra_info.update(parcels=len(parcels), worst_relative_error=worst)
    print("".join(f"\n  {way:24} worst relative error {error:.1e}" for way, error in worst.items()))
    assert worst["zonemap"] <= 1e-8
    assert worst["Geod loop"] <= 1e-8
    goals(f"area of {len(parcels)} parcels: Geod loop", found["Geod loop"]["times"], at_least=8)
    goals("the same: worst relative error", worst["zonemap"], at_most=1e-8)


@pytest.mark.benchmark(group="area of counties")
def test_area_of_counties(benchmark, race, goals, written, counties):
    shapes = np.asarray(counties.array)
    written(shapes=shapes)
    found = race("area", rounds=20)
    worst = errors(found, shapes)
    benchmark.extra_info.update(counties=len(shapes), worst_relative_error=worst)
    print("".join(f"\n  {way:24} worst relative error {error:.1e}" for way, error in worst.items()))
    assert worst["zonemap"] <= 1e-9
    goals(f"area of {len(shapes)} counties: Geod loop", found["Geod loop"]["times"], at_least=3.5)
    goals("the same: worst relative error", worst["zonemap"], at_most=1e-9)
