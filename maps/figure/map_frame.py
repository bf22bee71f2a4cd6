"""A view on the sheet: shapes of the ground as outlines in points of the map."""

from dataclasses import dataclass
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
    """A rectangle of the sheet that shows a view; its axes count points, y upwards."""

    axes: Axes
    view: Extent
    left: float
    top: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Points of the sheet to one metre at the view's centre."""
        return self.width / (self.view.frame[2] - self.view.frame[0])

    @property
    def frame(self) -> Geometry:
        """The window as a shape."""
        return shapely.box(0, 0, self.width, self.height)

    def drawn(self, shape: Geometry, *, clipped: bool = True) -> Geometry:
        """Return a shape in WGS 84 degrees as one in points of the window."""
        flat = self.view.clipped(shape) if clipped else self.view.flatten(shape)
        west, south = self.view.frame[:2]
        return shapely.transform(flat, lambda xy: (xy - (west, south)) * self.scale)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a place in points of the window."""
        x, y = self.view.point(lon, lat)
        return (x - self.view.frame[0]) * self.scale, (y - self.view.frame[1]) * self.scale


def add_map_frame(sheet: Page, view: Extent, *, box: tuple[float, float, float, float]) -> MapFrame:
    """Return a window on a rectangle (left, top, width, height) that has the view's aspect."""
    left, top, width, height = box
    axes = sheet.window(left, top, width, height)
    axes.add_artist(Rectangle((0, 0), width, height, facecolor=INKS["ground"].light, zorder=0))
    axes.set(xlim=(0, width), ylim=(0, height))
    return MapFrame(axes, view, left, top, width, height)


def shape_path(shape: Geometry) -> Outline:
    """Return the rings of a polygon, or the lines of any shape, as one path."""
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
    """Draw a shape in points of the window as one path; `name` becomes its id."""
    path = shape_path(shape)
    if not shape.is_empty:
        axes.add_artist(PathPatch(path, gid=name, **style))
