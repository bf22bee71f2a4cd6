"""Edges: the cut at the 180th meridian, and the pole, are none."""

import math

import geopandas as gpd
import numpy as np
import pytest
from geodesic_oracle import distance_m, edge_distance_m
from geographiclib.geodesic import Geodesic
from shapely import LineString, MultiPolygon, Polygon, box

from geo.geodesy.area import compactness, perimeter_m
from geo.geodesy.centroid import find_centroids
from geo.geodesy.distance import measure_to_outline
from geo.geodesy.edges import extract_edges, have_edges, split_rings, split_segments
from geo.geodesy.neighbours import find_neighbours

WGS84 = Geodesic.WGS84
WHOLE = Polygon([(10, -1), (11, -1), (12, -1), (12, 1), (11, 1), (10, 1)])  # the same elsewhere
ON_180 = box(178, -1, 180, 1)
CUT = MultiPolygon([box(179, -1, 180, 1), box(-180, -1, -179, 1)])
TALLER_IN_THE_EAST = MultiPolygon([box(179, -1, 180, 1), box(-180, -1, -179, 0.5)])


def series(*shapes):
    return gpd.GeoSeries([*shapes], crs="OGC:CRS84")


def array(*shapes):
    return np.array(shapes, dtype=object)


def test_a_box_cut_at_180_has_the_measures_of_the_same_box_elsewhere():
    for measure in (perimeter_m, compactness):
        cut, whole = measure(series(CUT, WHOLE))
        assert cut == pytest.approx(whole, rel=1e-9)
    assert perimeter_m(series(CUT))[0] == pytest.approx(887e3, rel=2e-3)
    assert compactness(series(CUT))[0] == pytest.approx(math.pi / 4, abs=0.01)


def test_from_within_the_edge_is_beyond_the_cut():
    metres, bearing = measure_to_outline(CUT, 179.95, 0.0)
    assert metres == pytest.approx(distance_m(box(178.0, -1, 180, 1), 178.95, 0.0), abs=1e-3)
    assert metres > 105e3
    assert bearing == pytest.approx(270, abs=0.01)


def test_what_has_no_counterpart_across_180_is_an_edge():
    metres, bearing = measure_to_outline(TALLER_IN_THE_EAST, 179.95, 0.75)
    assert metres == pytest.approx(edge_distance_m((180, 0.5), (180, 1), 179.95, 0.75), abs=1e-3)
    assert bearing == pytest.approx(90, abs=0.1)
    assert len(extract_edges(array(ON_180))) == 4


def test_a_cut_rounded_differently_on_both_sides_leaves_no_edge():
    rounded = MultiPolygon([box(179, -1, 180, 1), box(-180, -1.000_001, -179, 0.999_999)])
    assert perimeter_m(series(rounded))[0] == pytest.approx(perimeter_m(series(CUT))[0], rel=1e-6)


GLOBE = box(-180, -90, 180, 90)


@pytest.mark.parametrize(
    "globe",
    [GLOBE, GLOBE.segmentize(1), box(-180 + 1e-10, -90, 180, 90)],
    ids=["box", "fine", "near"],
)
def test_only_what_covers_the_globe_has_no_edges(globe):
    assert len(extract_edges(array(globe, globe))) == 0
    assert not have_edges(array(globe, globe, None, Polygon()))
    assert not have_edges(array())
    assert have_edges(array(globe, ON_180))
    assert have_edges(array(globe.difference(box(10, 0, 20, 1))))
    assert have_edges(array(box(-179, -90, 180, 90)))


def test_each_shape_is_cut_by_itself():
    """Two parts that meet at 180 both have an edge there."""
    east, west = box(179, -1, 180, 1), box(-180, -1, -179, 1)
    assert len(extract_edges(array(east, west))) == 8
    parts = gpd.GeoDataFrame({"parent": [None] * 2}, geometry=[east, west], index=["e", "w"])
    assert find_neighbours(parts, "e")["w"] == pytest.approx(0, abs=1e-3)


def test_the_gap_to_a_shape_that_is_cut_is_that_to_its_edges():
    cut, other = MultiPolygon([box(179, 0, 180, 1), box(-180, 0, -179, 1)]), box(-178, 0, -177, 1)
    parts = gpd.GeoDataFrame({"parent": [None] * 2}, geometry=[cut, other], index=["a", "b"])
    expected = WGS84.Inverse(1, -179, 1, -178)["s12"]
    assert find_neighbours(parts, "a")["b"] == pytest.approx(expected, abs=1e-3)


def test_the_pole_is_no_edge():
    cap = Polygon([(-180, -90), (180, -90), *((lon, -70) for lon in range(180, -181, -60))])
    metres, _ = measure_to_outline(cap, 33.0, -89.5)
    assert metres == pytest.approx(distance_m(cap, 33.0, -89.5), abs=1e-3)
    assert metres > 1e6


def test_the_centre_of_a_shape_with_long_edges_is_that_of_its_geodesics():
    bowed = Polygon([(-40, 60), (40, 60), (0, 59)])
    line = WGS84.InverseLine(60, -40, 60, 40)
    top = [line.Position(line.s13 * n / 2000) for n in range(2001)]
    fine = Polygon([(each["lon2"], each["lat2"]) for each in top] + [(0, 59)])
    found, expected = find_centroids(series(bowed, fine))
    assert WGS84.Inverse(found.y, found.x, expected.y, expected.x)["s12"] < 500


def test_rings_know_their_polygon_and_polygons_their_shape():
    outer, hole = box(0, 0, 9, 9), box(1, 1, 2, 2)
    holed = Polygon(outer.exterior, [hole.exterior])
    shapes = array(None, holed, Polygon(), MultiPolygon([holed, hole]))
    rings, polygon, owner = split_rings(shapes)
    assert owner[polygon].tolist() == [1, 1, 3, 3, 3]
    assert len(set(polygon.tolist())) == 3
    assert [ring.length for ring in rings] == [36, 4, 36, 4, 4]


def test_no_segment_joins_two_lines():
    lines = array(LineString([(0, 0), (1, 0), (2, 0)]), LineString([(5, 5), (6, 6)]))
    start, end, owner = split_segments(lines)
    assert start.tolist() == [[0, 0], [1, 0], [5, 5]]
    assert end.tolist() == [[1, 0], [2, 0], [6, 6]]
    assert owner.tolist() == [0, 0, 1]
