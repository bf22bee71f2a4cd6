"""Conflicts: what the text and the leader of a label cover and cross, and what that costs."""

from collections.abc import Callable

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes
from geo.geodesy.simplify import reduce_vertices
from maps.labels.model import OUTLINE_OFF_PT, Label, LabelObstacles
from maps.labels.segments import index_segments, measure_in_boxes

_MOST_HIDDEN, _MOST_HIDDEN_OWN = 0.3, 0.4  # of the area of another shape, and of its own
_INSIDE = 0.97  # of a box, which is then taken to be inside a shape
# For each em of a line under the text: the outline of another part is as bad as several em of way.
_CROSSED, _CROSSED_OWN, _UNDER = 3.0, 0.7, 0.25
_MOST_CROSSED_EM = 0.3  # of another shape, by a leader


def near_cost(
    label: Label,
    boxes: Shapes,
    obstacles: LabelObstacles,
    is_foreign: Callable[[int], bool],
    *,
    most: Floats,
) -> Floats:
    """Return the cost of what each box covers and crosses; infinite where it hides a shape.

    Parameters
    ----------
    boxes : array of Geometry, shape (n,)
        What is kept free for the text, points of the map.
    is_foreign : Callable
        Whether the label may not cover the shape of this number: not `is_inside`.
    most : array, shape (n,)
        A cost that is greater is of no use, and may be infinite too.
    """
    em = label.lines[0][1]
    covered, hidden = _measure_cover(boxes, obstacles, is_foreign)
    cost = (6 if label.may_have_leader else 1.5) * covered
    if label.shape is not None and label.shape.area:
        own, hidden_own = _measure_own_cover(boxes, label.shape)
        cost += 3 * own
        cost[hidden_own > _MOST_HIDDEN_OWN] = np.inf
    cost[(hidden > _MOST_HIDDEN) | (cost > most)] = np.inf
    left = np.flatnonzero(np.isfinite(cost))
    crossed = measure_in_boxes(obstacles.outline_segments, boxes[left])
    own = _measure_own_outline(label, boxes[left])
    under = measure_in_boxes(obstacles.thin_segments, boxes[left])
    of_others = np.maximum(crossed - own, 0.0)
    cost[left] += (_CROSSED * of_others + _CROSSED_OWN * own + _UNDER * under) / em
    return cost


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


def _measure_cover(
    boxes: Shapes, obstacles: LabelObstacles, is_foreign: Callable[[int], bool]
) -> tuple[Floats, Floats]:
    """Return two measures of what each box hides of shapes that are foreign to the label.

    The first is the sum of what is common, as a share of box or shape, whichever is smaller; the
    second is the largest share of the area of one of them.
    """
    box, found = obstacles.tree.query(boxes, predicate="intersects")
    foreign = np.array([is_foreign(n) for n in found.tolist()], dtype=bool)
    box, shapes = box[foreign], obstacles.shapes[found[foreign]]
    box_areas, areas = shapely.area(boxes)[box], shapely.area(shapes)
    common = box_areas.copy()
    cut = ~shapely.contains_properly(shapes, boxes[box])
    common[cut] = shapely.area(shapely.intersection(shapes[cut], boxes[box[cut]]))
    shares, hidden = np.zeros_like(common), np.zeros(len(boxes))
    least = np.minimum(box_areas, areas)
    np.divide(common, least, out=shares, where=least > 0)
    parts = np.divide(common, areas, out=np.zeros_like(common), where=areas > 0)
    np.maximum.at(hidden, box, parts)
    return np.asarray(np.bincount(box, shares, len(boxes)), dtype=np.float64), hidden


def _measure_own_cover(boxes: Shapes, shape: Geometry) -> tuple[Floats, Floats]:
    """Return how much each box hides of its own shape: 0 where it is wholly inside or outside.

    The first is a share of box or shape, whichever is smaller, the second one of the shape.
    """
    common = shapely.area(shapely.intersection(shape, boxes))
    common[common > _INSIDE * shapely.area(boxes)] = 0.0
    return common / np.minimum(shapely.area(boxes), shape.area), common / shape.area


def _measure_own_outline(label: Label, boxes: Shapes) -> Floats:
    """Return how much of the outline of the label's own shape is in each box, points."""
    if label.shape is None or not label.shape.area:
        return np.zeros(len(boxes))
    outline = np.array([shapely.boundary(label.shape)], dtype=object)
    return measure_in_boxes(index_segments(reduce_vertices(outline, OUTLINE_OFF_PT)), boxes)


def is_inside(label: Label, shape: Geometry) -> bool:
    """Return whether the label's own shape lies in this one, so that the label may cover it."""
    if label.shape is None or not shape.area > 0.9 * label.shape.area > 0:
        return False
    return bool(shapely.intersection(label.shape, shape).area > 0.9 * label.shape.area)
