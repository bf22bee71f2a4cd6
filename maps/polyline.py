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
CHUNK = 2**CHUNK_BITS - 1
MOST_CHUNKS = 7
FIRST_LETTER = 63
NOTHING = b"\0"
BLOCK = 65_536  # values whose temporaries stay in a core's cache


def polylines(lines: Any, *, decimals: int) -> list[str]:
    """Return each line or ring as an encoded polyline.

    >>> polylines([shapely.LineString([(-120.2, 38.5), (-120.95, 40.7)])], decimals=5)
    ['_p~iF~ps|U_ulLnnqC']
    >>> polylines([], decimals=5)
    []
    """
    coordinates, owner = shapely.get_coordinates(lines, return_index=True)
    whole = np.rint(coordinates[:, ::-1] * 10**decimals).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    steps[starts] = whole[starts]
    letters, lengths = _letters(steps.ravel())
    ends = np.append(0, np.cumsum(lengths))[2 * np.append(starts, len(steps))]
    return [letters[a:b] for a, b in pairwise(ends)]


def _letters(values: Any) -> tuple[str, Any]:
    """Return all values written one after the other, and how many letters each takes."""
    blocks = [_block(values[n : n + BLOCK]) for n in range(0, len(values), BLOCK)]
    lengths = [np.empty(0, np.int64), *(each for _text, each in blocks)]
    return "".join(text for text, _lengths in blocks), np.concatenate(lengths)


def _block(values: Any) -> tuple[str, Any]:
    whole = np.where(values < 0, ~(values << 1), values << 1)
    table, table_lengths = _table()
    is_short = whole < len(table)
    looked_up = np.where(is_short, whole, 0)
    letters, lengths = table[looked_up], table_lengths[looked_up]
    longer = np.flatnonzero(~is_short)
    letters[longer], lengths[longer] = _spelled(whole[longer])
    return letters.tobytes().translate(None, NOTHING).decode("ascii"), lengths


@cache
def _table() -> tuple[Any, Any]:
    """Return the letters of the values that nearly all steps have."""
    return _spelled(np.arange(2 ** (3 * CHUNK_BITS)))


def _spelled(rest: Any) -> tuple[Any, Any]:
    """Return each value's letters, filled up with nothing, and how many there are."""
    letters = np.empty((len(rest), MOST_CHUNKS), np.uint8)
    lengths, is_written = np.ones(len(rest), np.int64), np.ones(len(rest), bool)
    for chunk in range(MOST_CHUNKS):
        goes_on = rest > CHUNK
        code = (rest & CHUNK) + (FIRST_LETTER + (CHUNK + 1) * goes_on.astype(np.uint8))
        letters[:, chunk] = code * is_written
        lengths += goes_on
        rest, is_written = rest >> CHUNK_BITS, goes_on
    return letters, lengths
