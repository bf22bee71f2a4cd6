"""Fewer vertices, for shapes of any length."""

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes

MOST_AT_ONCE = 2_000
_MAKE: Mapping[str, Callable[..., Any]] = {
    "LineString": shapely.linestrings,
    "LinearRing": shapely.linearrings,
    "MultiLineString": shapely.multilinestrings,
    "MultiPolygon": shapely.multipolygons,
    "GeometryCollection": shapely.geometrycollections,
}
_LEAST_PIECES = 4  # of a ring, so that it stays one


def reduce_vertices(shapes: Shapes, tolerance: float) -> Shapes:
    """Return shapes with fewer vertices, none of their lines moved by more than the tolerance.

    The algorithm (Douglas and Peucker 1973) calls itself for each vertex that stays, at worst as
    often as there are vertices, and takes their square in time: a comb of 100,000 teeth ends the
    process that asks GEOS to simplify it. So outlines of more than `MOST_AT_ONCE` vertices are
    simplified piece by piece; the ends of the pieces stay, and outlines may then cross themselves.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        In any CRS, its axes in one unit, such as metres or degrees; none missing.
    tolerance : float
        In the same unit.

    Returns
    -------
    array of Geometry, shape (n,)
    """
    long = shapely.get_num_coordinates(shapes) > MOST_AT_ONCE
    simple: Shapes = np.empty(len(shapes), dtype=object)
    simple[~long] = shapely.simplify(shapes[~long], tolerance)
    simple[long] = [_simplify_long(shape, tolerance) for shape in shapes[long]]
    return simple


def _simplify_long(shape: Geometry, tolerance: float) -> Geometry:
    if isinstance(shape, shapely.Polygon):
        rings = [_simplify_line(ring, tolerance) for ring in shapely.get_rings(shape)]
        return shapely.Polygon(rings[0], rings[1:])
    make = _MAKE.get(shape.geom_type)
    if make is None:  # points
        return shape
    if isinstance(shape, shapely.LineString):
        line: Geometry = make(_simplify_line(shape, tolerance))
        return line
    parts: Shapes = np.asarray(shapely.get_parts(shape))
    whole: Geometry = make(reduce_vertices(parts, tolerance))
    return whole


def _simplify_line(line: Geometry, tolerance: float) -> Floats:
    """Return the vertices that stay of a line, shape (n, 2)."""
    xy = shapely.get_coordinates(line)
    if len(xy) <= MOST_AT_ONCE:
        return shapely.get_coordinates(shapely.simplify(line, tolerance))
    count = max(_LEAST_PIECES, math.ceil(len(xy) / MOST_AT_ONCE))
    cuts = np.linspace(0, len(xy) - 1, count + 1).astype(int)
    pieces = [shapely.LineString(xy[a : b + 1]) for a, b in pairwise(cuts.tolist())]
    simple = shapely.simplify(pieces, tolerance, preserve_topology=False)
    found = [shapely.get_coordinates(piece)[:-1] for piece in simple]
    return np.concatenate([*found, xy[-1:]])
