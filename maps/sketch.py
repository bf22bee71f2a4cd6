"""Outlines as SVG path data: the small drawings of reports, in plate carrée about the middle."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.changes import unwrapped

WIDTH = 800.0
MARGIN = 24.0


@dataclass(frozen=True)
class Frame:
    """How degrees become the drawing's units (x to the right, y down)."""

    west: float
    north: float
    across: float
    down: float
    height: float
    wrap: bool = False

    def path(self, shape: Geometry) -> str:
        """Return a shape (degrees) as SVG path data, one decimal."""
        return " ".join(self._ring(ring) for ring in _rings(shape))

    def _ring(self, ring: Geometry) -> str:
        xy = shapely.get_coordinates(ring)
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.point(*each) for each in xy[:-1]))
        return f"M{points}Z"

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position (degrees) in the drawing's units, the west beyond 180 if wrapped."""
        lon += 360 * (self.wrap and lon < 0)
        return MARGIN + (lon - self.west) * self.across, MARGIN + (self.north - lat) * self.down


def _rings(shape: Geometry) -> list[Geometry]:
    polygons = shapely.get_parts(shape)
    flat = polygons[shapely.get_dimensions(polygons) == 2]
    return list(shapely.get_rings(flat)) if len(flat) else []


def frame_of(shapes: list[Geometry]) -> Frame:
    """Return the frame that holds the shapes (degrees), `WIDTH` wide or at most as high.

    What lies across the antimeridian is drawn as one piece.
    """
    whole = unwrapped(shapes) if shapes else [shapely.box(0, 0, 1, 1)]
    bounds = shapely.total_bounds(np.array(whole, dtype=object))
    west, south, east, north = (float(v) if math.isfinite(v) else 0.0 for v in bounds)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.01)
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    down = (WIDTH - 2 * MARGIN) / max(wide, high)
    height = high * down + 2 * MARGIN
    return Frame(west, north, down * squeeze, down, height, wrap=east > 180)
