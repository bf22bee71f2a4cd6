"""The layers of the map: one path for each polygon."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
import shapely

from geo.schema import KINDS, PLACEMENTS
from geo.zone import read_zone
from maps.assets import read_asset
from maps.figure.extent import fit_extent
from maps.figure.map_frame import add_map_frame
from maps.figure.map_layers import (
    EDGE_PT,
    MARKERS,
    OTHER_MARKER,
    ink_colour,
    marker_colours,
    part_style,
    visible_places,
)
from maps.figure.options import FigureOptions
from maps.figure.page import Page
from maps.figure.render import render_svg

SVG = "{http://www.w3.org/2000/svg}"


SMALL = {"width_mm": 210, "height_mm": 148, "dpi": 60}


@pytest.fixture(scope="module")
def svg(rendered):
    return ET.fromstring(rendered("svg", lang="both", **SMALL))


@pytest.mark.slow
def test_one_path_a_polygon(svg, zone):
    groups = [g for g in svg.iter(f"{SVG}g") if g.get("data-name", "").startswith("part-")]
    assert sorted(g.get("data-name") for g in groups) == sorted(
        f"part-{key}" for key in zone.parts.index
    )
    assert [len(g.findall(f"{SVG}path")) for g in groups] == [1] * len(zone.parts)


def test_a_part_cut_at_the_antimeridian_is_one_path(collection, write_zone_file):
    halves = shapely.box(179.9, -17, 180, -16.8), shapely.box(-180, -17, -179.8, -16.8)
    shape = json.loads(shapely.to_geojson(shapely.multipolygons(halves)))
    first = collection["features"][0] | {"geometry": shape}
    first["properties"].update(id="island", parent=None)
    zone = read_zone(write_zone_file(collection | {"features": [first]}))
    drawn = ET.fromstring(render_svg(zone, FigureOptions(**SMALL)))
    groups = [
        g.get("data-name")
        for g in drawn.iter(f"{SVG}g")
        if g.get("data-name", "").startswith("part-")
    ]
    assert groups == ["part-island"]


def test_style_of_a_part_says_its_kind_and_its_placement():
    styles = {
        (kind, placement): part_style(kind, placement) for kind in KINDS for placement in PLACEMENTS
    }
    for (kind, placement), style in styles.items():
        assert style["edgecolor"] == ink_colour(kind)
        assert (style["linestyle"] == "solid") is (placement == "surveyed")
    assert len({str(style) for style in styles.values()}) == len(KINDS) * len(PLACEMENTS)


def test_places_outside_the_frame_and_on_its_edge_are_left_out(zone):
    shapes = zone.parts.geometry
    page = Page(FigureOptions())
    frame = add_map_frame(page, fit_extent(shapes, aspect=1.0), box=(0, 0, 200, 200))
    visible = visible_places(frame, zone.places)
    assert {place.row["id"] for place in visible} < set(zone.places.index)
    for place in visible:
        assert min(place.x, place.y, 200 - place.x, 200 - place.y) > EDGE_PT
        lonlat = zone.places.geometry[place.row["id"]].coords[0]
        assert frame.project_point(*lonlat) == (place.x, place.y)


@pytest.mark.parametrize("kind", ["city", "town", "airport", "station"])
def test_symbols_of_places_have_the_forms_of_the_page(kind):
    """Round, or square for ways to travel; filled for cities and stations."""
    rules = read_asset("zone-map.css").decode()
    name = ".station-mark" if kind == "station" else f".place-dot.{kind}"
    rule = "".join(re.findall(rf"{re.escape(name)}{{([^}}]*)}}", rules))
    is_square = "border-radius" in rule
    is_filled = "background" in rule
    assert MARKERS.get(kind, OTHER_MARKER) == ("s" if is_square else "o")
    assert (marker_colours(kind)["markerfacecolor"] == ink_colour("place")) == is_filled
