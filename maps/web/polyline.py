"""Coordinates as short texts: Google's encoded polylines, a quarter of the size of GeoJSON.

A vertex is written as its offset from the one before, latitude first, in whole steps of
10^-decimals degrees; a value's bits go into letters, five each, the lowest first. numpy encodes
all vertices of a block of lines at once.

References
----------
https://developers.google.com/maps/documentation/utilities/polylinealgorithm
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Ints, Shapes

Letters = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]  # eight bytes in one number

CHUNK_BITS = 5
CHUNK_MASK = (1 << CHUNK_BITS) - 1
MAX_CHUNKS = 7  # 35 bits: ± 17 180 degrees at six decimals
MAX_BYTES = 8  # of a value's letters, padded, so that they move as one 64-bit number
FIRST_LETTER = 63  # `?`: what a chunk of zero is written as
PADDING = b"\0"
BLOCK_LINES = 200  # encoded at a time, so that the arrays in between stay in a core's cache


def encode_polylines(lines: Sequence[Geometry] | Shapes, *, decimals: int) -> list[str]:
    """Return each line or ring as an encoded polyline.

    Parameters
    ----------
    lines : sequence of LineString or LinearRing
        WGS 84 longitude and latitude in degrees; longitudes may be unwrapped beyond 180.
    decimals : int
        Digits of a degree that are kept: 5 is about a metre.

    Examples
    --------
    >>> encode_polylines([shapely.LineString([(-120.2, 38.5), (-120.95, 40.7)])], decimals=5)
    ['_p~iF~ps|U_ulLnnqC']
    >>> encode_polylines([], decimals=5)
    []
    """
    blocks = [lines[n : n + BLOCK_LINES] for n in range(0, len(lines), BLOCK_LINES)]
    return [text for block in blocks for text in _encode_block(block, decimals)]


def _encode_block(lines: Sequence[Geometry] | Shapes, decimals: int) -> list[str]:
    coordinates, owner = shapely.get_coordinates(lines, return_index=True)
    whole: Ints = np.rint(coordinates[:, ::-1] * 10.0**decimals).astype(np.int64)
    steps: Ints = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    starts: Ints = np.flatnonzero(np.diff(owner, prepend=-1))
    steps[starts] = whole[starts]
    letters, lengths = _encode_values(steps.ravel())
    # Where each line's letters begin: two values a vertex, as many letters as they took.
    offsets: Ints = np.append(0, np.cumsum(lengths))
    ends: list[int] = offsets[2 * np.append(starts, len(steps))].tolist()
    return [letters[a:b] for a, b in pairwise(ends)]


def _encode_values(values: Ints) -> tuple[str, Ints]:
    """Return the letters of all values, joined, and how many each value takes."""
    whole: Ints = (values << 1) ^ (values >> 63)  # zigzag: the sign goes into the lowest bit
    table, table_lengths = _make_letter_table()
    short: Ints = np.minimum(whole, len(table) - 1)
    letters, lengths = table[short], table_lengths[short]
    longer: Ints = np.flatnonzero(whole != short)
    letters[longer], lengths[longer] = _encode_letters(whole[longer])
    return letters.tobytes().translate(None, PADDING).decode("ascii"), lengths


@cache
def _make_letter_table() -> tuple[Letters, Ints]:
    """Return the letters of the values of up to 15 bits, which nearly all offsets have."""
    return _encode_letters(np.arange(1 << 3 * CHUNK_BITS, dtype=np.int64))


def _encode_letters(values: Ints) -> tuple[Letters, Ints]:
    """Return each value's letters, padded to eight bytes, and how many letters they are."""
    letters = np.zeros((len(values), MAX_BYTES), np.uint8)
    lengths: Ints = np.ones(len(values), np.int64)
    is_written: Bools = np.ones(len(values), np.bool_)
    rest = values
    for chunk in range(MAX_CHUNKS):
        has_more: Bools = rest > CHUNK_MASK
        marks = (CHUNK_MASK + 1) * has_more.astype(np.int64)  # the sixth bit: another one follows
        letters[:, chunk] = ((rest & CHUNK_MASK) + FIRST_LETTER + marks) * is_written
        lengths += has_more
        rest, is_written = rest >> CHUNK_BITS, has_more
    return letters.view(np.uint64).ravel(), lengths
