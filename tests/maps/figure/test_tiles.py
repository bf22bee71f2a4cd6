"""Tiles in figures: drawn by the page's rules for paper, credited where they are seen."""

from dataclasses import replace

import pytest
from tiled_zone import write_others_tiles, write_tiled_zone

from geo.errors import InputError
from geo.zone import read_zone
from maps.figure.compose import draw_credited_figure
from maps.figure.options import FigureOptions
from maps.figure.render import render_plain_svg
from maps.theme import TILE_INKS

pytestmark = pytest.mark.slow

CREDIT = "© OpenStreetMap contributors, ODbL, extract 2026-05-01"


@pytest.fixture(scope="module")
def tiled(tmp_path_factory):
    return read_zone(write_tiled_zone(tmp_path_factory.mktemp("tiled")))


def credits_of(zone, **options):
    return draw_credited_figure(zone, FigureOptions(**options))[1].attributions


@pytest.mark.parametrize("view", ["zone", "region"])
def test_the_extract_is_credited_with_its_date_and_only_where_it_is_drawn(tiled, view):
    assert CREDIT in credits_of(tiled, view=view)
    assert CREDIT not in credits_of(replace(tiled, tiles=None), view=view)


def test_the_credit_is_in_the_language_of_the_figure(tiled):
    assert "© OpenStreetMap 贡献者，ODbL，数据提取于 2026-05-01" in credits_of(tiled, lang="zh")


def test_roads_and_water_are_drawn_in_the_inks_of_paper(tiled):
    svg = render_plain_svg(tiled, FigureOptions(view="zone")).decode()
    for ink in ("motorway", "motorway-case", "water", "wood", "rail"):
        assert TILE_INKS[ink].to_list()[2] in svg, ink
    without = render_plain_svg(replace(tiled, tiles=None), FigureOptions(view="zone")).decode()
    assert TILE_INKS["motorway"].light not in without


def test_the_legend_says_what_roads_are(tiled):
    assert b"Motorway" in render_plain_svg(tiled, FigureOptions(view="zone"))
    assert b"Motorway" not in render_plain_svg(replace(tiled, tiles=None), FigureOptions())


def test_places_of_the_tiles_are_named_once(tiled):
    bare = replace(tiled, basemap=tiled.basemap.iloc[:0])
    region = render_plain_svg(bare, FigureOptions(view="region", lang="zh")).decode()
    assert "遵义" in region
    assert (
        "遵义"
        not in render_plain_svg(
            replace(bare, tiles=None), FigureOptions(view="region", lang="zh")
        ).decode()
    )
    assert region.count(">重庆<") <= 2  # a reference place; the tiles have it too


def test_tiles_that_are_damaged_get_one_sentence(tmp_path):
    data = write_tiled_zone(tmp_path)
    zone = read_zone(data)
    path = data.with_name("basemap.pmtiles")
    whole = path.read_bytes()
    path.write_bytes(whole[:20_000] + bytes(len(whole) - 20_000))
    with pytest.raises(InputError, match=r"basemap\.pmtiles is damaged"):
        draw_credited_figure(zone, FigureOptions())


@pytest.mark.parametrize("value", ["high", float("nan"), float("inf"), "<b>", "", 2**62, True])
def test_tags_of_another_program_are_drawn_as_far_as_they_are_understood(tmp_path, value):
    data = write_tiled_zone(tmp_path)
    tags = {
        "kind": "motorway",
        "layer": value,
        "bridge": True,
        "rank": value,
        "name": "A\x07\u202eB",
    }
    line = [{"geometry": "LINESTRING(0 0, 4000 3000)", "properties": tags}]
    town = [{"geometry": "POINT(2000 2000)", "properties": {**tags, "kind": "town"}}]
    layers = {"streets": line, "street_labels": line, "place_labels": town}
    write_others_tiles(data.with_name("basemap.pmtiles"), layers)
    svg = render_plain_svg(read_zone(data), FigureOptions(view="zone")).decode()
    assert TILE_INKS["motorway"].to_list()[2] in svg
    assert not {"\x07", "\u202e"} & set(svg)
