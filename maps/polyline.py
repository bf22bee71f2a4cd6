"""Coordinates as short texts: Google's encoded polylines, a quarter of the same in GeoJSON.

Whole steps of 10^-decimals degrees from vertex to vertex, latitude first, each written with as
few letters as it needs.

References
----------
https://developers.google.com/maps/documentation/utilities/polylinealgorithm
"""

from itertools import pairwise
from typing import Any

import numpy as np
import shapely

CHUNK_BITS = 5
MOST_CHUNKS = 7
FIRST_LETTER = 63


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
    unsigned = np.where(values < 0, ~(values << 1), values << 1)
    rest = unsigned[:, None] >> (CHUNK_BITS * np.arange(MOST_CHUNKS + 1))
    is_written = rest[:, :-1] > 0
    is_written[:, 0] = True
    goes_on = rest[:, 1:] > 0
    codes = (rest[:, :-1] & 31) + goes_on * 32 + FIRST_LETTER
    return codes[is_written].astype(np.uint8).tobytes().decode("ascii"), is_written.sum(axis=1)
