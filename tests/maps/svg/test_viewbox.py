"""The view box: what lies where, how paths are written, and how long a bar is."""

import re

import numpy as np
import pytest
import shapely
from pyproj import Geod

from maps.svg.viewbox import ViewBox, fit_box

BOX = ViewBox(lon=10, lat=0, x=50, y=40, across=10, down=10, width=100, height=80)


def test_frame_keeps_shapes_inside_and_north_up(zone):
    frame = fit_box(list(zone.parts.geometry))
    west, south, east, north = zone.parts.total_bounds
    left, top = frame.point(west, north)
    right, bottom = frame.point(east, south)
    assert 0 < left < right < 800
    assert 0 < top < bottom < frame.height


def test_frame_across_the_antimeridian_holds_one_piece():
    halves = shapely.box(179.9, -18, 180, -17.9), shapely.box(-180, -18, -179.9, -17.9)
    frame = fit_box(list(halves))
    left, middle, right = (frame.point(lon, -18)[0] for lon in (179.9, 180, -179.9))
    assert left < middle < right < 800
    assert middle - left == pytest.approx(right - middle)
    assert middle - left > 300


def test_a_drawing_has_no_seam_in_it():
    """A square cut at the antimeridian is drawn as the same square elsewhere: no edge at the cut."""
    west, east = shapely.box(179, -1, 180, 1), shapely.box(-180, -1, -179, 1)
    cut, whole = shapely.multipolygons([west, east]), shapely.box(-1, -1, 1, 1)
    drawn, same = (fit_box([shape]).draw(shape) for shape in (cut, whole))
    assert drawn.geom_type == "Polygon"
    assert drawn.symmetric_difference(same).area < 1e-6 * same.area
    assert drawn.length == pytest.approx(same.length)


@pytest.mark.parametrize("lon", [0, 105, 179.99, -179.99, 180, -180])
def test_what_lies_beside_the_middle_is_drawn_beside_it(lon):
    box = ViewBox(lon=lon, lat=0, x=50, y=40, across=10, down=10, width=100, height=80)
    there = [(each + 180) % 360 - 180 for each in (lon - 1, lon + 1)]
    assert [box.point(each, 1)[0] for each in there] == pytest.approx([40, 60])


def test_rings_are_closed_and_lines_open():
    ring = BOX.path(shapely.box(9, -1, 11, 1))
    assert ring.count("M") == ring.count("Z") == 1
    assert set(re.findall(r"[\d.]+,[\d.]+", ring)) == {
        "60.0,50.0",
        "60.0,30.0",
        "40.0,30.0",
        "40.0,50.0",
    }
    assert BOX.path(shapely.LineString([(9, 0), (11, 1)])) == "M40.0,40.0 60.0,30.0"
    holed = shapely.box(8, -2, 12, 2) - shapely.box(9, -1, 11, 1)
    assert BOX.path(holed).count("Z") == 2


def test_nothing_is_drawn_of_points_and_of_what_is_elsewhere():
    assert BOX.path(shapely.Point(10, 0)) == ""
    assert BOX.path(shapely.box(100, 0, 101, 1)) == ""
    assert BOX.path(shapely.box(-170, 0, -169, 1)) == ""


def test_what_reaches_out_is_cut_beyond_the_edge():
    points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", BOX.path(shapely.box(-60, -60, 60, 60)))
    xy = np.array(points, dtype=float)
    assert xy.min(axis=0).tolist() == [-5, -5]
    assert xy.max(axis=0).tolist() == [105, 85]


@pytest.mark.parametrize("lat", [0.0, 28.9, 60.0])
@pytest.mark.parametrize("lon", [105.0, 179.9])
def test_a_bar_is_as_long_as_it_says(lon, lat):
    ends = (lon, lat), ((lon + 0.2 + 180) % 360 - 180, lat)
    box = fit_box([shapely.Point(end) for end in ends])
    metres = Geod(ellps="WGS84").inv(*ends[0], *ends[1])[2]
    length_m, length_px = box.fit_bar(most_px=200)
    width_px = box.point(*ends[1])[0] - box.point(*ends[0])[0]
    assert f"{length_m:e}"[0] in "125"
    assert 80 <= length_px <= 200
    assert length_m / length_px == pytest.approx(metres / width_px, rel=0.01)
