"""What lies beneath the parts on small maps: a base map's lines, or the context."""

from dataclasses import replace

import pytest

from maps.svg.ground import credit_ground, list_ground
from maps.svg.thumbnail import draw_thumbnail, fit_view_boxes


@pytest.fixture(scope="module")
def bare(zone):
    return replace(zone, basemap=zone.basemap.iloc[:0])


def test_the_lines_of_a_base_map_take_the_place_of_the_contexts(zone):
    ground = list_ground(zone)
    kinds = {word for kind in ground["kind"] for word in kind.split()}
    assert {"tint", "boundaries", "level-4", "level-6", "water_lines", "rank-1"} <= kinds
    assert not {"county", "river", "streets", "place_labels", "nan"} & kinds
    assert (ground["kind"] == "tint").sum() == zone.context["host"].sum()


def test_tint_lies_below_lines_and_fine_lines_below_thick_ones(zone):
    order = list(dict.fromkeys(list_ground(zone)["kind"]))
    ranks = [f"water_lines rank-{n}" for n in range(4, 0, -1)]
    assert order == ["tint", *(f"boundaries level-{n}" for n in (6, 5, 4)), *ranks]


def test_lines_that_follow_a_river_are_left_out(zone):
    lines = zone.basemap[zone.basemap["on_river"].astype(bool)]
    assert len(lines)
    assert not set(lines.index) & set(list_ground(zone).index)


def test_without_a_base_map_there_are_counties_and_rivers(bare):
    assert list_ground(bare)["kind"].tolist() == bare.context["kind"].tolist()


def test_its_credit_is_that_of_what_is_drawn(zone, bare):
    asked = zone.attribution_by_layer
    assert credit_ground(zone, "en") == (asked["basemap"],)
    assert credit_ground(bare, "en") == ()
    ours = replace(zone, basemap=zone.basemap[zone.basemap["file"] == "basemap_osm"])
    assert credit_ground(ours, "en") == ()


@pytest.mark.parametrize("part_id", ["longmatan-core", "luxian-district"])
def test_a_thumbnail_has_it_beneath_the_part(zone, part_id):
    drawing = draw_thumbnail(zone, part_id, fit_view_boxes(zone.parts)[part_id], lang="en")
    assert drawing.index('class="tint"') < drawing.index('class="part')
    assert 'class="county' not in drawing
