"""Coordinates as short texts: a fifth of the size of GeoJSON, and a tenth less than polylines.

As in Google's encoded polylines a vertex is written as its offset from the one before, latitude
first, in whole steps of 10^-decimals degrees, and a value's sign goes into its lowest bit. Then
each letter stands for its number in `LETTERS`: a value is the sum of its letters, each worth
`BASE` times as much as the one before it, and ends with the first letter below `LAST_BELOW`. Most
offsets of generalised lines take one letter or two, and need no escape in JSON or HTML. numpy
encodes all vertices of a block of lines at once.

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

LETTERS = "".join(each for each in map(chr, range(33, 127)) if each not in "\"\\<>&'")
LAST_BELOW = 74
BASE = len(LETTERS) - LAST_BELOW
MAX_BYTES = 8  # of a value's letters, padded, so that they move as one 64-bit number
MAX_VALUE = BASE ** (MAX_BYTES - 1) * LAST_BELOW  # ± 3 900 degrees at six decimals
TABLE_SIZE = 1 << 15  # values whose letters are kept: nearly all offsets
PADDING = b"\0"
BLOCK_LINES = 200  # encoded at a time, so that the arrays in between stay in a core's cache


def encode_polylines(
    lines: Sequence[Geometry] | Shapes, *, decimals: int, follows: Bools | None = None
) -> list[str]:
    """Return each line or ring as a text.

    Parameters
    ----------
    lines : sequence of LineString or LinearRing
        WGS 84 longitude and latitude in degrees; longitudes may be unwrapped beyond 180.
    decimals : int
        Digits of a degree that are kept: 5 is about a metre.
    follows : array of bool, shape (n,), optional
        Whether a line's first vertex is written from the last one of the line before, instead of
        from 0, 0: rings and lines of one shape are near each other.

    Examples
    --------
    >>> encode_polylines([shapely.LineString([(-120.2, 38.5), (-120.95, 40.7)])], decimals=5)
    ['{qw{y,xvtrqMutz{)~y~V']
    >>> encode_polylines([], decimals=5)
    []
    """
    texts, last = [], np.zeros(2, np.int64)
    follows = np.zeros(len(lines), np.bool_) if follows is None else follows
    for n in range(0, len(lines), BLOCK_LINES):
        block = slice(n, n + BLOCK_LINES)
        encoded, last = _encode_block(lines[block], decimals, follows[block], last)
        texts += encoded
    return texts


def _encode_block(
    lines: Sequence[Geometry] | Shapes, decimals: int, follows: Bools, last: Ints
) -> tuple[list[str], Ints]:
    """Return the texts of some lines, and their last vertex; `last` is that of the block before."""
    coordinates, owner = shapely.get_coordinates(lines, return_index=True)
    whole: Ints = np.rint(coordinates[:, ::-1] * 10.0**decimals).astype(np.int64)
    steps: Ints = np.diff(whole, axis=0, prepend=last[np.newaxis])
    starts: Ints = np.flatnonzero(np.diff(owner, prepend=-1))
    afresh = starts[~follows]
    steps[afresh] = whole[afresh]
    letters, lengths = _encode_values(steps.ravel())
    # Where each line's letters begin: two values a vertex, as many letters as they took.
    offsets: Ints = np.append(0, np.cumsum(lengths))
    ends: list[int] = offsets[2 * np.append(starts, len(steps))].tolist()
    return [letters[a:b] for a, b in pairwise(ends)], whole[-1]


def _encode_values(values: Ints) -> tuple[str, Ints]:
    """Return the letters of all values, joined, and how many each value takes."""
    whole: Ints = (values << 1) ^ (values >> 63)  # zigzag: the sign goes into the lowest bit
    if len(whole) < TABLE_SIZE:  # to make the table would take longer
        letters, lengths = _encode_letters(whole)
    else:
        table, table_lengths = _make_letter_table()
        short: Ints = np.minimum(whole, len(table) - 1)
        letters, lengths = table[short], table_lengths[short]
        longer: Ints = np.flatnonzero(whole != short)
        letters[longer], lengths[longer] = _encode_letters(whole[longer])
    return letters.tobytes().translate(None, PADDING).decode("ascii"), lengths


@cache
def _make_letter_table() -> tuple[Letters, Ints]:
    """Return the letters of the values that nearly all offsets have."""
    return _encode_letters(np.arange(TABLE_SIZE, dtype=np.int64))


def _encode_letters(values: Ints) -> tuple[Letters, Ints]:
    """Return each value's letters, padded to eight bytes, and how many letters they are."""
    alphabet = np.frombuffer(LETTERS.encode(), np.uint8)
    letters = np.zeros((len(values), MAX_BYTES), np.uint8)
    lengths: Ints = np.ones(len(values), np.int64)
    is_written: Bools = np.ones(len(values), np.bool_)
    rest = values
    for place in range(MAX_BYTES):
        has_more: Bools = rest >= LAST_BELOW
        number: Ints = np.where(has_more, LAST_BELOW + (rest - LAST_BELOW) % BASE, rest)
        letters[:, place] = alphabet[number] * is_written
        lengths += has_more
        rest, is_written = (rest - number) // BASE, has_more
    return letters.view(np.uint64).ravel(), lengths
