"""The extent: true to scale at its centre, and centred also across the antimeridian."""

import geopandas as gpd
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.projection import make_equal_area_plane
from maps.figure.extent import Extent, fit_extent


def boxes(*corners):
    return gpd.GeoSeries([shapely.box(*corner) for corner in corners], crs="OGC:CRS84")


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(0, 360))
def test_lengths_are_true_at_the_centre(lon, lat, azimuth):
    extent = fit_extent(boxes((lon, lat, lon + 0.2, lat + 0.2)), aspect=1.4)
    x, y = extent.project_point(extent.lon, extent.lat)
    there = Geodesic.WGS84.Direct(extent.lat, extent.lon, azimuth, 10_000)
    x2, y2 = extent.project_point(there["lon2"], there["lat2"])
    assert ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5 == pytest.approx(10_000, rel=1e-6)


def test_the_frame_holds_the_shapes_and_has_the_aspect():
    shapes = boxes((105.3, 28.8, 105.5, 29.2))
    extent = fit_extent(shapes, aspect=1.5)
    west, south, east, north = extent.bounds
    assert (east - west) / (north - south) == pytest.approx(1.5)
    assert extent.shape.contains(extent.project(shapes[0]))


def test_a_zone_across_the_antimeridian_is_seen_from_there():
    extent = fit_extent(boxes((179.9, -16, 180, -15.9), (-180, -16, -179.9, -15.9)), aspect=1)
    assert abs(extent.lon) == pytest.approx(180, abs=0.01)
    assert extent.bounds[2] - extent.bounds[0] < 30_000


@pytest.mark.parametrize("turn", [0, -0.05, 0.05])
def test_the_cut_at_the_antimeridian_is_not_drawn(turn):
    """A square cut there is flattened to the same square as at 90 degrees east."""
    halves = boxes((179.9, -16, 180, -15.9), (-180, -16, -179.9, -15.9))
    cut, whole = shapely.multipolygons(halves.array), boxes((89.9, -16, 90.1, -15.9))[0]
    for name, flat in (("flattened", Extent.project), ("clipped", Extent.clip)):
        drawn = flat(seen_from(180 + turn), cut)
        same = flat(seen_from(90 + turn), whole)
        assert drawn.geom_type == "Polygon", name
        assert drawn.length == pytest.approx(same.length)
        assert drawn.area == pytest.approx(same.area)


def seen_from(lon):
    lon = (lon + 180) % 360 - 180
    return Extent(lon, -16, (-1e5, -1e5, 1e5, 1e5), make_equal_area_plane(lon, -16))


def test_points_are_projected_there_and_back():
    extent = seen_from(105)
    x, y = extent.project_point(105.3, -15.8)
    lon, lat = extent.unproject([x], [y])
    assert (lon[0], lat[0]) == pytest.approx((105.3, -15.8))


def test_shapes_on_opposite_sides_fit_no_extent():
    assert fit_extent(boxes((0, -5, 5, 5)), aspect=1).is_on_globe
    assert not fit_extent(boxes((0, -5, 5, 5), (175, -5, 180, 5)), aspect=1).is_on_globe
