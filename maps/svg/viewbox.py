"""The view box of an SVG map: degrees to its units, path data, and a scale bar."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.geodesy.antimeridian import unwrap_shapes, unwrapped_bounds
from geo.geodesy.projection import clip_to_bounds
from geo.geodesy.simplify import reduce_vertices
from maps.numerals import nice_length

M_PER_DEGREE = 111_320.0  # of latitude, as drawn: a bar is right to 0.7 %
SPARE = 1 / 20  # of the width: drawn beyond the edge, so that no line ends inside
MIN_SQUEEZE = 0.01  # at the poles, where a degree of longitude has no length


@dataclass(frozen=True)
class ViewBox:
    """A drawing in plate carrée, true to scale at one latitude; x to the right, y down.

    Attributes
    ----------
    lon, lat : float
        The anchor, WGS 84 degrees; a longitude beyond 180 is across the antimeridian.
    x, y : float
        Where the anchor is in the drawing.
    across, down : float
        The length of a degree of longitude and of latitude, in units of the drawing.
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
        """Metres on the ground for one unit of the drawing."""
        return M_PER_DEGREE / self.down

    @cached_property
    def seam(self) -> float:
        """The longitude opposite the middle of the drawing, where the globe is cut."""
        return self.lon + (self.width / 2 - self.x) / self.across - 180

    def project(self, lonlat: Floats) -> Floats:
        """Return unwrapped degrees, shape (n, 2), in units of the drawing."""
        xy: Floats = np.empty_like(lonlat)
        xy[:, 0] = self.x + (lonlat[:, 0] - self.lon) * self.across
        xy[:, 1] = self.y + (self.lat - lonlat[:, 1]) * self.down
        return xy

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position (degrees) in units of the drawing."""
        x, y = shapely.get_coordinates(self.draw(shapely.Point(lon, lat)))[0].tolist()
        return x, y

    def draw(self, shape: Geometry) -> Geometry:
        """Return a shape (degrees) in units of the drawing, on the side nearer to its middle."""
        return shapely.transform(unwrap_shapes([shape], seam=self.seam)[0], self.project)

    def path(self, shape: Geometry, *, tolerance_px: float = 0.0) -> str:
        """Return the outlines and lines of a shape (degrees) as SVG path data, one decimal.

        The shape is cut a little beyond the edge of the drawing. The path is empty for a point, and
        for a shape outside the drawing.

        Parameters
        ----------
        tolerance_px : float
            How far simplifying may move a line, in units of the drawing.
        """
        drawn = self._cut(self.draw(shape))
        if tolerance_px:
            [drawn] = reduce_vertices(np.array([drawn], dtype=object), tolerance_px)
        pieces: list[Geometry] = shapely.get_parts(drawn).tolist()
        return " ".join(_format_line(line) for piece in pieces for line in _list_lines(piece))

    def _cut(self, drawn: Geometry) -> Geometry:
        """Return a drawn shape cut a little beyond the edge; as it is where it lies within."""
        spare = SPARE * self.width
        frame = (-spare, -spare, self.width + spare, self.height + spare)
        west, north, east, south = drawn.bounds
        if west >= frame[0] and north >= frame[1] and east <= frame[2] and south <= frame[3]:
            return drawn
        return clip_to_bounds(drawn, frame)

    def fit_bar(self, *, most_px: float) -> tuple[float, float]:
        """Return a round length of at most `most_px`, in metres and in units of the drawing."""
        length_m = nice_length(most_px * self.m_per_px)
        return length_m, round(length_m / self.m_per_px, 1)


def squeeze(lat: float) -> float:
    """Return the ratio of a degree of longitude to one of latitude, as drawn at `lat`."""
    return max(math.cos(math.radians(lat)), MIN_SQUEEZE)


def fit_box(shapes: Sequence[Geometry], *, width: float = 800.0, margin: float = 24.0) -> ViewBox:
    """Return a view box that contains the shapes (degrees), `width` wide and at most as high.

    Shapes across the antimeridian are drawn as one piece.
    """
    bounds = unwrapped_bounds(shapes or [shapely.box(0, 0, 1, 1)])
    west, south, east, north = (v if math.isfinite(v) else 0.0 for v in bounds)
    narrow = squeeze((south + north) / 2)
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    down = (width - 2 * margin) / max(wide, high)
    height = high * down + 2 * margin
    return ViewBox(west, north, margin, margin, down * narrow, down, width, height)


def _list_lines(piece: Geometry) -> list[Geometry]:
    """Return the rings of a polygon, a line itself, and none for a point."""
    dimensions = int(shapely.get_dimensions(piece))
    rings: list[Geometry] = shapely.get_rings(piece).tolist() if dimensions == 2 else []
    return rings or [piece][:dimensions]


def _format_line(line: Geometry) -> str:
    """Return path data of a line; a closed one ends in Z instead of its first point."""
    xy: list[list[float]] = shapely.get_coordinates(line).tolist()
    closed = len(xy) > 3 and xy[0] == xy[-1]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (xy[:-1] if closed else xy))
    return f"M{points}{'Z' if closed else ''}"
