"""Geometries as JSON has them to shapes; open rings are closed, odd positions told."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_, quote_value
from geo.reading.shape_tree import NO_POINTS, Node, ShapeError, ShapeNotes, build_shape

_MAX_DEPTH = 16
# By type: the kind of a member, and None where there are positions.
_MEMBERS: dict[str, str | None] = {
    "Point": None,
    "LineString": None,
    "Polygon": "LineString",
    "MultiPoint": "Point",
    "MultiLineString": "LineString",
    "MultiPolygon": "Polygon",
}
GEOMETRY_TYPES = (*_MEMBERS, "GeometryCollection")


def read_json_shape(geometry: object, notes: ShapeNotes) -> Geometry:
    """Return a GeoJSON geometry as a shape in its own CRS and units, degrees or metres.

    Raises
    ------
    ShapeError
        When there is none, or its positions make no shape.
    """
    if geometry is None or geometry == {}:
        raise ShapeError(N_("it has no geometry"))
    shape = build_shape(_make_node(geometry, notes, 0), notes)
    if shape.is_empty:
        raise ShapeError(N_("it has no geometry"))
    return shape


def _make_node(geometry: Any, notes: ShapeNotes, depth: int) -> Node:
    if not isinstance(geometry, dict):
        raise ShapeError(N_("the geometry %(kind)s is unknown"), kind=quote_value(geometry))
    kind, members = geometry.get("type"), geometry.get("geometries")
    if kind == "GeometryCollection" and depth < _MAX_DEPTH and isinstance(members, list):
        nodes = [_make_node(member, notes, depth + 1) for member in members]
        return Node("GEOMETRYCOLLECTION", nodes)
    if not isinstance(kind, str) or kind not in _MEMBERS:
        raise ShapeError(N_("the geometry %(kind)s is unknown"), kind=quote_value(kind))
    return _make_plain_node(kind, geometry.get("coordinates"), notes)


def _make_plain_node(kind: str, coordinates: object, notes: ShapeNotes) -> Node:
    if not isinstance(coordinates, list):
        raise ShapeError(N_("it has no coordinates"))
    member = _MEMBERS[kind]
    if member is not None:
        nodes = [_make_plain_node(member, each, notes) for each in coordinates]
        return Node(kind.upper(), nodes)
    positions = [coordinates] if kind == "Point" and coordinates else coordinates
    return Node(kind.upper(), points=read_positions(positions, notes))


def read_positions(positions: Sequence[Any], notes: ShapeNotes) -> Floats:
    """Return positions as an array of shape (n, 2), in their own units, degrees or metres.

    What comes after the second number is dropped, and noted after the third.

    Raises
    ------
    ShapeError
        When one is not two or more finite numbers.
    """
    if not positions:
        return NO_POINTS
    found = read_positions_at_once(positions)
    if found is not None:
        notes.has_height |= found.shape[1] > 2
        notes.has_more |= found.shape[1] > 3
        return found[:, :2].astype(float)
    for position in positions:
        _check_position(position)
        notes.has_height |= len(position) > 2
        notes.has_more |= len(position) > 3
    return np.array([position[:2] for position in positions], dtype=float)


def read_positions_at_once(positions: Sequence[Any]) -> Floats | None:
    """Return positions (any unit) that are alike and fine, as nearly all are; None for others.

    All numbers of each are there, shape (n, 2 or more); the first two are finite.
    """
    try:
        found = np.array(positions)
    except (ValueError, RecursionError):
        return None
    if found.ndim != 2 or found.shape[1] < 2 or found.dtype.kind not in "fi":
        return None
    is_number = bool not in set(map(type, chain.from_iterable(positions)))
    return found if is_number and np.isfinite(found[:, :2]).all() else None


def _check_position(position: object) -> None:
    if not isinstance(position, list) or len(position) < 2:
        raise ShapeError(
            N_("the position %(position)s is not two numbers"), position=quote_value(position)
        )
    for value in position[:2]:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not abs(value) < np.inf:
            raise ShapeError(
                N_("the coordinate %(item)s is not a finite number"), item=quote_value(value)
            )
