"""Label placement: near what a label names, over nothing that matters, and without overlaps.

Each label in turn tries a grid of points around its anchor and takes the cheapest. A point where
the text would overlap another label or leave the frame is not allowed; crossing outlines, covering
another shape and distance from the anchor have a cost. The order of the labels is their rank.
Nothing is random: equal inputs give equal placements.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes
from maps.labels.conflicts import cross_shapes, is_inside, near_cost
from maps.labels.model import Label, LabelObstacles, PlacedLabel

_STEP_EM = 0.6  # between the points to try
# Candidates are costed in growing batches, nearest first: most labels fit in the first one.
_BATCH_ENDS = [16 * 2**n for n in range(14)]
_COST_TOLERANCE = 1e-5  # costs that differ by less are equal


def place_labels(labels: Sequence[Label], obstacles: LabelObstacles) -> list[PlacedLabel]:
    """Return the labels that can be placed, in their order; the others are left out."""
    return LabelPlacer(obstacles).place(labels)


class LabelPlacer:
    """Places labels of one map in several turns, each beside all that are placed before.

    Attributes
    ----------
    obstacles : LabelObstacles
        What the map shows.
    taken : list of Geometry
        What no text and no leader may cover, the labels placed so far included.
    """

    def __init__(self, obstacles: LabelObstacles) -> None:
        self.obstacles = obstacles
        self.taken = list(obstacles.occupied)

    def place(self, labels: Sequence[Label]) -> list[PlacedLabel]:
        """Return the labels that can be placed, in their order, which is their rank."""
        found = []
        for n, label in enumerate(labels):
            anchors = [later.anchor for later in labels[n + 1 :] if later.may_have_leader]
            points = [shapely.multipoints(anchors)] if anchors else []
            placed = _place_label(label, self.obstacles, self.taken, points)
            if placed is not None:
                found.append(placed)
                self.taken += [each for each in (placed.box, placed.leader) if each is not None]
        return found


def _place_label(
    label: Label,
    obstacles: LabelObstacles,
    taken: Sequence[Geometry],
    anchors: Sequence[Geometry],
) -> PlacedLabel | None:
    """Return the label at its cheapest free point, or None where there is none.

    The cost of the distance is cheap to compute and a lower bound of the whole cost, so candidates
    are tried in its order, until none to come can be cheaper than the best so far.

    Parameters
    ----------
    taken : sequence of Geometry
        What is occupied already, the labels placed before included.
    anchors : sequence of Geometry
        The anchors of the labels to come, which are kept free.
    """
    spots = _candidate_points(label, obstacles.frame)
    far = _far_cost(label, spots)
    order = np.argsort(far, kind="stable")
    costs = np.full(len(spots), np.inf)
    no_text = _index_taken((*taken, *anchors, *obstacles.lines))
    no_leader = _index_taken(_keep_off_leader(label, taken))
    beside = frozenset(obstacles.tree.query(label.shape).tolist()) if label.shape else ()
    is_foreign = cache(lambda n: n not in beside or not is_inside(label, obstacles.shapes.item(n)))
    for batch in np.split(order, _BATCH_ENDS):
        most = costs.min() + _COST_TOLERANCE
        some = batch[far[batch] <= most]
        if not len(some):
            break
        boxes = _text_boxes(label, spots[some])
        free = ~_touch_any(no_text, boxes)
        fit, boxes = some[free], boxes[free]
        leaders = _leader_lines(label, spots[fit])
        free = ~_touch_any(no_leader, leaders)
        fit, boxes, leaders = fit[free], boxes[free], leaders[free]
        near = near_cost(label, boxes, obstacles, is_foreign, most=most - far[fit])
        costs[fit] = far[fit] + near
        costs[fit[cross_shapes(label, leaders, obstacles, is_foreign)]] = np.inf
    if not np.isfinite(costs).any():
        return None
    best = int(np.argmin(costs.round(6)))
    one = spots[best : best + 1]
    needed = label.may_have_leader and _is_away(label, one)[0]
    x, y = spots[best].tolist()
    return PlacedLabel(label, x, y, _leader_lines(label, one)[0] if needed else None)


def _keep_off_leader(label: Label, taken: Sequence[Geometry]) -> list[Geometry]:
    """Return what the leader may not cross: not what covers the anchor, where every leader ends."""
    anchor = shapely.Point(label.anchor)
    return [each for each in taken if label.may_have_leader and not each.intersects(anchor)]


def _candidate_points(label: Label, frame: Geometry) -> Floats:
    """Return the points to try, shape (n, 2), nearest first, where the text is inside the frame."""
    step = label.lines[0][1] * _STEP_EM
    steps = np.arange(-int(label.max_distance / step), int(label.max_distance / step) + 1) * step
    dx, dy = (axis.ravel() for axis in np.meshgrid(steps, steps))
    order = np.argsort(np.hypot(dx, dy), kind="stable")
    spots = np.column_stack([label.anchor[0] + dx[order], label.anchor[1] + dy[order]])
    west, south, east, north = frame.bounds
    half = np.array((max(label.size[0], label.fallback_width), label.size[1])) / 2 + 2
    inside = ((spots - half >= (west, south)) & (spots + half <= (east, north))).all(axis=1)
    near = np.hypot(*(spots - label.anchor).T) <= label.max_distance
    return spots[inside & near]


def _text_boxes(label: Label, spots: Floats) -> Shapes:
    """Return the box of the text at each point, shape (n,)."""
    low, high = spots - label.half_box, spots + label.half_box
    return np.asarray(shapely.box(*low.T, *high.T))


def _leader_starts(label: Label, spots: Floats) -> Floats:
    """Return the point of each box, shape (n, 2), that is nearest to the anchor."""
    half = np.array(label.half_box)
    return np.asarray(np.clip(np.array(label.anchor), spots - half, spots + half))


def _leader_lines(label: Label, spots: Floats) -> Shapes:
    """Return the shortest line from each box to the anchor; of no length where that is inside."""
    ends = np.broadcast_to(label.anchor, spots.shape)
    return np.asarray(shapely.linestrings(np.stack([_leader_starts(label, spots), ends], axis=1)))


def _leader_lengths(label: Label, spots: Floats) -> Floats:
    """Return the length of the leader from each point, 0 where the anchor is in the box."""
    return np.asarray(np.hypot(*(_leader_starts(label, spots) - label.anchor).T))


def _index_taken(shapes: Sequence[Geometry]) -> tuple[Shapes, shapely.STRtree]:
    """Return all points and all lines as one each, prepared for many tests, and a tree of areas.

    GEOS prepares shapes of one dimension only: a test of a mixed collection is many times slower.
    Points and lines may lie on each other there; to unite areas takes longer than to test each.
    """
    parts = shapely.get_parts([*shapes])
    dimensions = shapely.get_dimensions(parts)
    points, lines, areas = (parts[dimensions == each] for each in range(3))
    unions = [
        make(some)
        for make, some in ((shapely.multipoints, points), (shapely.multilinestrings, lines))
        if len(some)
    ]
    shapely.prepare(unions)
    return np.array(unions, dtype=object), shapely.STRtree(areas)


def _touch_any(taken: tuple[Shapes, shapely.STRtree], others: Shapes) -> Bools:
    """Return which of the others, shape (n,), touches something that is taken."""
    unions, areas = taken
    touched = np.asarray(shapely.intersects(unions[:, np.newaxis], others).any(axis=0))
    if len(areas):
        touched[areas.query(others, predicate="intersects")[0]] = True
    return touched


def _is_away(label: Label, spots: Floats) -> Bools:
    """Return which points need a leader: outside the shape, or away from the anchor."""
    if label.shape is None or label.shape.area == 0:
        return np.asarray(_leader_lengths(label, spots) > label.lines[0][1])
    shapely.prepare(label.shape)
    return ~shapely.contains_xy(label.shape, spots[:, 0], spots[:, 1])


def _far_cost(label: Label, spots: Floats) -> Floats:
    """Return the cost of each point's distance from the anchor; a leader costs more."""
    em = label.lines[0][1]
    far = np.hypot(*(spots - label.anchor).T) / em
    away = _is_away(label, spots)
    right = spots[:, 0] > label.anchor[0]
    cost = away * (1.2 + 0.2 * _leader_lengths(label, spots) / em) - 0.1 * (right & away)
    return np.asarray(cost + (0.08 if label.may_have_leader else 0.25) * far)
