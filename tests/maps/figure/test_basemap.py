"""The base map of a figure: credited where it is drawn, its towns named where there is room."""

from dataclasses import replace

import pytest
from shapely import box

from maps.figure.basemap import list_ground
from maps.figure.compose import draw_credited_figure
from maps.figure.extent import fit_extent, region_shapes
from maps.figure.map_frame import add_map_frame
from maps.figure.options import FigureOptions
from maps.figure.page import Page
from maps.figure.render import render_plain_svg


def with_basemap(zone, is_kept):
    return replace(zone, basemap=zone.basemap[is_kept])


@pytest.mark.parametrize("view", ["zone", "region"])
@pytest.mark.slow
def test_openstreetmap_is_credited_where_its_lines_are_drawn(zone, view):
    credit = zone.attribution_by_layer["basemap_osm"]
    options = FigureOptions(view=view)
    is_osm = zone.basemap["file"] == "basemap_osm"
    assert credit in draw_credited_figure(zone, options)[1].attributions
    ours = with_basemap(zone, ~is_osm)
    assert credit not in draw_credited_figure(ours, options)[1].attributions


def test_what_is_outside_the_frame_is_not_credited(zone):
    far = ~zone.basemap.intersects(box(102, 26, 109.5, 31.5))
    found = draw_credited_figure(with_basemap(zone, far), FigureOptions())[1]
    assert zone.attribution_by_layer["basemap_osm"] not in found.attributions


def test_a_zone_without_base_map_has_the_lines_of_its_context(zone):
    bare = with_basemap(zone, zone.basemap["file"] == "")
    assert set(zone.context["kind"]) == {"county", "river"}
    found = draw_credited_figure(bare, FigureOptions(view="region"))[1]
    assert found.attributions == ()
    assert "tianditu" in found.sources


@pytest.mark.slow
def test_cities_of_the_base_map_are_named_in_a_view_of_the_region_only(zone):
    region = render_plain_svg(zone, FigureOptions(view="region", lang="en"))
    close = render_plain_svg(zone, FigureOptions(view="zone", lang="en"))
    assert b"Zunyi" in region
    assert b"Zunyi" not in close


@pytest.mark.slow
def test_distance_lines_say_their_bearing(zone):
    assert "WNW" not in render_plain_svg(zone, FigureOptions(view="zone", lang="en")).decode()
    said = render_plain_svg(zone, FigureOptions(view="region", lang="en")).decode()
    assert "NW ±" in said


@pytest.mark.parametrize(("view", "is_drawn"), [("zone", False), ("region", True)])
@pytest.mark.parametrize("aspect", [0.6, 2.0])
@pytest.mark.parametrize("width", [100.0, 1000.0])
def test_generalised_railways_are_drawn_around_a_region_only_whatever_the_page(
    zone, view, is_drawn, aspect, width
):
    shapes = zone.parts.geometry if view == "zone" else region_shapes(zone, zone.parts)
    page = Page(FigureOptions())
    extent = fit_extent(shapes, aspect=aspect)
    frame = add_map_frame(page, extent, box=(0, 0, width, width / aspect))
    rails = zone.basemap[zone.basemap["kind"] == "rail"]
    shown = set(list_ground(frame, zone, line_scale=1.0)["basemap"])
    assert bool(shown & set(map(str, rails.index))) is is_drawn
