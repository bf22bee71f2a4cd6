"""The map frame: degrees to points of the map, and shapes as paths."""

import geopandas as gpd
import pytest
import shapely
from matplotlib.path import Path as Outline

from maps.figure.extent import fit_extent
from maps.figure.map_frame import add_map_frame, shape_path
from maps.figure.options import FigureOptions
from maps.figure.page import Page

SQUARE = shapely.box(105.4, 28.9, 105.5, 29.0)


@pytest.fixture
def frame():
    extent = fit_extent(gpd.GeoSeries([SQUARE], crs="OGC:CRS84"), aspect=2.0)
    return add_map_frame(Page(FigureOptions()), extent, box=(10, 20, 400, 200))


def test_a_metre_at_the_centre_is_as_long_as_the_scale_says(frame):
    shape = frame.project(SQUARE)
    metres = shapely.area(frame.extent.project(SQUARE)) ** 0.5
    assert shape.area**0.5 == pytest.approx(metres * frame.points_per_m)
    assert frame.border.contains(shape)


def test_the_centre_of_the_extent_is_the_middle_of_the_frame(frame):
    middle = frame.project_point(frame.extent.lon, frame.extent.lat)
    assert middle == pytest.approx((200, 100))


def test_shapes_are_cut_at_the_frame_unless_told_otherwise(frame):
    wide = shapely.box(104, 28, 107, 30)
    assert frame.project(wide).symmetric_difference(frame.border).area < 1e-6
    assert frame.project(wide, clip=False).area > 10 * frame.border.area


def test_a_path_has_a_move_and_a_close_for_each_ring():
    holed = shapely.box(0, 0, 9, 9) - shapely.box(1, 1, 2, 2)
    codes = shape_path(shapely.union(holed, shapely.box(20, 0, 21, 1))).codes.tolist()
    assert codes.count(Outline.MOVETO) == codes.count(Outline.CLOSEPOLY) == 3
    line = shape_path(shapely.LineString([(0, 0), (1, 0), (1, 1)]))
    assert line.codes.tolist() == [Outline.MOVETO, Outline.LINETO, Outline.LINETO]
    assert len(shape_path(shapely.Point(1, 1)).vertices) == 0
