"""The order of pasted corners that are numbered J1, J2, …: what is told where it isn't theirs."""

import itertools
from collections.abc import Sequence

import numpy as np
import shapely

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase

_AS_WRITTEN = N_(
    "The corners are joined as written: %(order)s. To join them by their numbers, sort the lines."
)
_FAR = N_(
    "WARNING: %(corner)s lies far from the other corners. Check the digits of its coordinates."
)
_LEAST_OTHERS = 3  # corners that tell where the plot is
_FAR_TIMES = 20  # the extent of the others
_MOST_TOLD = 8  # numbers


class CornerOrderError(InputError):
    """Corners that cross as they are written, and do not in the order of their numbers."""


def is_one_plot(corners: Sequence[tuple[str, int]]) -> bool:
    """Return whether corners, each a ring and its number, are of one plot.

    Numbers that come again are of another plot; the last of a ring may be its first again.

    >>> is_one_plot([("1", 1), ("1", 3), ("1", 2)]), is_one_plot([("1", 1), ("1", 2), ("1", 1)])
    (True, True)
    >>> is_one_plot([("1", 1), ("1", 2), ("1", 1), ("1", 2)])
    False
    """
    rings = [
        (ring, [n for _, n in own]) for ring, own in itertools.groupby(corners, lambda x: x[0])
    ]
    if len({ring for ring, _ in rings}) < len(rings):
        return False
    return all(len({*own}) == len(open_ring(own)) for _, own in rings)


def open_ring(numbers: Sequence[int]) -> list[int]:
    """Return numbers without a last one that is the first again."""
    is_closed = len(numbers) > 1 and numbers[0] == numbers[-1]
    return [*numbers[:-1]] if is_closed else [*numbers]


def tell_order(numbers: Sequence[int], xy: Floats) -> list[Phrase]:
    """Return what there is to tell of the order of one ring's corners.

    Parameters
    ----------
    numbers : sequence of int
    xy : array of shape (n, 2)
        Their positions, in metres or degrees.

    Raises
    ------
    CornerOrderError
        When the edges cross as written, and do not in the order of the numbers.
    """
    own = open_ring(numbers)
    far = find_far(xy[: len(own)])
    told = [] if far is None else [Phrase(_FAR, {"corner": f"J{own[far]}"})]
    start = own.index(min(own))  # a ring may begin anywhere, and run either way
    turned = [*own[start:], *own[:start]]
    if sorted(own) in (turned, [turned[0], *turned[:0:-1]]):
        return told
    order = ", ".join(f"J{n}" for n in own[:_MOST_TOLD]) + (" …" if len(own) > _MOST_TOLD else "")
    ring = xy[: len(own)]
    if not _is_valid(ring) and _is_valid(ring[np.argsort(own)]):
        raise CornerOrderError(
            N_(
                "The corners are written in the order %(order)s, in which the edges of the plot "
                "cross. Sort the lines by their numbers."
            ),
            order=order,
        )
    return [*told, Phrase(_AS_WRITTEN, {"order": order})]


def find_far(ring: Floats) -> int | None:
    """Return the place of the one corner that lies far from all others, None for none.

    One wrong digit moves it by many times what the others extend over.

    Parameters
    ----------
    ring : array of shape (n, 2)
        Without a repeated end.
    """
    if len(ring) <= _LEAST_OTHERS:
        return None
    off = np.linalg.norm(ring - np.median(ring, axis=0), axis=1)
    far = int(off.argmax())
    others = np.delete(ring, far, axis=0)
    extent = float(np.linalg.norm(np.ptp(others, axis=0)))
    nearest = float(np.linalg.norm(others - ring[far], axis=1).min())
    return far if nearest > _FAR_TIMES * extent else None


def _is_valid(ring: Floats) -> bool:
    return len(ring) > 2 and bool(shapely.is_valid(shapely.Polygon(ring)))
