"""Ellipses and round corners of MapInfo, which GDAL draws in 2 degrees, in smaller pieces."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.reading.arcs import MAX_ANGLE
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.shape_tree import ShapeNotes, describe_notes
from geo.reading.units import choose_unit_m

_POINTS = 180  # of an ellipse, from angle 0 to the full circle, both included
_CORNER_POINTS = 45  # of each corner; its last point follows once more
_QUARTER = math.pi / 2
_FIT = 1e-6  # of the longer semi-axis: a text has 15 digits, a .map whole units of its grid


def redraw_ellipses(raw: RawLayer, options: ReadOptions) -> RawLayer:
    """Return a layer with each ellipse and rounded rectangle in pieces of at most `MAX_ANGLE`.

    They lose less than a millionth of the area. The deviation is told; of degrees it is converted
    at 111,320 m a degree.
    """
    shapes = list(raw.table.geometry)
    found = [_redraw(shape) for shape in shapes]
    sizes = [size for _, size in found if size is not None]
    if not sizes:
        return raw
    unit_m = choose_unit_m(raw.table.crs, options.crs) or 1.0
    notes = ShapeNotes(deviation_m=max(sizes) * (1 - math.cos(MAX_ANGLE / 2)) * unit_m)
    table = raw.table.set_geometry([shape for shape, _ in found], crs=raw.table.crs)
    return replace(raw, table=table, steps=(*raw.steps, *describe_notes((), notes)))


def _redraw(shape: Geometry) -> tuple[Geometry, float | None]:
    """Return a shape, and the longest semi-axis of what it has of ellipses, in units of its CRS."""
    polygons: Sequence[Geometry] = shapely.get_parts(shape).tolist()
    xy = shapely.get_coordinates(shape)
    count = len(xy) - 1
    if len(polygons) != 1 or not _POINTS <= count <= 4 * (_CORNER_POINTS + 1):
        return shape, None
    find_arcs = _find_ellipse if count == _POINTS else _find_corners
    for points in (xy, xy[::-1]):
        arcs = list(find_arcs(points))
        if arcs and None not in arcs:
            ring = np.concatenate([arc.draw() for arc in arcs if arc])
            longest = max(float(np.abs(arc.axes).max()) for arc in arcs if arc)
            return shapely.Polygon([*ring, ring[0]]), longest
    return shape, None


@dataclass(frozen=True, eq=False)
class _Arc:
    """An arc of an ellipse whose axes are those of its CRS; angles in radians."""

    centre: Floats
    axes: Floats
    start: float
    turn: float

    def draw(self) -> Floats:
        """Return the points of the arc, without the last one of a full circle."""
        is_full = self.turn > math.pi
        count = math.ceil(self.turn / MAX_ANGLE) + 1
        angles = self.start + np.linspace(0, self.turn, count)[: -1 if is_full else None]
        points: Floats = self.centre + self.axes * np.column_stack([np.cos(angles), np.sin(angles)])
        return points


def _find_ellipse(points: Floats) -> Iterator[_Arc | None]:
    """Yield the ellipse that the points of a closed ring are on; None for no ellipse."""
    yield _fit_arc(points[:-1], 0.0, 2 * math.pi)


def _find_corners(points: Floats) -> Iterator[_Arc | None]:
    """Yield the four corners of a closed ring from the lower left one on; None for no corner."""
    for number in range(4):
        first = number * (_CORNER_POINTS + 1)
        corner = points[first : first + _CORNER_POINTS]
        yield _fit_arc(corner, math.pi + number * _QUARTER, _QUARTER)


def _fit_arc(points: Floats, start: float, turn: float) -> _Arc | None:
    """Return the arc that the points are on, at equal angles; None for no arc."""
    angles = np.linspace(start, start + turn, len(points))
    fits, residual = [], 0.0
    for values, wave in zip(points.T, (np.cos(angles), np.sin(angles)), strict=True):
        base = np.column_stack([np.ones(len(points)), wave])
        fit = np.linalg.lstsq(base, values, rcond=None)[0]
        residual = max(residual, float(np.abs(base @ fit - values).max()))
        fits.append(fit)
    centre, axes = np.array(fits).T
    if np.abs(axes).min() == 0 or residual > _FIT * np.abs(axes).max():
        return None
    return _Arc(centre, axes, start, turn)
