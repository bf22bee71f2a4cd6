"""The first frame: in the map's projection, light, and left out where it could not be right."""

import re
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely

from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.web.document import render_map_document
from maps.web.first_frame import EXTENT, draw_first_frame
from maps.web.layer_data import make_view_bounds

WEB_MERCATOR = pyproj.Transformer.from_crs(4326, 3857, always_xy=True)


@pytest.fixture(scope="module")
def measured():
    return Measured(read_zone(DEFAULT_PATH))


def with_shapes(measured, shapes):
    parts = measured.zone.parts.iloc[: len(shapes)]
    drawn = gpd.GeoSeries(shapes, index=parts.index, crs=parts.crs)
    return Measured(replace(measured.zone, parts=parts.set_geometry(drawn).assign(parent=None)))


def vertices(path):
    """The vertices of path data of one closed line."""
    numbers = re.findall(r"-?\d+", re.fullmatch(r"M[^Mlz]*l[^Mlz]*z", path).group())
    return np.cumsum(np.reshape(numbers, (-1, 2)).astype(int), axis=0)


@pytest.mark.parametrize("view", ["zone", "region"])
def test_every_part_is_where_web_mercator_has_it(measured, view):
    (south, west), (north, east) = make_view_bounds(measured.zone)[view]
    x, y = WEB_MERCATOR.transform([west, east], [south, north])
    scale = EXTENT / max(x[1] - x[0], y[1] - y[0])
    frame = draw_first_frame(measured, view=view)
    assert (frame.width, frame.height) == (
        round((x[1] - x[0]) * scale),
        round((y[1] - y[0]) * scale),
    )
    assert [part_id for _, _, part_id in frame.parts] == list(measured.zone.parts.index)
    for (_, path, _), shape in zip(frame.parts, measured.zone.parts.geometry, strict=True):
        at = WEB_MERCATOR.transform(*shapely.get_coordinates(shape.exterior).T)
        expected = shapely.LineString(
            np.column_stack([(at[0] - x[0]) * scale, (y[1] - at[1]) * scale])
        )
        assert max(expected.distance(shapely.Point(each)) for each in vertices(path)) < 1.5


def test_it_adds_little_to_the_page(measured):
    frame = draw_first_frame(measured)
    assert {"tint", "boundaries level-6"} <= {names for names, _ in frame.ground}
    assert sum(len(path) for _, path in frame.ground) < 12_000
    assert sum(len(path) for _, path, _ in frame.parts) < 1_000


def test_without_a_base_map_it_has_counties_and_rivers(measured):
    bare = replace(measured.zone, basemap=measured.zone.basemap.iloc[:0])
    drawn = {names for names, _ in draw_first_frame(Measured(bare)).ground}
    assert drawn == {"county", "county host", "river"}


def test_a_zone_across_180_degrees_is_drawn_as_one_piece(measured):
    frame = draw_first_frame(
        with_shapes(
            measured, [shapely.box(179.8, -17, 180, -16.8), shapely.box(-180, -17, -179.8, -16.8)]
        )
    )
    assert frame.width == EXTENT
    assert [vertices(path)[:, 0].max() for _, path, _ in frame.parts] == [EXTENT / 2, EXTENT]


@pytest.mark.parametrize(
    "shape", [shapely.box(-170, -60, 170, 60), shapely.box(10, 84, 11, 86)], ids=["wide", "pole"]
)
def test_it_is_left_out_where_the_map_could_not_show_the_same(measured, shape):
    assert draw_first_frame(with_shapes(measured, [shape])) is None


def test_thousands_of_vertices_are_simplified(measured):
    circle = shapely.Point(105, 29).buffer(0.1, quad_segs=4000)
    ((_, path, _),) = draw_first_frame(with_shapes(measured, [circle])).parts
    drawn = vertices(path)
    assert len(drawn) < 200
    assert (
        shapely.LinearRing(drawn).distance(shapely.Point(drawn.mean(axis=0))) > 698
    )  # of 1399 across


def test_more_than_a_page_should_wait_for_is_left_out(measured, monkeypatch):
    monkeypatch.setattr("maps.web.first_frame.MAX_CHARS", 5_000)
    assert draw_first_frame(measured).ground == []
    monkeypatch.setattr("maps.web.first_frame.MAX_CHARS", 500)
    assert draw_first_frame(measured) is None


def test_thousands_of_parts_have_none(measured, monkeypatch):
    monkeypatch.setattr("maps.content.part_list.MANY", 3)
    assert draw_first_frame(measured) is None


def test_the_page_has_it_unless_a_part_is_open(measured):
    assert render_map_document(measured).html.count('data-first="') == 8
    assert 'class="first-frame"' not in render_map_document(measured, selected="big-data-park").html
