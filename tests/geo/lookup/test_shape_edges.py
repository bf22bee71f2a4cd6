"""Nearest edges of plots and lines, their verdicts, and points inside."""

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.geodesy.distance import measure_to_outline
from geo.lookup.index import index_zone
from geo.lookup.inside_points import find_inside_points
from geo.lookup.locate import locate_points
from geo.lookup.nearest_edge import find_nearest_edges
from geo.lookup.shape_edges import find_deciding_parts, find_edges_near
from geo.lookup.uncertainty import judge_points, judge_shapes
from geo.zone import read_zone


@pytest.fixture(scope="module")
def index():
    return index_zone(read_zone())


def make_shapes(*shapes):
    return np.array(shapes, dtype=object)


def test_points_have_the_distance_that_locate_finds(index):
    rng = np.random.default_rng(18)
    lon, lat = rng.uniform((105.2, 28.7), (105.8, 29.3), (200, 2)).T
    owner, metres = find_edges_near(index.edges, np.asarray(shapely.points(lon, lat)))
    expected_owner, expected = find_nearest_edges(index.edges, lon, lat)
    np.testing.assert_allclose(metres, expected, rtol=2e-4, atol=1e-3)
    assert (owner == expected_owner).mean() > 0.98  # equally near ones may differ


def test_a_plot_is_as_far_as_its_nearest_point(index):
    """Dense samples of the outline, measured one by one, are the oracle."""
    plot = shapely.box(105.50, 28.95, 105.53, 28.97)
    ring = shapely.segmentize(plot.exterior, 1e-4)
    lon, lat = shapely.get_coordinates(ring).T
    expected = find_nearest_edges(index.edges, lon, lat)[1].min()
    crosses = shapely.intersects(plot, shapely.boundary(np.asarray(index.parts.geometry.array)))
    found = find_edges_near(index.edges, make_shapes(plot))[1][0]
    assert found == pytest.approx(0 if crosses.any() else expected, rel=1e-3, abs=0.05)


def test_an_edge_through_a_plot_is_at_zero(index):
    part = index.parts.geometry.iloc[0]
    x, y = part.exterior.coords[0]
    plot = shapely.box(x - 0.001, y - 0.001, x + 0.001, y + 0.001)
    around = part.buffer(0.5).envelope  # has whole outlines in it
    assert find_edges_near(index.edges, make_shapes(plot, around))[1].tolist() == [0, 0]


def test_far_plots_are_measured_on_the_ellipsoid(index):
    plot = shapely.box(-60.0, -10.0, -59.9, -9.9)
    owner, metres = find_edges_near(index.edges, make_shapes(plot))
    xy = shapely.get_coordinates(np.asarray(index.parts.geometry.array))
    least = min(
        Geodesic.WGS84.Inverse(lat, lon, y, x)["s12"]
        for lon, lat in plot.exterior.coords
        for x, y in xy[::10]
    )
    assert metres[0] == pytest.approx(least, rel=1e-3)
    assert 0 <= owner[0] < len(index.parts)


def test_a_shape_is_as_sure_as_its_least_sure_point(index):
    rng = np.random.default_rng(8)
    plots = [
        shapely.box(x, y, x + 0.02, y + 0.02)
        for x, y in rng.uniform((104.9, 28.4), (106.0, 29.6), (60, 2))
    ]
    found = judge_shapes(index.bands, make_shapes(*plots))
    for plot, verdict in zip(plots, found, strict=True):
        grid = shapely.get_coordinates(shapely.segmentize(plot, 1e-3))
        own = judge_points(index.bands, grid[:, 0], grid[:, 1])
        if "possible" in own:
            assert verdict == "possible"
    assert set(found) == {"certain", "possible"}


def test_points_are_judged_as_points(index):
    rng = np.random.default_rng(9)
    lon, lat = rng.uniform((104.9, 28.4), (106.0, 29.6), (300, 2)).T
    found = judge_shapes(index.bands, np.asarray(shapely.points(lon, lat)))
    assert found.tolist() == judge_points(index.bands, lon, lat).tolist()


def test_the_part_that_decides_could_pass_over_the_shape(index):
    rng = np.random.default_rng(10)
    lon, lat = rng.uniform((105.0, 28.5), (105.9, 29.5), (200, 2)).T
    shapes = np.asarray(shapely.points(lon, lat))
    nearest, metres = find_edges_near(index.edges, shapes)
    none = np.full(len(shapes), -1)
    decides = find_deciding_parts(index, shapes, nearest, metres, none)
    uncertainty = index.reaches_m
    verdict = judge_shapes(index.bands, shapes)
    for n in np.flatnonzero(verdict == "possible"):
        part = np.asarray(index.parts.geometry.array)[decides[n]]
        away_m, _ = measure_to_outline(part, lon[n], lat[n])
        assert away_m <= uncertainty[decides[n]] * 1.001
    assert (decides[verdict == "certain"] == nearest[verdict == "certain"]).all()


def test_the_part_that_a_shape_lies_in_decides_where_its_outline_could(index):
    rng = np.random.default_rng(10)
    lon, lat = rng.uniform((105.0, 28.5), (105.9, 29.5), (400, 2)).T
    shapes = np.asarray(shapely.points(lon, lat))
    located = locate_points(index, lon, lat)
    own = index.parts.index.get_indexer(located["part"])
    nearest, metres = find_edges_near(index.edges, shapes)
    decides = find_deciding_parts(index, shapes, nearest, metres, own)
    uncertainty = index.reaches_m
    outlines = np.asarray(index.parts.geometry.array)
    seen = 0
    for n in np.flatnonzero(own >= 0):
        away_m, _ = measure_to_outline(outlines[own[n]], lon[n], lat[n])
        if away_m <= uncertainty[own[n]] * 0.999 or located["verdict"][n] == "certain":
            assert decides[n] == own[n]
            seen += own[n] != nearest[n]
    assert seen > 3


CONCAVE = shapely.Polygon([(0, 0), (10, 0), (10, 10), (9, 10), (9, 1), (1, 1), (1, 10), (0, 10)])
RING = shapely.box(0, 0, 10, 10).difference(shapely.box(1, 1, 9, 9))
TINY = shapely.box(105.44, 28.87, 105.44 + 2e-8, 28.87 + 2e-8)
TWO = shapely.union_all([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9)])


@pytest.mark.parametrize("shape", [CONCAVE, RING, TINY, TWO])
def test_the_point_inside_is_inside(shape):
    (point,) = find_inside_points(make_shapes(shape))
    assert shape.contains(point)


def test_points_inside_are_short_where_they_can_be():
    shape = shapely.box(105.4400001, 28.87, 105.4512345678, 28.88)
    (point,) = find_inside_points(make_shapes(shape))
    assert (round(point.x, 7), round(point.y, 7)) == (point.x, point.y)


def test_a_line_has_its_halfway_point_and_a_point_itself():
    lines = shapely.MultiLineString([[(0, 0), (1, 0)], [(0, 1), (6, 1)]])
    point = shapely.Point(105.123456789, 28.1)
    found = find_inside_points(make_shapes(lines, point))
    assert found[0].equals(shapely.Point(3, 1))
    assert found[1].equals(point)
