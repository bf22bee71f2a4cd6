"""A label and what it may not cover: the values that label placement works on."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Shapes
from geo.geodesy.simplify import reduce_vertices
from maps.figure.typography import fallback_width_em, width_em
from maps.labels.segments import SegmentIndex, index_segments
from maps.theme import PRINT_COLOURS

_LINE_EM = 1.2  # the height of a line
OUTLINE_OFF_PT = 0.3  # by which outlines may be simplified where text over them is measured
_LEAST_GAP_EM = 0.1  # beside the text in the widest font


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name to place; lengths and coordinates are points of the map, y upwards.

    Attributes
    ----------
    lines : tuple of (str, float)
        Cleaned text and its size in points, top line first.
    anchor : tuple of float
        What the label points to.
    shape : Geometry or None
        What the label names, where that is more than a point.
    max_distance : float
        How far from the anchor the label's middle may lie.
    may_have_leader : bool
        Whether a line may connect a label outside its shape with the anchor.
    colour : str
        Of the text and the leader, `#rrggbb`. Like `zorder` it has no part in the placement.
    zorder : float
        The order of drawing; the larger number is above.
    gap_em : float
        What is kept free beside the text, em.
    key : str
        The id of what it names, where that is a part.
    """

    lines: tuple[tuple[str, float], ...]
    anchor: tuple[float, float]
    shape: Geometry | None = None
    max_distance: float = 60.0
    may_have_leader: bool = False
    colour: str = PRINT_COLOURS["text"]
    zorder: float = 8
    gap_em: float = 0.35
    key: str = ""

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of the text in points."""
        widths = [width_em(text) * size for text, size in self.lines]
        return max(widths), sum(size for _, size in self.lines) * _LINE_EM

    @cached_property
    def fallback_width(self) -> float:
        """Width of the text in the widest font that a viewer may show it in, points."""
        return max(fallback_width_em(text) * size for text, size in self.lines)

    @property
    def half_box(self) -> tuple[float, float]:
        """Half the width and half the height of what is kept free around the text's middle."""
        (width, height), size = self.size, self.lines[0][1]
        half = max(width / 2 + self.gap_em * size, self.fallback_width / 2 + _LEAST_GAP_EM * size)
        return half, height / 2


@dataclass(frozen=True)
class PlacedLabel:
    """A label, the middle of its text in points of the map, and its leader line if it needs one."""

    label: Label
    x: float
    y: float
    leader: Geometry | None

    @property
    def box(self) -> Geometry:
        """What is kept free for the text, points of the map."""
        across, up = self.label.half_box
        return shapely.box(self.x - across, self.y - up, self.x + across, self.y + up)


@dataclass(frozen=True, kw_only=True)
class LabelObstacles:
    """What labels may not or should not cover; coordinates are points of the map.

    Attributes
    ----------
    frame : Geometry
        All text lies inside it.
    shapes : array of Geometry
        Outlines of the parts: crossing or covering them has a cost.
    occupied : tuple of Geometry
        No text and no leader covers one of these.
    lines : tuple of Geometry
        No text covers one of these; a leader may cross them.
    thin_lines : Geometry
        Lines such as county lines; text over them has a cost.
    """

    frame: Geometry
    shapes: Shapes
    occupied: tuple[Geometry, ...] = ()
    lines: tuple[Geometry, ...] = ()
    thin_lines: Geometry = field(default_factory=shapely.Point)

    @cached_property
    def outlines(self) -> Shapes:
        """The outlines of the shapes, simplified for speed."""
        outlines: Shapes = reduce_vertices(shapely.boundary(self.shapes), OUTLINE_OFF_PT)
        return outlines

    @cached_property
    def outline_segments(self) -> SegmentIndex:
        """The segments of those outlines."""
        return index_segments(self.outlines)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """An index of the shapes, by position."""
        shapely.prepare(self.shapes)
        return shapely.STRtree(self.shapes)

    @cached_property
    def thin_segments(self) -> SegmentIndex:
        """The segments of the thin lines."""
        return index_segments(np.array([self.thin_lines], dtype=object))
