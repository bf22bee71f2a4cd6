"""The flat view of the ground: true at its centre, and centred also where longitudes wrap."""

import geopandas as gpd
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.projection import make_equal_area_plane
from maps.figure.extent import Extent, fit_extent
from maps.figure.graticule import choose_step_deg, find_crossings, format_degrees
from maps.formatting import nice_length


def boxes(*corners):
    return gpd.GeoSeries([shapely.box(*corner) for corner in corners], crs="OGC:CRS84")


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(0, 360))
def test_lengths_are_true_at_the_centre(lon, lat, azimuth):
    view = fit_extent(boxes((lon, lat, lon + 0.2, lat + 0.2)), aspect=1.4)
    x, y = view.point(view.lon, view.lat)
    there = Geodesic.WGS84.Direct(view.lat, view.lon, azimuth, 10_000)
    x2, y2 = view.point(there["lon2"], there["lat2"])
    assert ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5 == pytest.approx(10_000, rel=1e-6)


def test_the_frame_holds_the_shapes_and_has_the_aspect():
    shapes = boxes((105.3, 28.8, 105.5, 29.2))
    view = fit_extent(shapes, aspect=1.5)
    west, south, east, north = view.frame
    assert (east - west) / (north - south) == pytest.approx(1.5)
    assert view.box.contains(view.flatten(shapes[0]))


def test_a_zone_across_the_antimeridian_is_seen_from_there():
    view = fit_extent(boxes((179.9, -16, 180, -15.9), (-180, -16, -179.9, -15.9)), aspect=1)
    assert abs(view.lon) == pytest.approx(180, abs=0.01)
    assert view.frame[2] - view.frame[0] < 30_000


@pytest.mark.parametrize("turn", [0, -0.05, 0.05])
def test_the_cut_at_the_antimeridian_is_not_drawn(turn):
    """A square cut there is flattened to the same square as at 90 degrees east."""
    halves = boxes((179.9, -16, 180, -15.9), (-180, -16, -179.9, -15.9))
    cut, whole = shapely.multipolygons(halves.array), boxes((89.9, -16, 90.1, -15.9))[0]
    for name, flat in (("flattened", Extent.flatten), ("clipped", Extent.clipped)):
        drawn = flat(seen_from(180 + turn), cut)
        same = flat(seen_from(90 + turn), whole)
        assert drawn.geom_type == "Polygon", name
        assert drawn.length == pytest.approx(same.length)
        assert drawn.area == pytest.approx(same.area)


def seen_from(lon):
    lon = (lon + 180) % 360 - 180
    return Extent(lon, -16, (-1e5, -1e5, 1e5, 1e5), make_equal_area_plane(lon, -16))


@given(st.floats(1e-3, 1e7))
def test_a_bar_is_round_and_not_too_short(most):
    length = nice_length(most)
    assert most / 2.5 <= length * 1.0000001
    assert length <= most
    assert f"{length:e}"[0] in "125"


@pytest.mark.parametrize(("span", "step"), [(0.7, 1 / 6), (5, 1), (50, 10), (0.04, 1 / 120)])
def test_graticule_steps(span, step):
    assert choose_step_deg(span) == step


def test_a_line_is_found_where_it_crosses():
    import numpy as np

    found = find_crossings(np.array([0.0, 100.0]), np.array([179.5, -179.5]), 0.5)
    assert [(round(at, 6), value) for at, value in found] == [(0, 179.5), (50, -180), (100, -179.5)]


@pytest.mark.parametrize(
    ("value", "is_lat", "words"),
    [(0, True, "0°"), (-28.5, True, "28°30′S"), (105 + 1 / 3600, False, "105°00′01″E")],
)
def test_degrees(value, is_lat, words):
    assert format_degrees(value, is_lat=is_lat) == words
