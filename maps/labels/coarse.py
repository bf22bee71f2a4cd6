"""Outlines of very many vertices, as coarse as the placing of labels needs them."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.area import extract_polygons

_MANY_VERTICES = 5_000
_GRID_PT = 0.3


def coarsen(shape: Geometry) -> Geometry:
    """Return a shape with its vertices on a grid of 0.3 points, if it has more than 5,000.

    Labels are compared with an outline thousands of times. Moving vertices onto a grid bounds
    their number by the size of the map; a line simplifier takes quadratic time for an outline of
    narrow teeth, and overflows the stack at 100,000 of them.

    Parameters
    ----------
    shape : Geometry
        Points of the map. Of an invalid one, as a projection makes where it folds an outline, the
        polygons are returned: labels are cut with it.
    """
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return shape  # what a projection has no place for can't be mended
    if not shape.is_valid:
        # GEOS mends no collection that has lines beside polygons.
        polygons = extract_polygons(shapely.make_valid(extract_polygons(shape)))
        shape = shape.convex_hull if polygons.is_empty else polygons
    if shapely.get_num_coordinates(shape) <= _MANY_VERTICES:
        return shape
    coarse = shapely.set_precision(shape, _GRID_PT)
    return shape.convex_hull if coarse.is_empty else coarse
