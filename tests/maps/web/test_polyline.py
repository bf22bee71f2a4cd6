"""Coordinates as texts, against a decoder written from the format's description."""

import re

import numpy as np
import pytest
import shapely
from jinja2.utils import htmlsafe_json_dumps
from polylines import read_polyline

from maps.assets import read_asset
from maps.web.paths import CONTEXT_DECIMALS
from maps.web.polyline import BLOCK_LINES, LETTERS, MAX_VALUE, encode_polylines


def read_degrees(text):
    """Return the vertices of a text with four decimals, degrees."""
    return [(lon / 1e4, lat / 1e4) for lon, lat in read_polyline(text)]


def test_polylines_walk_back_to_their_lines():
    lines = [
        shapely.LineString([(105.1234, 28.9), (105.2, 28.95), (-3, 2)]),
        shapely.LineString([(-179.9999, -85), (359.9999, 85), (359.9999, 85)]),
        shapely.LineString([(0, 0), (0, 0.0001)]),
    ]
    assert [read_degrees(text) for text in encode_polylines(lines, decimals=4)] == [
        list(line.coords) for line in lines
    ]


def test_many_vertices_walk_back_to_their_line():
    degrees = np.random.default_rng(1).integers(-850_000, 850_000, (20_000, 2)) / 1e4
    [text] = encode_polylines([shapely.LineString(degrees)], decimals=4)
    assert read_degrees(text) == [*map(tuple, degrees.tolist())]


def test_the_script_takes_the_scale_that_is_left_out():
    script = read_asset("zone-polyline.js").decode()
    [scale] = re.findall(r"const CONTEXT_SCALE = ([\de-]+);", script)
    assert float(scale) == 10.0**-CONTEXT_DECIMALS


def test_polylines_of_many_lines_are_those_of_each():
    turns = np.linspace(0, 60, 90_000)
    spiral = np.c_[100 + turns * np.cos(turns) / 2, turns * np.sin(turns) / 2]
    lines = [shapely.LineString(each) for each in np.array_split(spiral, 30)]
    assert encode_polylines(lines, decimals=4) == [
        encode_polylines([line], decimals=4)[0] for line in lines
    ]


def test_lines_may_go_on_from_where_the_one_before_ends():
    ways = np.arange(2 * (2 * BLOCK_LINES + 3)).reshape(-1, 2)
    lines = [shapely.LineString([(a, 1), (b, 2)]) for a, b in ways]
    follows = np.arange(len(lines)) % 3 > 0
    encoded = encode_polylines(lines, decimals=4, follows=follows)
    ends = np.array([0, 0])
    for line, text, is_after in zip(lines, encoded, follows, strict=True):
        found = np.array(read_degrees(text)) + ends * is_after
        assert found.tolist() == [list(each) for each in line.coords]
        ends = found[-1]


def test_lines_beyond_a_block_keep_their_order():
    lines = [shapely.LineString([(n, 0), (n, 1)]) for n in range(BLOCK_LINES + 2)]
    encoded = encode_polylines(lines, decimals=4)
    assert [read_degrees(text)[0] for text in encoded] == [(n, 0.0) for n in range(len(lines))]


@pytest.mark.parametrize("decimals", [4, 5, 6])
def test_coordinates_are_rounded_not_cut(decimals):
    step = 10.0**-decimals
    [up] = encode_polylines([shapely.LineString([(0.6 * step, 0), (0, 0)])], decimals=decimals)
    [down] = encode_polylines([shapely.LineString([(0.4 * step, 0), (0, 0)])], decimals=decimals)
    assert (up, down) == ("!$!#", "!!!!")


def test_letters_are_written_as_they_are_in_json_and_html():
    assert (len(LETTERS), len(set(LETTERS))) == (88, 88)
    assert htmlsafe_json_dumps(LETTERS) == f'"{LETTERS}"'


def test_a_value_may_be_as_large_as_longitudes_are():
    most = (MAX_VALUE // 2 - 1) * 1e-4
    [text] = encode_polylines([shapely.LineString([(most, 0), (-1, 0)])], decimals=4)
    assert read_degrees(text)[0] == (most, 0)
    assert MAX_VALUE > 2 * 3 * 360 * 10**6
