"""Pasted lines that begin with the number of a point: "1,105.44,28.9", "(2) 105.44 28.9".

What the page reads without the server is the same (webapp/static/plots/local/point_numbers.js).
"""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from geo.arrays import Bools, Floats
from geo.errors import N_, InputError
from geo.lookup.coordinate_text import LatLon
from geo.reading.coordinate_columns import parse_coordinates
from geo.reading.numbers import simplify_number
from webapp.plots.pasted_pairs import SEPARATORS, read_pairs, split_halves, split_line

NUMBERED = N_("The first number of each line is taken as the number of the point.")
BESIDE = N_("Numbers beside the position, such as heights, are kept as columns of their own.")
_AFTER = r"[ \t]*(?:[.][ \t]+|[)、:][ \t]*)"
_MARKED = r"[(][ \t]*[0-9]{1,6}[ \t]*[)]|[①-⑳㉑-㉟㊱-㊿]|第[ \t]*[0-9]{1,6}[ \t]*[号个]?点?"
_LEAD = re.compile(
    rf"(?:(?P<marked>{_MARKED}|[0-9]{{1,6}}(?={_AFTER}))(?:{_AFTER})?[ \t,;]*"
    r"|(?P<plain>[0-9]{1,6})(?:[ \t]*[,;][ \t]*|[ \t]+))"
    r"(?P<rest>[-+0-9EWNSewns东西南北.].*)"
)
_WIDE = str.maketrans("；（）：\u3000", ";(): ")
_NEAR_DEG = 5.0  # a place so near to the zone's middle is likelier than one further away
_LEAST_M = 1e4  # of a plane coordinate
_MOST_SPACED = 3  # with spaces only, more may be degrees and minutes
_FIRST_NUMBERS = 1  # a list is numbered from 0 or 1


class NumberedLines(NamedTuple):
    """Lines cut into the number of the point and the cells beside it; `xy` is of the first two."""

    numbers: list[str]
    cells: list[list[str]]
    xy: Floats


def read_numbered(lines: Sequence[str], near: LatLon) -> NumberedLines | None:
    """Return lines of which each begins with the number of a point; None for lines of another kind.

    Parameters
    ----------
    lines : sequence of str
    near : tuple of float
        Latitude and longitude (degrees): of two ways to read a line, the one near it is taken.

    Raises
    ------
    InputError
        When the first number may as well be a coordinate, and the last one a height.
    """
    if not _LEAD.fullmatch(_simplify(lines[0])):  # of a long text the first line tells
        return None
    found = [_LEAD.fullmatch(_simplify(each)) for each in lines]
    leads = [each for each in found if each]
    if len(leads) < len(lines):
        return None
    rests = _split_rests([each["rest"] for each in leads])
    if rests is None:
        return None
    marked = [each["marked"] or "" for each in leads]
    numbers = [re.sub(r"[ ()]", "", each["marked"] or each["plain"]) for each in leads]
    cells, xy = rests
    has_number = all(marked) or is_numbering(numbers, xy, near)
    return NumberedLines(numbers, cells, xy) if has_number else None


def is_numbering(firsts: Sequence[str], xy: Floats, near: LatLon) -> bool:
    """Return whether numbers before pairs of others number them; False where they are coordinates.

    Parameters
    ----------
    firsts : sequence of str
    xy : array of shape (n, 2)
        The two numbers after each.
    near : tuple of float

    Raises
    ------
    InputError
        When they may be either.
    """
    if not (all(re.fullmatch("[0-9]{1,6}", each) for each in firsts) and _are_places(xy).all()):
        return False
    others = np.column_stack([np.array(firsts, float), xy[:, 0]])
    if not _are_places(others).all() or _is_count(firsts):
        return True
    is_near, is_other_near = _are_near(xy, near).all(), _are_near(others, near).all()
    if is_near == is_other_near:
        raise InputError(
            N_(
                "Each line has more than two numbers, and it is open which two are the position. "
                "Put a letter before the number of the point, such as J1, or leave the height out."
            )
        )
    return bool(is_near)


def find_other_numbers(cells: Sequence[Sequence[str]]) -> list[int]:
    """Return the places after the first two cells of a row where each row has a number."""
    columns = [*zip(*cells, strict=True)]
    return [n for n in range(2, len(columns)) if not np.isnan(parse_coordinates(columns[n])).any()]


def _simplify(line: str) -> str:
    return simplify_number(line).translate(_WIDE).strip()


def _split_rests(rests: Sequence[str]) -> tuple[list[list[str]], Floats] | None:
    """Return what follows the numbers as cells, the first two a pair; None for other text."""
    plain = [each.strip("[](),;") for each in rests]
    split = [[split_line(each, separator) for each in plain] for separator in SEPARATORS]
    spaced = split[-1]
    for cells in (split_halves(plain) or [], *split):
        count = len(cells[0]) if cells else 0
        if count < 2 or any(len(row) != count for row in cells):
            continue
        if cells is spaced and count > _MOST_SPACED:
            continue
        xy = read_pairs([row[:2] for row in cells])
        if not np.isnan(xy).any():
            return cells, xy
    return None


def _is_count(firsts: Sequence[str]) -> bool:
    """Whether numbers count from 0 or 1, or with leading zeros; the last may be the first again."""
    values = [int(each) for each in firsts]
    closed = values[:-1] if len(values) > 2 and values[-1] == values[0] else values
    is_running = all(b == a + 1 for a, b in itertools.pairwise(closed)) and len(closed) > 1
    has_zeros = any(each.startswith("0") and len(each) > 1 for each in firsts)
    return is_running and (values[0] <= _FIRST_NUMBERS or has_zeros)


def _are_places(xy: Floats) -> Bools:
    """Return which pairs may be a position, in degrees of either order or in metres."""
    size = np.abs(xy)
    return ((size.min(axis=1) <= 90) & (size.max(axis=1) <= 180)) | (size.min(axis=1) >= _LEAST_M)


def _are_near(xy: Floats, near: LatLon) -> Bools:
    """Return which pairs, in either order, lie near a place; those in metres do."""
    off_deg = [np.abs(xy - order).max(axis=1) for order in (near, near[::-1])]
    return (np.minimum(*off_deg) <= _NEAR_DEG) | (xy.min(axis=1) >= _LEAST_M)
