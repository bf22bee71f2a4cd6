"""Coordinates as short texts: Google's encoded polylines, a quarter of the same in GeoJSON.

Whole steps of 10^-decimals degrees from vertex to vertex, latitude first, each written with as
few letters as it needs.

References
----------
https://developers.google.com/maps/documentation/utilities/polylinealgorithm
"""

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

CHUNK_BITS = 5
CHUNK_MASK = 2**CHUNK_BITS - 1
MAX_CHUNKS = 7
MAX_BYTES = 8  # as one number, which is moved at once
FIRST_LETTER = 63
PADDING = b"\0"
BLOCK_LINES = 200  # lines at a time, whose temporaries stay in a core's cache


def encode_polylines(lines: Any, *, decimals: int) -> list[str]:
    """Return each line or ring as an encoded polyline.

    >>> encode_polylines([shapely.LineString([(-120.2, 38.5), (-120.95, 40.7)])], decimals=5)
    ['_p~iF~ps|U_ulLnnqC']
    >>> encode_polylines([], decimals=5)
    []
    """
    blocks = [lines[n : n + BLOCK_LINES] for n in range(0, len(lines), BLOCK_LINES)]
    return [text for block in blocks for text in _encode_block(block, decimals)]


def _encode_block(lines: Any, decimals: int) -> list[str]:
    coordinates, owner = shapely.get_coordinates(lines, return_index=True)
    whole = np.rint(coordinates[:, ::-1] * 10**decimals).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    steps[starts] = whole[starts]
    letters, lengths = _encode_values(steps.ravel())
    ends = np.append(0, np.cumsum(lengths))[2 * np.append(starts, len(steps))]
    return [letters[a:b] for a, b in pairwise(ends.tolist())]


def _encode_values(values: Any) -> tuple[str, Any]:
    """Return all values written one after the other, and how many letters each takes."""
    whole = (values << 1) ^ (values >> 63)  # the sign in the last bit
    table, table_lengths = _make_letter_table()
    short = np.minimum(whole, len(table) - 1)
    letters, lengths = table.take(short), table_lengths.take(short)
    longer = np.flatnonzero(whole != short)
    letters[longer], lengths[longer] = _encode_letters(whole[longer])
    return letters.tobytes().translate(None, PADDING).decode("ascii"), lengths


@cache
def _make_letter_table() -> tuple[Any, Any]:
    """Return the letters of the values that nearly all steps have."""
    return _encode_letters(np.arange(2 ** (3 * CHUNK_BITS)))


def _encode_letters(rest: Any) -> tuple[Any, Any]:
    """Return each value's letters in eight bytes, filled up with nothing, and how many they are."""
    letters = np.zeros((len(rest), MAX_BYTES), np.uint8)
    lengths, is_written = np.ones(len(rest), np.int64), np.ones(len(rest), bool)
    for chunk in range(MAX_CHUNKS):
        goes_on = rest > CHUNK_MASK
        code = (rest & CHUNK_MASK) + (FIRST_LETTER + (CHUNK_MASK + 1) * goes_on.astype(np.uint8))
        letters[:, chunk] = code * is_written
        lengths += goes_on
        rest, is_written = rest >> CHUNK_BITS, goes_on
    return letters.view(np.uint64).ravel(), lengths
