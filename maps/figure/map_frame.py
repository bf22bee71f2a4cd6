"""A map frame on the page: shapes in degrees, projected and drawn in points of the map."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry as Geometry

from maps.figure.extent import Extent
from maps.figure.page import Page
from maps.theme import INKS


@dataclass(frozen=True)
class MapFrame:
    """A rectangle of the page that shows an extent.

    Attributes
    ----------
    axes : Axes
        Its coordinates are points of the map: from the lower left corner, y upwards.
    left, top, width, height : float
        The rectangle, points of the page: from its upper left corner, y downwards.
    """

    axes: Axes
    extent: Extent
    left: float
    top: float
    width: float
    height: float
    _projected: dict[tuple[Geometry, bool], Geometry] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def points_per_m(self) -> float:
        """Points of the page for one metre at the centre of the extent."""
        return self.width / (self.extent.bounds[2] - self.extent.bounds[0])

    @property
    def border(self) -> Geometry:
        """The frame's own rectangle as a shape, points of the map."""
        return shapely.box(0, 0, self.width, self.height)

    def project(self, shape: Geometry, *, clip: bool = True) -> Geometry:
        """Return a shape (WGS 84 degrees) in points of the map, cut at the frame if `clip`."""
        known = self._projected.get((shape, clip))
        if known is not None:  # the same lines are asked for by map, labels, legend and credits
            return known
        flat = self.extent.clip(shape) if clip else self.extent.project(shape)
        west, south = self.extent.bounds[:2]
        drawn = shapely.transform(flat, lambda xy: (xy - (west, south)) * self.points_per_m)
        self._projected[shape, clip] = drawn
        return drawn

    def project_point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position (WGS 84 degrees) in points of the map."""
        x, y = self.extent.project_point(lon, lat)
        return (x - self.extent.bounds[0]) * self.points_per_m, (
            y - self.extent.bounds[1]
        ) * self.points_per_m


def add_map_frame(
    page: Page, extent: Extent, *, box: tuple[float, float, float, float]
) -> MapFrame:
    """Return a map frame with its ground painted.

    Parameters
    ----------
    box : tuple of float
        Left, top, width and height in points of the page; of the same aspect as the extent.
    """
    left, top, width, height = box
    axes = page.add_axes(left, top, width, height)
    axes.add_artist(Rectangle((0, 0), width, height, facecolor=INKS["ground"].light, zorder=0))
    axes.set(xlim=(0, width), ylim=(0, height))
    # an equal map of the same figure has projected most of it before
    view = "projected", extent.lon, extent.lat, extent.bounds, width
    known = page.find_once(view, dict[tuple[Geometry, bool], Geometry])
    return MapFrame(axes, extent, left, top, width, height, known)


def shape_path(shape: Geometry) -> Outline:
    """Return the rings of polygons, or else all lines, as one path; empty for points."""
    pieces = shapely.get_parts(shapely.get_rings(shapely.get_parts(shape)))
    lines = list(pieces) or [line for line in shapely.get_parts(shape) if line.length > 0]
    vertices, codes = [], []
    for line in lines:
        xy = shapely.get_coordinates(line)
        code = np.full(len(xy), Outline.LINETO, dtype=Outline.code_type)
        code[0] = Outline.MOVETO
        if line.is_closed:
            code[-1] = Outline.CLOSEPOLY
        vertices.append(xy)
        codes.append(code)
    if not lines:
        return Outline(np.empty((0, 2)))
    return Outline(np.concatenate(vertices), np.concatenate(codes))


def draw_shape(axes: Axes, shape: Geometry, *, name: str | None = None, **style: Any) -> None:
    """Draw a shape in points of the map as one path; `name` becomes its id in an SVG."""
    path = shape_path(shape)
    if not shape.is_empty:
        axes.add_artist(PathPatch(path, gid=name, **style))
