"""Marks as shapes in degrees, against geographiclib."""

from itertools import pairwise

import pytest
import shapely
from geographiclib.geodesic import Geodesic

from maps.figure.overlay.marks import Marks
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.overlay.shapes import (
    find_centre,
    iter_extent,
    list_city_lines,
    make_ring,
    measure_area_m2,
    measure_length_m,
    trace_path,
)

ORACLE = Geodesic.WGS84
POINTS = [(105.4, 28.9), (105.45, 28.95), (105.52, 28.97)]


def test_every_point_of_a_ring_is_as_far_from_the_centre():
    lengths = [
        ORACLE.Inverse(28.9, 179.9, lat, lon)["s12"]
        for lon, lat in make_ring((179.9, 28.9), 50).coords
    ]
    assert lengths == pytest.approx([50_000] * len(lengths), abs=1e-3)


def test_a_ring_across_180_degrees_is_in_one_piece():
    west, _, east, _ = make_ring((179.9, 0), 100).bounds
    assert east - west < 2


def test_lengths_and_areas_are_geodesic():
    inverse = [ORACLE.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in pairwise(POINTS)]
    assert measure_length_m(POINTS) == pytest.approx(sum(inverse), abs=1e-6)
    polygon = ORACLE.Polygon()
    for lon, lat in POINTS:
        polygon.AddPoint(lat, lon)
    assert measure_area_m2(POINTS) == pytest.approx(abs(polygon.Compute()[2]), rel=1e-9)


@pytest.mark.parametrize(
    ("points", "size"),
    [
        ([], 0.0),
        (POINTS[:2], 0.0),
        ([(0, 0), (1, 1), (1, 0), (0, 1)], None),  # a bow tie
    ],
)
def test_what_has_no_area(points, size):
    assert measure_area_m2(points) == size


@pytest.mark.parametrize(("kind", "ends_where_it_began"), [("line", False), ("area", True)])
def test_a_path_follows_the_ground(kind, ends_where_it_began):
    marks = Marks(path_kind=kind, path=((28.9, 105.4), (28.9, 111.4), (33, 108)))
    path = trace_path(marks)
    assert path.is_ring == ends_where_it_began
    assert (
        max(lat for lon, lat in path.coords if lon < 111 and lat < 29.5) > 28.93
    )  # not a parallel


def test_lines_lead_to_the_cities(zone):
    lines = list_city_lines(zone, Marks(origin=(28.9, 105.45)))
    assert {each.row["id"] for each in lines} == {"chongqing", "chengdu", "guiyang"}, (
        "Add a new city here."
    )
    assert not list_city_lines(zone, Marks(origin=(28.9, 105.45), has_lines=False))
    assert not list_city_lines(zone, Marks())
    for each in lines:
        at = zone.places.geometry[each.row["id"]]
        assert each.distance_m == pytest.approx(ORACLE.Inverse(28.9, 105.45, at.y, at.x)["s12"])


def test_the_centre_of_rings_around_a_part_is_its_centroid(made_zone):
    lon, lat = find_centre(made_zone, Marks(origin="inner"))
    assert (lon, lat) == pytest.approx((105.43, 28.93), abs=1e-4)


def test_the_extent_has_all_that_is_shown(made_zone):
    box = shapely.box(1, 2, 3, 4)
    overlay = Overlay(
        marks=Marks(
            origin=(10, 20), rings_km=(100,), point=(50, 60), path_kind="line", path=((-5, -6),)
        ),
        shapes=(AddedShape("", box),),
    )
    found = shapely.union_all(list(iter_extent(made_zone, overlay)))
    for each in (shapely.Point(20, 10.9), shapely.Point(60, 50), shapely.Point(-6, -5), box):
        assert found.envelope.covers(each)
    assert list(iter_extent(made_zone, Overlay())) == []
