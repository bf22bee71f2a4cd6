"""Distances against geographiclib."""

import math

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geodesic_oracle import WGS84, distance_m
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.geodesy.centroid import find_centroids
from geo.geodesy.distance import edge_distance_m, measure_to_place

MM = 1e-3


def distance(shape, lon, lat):
    return edge_distance_m(gpd.GeoSeries([shape]), shapely.Point(lon, lat)).iloc[0]


def assert_agrees(shape, lon, lat):
    assert distance(shape, lon, lat) == pytest.approx(
        distance_m(shape, lon, lat, samples=40), abs=MM
    )


def blob(lon, lat, radii_m):
    turns = np.linspace(0, 360, len(radii_m), endpoint=False)
    ends = [WGS84.Direct(lat, lon, -a, r) for a, r in zip(turns, radii_m, strict=True)]
    lons = [lon + (end["lon2"] - lon + 180) % 360 - 180 for end in ends]
    return shapely.Polygon(zip(lons, [end["lat2"] for end in ends], strict=True))


BIG = shapely.box(105, 28, 106, 29)  # edges of about 100 km
HUGE = shapely.box(90, 20, 120, 50)  # edges of thousands of km
LAKE = shapely.Polygon(BIG.exterior, [shapely.box(105.4, 28.4, 105.6, 28.6).exterior])
ISLAND = shapely.MultiPolygon([LAKE, shapely.box(105.45, 28.45, 105.5, 28.5)])
DATELINE = shapely.MultiPolygon(
    [shapely.box(179.5, -17, 180, -16), shapely.box(-180, -17, -179.5, -16)]
)
NOTCHED = shapely.Polygon([(105, 28), (107, 28), (107, 29), (106.02, 28.06), (105, 29)])
POLAR = shapely.Polygon(
    [(-180, -90), (180, -90), (180, -80), (90, -79), (0, -82), (-90, -80), (-180, -80)]
)
OUTSIDE = {
    "edge nearer than the nearest corner": (NOTCHED, 106, 27.99),
    "beyond a cap around the pole": (POLAR, 45, -60),
    "north of a long edge": (BIG, 105.5, 29.3),
    "south of a long edge": (BIG, 105.5, 27.5),
    "east of a meridian": (BIG, 106.2, 28.4),
    "beyond a corner": (BIG, 104.5, 29.5),
    "a metre off": (BIG, 105.00001 - 2e-5, 28.5),
    "far": (BIG, -0.1, 51.5),
    "a quarter around": (BIG, 15.5, 0.0),
    "near the antipode": (BIG, -74.3, -28.2),
    "at the antipode": (BIG, -74.5, -28.5),
    "at the pole": (BIG, 0.0, 90.0),
    "north of a huge edge": (HUGE, 105, 56),
    "huge, far": (HUGE, -60, 10),
    "huge, a quarter around": (HUGE, 15, -5),
    "in the hole": (LAKE, 105.47, 28.52),
    "between island and shore": (ISLAND, 105.52, 28.47),
    "east of the date line": (DATELINE, -179.0, -16.5),
    "west of the date line": (DATELINE, 179.0, -16.4),
}


@pytest.mark.parametrize(("shape", "lon", "lat"), OUTSIDE.values(), ids=OUTSIDE)
def test_place_outside_agrees(shape, lon, lat):
    assert_agrees(shape, lon, lat)


INSIDE = {
    "under a cap around the pole": (POLAR, 10, -85),
    "on the pole": (POLAR, 77, -90),
    "middle": (BIG, 105.5, 28.5),
    "by the edge": (BIG, 105.0001, 28.5),
    "on the island": (ISLAND, 105.47, 28.47),
    "on the ring": (LAKE, 105.2, 28.5),
    "on the date line": (DATELINE, 180, -16.5),
    "on the date line, said otherwise": (DATELINE, -180, -16.5),
    "wound the other way": (LAKE.reverse(), 105.2, 28.5),
    "corner": (BIG, 105, 28),
    "corner of the hole": (LAKE, 105.4, 28.4),
    "on a meridian edge": (BIG, 105, 28.3),
}


@pytest.mark.parametrize(("shape", "lon", "lat"), INSIDE.values(), ids=INSIDE)
def test_place_inside_is_at_no_distance(shape, lon, lat):
    assert distance(shape, lon, lat) == pytest.approx(0, abs=1e-6)


def test_an_edge_is_a_geodesic_not_a_parallel():
    edge = WGS84.InverseLine(29, 105, 29, 106)
    top = edge.Position(edge.s13 / 2)["lat2"]
    assert top > 29.0009  # about 105 m above the 29th parallel
    assert distance(BIG, 105.5, top - 1e-5) == 0
    assert distance(BIG, 105.5, top + 1e-5) == pytest.approx(1.108, abs=0.001)
    assert_agrees(BIG, 105.5, 28.0005)  # between the 28th parallel and the southern edge


POWERS = st.floats(2, 5.5)
WAYS = st.tuples(st.floats(0, 360), st.floats(0, 8))  # azimuth, distance in sizes
RADII = st.lists(st.floats(0.2, 1.0), min_size=3, max_size=9)


@settings(max_examples=40)
@given(st.floats(-160, 160), st.floats(-75, 75), POWERS, RADII, WAYS)
def test_star_and_place_anywhere_agree(lon, lat, power, radii, way):
    shape = blob(lon, lat, [r * min(10**power, 150_000) for r in radii])
    assume(shape.is_valid)
    seat = WGS84.Direct(lat, lon, way[0], min(10**power * way[1], 1.9e7))
    place = shapely.Point(seat["lon2"], seat["lat2"])
    edge = distance_m(shape, place.x, place.y, samples=40)
    found = edge_distance_m(gpd.GeoSeries([shape]), place).iloc[0]
    assert found in (0.0, pytest.approx(edge, abs=MM))
    # Within a step of the edge, straight and geodesic outlines may differ; not beyond.
    bulge = max(50.0, 0.02 * 10**power)
    if edge > bulge:
        assert (found == 0) == shape.contains(place)


@settings(max_examples=20)
@given(st.floats(0, 360), st.floats(-80, 80), RADII)
def test_turning_the_globe_changes_nothing(turn, lat, radii):
    distances = []
    for lon in (0.0, turn - 180):
        shape = blob(lon, lat, [r * 20_000 for r in radii])
        assume(shape.bounds[0] >= -180 and shape.bounds[2] <= 180)
        seat = WGS84.Direct(lat, lon, 33, 30_000)
        distances.append(distance(shape, seat["lon2"], seat["lat2"]))
    assert distances[0] == pytest.approx(distances[1], abs=MM)


def test_many_shapes_are_measured_apart(series):
    shapes = series(BIG, LAKE, shapely.Polygon(), ISLAND, DATELINE, HUGE)
    place = shapely.Point(105.52, 28.47)
    found = edge_distance_m(shapes, place)
    alone = [edge_distance_m(shapes.iloc[[n]], place).iloc[0] for n in range(len(shapes))]
    np.testing.assert_allclose(found, alone, atol=1e-6)
    assert math.isnan(found.iloc[2])
    assert found.name == "distance_m"


def test_no_shapes_have_no_distances(series):
    assert edge_distance_m(series(), shapely.Point(0, 0)).empty


def test_shipped_distances_agree(zone):
    for place in zone.places.geometry:
        for shape, found in zip(
            zone.parts.geometry, edge_distance_m(zone.parts.geometry, place), strict=True
        ):
            assert found in (
                0.0,
                pytest.approx(distance_m(shape, place.x, place.y, samples=8), abs=MM),
            )
            assert (found == 0) == shape.contains(place)


def test_bearing_and_centre_distance_are_geodesic(zone):
    centres = find_centroids(zone.parts.geometry)
    for place in zone.places.geometry:
        metres, bearing = measure_to_place(centres, place)
        for n, point in enumerate(centres):
            line = WGS84.Inverse(point.y, point.x, place.y, place.x)
            assert metres[n] == pytest.approx(line["s12"], abs=1e-6)
            assert bearing[n] == pytest.approx(line["azi1"] % 360, abs=1e-9)


@given(st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89))
def test_distance_is_the_same_both_ways(lon1, lat1, lon2, lat2):
    a, b = shapely.Point(lon1, lat1), shapely.Point(lon2, lat2)
    there, back = measure_to_place(gpd.GeoSeries([a]), b), measure_to_place(gpd.GeoSeries([b]), a)
    assert there[0][0] == pytest.approx(back[0][0], abs=1e-6)
    assert 0 <= there[1][0] < 360
