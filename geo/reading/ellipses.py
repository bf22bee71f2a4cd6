"""Ellipses of MapInfo, which GDAL draws in pieces of 2 degrees, drawn again in small ones."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.reading.arcs import MAX_ANGLE
from geo.reading.layer import RawLayer
from geo.reading.shape_tree import ShapeNotes, describe_notes

_GDAL_POINTS = 180  # from angle 0 to the full circle, both included; the ring is closed after them
_GDAL_ANGLES = np.linspace(0, 2 * math.pi, _GDAL_POINTS)
_FIT = 1e-6  # of the longer semi-axis: a text has 15 digits, a .map whole units of its grid
_METRES_PER_DEGREE = 111_320.0


def redraw_ellipses(raw: RawLayer) -> RawLayer:
    """Return a layer with each ellipse that GDAL drew in pieces of at most `MAX_ANGLE`.

    They lose less than a millionth of the area. The deviation is told; of degrees it is converted
    at 111,320 m a degree.
    """
    shapes = list(raw.table.geometry)
    found = [_redraw(shape) for shape in shapes]
    sizes = [size for _, size in found if size is not None]
    if not sizes:
        return raw
    is_degrees = raw.table.crs is not None and raw.table.crs.is_geographic
    notes = ShapeNotes(
        deviation_m=max(sizes)
        * (1 - math.cos(MAX_ANGLE / 2))
        * (_METRES_PER_DEGREE if is_degrees else 1)
    )
    table = raw.table.set_geometry([shape for shape, _ in found], crs=raw.table.crs)
    return replace(raw, table=table, steps=(*raw.steps, *describe_notes((), notes)))


def _redraw(shape: Geometry) -> tuple[Geometry, float | None]:
    """Return a shape, and the longer semi-axis if it is an ellipse, in the units of its CRS."""
    polygons: Sequence[Geometry] = shapely.get_parts(shape).tolist()
    if len(polygons) != 1 or shapely.get_num_coordinates(shape) != _GDAL_POINTS + 1:
        return shape, None
    xy = shapely.get_coordinates(shape)
    for points in (xy[:-1], xy[:0:-1]):
        fitted = _fit_ellipse(points)
        if fitted is not None:
            centre, axes = fitted
            angles = np.linspace(0, 2 * math.pi, math.ceil(2 * math.pi / MAX_ANGLE) + 1)
            ring = centre + axes * np.column_stack([np.cos(angles), np.sin(angles)])
            ring[-1] = ring[0]
            return shapely.Polygon(ring), float(np.abs(axes).max())
    return shape, None


def _fit_ellipse(points: Floats) -> tuple[Floats, Floats] | None:
    """Return centre and semi-axes of the ellipse that the points are on; None for no ellipse."""
    fits, residual = [], 0.0
    for values, wave in zip(points.T, (np.cos(_GDAL_ANGLES), np.sin(_GDAL_ANGLES)), strict=True):
        base = np.column_stack([np.ones(_GDAL_POINTS), wave])
        fit = np.linalg.lstsq(base, values, rcond=None)[0]
        residual = max(residual, float(np.abs(base @ fit - values).max()))
        fits.append(fit)
    centre, axes = np.array(fits).T
    if np.abs(axes).min() == 0 or residual > _FIT * np.abs(axes).max():
        return None
    return centre, axes
