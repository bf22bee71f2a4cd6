"""Where names go on a map: near what they name, over nothing that matters, never twice.

Each label in turn tries a grid of places around its anchor and takes the cheapest: a place over
other labels or outside the frame is out; crossing outlines, lying on another shape and being
far away cost. The order of the labels is their rank. Nothing is random.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from maps.figure.typography import width_em

Array = np.ndarray[Any, Any]
_HEIGHT_EM, _GAP_EM, _STEP_EM = 1.2, 0.35, 0.6
_BATCH_ENDS = [64 * 2**n for n in range(12)]  # of the places, where each look ends
_COST_TOLERANCE = 1e-5  # costs that differ by less count as the same


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name to place; all lengths and coordinates are points of the map, y upwards.

    Attributes
    ----------
    lines : tuple of (str, float)
        Cleaned text and its size in points, top line first.
    anchor : tuple of float
        What the label points to.
    home : Geometry or None
        The shape that the label names, when it has an extent.
    reach : float
        How far from the anchor the label's middle may lie.
    leader : bool
        Whether a line may lead from a label outside its home to the anchor.
    style : dict
        How it is drawn; nothing here looks at it.
    """

    lines: tuple[tuple[str, float], ...]
    anchor: tuple[float, float]
    home: Geometry | None = None
    reach: float = 60.0
    leader: bool = False
    style: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the text in points."""
        widths = [width_em(text) * size for text, size in self.lines]
        return max(widths), sum(size for _, size in self.lines) * _HEIGHT_EM


@dataclass(frozen=True)
class PlacedLabel:
    """A label with the middle of its text, and the line that leads to what it names."""

    label: Label
    x: float
    y: float
    leader: Geometry | None


@dataclass(frozen=True, kw_only=True)
class LabelObstacles:
    """What labels have to mind.

    Attributes
    ----------
    frame : Geometry
        No text leaves it.
    shapes : array of Geometry
        Better neither crossed nor covered.
    taken : tuple of Geometry
        Neither text nor leader lies on it.
    lines : tuple of Geometry
        No text lies on it; a leader may cross it.
    quiet : Geometry
        Thin lines, which text had better not lie on.
    """

    frame: Geometry
    shapes: Array
    taken: tuple[Geometry, ...] = ()
    lines: tuple[Geometry, ...] = ()
    quiet: Geometry = field(default_factory=shapely.Point)

    @cached_property
    def outlines(self) -> Array:
        """The shapes' outlines, coarse enough to be quick."""
        return np.asarray(shapely.simplify(shapely.boundary(self.shapes), 0.3))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Finds shapes by where they lie."""
        return shapely.STRtree(self.shapes)


def place_labels(labels: Sequence[Label], ground: LabelObstacles) -> list[PlacedLabel]:
    """Return the labels that find a place, in their order; the others are left out."""
    taken, found = list(ground.taken), []
    for n, label in enumerate(labels):
        anchors = [shapely.Point(later.anchor) for later in labels[n + 1 :] if later.leader]
        placed = _place_label(label, ground, taken, shapely.union_all(anchors))
        if placed is not None:
            found.append(placed)
            taken += [_text_boxes(label, np.array([[placed.x, placed.y]]))[0]]
            taken += [placed.leader] if placed.leader is not None else []
    return found


def _place_label(
    label: Label, ground: LabelObstacles, taken: Sequence[Geometry], anchors: Geometry
) -> PlacedLabel | None:
    """Return the label at its cheapest free place; `anchors` of labels to come are not covered.

    What being far costs is quickly told. The places are looked at in that order, and only as
    long as one to come could cost less than the cheapest so far.
    """
    spots = _candidate_points(label, ground.frame)
    leaders = _leader_lines(label, spots)
    far = _far_cost(label, spots, leaders)
    order = np.argsort(far, kind="stable")
    costs = np.full(len(spots), np.inf)
    others = _prepare_union((*taken, anchors, *ground.lines))
    point = shapely.Point(label.anchor)  # a leader meets what lies on it
    beside = _prepare_union([each for each in taken if label.leader and not each.intersects(point)])
    for some in np.split(order, _BATCH_ENDS):
        if not len(some) or far[some[0]] > costs.min() + _COST_TOLERANCE:
            break
        boxes = _text_boxes(label, spots[some])
        free = ~(shapely.intersects(others, boxes) | shapely.intersects(beside, leaders[some]))
        fit = some[free]
        costs[fit] = far[fit] + _near_cost(label, boxes[free], ground)
    if not np.isfinite(costs).any():
        return None
    best = int(np.argmin(costs.round(6)))
    needed = label.leader and _is_away(label, spots[best : best + 1], leaders[best : best + 1])[0]
    x, y = map(float, spots[best])
    return PlacedLabel(label, x, y, leaders[best] if needed else None)


def _candidate_points(label: Label, frame: Geometry) -> Array:
    """Return the places to try, nearest to the anchor first, whole text inside the frame."""
    step = label.lines[0][1] * _STEP_EM
    steps = np.arange(-int(label.reach / step), int(label.reach / step) + 1) * step
    dx, dy = (axis.ravel() for axis in np.meshgrid(steps, steps))
    order = np.argsort(np.hypot(dx, dy), kind="stable")
    spots = np.column_stack([label.anchor[0] + dx[order], label.anchor[1] + dy[order]])
    west, south, east, north = frame.bounds
    half = np.array(label.size) / 2 + 2
    inside = ((spots - half >= (west, south)) & (spots + half <= (east, north))).all(axis=1)
    near = np.hypot(*(spots - label.anchor).T) <= label.reach
    return spots[inside & near]


def _half_size(label: Label) -> Array:
    """Return half the width and half the height of what the label takes up."""
    return np.array(label.size) / 2 + (label.lines[0][1] * _GAP_EM, 0)


def _text_boxes(label: Label, spots: Array) -> Array:
    low, high = spots - _half_size(label), spots + _half_size(label)
    return np.asarray(shapely.box(*low.T, *high.T))


def _leader_lines(label: Label, spots: Array) -> Array:
    """Return the shortest line from each box to the label's point, of no length inside it."""
    half = _half_size(label)
    ends = np.broadcast_to(label.anchor, spots.shape)
    starts = np.clip(ends, spots - half, spots + half)
    return np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)))


def _prepare_union(shapes: Sequence[Geometry]) -> Geometry:
    """Return several shapes as one that is quickly asked what meets it."""
    union = shapely.union_all(np.array([*shapes], dtype=object))
    shapely.prepare(union)
    return union


def _is_away(label: Label, spots: Array, leaders: Array) -> Array:
    """Return which places need a leader: outside the home, or off the point."""
    if label.home is None or label.home.area == 0:
        return np.asarray(shapely.length(leaders) > label.lines[0][1])
    shapely.prepare(label.home)
    return ~shapely.contains_xy(label.home, spots[:, 0], spots[:, 1])


def _far_cost(label: Label, spots: Array, leaders: Array) -> Array:
    """Return what being far from the label's point costs at each place."""
    em = label.lines[0][1]
    far = np.hypot(*(spots - label.anchor).T) / em
    away = _is_away(label, spots, leaders)
    right = spots[:, 0] > label.anchor[0]
    cost = away * (1.2 + 0.2 * shapely.length(leaders) / em) - 0.1 * (right & away)
    return np.asarray(cost + (0.08 if label.leader else 0.25) * far)


def _near_cost(label: Label, boxes: Array, ground: LabelObstacles) -> Array:
    """Return what lying on other things costs each box; it is never less than nothing."""
    em = label.lines[0][1]
    crossed, covered = _measure_conflicts(label, boxes, ground)
    cost = 0.7 * crossed / em + 0.25 * _length_on_lines(boxes, ground.quiet) / em
    cost += (6 if label.leader else 1.5) * covered
    if label.home is not None and label.home.area:
        cost += 3 * _partial_cover(boxes, label.home)
    return np.asarray(cost)


def _length_on_lines(boxes: Array, lines: Geometry) -> Array:
    """Return per box the length of the lines under it."""
    if lines.is_empty:
        return np.zeros(len(boxes))
    return np.asarray(shapely.length(shapely.intersection(lines, boxes)))


def _measure_conflicts(label: Label, boxes: Array, ground: LabelObstacles) -> tuple[Array, Array]:
    """Return per box the length of outlines under it, and the share of foreign shapes it hides."""
    box, found = ground.tree.query(boxes, predicate="intersects")
    lengths = shapely.length(shapely.intersection(ground.outlines[found], boxes[box]))
    shapes = ground.shapes[found]
    least = np.minimum(shapely.area(boxes[box]), shapely.area(shapes))
    common = shapely.area(shapely.intersection(shapes, boxes[box]))
    foreign = {n: not _is_inside(label, ground.shapes[n]) for n in np.unique(found).tolist()}
    shares = np.divide(common, least, out=np.zeros_like(common), where=least > 0)
    shares *= np.array([foreign[n] for n in found.tolist()], dtype=float)
    count = len(boxes)
    return np.bincount(box, lengths, count), np.bincount(box, shares, count)


def _partial_cover(boxes: Array, home: Geometry) -> Array:
    """Return 0 where a box lies wholly inside or outside its home, up to 1 where it hides it."""
    common = shapely.area(shapely.intersection(home, boxes))
    inside = common > 0.999 * shapely.area(boxes)
    return np.where(inside, 0.0, common / np.minimum(shapely.area(boxes), home.area))


def _is_inside(label: Label, shape: Geometry) -> bool:
    """Tell whether the label's own shape lies in this one, which it may then lie on."""
    return label.home is not None and bool(
        shapely.area(shapely.intersection(label.home, shape)) > 0.9 * label.home.area > 0
    )
