"""Encoded polylines, against a decoder written from the format's description."""

import numpy as np
import pytest
import shapely

from maps.web.polyline import BLOCK_LINES, encode_polylines


def read_polyline(text):
    """As the format's own description decodes it, letter by letter."""
    values, n = [], 0
    while n < len(text):
        shift = result = 0
        while True:
            chunk = ord(text[n]) - 63
            n += 1
            result |= (chunk & 31) << shift
            shift += 5
            if chunk < 32:
                break
        values.append(~(result >> 1) if result & 1 else result >> 1)
    lats, lons = values[::2], values[1::2]
    return [(sum(lons[: k + 1]) / 1e4, sum(lats[: k + 1]) / 1e4) for k in range(len(lats))]


def test_polylines_walk_back_to_their_lines():
    lines = [
        shapely.LineString([(105.1234, 28.9), (105.2, 28.95), (-3, 2)]),
        shapely.LineString([(-179.9999, -85), (359.9999, 85), (359.9999, 85)]),
        shapely.LineString([(0, 0), (0, 0.0001)]),
    ]
    assert [read_polyline(text) for text in encode_polylines(lines, decimals=4)] == [
        list(line.coords) for line in lines
    ]


def test_polylines_of_many_lines_are_those_of_each():
    turns = np.linspace(0, 60, 90_000)
    spiral = np.c_[100 + turns * np.cos(turns) / 2, turns * np.sin(turns) / 2]
    lines = [shapely.LineString(each) for each in np.array_split(spiral, 30)]
    assert encode_polylines(lines, decimals=4) == [
        encode_polylines([line], decimals=4)[0] for line in lines
    ]


def test_lines_beyond_a_block_keep_their_order():
    lines = [shapely.LineString([(n, 0), (n, 1)]) for n in range(BLOCK_LINES + 2)]
    encoded = encode_polylines(lines, decimals=4)
    assert [read_polyline(text)[0] for text in encoded] == [(n, 0.0) for n in range(len(lines))]


@pytest.mark.parametrize("decimals", [4, 5, 6])
def test_coordinates_are_rounded_not_cut(decimals):
    step = 10.0**-decimals
    [up] = encode_polylines([shapely.LineString([(0.6 * step, 0), (0, 0)])], decimals=decimals)
    [down] = encode_polylines([shapely.LineString([(0.4 * step, 0), (0, 0)])], decimals=decimals)
    assert (up, down) == ("?A?@", "????")
