"""Conflicts: what the text and the leader of a label cover and cross, and what that costs."""

from collections.abc import Callable

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes
from maps.labels.model import Label, LabelObstacles

_MOST_HIDDEN, _MOST_HIDDEN_OWN = 0.3, 0.4  # of the area of another shape, and of its own
_INSIDE = 0.97  # of a box, which is then taken to be inside a shape
_MOST_CROSSED_EM = 0.3  # of another shape, by a leader


def near_cost(
    label: Label, boxes: Shapes, obstacles: LabelObstacles, is_foreign: Callable[[int], bool]
) -> Floats:
    """Return the cost of what each box covers and crosses; infinite where it hides a shape.

    Parameters
    ----------
    boxes : array of Geometry, shape (n,)
        What is kept free for the text, points of the map.
    is_foreign : Callable
        Whether the label may not cover the shape of this number: not `is_inside`.
    """
    em = label.lines[0][1]
    crossed, covered, hidden = _measure_conflicts(boxes, obstacles, is_foreign)
    cost = 0.7 * crossed / em + 0.25 * _length_on_lines(boxes, obstacles) / em
    cost += (6 if label.may_have_leader else 1.5) * covered
    if label.shape is not None and label.shape.area:
        own, hidden_own = _measure_own_cover(boxes, label.shape)
        cost += 3 * own
        cost[hidden_own > _MOST_HIDDEN_OWN] = np.inf
    return np.where(hidden > _MOST_HIDDEN, np.inf, cost)


def cross_shapes(
    label: Label, leaders: Shapes, obstacles: LabelObstacles, is_foreign: Callable[[int], bool]
) -> Bools:
    """Return which leaders run through a shape that is not around the label's own.

    Parameters
    ----------
    leaders : array of Geometry, shape (n,)
        Lines from the text to the anchor, points of the map; of no length where there is none.
    is_foreign : Callable
        Whether the shape of this number is not around the label's own: not `is_inside`.
    """
    crosses = np.zeros(len(leaders), dtype=bool)
    if label.shape is None:
        return crosses
    most = _MOST_CROSSED_EM * label.lines[0][1]
    long = np.flatnonzero(shapely.length(leaders) > most)
    line, found = obstacles.tree.query(leaders[long], predicate="intersects")
    foreign = np.array([is_foreign(n) for n in found.tolist()], dtype=bool)
    line, found = long[line[foreign]], found[foreign]
    inside = shapely.length(shapely.intersection(obstacles.shapes[found], leaders[line]))
    crosses[line[inside > most]] = True
    return crosses


def _length_on_lines(boxes: Shapes, obstacles: LabelObstacles) -> Floats:
    """Return the length of the thin lines under each box, points."""
    box, found = obstacles.thin_tree.query(boxes, predicate="intersects")
    pieces = obstacles.thin_tree.geometries[found]
    lengths = shapely.length(shapely.intersection(pieces, boxes[box]))
    return np.asarray(np.bincount(box, lengths, len(boxes)), dtype=np.float64)


def _measure_conflicts(
    boxes: Shapes, obstacles: LabelObstacles, is_foreign: Callable[[int], bool]
) -> tuple[Floats, Floats, Floats]:
    """Return the length of outlines under each box, and two measures of what it hides.

    The first is the sum over other shapes of what is common, as a share of box or shape, whichever
    is smaller; the second is the largest share of the area of one of them.
    """
    box, found = obstacles.tree.query(boxes, predicate="intersects")
    shapes, box_areas = obstacles.shapes[found], shapely.area(boxes)[box]
    areas = shapely.area(shapes)
    cut = ~shapely.contains_properly(shapes, boxes[box])
    lengths, common = np.zeros(len(box)), box_areas.copy()
    lengths[cut] = shapely.length(
        shapely.intersection(obstacles.outlines[found[cut]], boxes[box[cut]])
    )
    common[cut] = shapely.area(shapely.intersection(shapes[cut], boxes[box[cut]]))
    common *= np.array([is_foreign(n) for n in found.tolist()], dtype=float)
    shares, hidden = np.zeros_like(common), np.zeros(len(boxes))
    least = np.minimum(box_areas, areas)
    np.divide(common, least, out=shares, where=least > 0)
    parts = np.divide(common, areas, out=np.zeros_like(common), where=areas > 0)
    np.maximum.at(hidden, box, parts)
    crossed, covered = (
        np.asarray(np.bincount(box, each, len(boxes)), dtype=np.float64)
        for each in (lengths, shares)
    )
    return crossed, covered, hidden


def _measure_own_cover(boxes: Shapes, shape: Geometry) -> tuple[Floats, Floats]:
    """Return how much each box hides of its own shape: 0 where it is wholly inside or outside.

    The first is a share of box or shape, whichever is smaller, the second one of the shape.
    """
    common = shapely.area(shapely.intersection(shape, boxes))
    common[common > _INSIDE * shapely.area(boxes)] = 0.0
    return common / np.minimum(shapely.area(boxes), shape.area), common / shape.area


def is_inside(label: Label, shape: Geometry) -> bool:
    """Return whether the label's own shape lies in this one, so that the label may cover it."""
    if label.shape is None or not shape.area > 0.9 * label.shape.area > 0:
        return False
    return bool(shapely.intersection(label.shape, shape).area > 0.9 * label.shape.area)
