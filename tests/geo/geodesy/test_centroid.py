"""The centre against thousands of small pieces, each weighed on the ellipsoid."""

import math
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.geodesy.centroid import find_centroids, find_outside

WGS84 = Geodesic.WGS84


def centre_oracle(shape):
    """Return the centroid as the mean of thousands of pieces, each weighed on the ellipsoid."""
    west, south, east, north = shape.bounds
    edges = np.linspace(west, east, 60), np.linspace(south, north, 60)
    x, y = np.meshgrid(edges[0][:-1], edges[1][:-1])
    steps = edges[0][1] - edges[0][0], edges[1][1] - edges[1][0]
    cells = shapely.box(x, y, x + steps[0], y + steps[1]).ravel() & shape
    cells = cells[shapely.area(cells) > 0]
    flat = shapely.get_coordinates(shapely.centroid(cells))
    sin = np.sin(np.radians(flat[:, 1]))
    density = np.cos(np.radians(flat[:, 1])) / (1 - 0.00669437999014 * sin**2) ** 2
    weight = shapely.area(cells) * density
    lat, lon = np.radians(flat[:, 1]), np.radians(flat[:, 0])
    normals = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    mean = (normals * weight[:, None]).sum(axis=0)
    return math.degrees(math.atan2(mean[1], mean[0])), math.degrees(
        math.asin(mean[2] / np.linalg.norm(mean))
    )


L_SHAPE = shapely.Polygon(
    [(105.2, 28.8), (105.5, 28.8), (105.5, 28.85), (105.25, 28.85), (105.25, 29.1), (105.2, 29.1)]
).segmentize(0.01)


BOX = shapely.box(105.4, 28.9, 105.5, 29.0)
HOLED = shapely.Polygon(BOX.exterior, [shapely.box(105.41, 28.91, 105.44, 28.94).exterior])
SHAPES = [BOX, HOLED, L_SHAPE, shapely.MultiPolygon([HOLED, shapely.box(105.6, 28.9, 105.7, 29)])]


def assert_centre(shape, limit_m=1.0):
    point = find_centroids(gpd.GeoSeries([shape])).iloc[0]
    lon, lat = centre_oracle(shape)
    assert WGS84.Inverse(point.y, point.x, lat, lon)["s12"] < limit_m


def test_centre_of_shipped_parts_is_within_a_metre(zone):
    for shape in zone.parts.geometry:
        assert_centre(shape)


@pytest.mark.parametrize("shape", SHAPES)
def test_centre_is_within_a_metre(shape):
    assert_centre(shape)


@pytest.mark.parametrize("lon", [-180, 0, 105.4, 179.95])
def test_centre_does_not_depend_on_the_first_corner(lon):
    corners = [(lon + x, 60 + y) for x, y in [(0, 0), (0.02, 0.01), (0.05, 0.3), (0.01, 0.1)]]
    turned = [shapely.Polygon(corners[n:] + corners[:n]) for n in range(4)]
    points = find_centroids(gpd.GeoSeries(turned))
    gaps = [WGS84.Inverse(points[0].y, points[0].x, p.y, p.x)["s12"] for p in points]
    assert max(gaps) < 1e-3


def test_centre_of_a_shape_cut_at_the_antimeridian_lies_in_it():
    halves = shapely.MultiPolygon(
        [shapely.box(179.9, -17, 180, -16), shapely.box(-180, -17, -179.8, -16)]
    )
    found = find_centroids(gpd.GeoSeries([halves])).iloc[0]
    assert found.x == pytest.approx(-179.95, abs=1e-3)
    assert found.y == pytest.approx(-16.5, abs=0.01)


CAP = shapely.Polygon([*[(x, 60) for x in range(-180, 181, 10)], (180, 90), (-180, 90)])
HALVES = [
    (shapely.box(-90, -90, 90, 90), (0, 0)),
    (shapely.box(-180, 0, 180, 90).segmentize(5), (0, 90)),
    (shapely.box(0, -90, 180, 90).segmentize(5), (90, 0)),
    (shapely.box(-179, -89, 179, 89).segmentize(5), (0, 0)),
    (shapely.box(-100, -20, 100, 20).segmentize(5), (0, 0)),
    (CAP, (0, 90)),
    (shapely.transform(CAP, lambda xy: xy * [1, -1]), (0, -90)),
]


@pytest.mark.parametrize(("shape", "middle"), HALVES)
def test_centre_of_a_shape_of_the_size_of_a_hemisphere_is_known_by_its_symmetry(shape, middle):
    point = find_centroids(gpd.GeoSeries([shape])).iloc[0]
    assert WGS84.Inverse(point.y, point.x, middle[1], middle[0])["a12"] < 0.5


def test_centre_of_a_world_with_a_hole_is_opposite_the_hole():
    world = shapely.box(-180, -90, 180, 90).segmentize(10) - shapely.box(100, 20, 110, 30)
    point = find_centroids(gpd.GeoSeries([world])).iloc[0]
    assert WGS84.Inverse(point.y, point.x, -25, -75)["a12"] < 0.5


def test_centre_of_the_world_is_a_point_of_it():
    world = shapely.box(-180, -90, 180, 90)
    assert world.contains(find_centroids(gpd.GeoSeries([world])).iloc[0])


def test_index_is_kept_and_may_be_empty():
    shapes = gpd.GeoSeries([BOX, HOLED], index=["b", "a"])
    assert find_centroids(shapes).index.equals(shapes.index)
    assert find_centroids(shapes[:0]).empty


def is_outside_oracle(ring, lon, lat):
    """Return whether the great circles of a ring leave a point outside: they wind 0 times."""

    def to_vector(x, y):
        x, y = math.radians(x), math.radians(y)
        return np.array([math.cos(y) * math.cos(x), math.cos(y) * math.sin(x), math.sin(y)])

    at, turn = to_vector(lon, lat), 0.0
    corners = [to_vector(*xy) for xy in ring]
    seen = [corner - at * (corner @ at) for corner in corners]
    for a, b in pairwise(seen):
        turn += math.atan2(np.cross(a, b) @ at, a @ b)
    return abs(turn) < 1


CRESCENT = shapely.Polygon(
    [
        *((105.4, 28.9), (105.5, 28.9), (105.5, 28.92), (105.42, 28.92)),
        *((105.42, 28.98), (105.5, 28.98), (105.5, 29.0), (105.4, 29.0)),
    ]
)
# The edge along the parallel is a geodesic, which bows north to 67.8 degrees.
NORTHERN = shapely.Polygon([(0, 60), (45, 50), (90, 60)])


@pytest.mark.parametrize(
    ("shape", "at"),
    [
        *((shape, find_centroids(gpd.GeoSeries([shape])).iloc[0]) for shape in (CRESCENT, BOX)),
        *((NORTHERN, shapely.Point(45, lat)) for lat in (55, 64, 67, 69)),
    ],
)
def test_outside_is_said_of_the_geodesic_outline(shape, at):
    (found,) = find_outside(gpd.GeoSeries([shape]), gpd.GeoSeries([at]))
    assert found == is_outside_oracle(shape.exterior.coords, at.x, at.y)


def test_the_centroid_of_a_ring_lies_outside_it_across_the_antimeridian_too():
    hole = shapely.box(105.42, 28.92, 105.48, 28.98)
    halves = [
        shapely.box(179.9, 10, 180, 10.2) - shapely.box(179.95, 10.05, 180, 10.15),
        shapely.box(-180, 10, -179.9, 10.2) - shapely.box(-180, 10.05, -179.95, 10.15),
    ]
    shapes = gpd.GeoSeries([BOX - hole, shapely.MultiPolygon(halves), shapely.box(179, 0, 180, 1)])
    centres = find_centroids(shapes)
    assert find_outside(shapes, centres).tolist() == [True, True, False]


def test_no_shipped_centroid_lies_outside_its_part(zone):
    assert not find_outside(zone.parts.geometry, find_centroids(zone.parts.geometry)).any()
