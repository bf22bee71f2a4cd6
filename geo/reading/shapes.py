"""Columns of geometry, as text or binary, to shapes; each fault with its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo.arrays import Ints, Shapes
from geo.errors import N_, Phrase
from geo.reading.safe_geometries import is_plain, is_safe, is_text_geometry
from geo.reading.shape_tree import ShapeError, ShapeNotes, build_shape, describe_notes
from geo.reading.units import find_srid_unit_m
from geo.reading.well_known import parse_binary, parse_text

_NOT_FINITE = Phrase(N_("its coordinates are not finite"), {})
_MAX_CLOSED = 11  # as many as a sentence lists, and one more
NO_GEOMETRY = Phrase(N_("it has no geometry"), {})


@dataclass(frozen=True)
class ReadShapes:
    """Shapes as read.

    Attributes
    ----------
    shapes : array of Geometry or None, shape (n,)
        In the file's CRS and units, degrees or metres, without heights; None where there is none.
    faults : dict of int and Phrase
        By position, why there is none.
    closed : sequence of int
        Positions of the shapes of which a ring was closed.
    deviation_m : float or None
        The greatest distance between an arc and its pieces; None where there was no arc.
    srids : set of int
        The EPSG codes that the values name.
    has_height : bool
        Whether there were heights.
    """

    shapes: Shapes
    faults: dict[int, Phrase]
    closed: Sequence[int]
    deviation_m: float | None
    srids: frozenset[int]
    has_height: bool = False


def read_shapes(values: Sequence[str | bytes | None], *, unit_m: float | None = None) -> ReadShapes:
    """Return the shapes of WKT, EWKT, hexadecimal EWKB (all text) or WKB (bytes).

    `unit_m` is the metres in a unit of their numbers (`choose_unit_m`), by which arcs are split;
    where it is None, that of the CRS that a value names counts.
    """
    found = _read_at_once(values)
    faults: dict[int, Phrase] = dict.fromkeys(_find_infinite(found), _NOT_FINITE)
    found[list(faults)] = None
    srids = set(np.unique(shapely.get_srid(found)).tolist()) - {0, -1}
    has_height, shapes = bool(shapely.has_z(found).any()), np.asarray(shapely.force_2d(found))
    closed, deviation, arc_points = [], None, 0
    for n, value in enumerate(values):
        if shapes[n] is not None or n in faults:
            continue
        if value is None or not value.strip():
            faults[n] = NO_GEOMETRY
            continue
        notes = ShapeNotes(arc_points=arc_points)
        try:
            node, srid = parse_text(value) if isinstance(value, str) else parse_binary(value)
            notes.unit_m = unit_m or find_srid_unit_m(srid)
            shapes[n] = build_shape(node, notes)
        except ShapeError as fault:
            faults[n] = fault.phrase
            continue
        finally:
            arc_points = notes.arc_points
        closed += [n] if notes.closed else []
        srids |= {srid} if srid else set()
        if notes.deviation_m is not None:
            deviation = max(deviation or 0.0, notes.deviation_m)
    for n in np.flatnonzero(shapely.is_empty(shapes)).tolist():
        faults[n], shapes[n] = NO_GEOMETRY, None
    return ReadShapes(shapes, faults, closed, deviation, frozenset(srids), has_height)


def _find_infinite(shapes: Shapes) -> list[int]:
    """Return the positions of shapes with a coordinate that is NaN or infinite."""
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    return [int(n) for n in np.unique(owner[~np.isfinite(xy).all(axis=1)])]


def _read_at_once(values: Sequence[str | bytes | None]) -> Shapes:
    """Return the shapes of straight lines that GEOS reads; None for all others."""
    chosen: Any = np.array([*values, None], dtype=object)[:-1]
    if all(map(is_safe, values)):
        try:
            return _parse_all(chosen)
        except NotImplementedError:  # GEOS stops at the first curve
            pass
    read = np.full(len(chosen), None, dtype=object)
    plain = [n for n, value in enumerate(values) if value and is_plain(value)]
    read[plain] = _parse_all(chosen[plain])
    return read


def _parse_all(values: Any) -> Shapes:
    """Return the shapes of WKT, of WKB or of its hexadecimal digits; None for what is neither."""
    read = np.full(len(values), None, dtype=object)
    are_words = np.array([is_text_geometry(value) for value in values], dtype=bool)
    words, others = values[are_words], values[~are_words]
    with np.errstate(all="ignore"):
        read[are_words] = shapely.from_wkt(words, on_invalid="ignore")
        read[~are_words] = shapely.from_wkb(others, on_invalid="ignore")
    return read


def describe_shapes(read: ReadShapes, numbers: Sequence[int]) -> list[Phrase]:
    """Return what was done to the shapes, as sentences; `numbers` are the features' own."""
    closed = [numbers[n] for n in read.closed]
    return describe_notes(closed, ShapeNotes(len(closed), read.deviation_m, read.has_height))


class ShapeTally:
    """What was done to the shapes of a file that is read chunk by chunk, told at its end."""

    def __init__(self) -> None:
        self._closed: set[int] = set()
        self._notes = ShapeNotes()

    def add(self, read: ReadShapes, numbers: Ints) -> None:
        """Count a chunk, whose features have these numbers in the file; the same one twice is one.

        Its shapes are in any CRS and unit, degrees or metres.
        """
        closed = {int(numbers[n]) for n in read.closed}
        self._closed = set(sorted(self._closed | closed)[:_MAX_CLOSED])
        self._notes.has_height |= read.has_height
        if read.deviation_m is not None:
            self._notes.deviation_m = max(self._notes.deviation_m or 0.0, read.deviation_m)

    def describe(self) -> list[Phrase]:
        """Return it as sentences."""
        return describe_notes(sorted(self._closed), self._notes)
