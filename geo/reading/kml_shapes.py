"""Geometries of KML to shapes in degrees."""

import math
import re
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_
from geo.reading.kml_elements import iter_named, local_name, read_text
from geo.reading.shape_tree import NO_POINTS, ShapeError, ShapeNotes, close_ring

MAX_DEPTH = 100
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


def read_kml_shape(element: Any, notes: ShapeNotes) -> Geometry:
    """Return a KML geometry as a shape in WGS 84 degrees; a ring by itself is a polygon.

    Raises
    ------
    ShapeError
        When its coordinates make no shape.
    """
    return _read_geometry(element, notes, 0)


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
    text = read_text(element, "coordinates") or ""
    tuples = re.sub(r"\s*,\s*", ",", text).split()
    try:
        numbers = [[float(x) for x in each.split(",")] for each in tuples]
    except ValueError:
        raise ShapeError(N_("its coordinates are not numbers")) from None
    if not all(len(each) > 1 and math.isfinite(each[0] + each[1]) for each in numbers):
        raise ShapeError(N_("its coordinates are not numbers"))
    notes.has_height |= any(each[2] != 0 for each in numbers if len(each) > 2)
    return np.array([each[:2] for each in numbers]) if numbers else NO_POINTS
