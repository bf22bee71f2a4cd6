"""Many geometries of GeoJSON to shapes at once; what is not plain, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.errors import Phrase
from geo.reading.json_shapes import read_json_shape, read_positions_at_once
from geo.reading.shape_tree import ShapeError, ShapeNotes

_BATCH = 1000


@dataclass
class JsonShapes:
    """Shapes in the file's own CRS and units, degrees or metres.

    Attributes
    ----------
    shapes : array of Geometry or None, shape (n,)
    faults : dict of int and Phrase
        By position, why there is none.
    closed : list of int
        Positions of the shapes of which a ring was closed.
    """

    shapes: Shapes
    faults: dict[int, Phrase] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)


def read_json_shapes(geometries: Sequence[Any], notes: ShapeNotes) -> JsonShapes:
    """Return GeoJSON geometries as `read_json_shape` does each; `notes` say what was done."""
    found = JsonShapes(np.full(len(geometries), None, dtype=object))
    for start in range(0, len(geometries), _BATCH):
        batch = geometries[start : start + _BATCH]
        kinds = [_find_plain_kind(each) for each in batch]
        for kind, read in (("Point", _read_points), ("Polygon", _read_polygons)):
            chosen = [n for n, each in enumerate(kinds) if each == kind]
            shapes = read([batch[n]["coordinates"] for n in chosen], notes) if chosen else None
            if shapes is not None:
                found.shapes[np.array(chosen) + start] = shapes
    for n in np.flatnonzero(shapely.is_missing(found.shapes)).tolist():
        closed = notes.closed
        try:
            found.shapes[n] = read_json_shape(geometries[n], notes)
        except ShapeError as fault:
            found.faults[n] = fault.phrase
        else:
            found.closed += [n] if notes.closed > closed else []
    return found


def _find_plain_kind(geometry: Any) -> str | None:
    """Return the type of a geometry with coordinates; None for all others."""
    if not isinstance(geometry, dict):
        return None
    coordinates, kind = geometry.get("coordinates"), geometry.get("type")
    return kind if coordinates and isinstance(coordinates, list) and isinstance(kind, str) else None


def _read_all(positions: Sequence[Any], notes: ShapeNotes) -> Floats | None:
    """Return positions that are all alike and fine; None, and no notes, for others."""
    found = read_positions_at_once(positions)
    if found is None:
        return None
    notes.has_height |= found.shape[1] > 2
    notes.has_more |= found.shape[1] > 3
    return np.ascontiguousarray(found[:, :2], dtype=float)


def _read_points(positions: Sequence[Any], notes: ShapeNotes) -> Shapes | None:
    xy = _read_all(positions, notes)
    return None if xy is None else np.asarray(shapely.points(xy))


def _read_polygons(polygons: Sequence[Any], notes: ShapeNotes) -> Shapes | None:
    """Return the polygons, None for each that is not of closed rings; None where all are odd."""
    rings = [ring for polygon in polygons for ring in polygon]
    if not all(isinstance(ring, list) and len(ring) > 3 for ring in rings):
        return None
    xy = _read_all(list(chain.from_iterable(rings)), notes)
    if xy is None:
        return None
    ends = np.cumsum([len(ring) for ring in rings])
    ring_offsets = np.concatenate([[0], ends])
    offsets = np.concatenate([[0], np.cumsum([len(polygon) for polygon in polygons])])
    shapes = shapely.from_ragged_array(shapely.GeometryType.POLYGON, xy, (ring_offsets, offsets))
    is_odd = np.add.reduceat(~_are_closed(xy, ring_offsets[:-1], ends - 1), offsets[:-1]) > 0
    shapes[is_odd] = None
    return np.asarray(shapes)


def _are_closed(xy: Floats, first: Ints, last: Ints) -> Any:
    """Return whether each ring ends where it starts, and its first three points differ."""
    a, b, c = xy[first], xy[first + 1], xy[first + 2]
    differ = [(one != other).any(axis=1) for one, other in ((a, b), (b, c), (a, c))]
    return (a == xy[last]).all(axis=1) & np.logical_and.reduce(differ)
