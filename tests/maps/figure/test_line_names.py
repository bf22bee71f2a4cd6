"""Names along roads and rivers of the tiles in figures, and the roads' numbers on plates."""

import math
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tiled_zone import write_tiled_zone

from geo.reading.osm.vector_tile import TileFeature
from geo.zone import read_zone
from maps.figure import line_names
from maps.figure.line_names import find_stretches
from maps.figure.options import FigureOptions, select_parts
from maps.figure.page import Page
from maps.figure.render import render_plain_svg
from maps.figure.sheet import lay_out_sheet
from maps.figure.tile_source import FigureTiles
from maps.theme import SHIELDS

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tiled(tmp_path_factory):
    return read_zone(write_tiled_zone(tmp_path_factory.mktemp("tiled")))


def lay_out(zone, **options):
    page = Page(FigureOptions(**options))
    parts = select_parts(zone, page.options)
    return lay_out_sheet(page, zone, parts, top=80, bottom=page.height - 60)


def list_texts(svg):
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def test_roads_carry_their_numbers_in_the_colours_of_signs(tiled):
    names = lay_out(tiled).labels.lines_named
    plates = {each.text: each.plate for each in names if each.plate}
    assert plates["G83"] == SHIELDS["expressway"][0]
    assert plates["G322"] == SHIELDS["national"][0]
    assert plates["S303"] == SHIELDS["provincial"][0]
    assert all(each.turn == 0 for each in names if each.plate)


@pytest.mark.parametrize(
    ("lang", "road", "river"),
    [("en", "Jiangyangxi Lu", "Yangtze River"), ("zh", "江阳西路", "长江")],
)
def test_roads_and_rivers_are_named_in_the_readers_language(tiled, lang, road, river):
    close = render_plain_svg(tiled, FigureOptions(parts=("longmatan-core",), lang=lang)).decode()
    assert road in list_texts(close)
    assert river in list_texts(render_plain_svg(tiled, FigureOptions(lang=lang)).decode())


@pytest.mark.parametrize("options", [{}, {"view": "region"}, {"parts": ("longmatan-core",)}])
def test_no_name_covers_another_or_leaves_the_map(tiled, options):
    sheet = lay_out(tiled, **options)
    boxes = [each.box for each in sheet.labels.lines_named]
    others = [each.box for each in (*sheet.labels.others, *sheet.labels.parts.named)]
    assert boxes
    for n, box in enumerate(boxes):
        assert sheet.frame.border.contains(box)
        assert not any(box.intersects(other) for other in (*boxes[:n], *others))


def test_a_name_of_an_extract_cannot_break_a_figure(tiled, monkeypatch):
    def load(frame, tiles, *, line_scale):
        across = shapely.LineString([(5, frame.height / 2), (frame.width - 5, frame.height / 2)])
        named = TileFeature({"kind": "primary", "name": "A\x01<b>\n&$x$"}, across)
        return FigureTiles(frame, 12.0, line_scale, {"street_labels": [named]})

    monkeypatch.setattr(line_names, "load_tiles", load)
    bare = replace(tiled, context=tiled.context.iloc[:0], places=tiled.places.iloc[:0])
    svg = render_plain_svg(bare, FigureOptions(title="x"))
    texts = ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert any("<b>" in each and "$x$" in each for each in texts)


def test_there_are_no_such_names_without_tiles(tiled):
    assert not lay_out(replace(tiled, tiles=None)).labels.lines_named


def test_the_legend_holds_what_is_drawn(tiled):
    close = render_plain_svg(tiled, FigureOptions(parts=("longmatan-core",))).decode()
    assert "Motorway" in render_plain_svg(tiled, FigureOptions()).decode()
    assert "Motorway" not in close


@given(
    st.lists(st.tuples(*[st.integers(0, 400)] * 2), min_size=2, max_size=12),
    st.floats(1, 300),
)
def test_a_stretch_is_as_long_as_its_name_and_next_to_straight(points, least):
    line = shapely.LineString(points)
    for x, y, turn in find_stretches(line, least, bend=1.03):
        angle = math.radians(turn)
        assert abs(angle) <= math.pi / 2
        across, up = least / 2.06 * math.cos(angle), least / 2.06 * math.sin(angle)
        chord = shapely.MultiPoint([(x, y), (x + across, y + up), (x - across, y - up)])
        # a path of 1.03 times its chord is at most 0.124 of the chord beside it
        assert all(each.distance(line) <= 0.124 * line.length for each in chord.geoms)
