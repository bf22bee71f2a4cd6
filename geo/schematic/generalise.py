"""Lines with less detail far from the zone, so that a region's fit into a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry as Geometry

from geo.schematic.context import round_coordinates

METRES_PER_DEGREE = 111_320.0  # of latitude: the most that a degree of tolerance is


@dataclass(frozen=True)
class Tolerance:
    """How far simplifying may move a line near the zone and far from it, degrees."""

    near: float
    far: float


def simplify_lines(lines: Sequence[Geometry], tolerance: Tolerance, *, near: Geometry) -> Geometry:
    """Return lines simplified, merged where two of them meet.

    Parameters
    ----------
    lines : sequence of Geometry
        WGS 84 degrees. Their ends stay where they are.
    tolerance : Tolerance
        In degrees.
    near : Geometry
        Where the finer tolerance applies, WGS 84 degrees.

    Returns
    -------
    Geometry
        A LineString, or a MultiLineString of several; empty for no lines.
    """
    pieces: list[Geometry] = []
    for line in lines:
        for part, most in ((line.intersection(near), tolerance.near),
                           (line.difference(near), tolerance.far)):  # fmt: skip
            simpler = shapely.simplify(_merge(part), most)
            pieces += shapely.get_parts(simpler).tolist()
    return _merge(join_lines([each for each in pieces if each.length > 0]))


def join_lines(lines: Sequence[Geometry]) -> Geometry:
    """Return lines, LineStrings in WGS 84 degrees, as one MultiLineString."""
    return shapely.MultiLineString(cast("Sequence[LineString]", lines))


def round_lines(lines: Geometry) -> Geometry:
    """Return points or lines (WGS 84 degrees) rounded, without lines that are no longer any."""
    rounded: list[Geometry] = shapely.get_parts(round_coordinates(lines)).tolist()
    if not any(each.length for each in rounded):
        return round_coordinates(lines)
    return _merge(join_lines([each for each in rounded if each.length > 0]))


def _merge(line: Geometry) -> Geometry:
    return shapely.line_merge(line) if line.geom_type == "MultiLineString" else line
