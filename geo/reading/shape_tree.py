"""Shapes of any standard kind, curves and surfaces too, as shapes of straight lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields.digits import format_digits
from geo.reading.arcs import split_arcs
from geo.reading.units import METRES_PER_DEGREE

MAX_ARC_POINTS = 5_000_000  # of a file: a few bytes of an arc become thousands of points
_MAX_LON_LAT = 400.0  # no plane coordinates of a map are smaller throughout
NO_POINTS: Floats = np.empty((0, 2))


@dataclass(frozen=True)
class Node:
    """A shape as written: its kind in capitals, its members or, without any, its positions."""

    kind: str
    members: Sequence["Node"] = ()
    points: Floats = field(default_factory=lambda: NO_POINTS)


@dataclass
class ShapeNotes:
    """What was done to make shapes of straight, closed lines.

    Attributes
    ----------
    closed : int
        Rings that were open.
    deviation_m : float or None
        The greatest distance between an arc and its pieces; None where there was no arc.
    has_height, has_more : bool
        Whether a position had a third number, and any after it.
    arc_points : int
        Points that arcs became.
    unit_m : float or None
        The metres in a unit of the file's numbers (`geo.reading.units`), where it is known.
    """

    closed: int = 0
    deviation_m: float | None = None
    has_height: bool = False
    has_more: bool = False
    arc_points: int = 0
    unit_m: float | None = None


class ShapeError(InputError):
    """A feature's positions make no shape; its phrase is a clause without a full stop."""


def build_shape(node: Node, notes: ShapeNotes) -> Geometry:
    """Return a shape of straight lines in the node's CRS and units, degrees or metres.

    Open rings are closed and arcs split; both are noted.

    Raises
    ------
    ShapeError
        When a ring has fewer than three different points, or the kind is unknown.
    """
    _check_finite(node)
    if node.kind in _MULTI_KINDS:
        return _build_multi(node, notes)
    if node.kind == "POINT":
        return shapely.Point(node.points[0]) if len(node.points) else shapely.Point()
    if node.kind in {"POLYGON", "TRIANGLE", "CURVEPOLYGON"}:
        return _build_polygon(node, notes)
    if node.kind in _LINE_KINDS:
        return _build_line(node, notes)
    raise ShapeError(N_("the geometry %(kind)s is unknown"), kind=quote_value(node.kind))


_LINE_KINDS = {"LINESTRING", "CIRCULARSTRING", "COMPOUNDCURVE"}
_MULTI_KINDS: Mapping[str, Callable[[Any], Geometry]] = {
    "MULTIPOINT": shapely.MultiPoint,
    "MULTILINESTRING": shapely.MultiLineString,
    "MULTICURVE": shapely.MultiLineString,
    "MULTIPOLYGON": shapely.MultiPolygon,
    "MULTISURFACE": shapely.MultiPolygon,
    "POLYHEDRALSURFACE": shapely.MultiPolygon,
    "TIN": shapely.MultiPolygon,
    "GEOMETRYCOLLECTION": shapely.GeometryCollection,
}


def _build_multi(node: Node, notes: ShapeNotes) -> Geometry:
    shapes = [build_shape(member, notes) for member in node.members]
    whole = _MULTI_KINDS[node.kind]([shape for shape in shapes if not shape.is_empty])
    # Facets share edges, which no valid multipolygon does.
    return shapely.union_all(shapes) if node.kind in {"TIN", "POLYHEDRALSURFACE"} else whole


def _build_line(node: Node, notes: ShapeNotes) -> Geometry:
    line = _trace_line(node, notes)
    if len(line) == 1:
        raise ShapeError(N_("a line of one point has no length"))
    return shapely.LineString(line)


def _build_polygon(node: Node, notes: ShapeNotes) -> Geometry:
    rings = [close_ring(_trace_line(member, notes), notes) for member in node.members]
    filled = [ring for ring in rings if len(ring)]
    return shapely.Polygon(filled[0], filled[1:]) if filled else shapely.Polygon()


def close_ring(ring: Floats, notes: ShapeNotes) -> Floats:
    """Return a ring (any CRS, degrees or metres, shape (n, 2)) that ends where it starts.

    Raises
    ------
    ShapeError
        When it has fewer than three different points.
    """
    if not len(ring):
        return ring
    distinct = len(set(map(tuple, ring[:16].tolist())))
    if distinct < 3:
        distinct = len(np.unique(ring, axis=0))
    if distinct < 3:
        raise ShapeError(N_("an outline of %(n)s different points encloses no area"), n=distinct)
    if (ring[0] == ring[-1]).all():
        return ring
    notes.closed += 1
    return np.concatenate([ring, ring[:1]])


def _check_finite(node: Node) -> None:
    if not np.isfinite(node.points).all():
        raise ShapeError(N_("its coordinates are not finite"))


def _trace_line(node: Node, notes: ShapeNotes) -> Floats:
    _check_finite(node)
    if node.kind == "COMPOUNDCURVE":
        lines = [_trace_line(member, notes) for member in node.members]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])]) if lines else NO_POINTS
    if node.kind != "CIRCULARSTRING" or len(node.points) < 3:
        return node.points
    return trace_arcs(node.points, notes)


def trace_arcs(points: Floats, notes: ShapeNotes, *, unit_m: float | None = None) -> Floats:
    """Return a string of arcs in any CRS, degrees or metres, as a line (`split_arcs`).

    Where the notes don't know the unit, it is `unit_m` metres long; without that, small numbers are
    degrees and all others metres.

    Raises
    ------
    ShapeError
        When the arcs so far, in all shapes with these notes, need too many points.
    """
    try:
        left = MAX_ARC_POINTS - notes.arc_points
        length_m = notes.unit_m or unit_m or _guess_unit_m(points)
        line, deviation = split_arcs(points, unit_m=length_m, most=left)
    except OverflowError:
        notes.arc_points = MAX_ARC_POINTS
        raise ShapeError(
            N_("its arcs need more than %(n)s points"), n=f"{MAX_ARC_POINTS:,}"
        ) from None
    notes.arc_points += len(line)
    notes.deviation_m = max(notes.deviation_m or 0.0, deviation)
    return line


def _guess_unit_m(points: Floats) -> float:
    return METRES_PER_DEGREE if np.abs(points).max() < _MAX_LON_LAT else 1.0


def describe_notes(closed: Sequence[int], notes: ShapeNotes) -> list[Phrase]:
    """Return what was done to make shapes, as sentences; `closed` numbers features, from 1."""
    told = []
    if closed:
        numbers = ", ".join(map(str, closed[:10])) + ("…" if len(closed) > 10 else "")
        told.append(
            Phrase(N_("Open rings were closed in features %(numbers)s."), {"numbers": numbers})
        )
    if notes.deviation_m is not None:
        sentence = N_("Arcs were turned into straight pieces that deviate by at most %(mm)s mm.")
        told.append(Phrase(sentence, {"mm": format_digits(notes.deviation_m * 1000)}))
    if notes.has_height:
        told.append(Phrase(N_("Heights were removed."), {}))
    if notes.has_more:
        told.append(Phrase(N_("Numbers after the third of a position were ignored."), {}))
    return told
