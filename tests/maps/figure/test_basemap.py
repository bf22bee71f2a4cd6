"""The base map of a figure: credited where it is drawn, its towns named where there is room."""

from dataclasses import replace

import pytest
from shapely import box

from maps.figure.compose import draw_credited_figure
from maps.figure.options import FigureOptions
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
