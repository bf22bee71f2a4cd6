"""Pasted corners of one plot: lines named J1, J2, … in their order, as surveys number them."""

import itertools
import re
from collections.abc import Sequence

import numpy as np

from geo.arrays import Floats
from geo.errors import InputError, Phrase
from geo.lookup.coordinate_text import LatLon, find_position
from geo.lookup.map_links import normalize_text
from webapp.plots.pasted_order import is_one_plot, tell_order

_LEAST_CORNERS = 3
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_CORNER = re.compile(
    rf"J([0-9]{{1,6}})[ ,:、]+(?:([0-9]{{1,3}})[ ,、]+)?({_NUMBER})[ ,、]+({_NUMBER})", re.I
)
_IN_DEGREES = re.compile(r"J([0-9]{1,6})[ \t,:、]+(.+)", re.I)
_MOST_IN_DEGREES = 5_000  # each is read by itself


def write_boundary_points(lines: Sequence[str]) -> str | None:
    """Return corners in metres as boundary-point text; None for lines of another kind.

    It is what `geo.reading.boundary_points` reads: the number of the ring, 1 where a line has
    none, then north and east of a plane CRS.

    >>> lines = [f"J{n} 320104{n}.8 35544366.9" for n in (1, 2, 3)]
    >>> print(write_boundary_points(lines).splitlines()[-1])
    J3,1,3201043.8,35544366.9
    """
    if not _CORNER.match(normalize_text(lines[0])):  # of a long text the first line tells
        return None
    found = [_CORNER.fullmatch(normalize_text(each).strip()) for each in lines]
    corners = [each for each in found if each and min(float(each[3]), float(each[4])) >= 1e4]
    if len(corners) < max(len(lines), _LEAST_CORNERS):
        return None
    if not is_one_plot([(each[2] or "1", int(each[1])) for each in corners]):
        return None
    rows = [f"J{each[1]},{each[2] or 1},{each[3]},{each[4]}" for each in corners]
    return "\n".join(["[地块坐标]", f"{len(rows)},,,,面,,,,@", *rows]) + "\n"


def tell_corners(text: str) -> list[Phrase]:
    """Return what there is to tell of boundary-point text, ring by ring: see `tell_order`."""
    rows = [row.split(",") for row in text.splitlines()[2:]]
    told = list[Phrase]()
    for _, own in itertools.groupby(rows, lambda row: row[1]):
        ring = [*own]
        xy = np.array([row[2:] for row in ring], float)
        told += tell_order([int(row[0][1:]) for row in ring], xy)
    return told


def read_numbers(lines: Sequence[str]) -> list[int]:
    """Return the numbers of corners, as lines of degrees have them."""
    found = [_IN_DEGREES.fullmatch(normalize_text(each).strip()) for each in lines]
    return [int(each[1]) for each in found if each]


def read_corners_in_degrees(lines: Sequence[str], near: LatLon) -> Floats | None:
    """Return corners in degrees, longitude first, shape (n, 2); None for lines of another kind.

    Parameters
    ----------
    lines : sequence of str
        As "J1 105°27′32″E 28°52′48″N"; those that name a coordinate system are of another kind.
    near : tuple of float
        Latitude and longitude (degrees): of two orders the nearer one is taken.
    """
    if not _LEAST_CORNERS <= len(lines) <= _MOST_IN_DEGREES:
        return None
    found = [_IN_DEGREES.fullmatch(normalize_text(each).strip()) for each in lines]
    corners = [each for each in found if each]
    if len(corners) < len(lines) or not is_one_plot([("1", int(each[1])) for each in corners]):
        return None
    try:
        places = [find_position(each[2].replace("\t", " "), near) for each in corners]
    except InputError:  # told by those who read each line
        return None
    lonlat = [(each.lon, each.lat) for each in places if each and not each.datum and not each.name]
    return np.array(lonlat) if len(lonlat) == len(lines) else None
