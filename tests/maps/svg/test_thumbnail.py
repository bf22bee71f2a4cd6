"""Small maps: all of one scale, nothing cut off, text escaped."""

import re
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pytest
import shapely

from maps.svg.thumbnail import HEIGHT, WIDTH, draw_thumbnail, fit_view_boxes


def test_all_have_one_scale_and_show_the_part_whole(zone):
    framed = fit_view_boxes(zone.parts)
    assert len({window.m_per_px for window in framed.values()}) == 1
    for part_id, window in framed.items():
        west, north, east, south = shapely.transform(
            zone.parts.geometry[part_id], window.project
        ).bounds
        assert west >= 0 <= north
        assert east <= WIDTH
        assert south <= HEIGHT


def test_a_pixel_is_as_large_as_it_says(zone):
    window = fit_view_boxes(zone.parts)["longmatan-core"]
    ends = window.project(np.array([[window.lon, window.lat], [window.lon, window.lat + 0.01]]))
    assert (ends[0, 1] - ends[1, 1]) * window.m_per_px == pytest.approx(1113.2)


def test_it_is_one_drawing_with_a_name(zone):
    window = fit_view_boxes(zone.parts)["longmatan-core"]
    drawing = ElementTree.fromstring(draw_thumbnail(zone, "longmatan-core", window, lang="en"))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "Outline of Longmatan Core Area"
    assert re.fullmatch(r"[125]0* k?m", drawing.find("text").text)


def test_equal_inputs_give_equal_bytes(zone):
    window = fit_view_boxes(zone.parts)["big-data-park"]
    assert draw_thumbnail(zone, "big-data-park", window, lang="zh") == draw_thumbnail(
        zone, "big-data-park", window, lang="zh"
    )


def test_a_part_across_the_antimeridian_is_one_piece_of_the_same_scale():
    def parts(*shapes):
        return gpd.GeoDataFrame({"id": ["a"]}, geometry=list(shapes), crs="OGC:CRS84", index=["a"])

    west, east = shapely.box(179.9, -17, 180, -16.8), shapely.box(-180, -17, -179.8, -16.8)
    crossing = fit_view_boxes(parts(shapely.multipolygons([west, east])))["a"]
    whole = fit_view_boxes(parts(shapely.box(89.9, -17, 90.2, -16.8)))["a"]
    assert crossing.m_per_px == pytest.approx(whole.m_per_px)
    path = crossing.path(shapely.multipolygons([west, east]))
    assert path.count("M") == path.count("Z") == 1
    assert crossing.path(shapely.box(-179.8, -17, -179.7, -16.8))
