"""Geometries of KML to shapes in degrees."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_
from geo.reading.kml_elements import iter_named, local_name, read_text
from geo.reading.shape_tree import NO_POINTS, ShapeError, ShapeNotes, close_ring

MAX_DEPTH = 100
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
GEOMETRIES = {
    "Point": "POINT",
    "LineString": "LINESTRING",
    "LinearRing": "LINEARRING",
    "Polygon": "POLYGON",
    "MultiGeometry": "MULTI",
    "MultiTrack": "TRACK",
    "Track": "TRACK",
    "Model": "MODEL",
}


def read_kml_shapes(elements: Sequence[Any], notes: ShapeNotes) -> Geometry:
    """Return the geometries of a placemark as one shape in WGS 84 degrees.

    A ring by itself is a polygon.

    Raises
    ------
    ShapeError
        When its coordinates make no shape.
    """
    return _combine([_read_geometry(each, notes, 0) for each in elements])


def _read_geometry(element: Any, notes: ShapeNotes, depth: int) -> Geometry:
    """Return a KML geometry as a shape in degrees; a ring by itself is a polygon."""
    kind = GEOMETRIES[local_name(element)]
    if kind == "MULTI" and depth < MAX_DEPTH:
        members = [each for each in element if local_name(each) in GEOMETRIES]
        shapes = [_read_geometry(each, notes, depth + 1) for each in members]
        return _combine(shapes)
    if kind == "POLYGON":
        return _read_polygon(element, notes)
    if kind == "LINEARRING":
        return shapely.Polygon(close_ring(_read_positions(element, notes), notes))
    points = _read_positions(element, notes) if kind in {"POINT", "LINESTRING"} else NO_POINTS
    if kind == "POINT" and len(points):
        return shapely.Point(points[0])
    if kind == "LINESTRING" and len(points) > 1:
        return shapely.LineString(points)
    if kind in {"TRACK", "MODEL"}:
        raise ShapeError(N_("it is a %(kind)s, not a polygon"), kind=local_name(element))
    raise ShapeError(N_("it has no geometry"))


def _combine(shapes: list[Geometry]) -> Geometry:
    kinds = {shape.geom_type for shape in shapes}
    if kinds == {"Polygon"}:
        return shapely.MultiPolygon(shapes) if len(shapes) > 1 else shapes[0]  # type: ignore[arg-type]
    if len(shapes) == 1:
        return shapes[0]
    if not shapes:
        raise ShapeError(N_("it has no geometry"))
    return shapely.GeometryCollection(shapes)


def _read_polygon(element: Any, notes: ShapeNotes) -> Geometry:
    rings = []
    for name in ("outerBoundaryIs", "innerBoundaryIs"):
        for boundary in (each for each in element if local_name(each) == name):
            rings += [_read_positions(ring, notes) for ring in iter_named(boundary, "LinearRing")]
    if not rings or not len(rings[0]):
        raise ShapeError(N_("it has no geometry"))
    closed = [close_ring(ring, notes) for ring in rings if len(ring)]
    return shapely.Polygon(closed[0], closed[1:])


def _read_positions(element: Any, notes: ShapeNotes) -> Floats:
    positions = split_positions(read_text(element, "coordinates") or "")
    if not all(_NUMBER.fullmatch(x) for each in positions for x in each):
        raise ShapeError(N_("its coordinates are not numbers"))
    if not all(2 <= len(each) <= 3 for each in positions):
        raise ShapeError(N_("its positions are not two or three numbers, with spaces between them"))
    numbers = [[float(x) for x in each] for each in positions]
    notes.has_height |= any(each[2] != 0 for each in numbers if len(each) > 2)
    return np.array([each[:2] for each in numbers]) if numbers else NO_POINTS


def split_positions(text: str) -> list[list[str]]:
    """Return the numbers of each position, as text: commas within positions, space between them.

    >>> split_positions("105.4,28.8,0 105.5, 28.8, 0")
    [['105.4', '28.8', '0'], ['105.5', '28.8', '0']]
    >>> split_positions("105.4,28.8, 105.5,28.8,")
    [['105.4', '28.8'], ['105.5', '28.8']]
    """
    words = [word.rstrip(",").split(",") for word in text.split()]
    if all(2 <= len(word) <= 3 for word in words):
        return words
    return [word.rstrip(",").split(",") for word in re.sub(r"\s*,\s*", ",", text).split()]
