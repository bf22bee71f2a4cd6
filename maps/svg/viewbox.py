"""Degrees to an SVG view box: one projection, one path writer, one scale bar."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.geodesy.antimeridian import unwrap_shapes, unwrapped_bounds
from maps.formatting import nice_length

M_PER_DEGREE = 111_320.0  # of latitude, as drawn: a bar is right to 0.7 %
SPARE = 1 / 20  # of the width: what is drawn beyond the edge, so that no line ends in sight
MIN_SQUEEZE = 0.01  # at the poles


@dataclass(frozen=True)
class ViewBox:
    """A drawing in plate carrée, true to scale at one latitude; x to the right, y down.

    Attributes
    ----------
    lon, lat : float
        The anchor, degrees; a longitude beyond 180 lies across the antimeridian.
    x, y : float
        Where the anchor stands in the drawing.
    across, down : float
        The length of a degree of longitude and of latitude, in the drawing's units.
    width, height : float
        Of the drawing.
    """

    lon: float
    lat: float
    x: float
    y: float
    across: float
    down: float
    width: float
    height: float

    @property
    def m_per_px(self) -> float:
        """Metres of ground to one of the drawing's units."""
        return M_PER_DEGREE / self.down

    @cached_property
    def seam(self) -> float:
        """The longitude opposite to the drawing's middle, where the globe is cut."""
        return self.lon + (self.width / 2 - self.x) / self.across - 180

    def project(self, lonlat: Any) -> Floats:
        """Return unwrapped degrees, of shape (n, 2), in the drawing's units."""
        lon, lat = np.asarray(lonlat, dtype=float).T
        x = self.x + (lon - self.lon) * self.across
        return np.column_stack([x, self.y + (self.lat - lat) * self.down])

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position (degrees) in the drawing's units."""
        x, y = shapely.get_coordinates(self.draw(shapely.Point(lon, lat)))[0].tolist()
        return x, y

    def draw(self, shape: Geometry) -> Geometry:
        """Return a shape (degrees) in the drawing's units, on the side nearer to its middle."""
        return shapely.transform(unwrap_shapes([shape], seam=self.seam)[0], self.project)

    def path(self, shape: Geometry, *, tolerance_px: float = 0.0) -> str:
        """Return a shape's outlines and lines (degrees) as SVG path data, one decimal.

        What reaches far out of the drawing is cut off a little beyond its edge; the path is
        empty where nothing of the shape is in it, and for a point.

        Parameters
        ----------
        tolerance_px : float
            How far a line may be moved to simplify it, in the drawing's units.
        """
        drawn = self._cut(self.draw(shape))
        if tolerance_px:
            drawn = drawn.simplify(tolerance_px)
        return " ".join(_line(line) for piece in shapely.get_parts(drawn) for line in _rings(piece))

    def _cut(self, drawn: Geometry) -> Geometry:
        """Return what is drawn without what lies out of sight; untouched where nothing does."""
        spare = SPARE * self.width
        frame = (-spare, -spare, self.width + spare, self.height + spare)
        west, north, east, south = drawn.bounds
        if west >= frame[0] and north >= frame[1] and east <= frame[2] and south <= frame[3]:
            return drawn
        return shapely.clip_by_rect(drawn, *frame)

    def bar(self, *, most_px: float) -> tuple[float, float]:
        """Return a round length of at most `most_px`, in metres and in the drawing's units."""
        length_m = nice_length(most_px * self.m_per_px)
        return length_m, round(length_m / self.m_per_px, 1)


def squeeze(lat: float) -> float:
    """Return the length of a degree of longitude by that of latitude, as drawn at `lat`."""
    return max(math.cos(math.radians(lat)), MIN_SQUEEZE)


def fit_box(shapes: Sequence[Geometry], *, width: float = 800.0, margin: float = 24.0) -> ViewBox:
    """Return the view box that holds the shapes (degrees), `width` wide and at most as high.

    What lies across the antimeridian is drawn as one piece.
    """
    bounds = unwrapped_bounds(shapes or [shapely.box(0, 0, 1, 1)])
    west, south, east, north = (v if math.isfinite(v) else 0.0 for v in bounds)
    narrow = squeeze((south + north) / 2)
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    down = (width - 2 * margin) / max(wide, high)
    height = high * down + 2 * margin
    return ViewBox(west, north, margin, margin, down * narrow, down, width, height)


def _rings(piece: Geometry) -> list[Geometry]:
    """Return the rings of a polygon, a line itself, and nothing of a point."""
    dimensions = shapely.get_dimensions(piece)
    return list(shapely.get_rings(piece)) if dimensions == 2 else [piece][:dimensions]


def _line(line: Geometry) -> str:
    xy = shapely.get_coordinates(line).tolist()
    closed = len(xy) > 3 and xy[0] == xy[-1]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (xy[:-1] if closed else xy))
    return f"M{points}{'Z' if closed else ''}"
