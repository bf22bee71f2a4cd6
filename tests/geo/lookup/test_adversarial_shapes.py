"""One definition of an edge: inside, distance and bearing against geographiclib, hard shapes."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geodesic_oracle import WGS84, distance_m, edges, is_inside
from shapely import MultiPolygon, Polygon, box

from geo.geodesy.distance import edge_distance_m, measure_to_outline
from geo.lookup.nearest_edge import find_nearest_edges, index_edges
from geo.lookup.polygon_grid import find_pairs_within, make_grid

pytestmark = pytest.mark.slow

MM = 1e-3
NEAR_M = 0.02  # how near an edge membership may be either way: twice what it promises
SHAPES = {
    "edges of ten degrees": box(100, 25, 110, 35),
    "edges of eighty degrees": box(-40, 40, 40, 70),
    "an edge winding about its chord": Polygon([(-20, -20), (20, -20), (20, 20)]),
    "a hole with long edges": Polygon(
        box(90, 20, 120, 50).exterior, [box(100, 30, 112, 40).exterior]
    ),
    "near antipodal corners": Polygon([(-80, 0), (92, 12), (30, 65)]),
    "sliver": Polygon([(100, 45), (101, 45.3), (101, 45.30003)]),
    "long sliver": Polygon([(100, 45), (104, 45), (104, 45.2)]),
    "tiny parcel": box(105.4, 28.9, 105.400_01, 28.900_01),
    "cut at 180": MultiPolygon([box(179, -17, 180, -15), box(-180, -17, -179, -15)]),
    "cut at 180, long edges": MultiPolygon([box(165, 50, 180, 60), box(-180, 50, -160, 60)]),
    "edge on 180": box(178, 50, 180, 52),
    "edge past the pole": Polygon([(-80, 80), (0, 70), (80, 80)]),
    "vertex at the pole": Polygon([(0, 90), (-10, 80), (10, 80)]),
    "around the pole": Polygon(
        [(-180, -90), (180, -90), (180, -70), (90, -75), (0, -65), (-90, -75), (-180, -70)]
    ),
    "both hemispheres": box(-60, -50, 70, 55),
    "two parts far apart": MultiPolygon([box(0, 0, 1, 1), box(150, -20, 155, -10)]),
}


def spots(shape, seed=5):
    """Return points about a shape: near its edges, on its corners, far away, opposite."""
    rng = np.random.default_rng(seed)
    west, south, east, north = shape.bounds
    wide, high = east - west, north - south
    found = [(rng.uniform(west - 0.1 * wide, east + 0.1 * wide),
              rng.uniform(south - 0.1 * high, north + 0.1 * high)) for _ in range(8)]  # fmt: skip
    for n, (a, b) in enumerate(edges(shape)[:6]):
        line = WGS84.InverseLine(a[1], a[0], b[1], b[0])
        foot = line.Position(line.s13 * (0.13 + 0.11 * n))
        for away in (0.05, -0.05, 3.0, -200.0):
            end = WGS84.Direct(foot["lat2"], foot["lon2"], foot["azi2"] + 90, away)
            found.append((end["lon2"], end["lat2"]))
    lon, lat = shapely.get_coordinates(shape)[1]
    found += [(lon, lat), (lon + 179.8, -lat + 0.1), (lon + 175, -lat), (0.0, 89.99), (10.0, -90.0)]
    return [((x + 180) % 360 - 180, float(np.clip(y, -90, 90))) for x, y in found]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_inside_distance_and_bearing_share_the_geodesic_edge(shape):
    points = spots(shape)
    lon, lat = np.array(points).T
    one = np.array([shape], dtype=object)
    within = np.isin(np.arange(len(lon)), find_pairs_within(make_grid(one), lon, lat)[0])
    nearest = find_nearest_edges(index_edges(one), lon, lat)[1]
    for n, (x, y) in enumerate(points):
        expected, inside = distance_m(shape, x, y), is_inside(shape, x, y)
        if expected > NEAR_M and abs(y) < 90:
            assert within[n] == inside, (x, y, expected)
            metres = edge_distance_m(gpd.GeoSeries([shape]), shapely.Point(x, y)).iloc[0]
            assert metres == pytest.approx(0.0 if inside else expected, abs=MM), (x, y)
        assert nearest[n] == pytest.approx(expected, abs=MM), (x, y)
        metres, bearing = measure_to_outline(shape, x, y)
        assert metres == pytest.approx(expected, abs=MM), (x, y)
        end = WGS84.Direct(y, x, bearing, metres)
        assert distance_m(shape, end["lon2"], end["lat2"]) < MM, (x, y)


def test_a_hundred_shapes_at_once_are_each_as_alone():
    shapes = np.array([*SHAPES.values()], dtype=object)
    lon, lat = np.array([spot for shape in SHAPES.values() for spot in spots(shape, 9)[::5]]).T
    owner, metres = find_nearest_edges(index_edges(shapes), lon, lat)
    alone = np.stack(
        [find_nearest_edges(index_edges(shapes[[n]]), lon, lat)[1] for n in range(len(shapes))]
    )
    np.testing.assert_allclose(metres, alone.min(axis=0), atol=MM)
    np.testing.assert_allclose(alone[owner, np.arange(len(lon))], metres, atol=MM)
