"""Label placement: near what a label names, over nothing that matters, and without overlaps.

Each label in turn tries a grid of points around its anchor and takes the cheapest. A point where
the text would overlap another label or leave the frame is not allowed; crossing outlines, covering
another shape and distance from the anchor have a cost. The order of the labels is their rank.
Nothing is random: equal inputs give equal placements.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes
from maps.labels.model import Label, LabelObstacles, PlacedLabel

_STEP_EM = 0.6  # between the points to try
_MOST_HIDDEN, _MOST_HIDDEN_OWN = 0.3, 0.4  # of the area of another shape, and of its own
_INSIDE = 0.97  # of a box, which is then taken to be inside a shape
_MOST_CROSSED_EM = 0.3  # of another shape, by a leader
# Candidates are costed in growing batches, nearest first: most labels fit in the first one.
_BATCH_ENDS = [64 * 2**n for n in range(12)]
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
            anchors = [
                shapely.Point(later.anchor) for later in labels[n + 1 :] if later.may_have_leader
            ]
            placed = _place_label(label, self.obstacles, self.taken, shapely.union_all(anchors))
            if placed is not None:
                found.append(placed)
                self.taken += [each for each in (placed.box, placed.leader) if each is not None]
        return found


def _place_label(
    label: Label, obstacles: LabelObstacles, taken: Sequence[Geometry], anchors: Geometry
) -> PlacedLabel | None:
    """Return the label at its cheapest free point, or None where there is none.

    The cost of the distance is cheap to compute and a lower bound of the whole cost, so candidates
    are tried in its order, until none to come can be cheaper than the best so far.

    Parameters
    ----------
    taken : sequence of Geometry
        What is occupied already, the labels placed before included.
    anchors : Geometry
        The anchors of the labels to come, which are kept free.
    """
    spots = _candidate_points(label, obstacles.frame)
    leaders = _leader_lines(label, spots)
    far = _far_cost(label, spots, leaders)
    order = np.argsort(far, kind="stable")
    costs = np.full(len(spots), np.inf)
    no_text = _prepare_unions((*taken, anchors, *obstacles.lines))
    no_leader = _prepare_unions(_keep_off_leader(label, taken))
    for some in np.split(order, _BATCH_ENDS):
        if not len(some) or far[some[0]] > costs.min() + _COST_TOLERANCE:
            break
        boxes = _text_boxes(label, spots[some])
        free = ~(_touch_any(no_text, boxes) | _touch_any(no_leader, leaders[some]))
        fit = some[free]
        costs[fit] = far[fit] + _near_cost(label, boxes[free], obstacles)
        costs[fit[_cross_shapes(label, leaders[fit], obstacles)]] = np.inf
    if not np.isfinite(costs).any():
        return None
    best = int(np.argmin(costs.round(6)))
    one = slice(best, best + 1)
    needed = label.may_have_leader and _is_away(label, spots[one], leaders[one])[0]
    x, y = spots[best].tolist()
    return PlacedLabel(label, x, y, leaders[best] if needed else None)


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


def _leader_lines(label: Label, spots: Floats) -> Shapes:
    """Return the shortest line from each box to the anchor; of no length where that is inside."""
    half = np.array(label.half_box)
    ends = np.broadcast_to(label.anchor, spots.shape)
    starts = np.clip(ends, spots - half, spots + half)
    return np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)))


def _prepare_unions(shapes: Sequence[Geometry]) -> Shapes:
    """Return the unions of points, of lines and of areas, prepared for many intersection tests.

    GEOS prepares shapes of one dimension only: a test of a mixed collection is many times slower.
    """
    parts = shapely.get_parts([*shapes])
    dimensions = shapely.get_dimensions(parts)
    unions = [shapely.union_all(parts[dimensions == each]) for each in np.unique(dimensions)]
    shapely.prepare(unions)
    return np.array(unions, dtype=object)


def _touch_any(unions: Shapes, others: Shapes) -> Bools:
    """Return which of the others, shape (n,), one of the unions touches."""
    return np.asarray(shapely.intersects(unions[:, np.newaxis], others).any(axis=0))


def _is_away(label: Label, spots: Floats, leaders: Shapes) -> Bools:
    """Return which points need a leader: outside the shape, or away from the anchor."""
    if label.shape is None or label.shape.area == 0:
        return np.asarray(shapely.length(leaders) > label.lines[0][1])
    shapely.prepare(label.shape)
    return ~shapely.contains_xy(label.shape, spots[:, 0], spots[:, 1])


def _far_cost(label: Label, spots: Floats, leaders: Shapes) -> Floats:
    """Return the cost of each point's distance from the anchor; a leader costs more."""
    em = label.lines[0][1]
    far = np.hypot(*(spots - label.anchor).T) / em
    away = _is_away(label, spots, leaders)
    right = spots[:, 0] > label.anchor[0]
    cost = away * (1.2 + 0.2 * shapely.length(leaders) / em) - 0.1 * (right & away)
    return np.asarray(cost + (0.08 if label.may_have_leader else 0.25) * far)


def _near_cost(label: Label, boxes: Shapes, obstacles: LabelObstacles) -> Floats:
    """Return the cost of what each box covers and crosses; infinite where it hides a shape."""
    em = label.lines[0][1]
    crossed, covered, hidden = _measure_conflicts(label, boxes, obstacles)
    cost = 0.7 * crossed / em + 0.25 * _length_on_lines(boxes, obstacles.thin_lines) / em
    cost += (6 if label.may_have_leader else 1.5) * covered
    if label.shape is not None and label.shape.area:
        own, hidden_own = _measure_own_cover(boxes, label.shape)
        cost += 3 * own
        cost[hidden_own > _MOST_HIDDEN_OWN] = np.inf
    return np.where(hidden > _MOST_HIDDEN, np.inf, cost)


def _cross_shapes(label: Label, leaders: Shapes, obstacles: LabelObstacles) -> Bools:
    """Return which leaders run through a shape that is not around the label's own."""
    crosses = np.zeros(len(leaders), dtype=bool)
    if label.shape is None:
        return crosses
    line, found = obstacles.tree.query(leaders, predicate="intersects")
    inside = shapely.length(shapely.intersection(obstacles.shapes[found], leaders[line]))
    foreign = {n: not _is_inside(label, obstacles.shapes[n]) for n in np.unique(found).tolist()}
    is_foreign = np.array([foreign[n] for n in found.tolist()], dtype=bool)
    crosses[line[is_foreign & (inside > _MOST_CROSSED_EM * label.lines[0][1])]] = True
    return crosses


def _length_on_lines(boxes: Shapes, lines: Geometry) -> Floats:
    """Return the length of the lines under each box, points."""
    if lines.is_empty:
        return np.zeros(len(boxes))
    return np.asarray(shapely.length(shapely.intersection(lines, boxes)))


def _measure_conflicts(
    label: Label, boxes: Shapes, obstacles: LabelObstacles
) -> tuple[Floats, Floats, Floats]:
    """Return the length of outlines under each box, and two measures of what it hides.

    The first is the sum over other shapes of what is common, as a share of box or shape, whichever
    is smaller; the second is the largest share of the area of one of them.
    """
    box, found = obstacles.tree.query(boxes, predicate="intersects")
    lengths = shapely.length(shapely.intersection(obstacles.outlines[found], boxes[box]))
    shapes = obstacles.shapes[found]
    areas = shapely.area(shapes)
    common = shapely.area(shapely.intersection(shapes, boxes[box]))
    foreign = {n: not _is_inside(label, obstacles.shapes[n]) for n in np.unique(found).tolist()}
    common *= np.array([foreign[n] for n in found.tolist()], dtype=float)
    shares, hidden = np.zeros_like(common), np.zeros(len(boxes))
    least = np.minimum(shapely.area(boxes[box]), areas)
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


def _is_inside(label: Label, shape: Geometry) -> bool:
    """Return whether the label's own shape lies in this one, so that the label may cover it."""
    return label.shape is not None and bool(
        shapely.area(shapely.intersection(label.shape, shape)) > 0.9 * label.shape.area > 0
    )
