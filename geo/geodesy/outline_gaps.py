"""Gaps between outlines: the nearest corners and edges by straight lines, then their geodesics.

One end of the shortest geodesic between two outlines is a corner. Through the Earth, the straight
distance from each corner of one to each edge of the other bounds the geodesic one closely enough
to leave a few pairs of corner and edge, which are then measured together. Unlike distances in a
plane, these bounds are right anywhere on Earth.

References
----------
do Carmo, M. P. (1976). Differential Geometry of Curves and Surfaces, section 5-7 (Schur's
theorem: of two curves as long, that which is bent more has the shorter chord).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.arrays import Floats, Ints
from geo.geodesy.chords import find_chord_gaps
from geo.geodesy.distance import distances_to_m, measure_to_edges
from geo.geodesy.edges import Edges
from geo.geodesy.outlines import LEAST_RADIUS_M, Outline, measure_squares

_GREATEST_RADIUS_M = 6_399_594.0  # of curvature of WGS 84: at the poles
_FAR_CHORD_M = 12_000_000.0  # a longer one says no more than that the points are far apart
_ROUNDING_M = 0.1
_BLOCK = 1_000_000  # straight distances at a time
_MANY = 100_000  # pairs of corner and edge, of which the nearest is found at once


@dataclass(frozen=True, eq=False)
class Side:
    """The corners of one outline that may be nearest to an edge of the other, each with an edge.

    Attributes
    ----------
    here, there : Outline
        That of the corners, and that of the edges.
    corner, edge : arrays, shape (n,)
        Their positions.
    least_m : array, shape (n,)
        Straight metres that each is apart, at least.
    """

    here: Outline
    there: Outline
    corner: Ints
    edge: Ints
    least_m: Floats

    def take(self, which: Ints) -> "Side":
        """Return some of the pairs in the order of `which`; metres on WGS 84."""
        return replace(
            self,
            corner=self.corner[which],
            edge=self.edge[which],
            least_m=self.least_m[which],
        )


@dataclass(frozen=True, eq=False)
class GapBounds:
    """Straight metres between which the gap of two outlines is, and the pairs that may be it."""

    least_m: float
    most_m: float
    sides: Sequence[Side] = ()


MEET = GapBounds(0.0, 0.0)


def bound_gap_by_balls(one: Outline, other: Outline) -> GapBounds:
    """Return bounds of the gap between two outlines that are quick to find, and wide.

    Parameters
    ----------
    one, other : Outline
        On WGS 84.
    """
    apart = one.middle - other.middle
    least = math.sqrt(float(apart @ apart)) - one.radius_m - other.radius_m
    corner = one.at[:, np.argmin(measure_squares(one.at, other.middle))]
    step = corner - other.at[:, np.argmin(measure_squares(other.at, one.middle))]
    return GapBounds(least, math.sqrt(float(step @ step)))


def bound_gap(one: Outline, other: Outline) -> GapBounds:
    """Return bounds of the gap between two outlines that don't meet.

    Parameters
    ----------
    one, other : Outline
        On WGS 84. Where neither has an edge, as globes have none, the gap is infinite.
    """
    found = [_find_nearest(one, other), _find_nearest(other, one)]
    most = min(most for most, _ in found)
    reach = widen_chord_m(most)
    sides = [side.take(np.flatnonzero(side.least_m <= reach)) for _, side in found]
    least = min((float(side.least_m.min()) for side in sides if len(side.corner)), default=most)
    return GapBounds(least, most, sides)


def _find_nearest(here: Outline, there: Outline) -> tuple[float, Side]:
    """Return the most straight metres from a corner to an edge, and the pairs that may be it."""
    none = np.empty(0, dtype=np.int64)
    most, found = math.inf, [Side(here, there, none, none, np.empty(0))]
    for first, gap in _iter_straight_gaps(here, there):
        most, least = min(most, float((gap + there.bow_m).min())), gap - there.bow_m
        corner, edge = np.nonzero(least <= widen_chord_m(most))
        side = Side(here, there, corner + first, edge, least[corner, edge])
        if len(corner) > _MANY:
            side = side.take(np.array([np.argmin(_measure_sides([side]))]))
        found.append(side)
    corner, edge, least = (
        np.concatenate([getattr(each, name) for each in found])
        for name in ("corner", "edge", "least_m")
    )
    return most, Side(here, there, corner, edge, least)


def _iter_straight_gaps(here: Outline, there: Outline) -> Iterator[tuple[int, Floats]]:
    """Yield the first of some corners, and the distances from each to the chord of each edge."""
    rows = max(_BLOCK // max(len(there.edges), 1), 1)
    for first in range(0, len(here.corners) if len(there.edges) else 0, rows):
        yield first, find_chord_gaps(there.chords, here.at[:, first : first + rows])


def widen_chord_m(chord_m: float) -> float:
    """Return the straight distance within which a geodesic may be as short as that of another.

    Parameters
    ----------
    chord_m : float
        Straight metres between two points of WGS 84.
    """
    if chord_m > _FAR_CHORD_M:
        return math.inf
    arc_m = 2 * LEAST_RADIUS_M * math.asin(chord_m / (2 * LEAST_RADIUS_M))
    turn = min(arc_m / (2 * _GREATEST_RADIUS_M), math.pi / 2)
    return 2 * _GREATEST_RADIUS_M * math.sin(turn) + _ROUNDING_M


def measure_gaps_m(bounds: Sequence[GapBounds]) -> Floats:
    """Return the geodesic gaps in metres, right to 1 mm, of outlines on WGS 84: shape (n,)."""
    sides = [side for each in bounds for side in each.sides]
    gap = np.repeat(np.arange(len(bounds)), [_count_pairs(each.sides) for each in bounds])
    metres = np.array([0.0 if each is MEET else math.inf for each in bounds])
    np.minimum.at(metres, gap, _measure_sides(sides))
    # Next to each other, a corner may lie inside by less than edges were straightened.
    for n in np.flatnonzero((metres > 0) & (metres < _ROUNDING_M)).tolist():
        metres[n] = min(map(_measure_from_corners, bounds[n].sides))
    return metres


def _count_pairs(sides: Sequence[Side]) -> int:
    return sum(len(side.corner) for side in sides)


def _measure_sides(sides: Sequence[Side]) -> Floats:
    """Return the geodesic distance in metres of each pair of corner and edge of each side."""
    if not _count_pairs(sides):
        return np.empty(0)
    corners = np.concatenate([side.here.corners[side.corner] for side in sides])
    edges = [side.there.edges.take(side.edge) for side in sides]
    start, end = (np.concatenate([getattr(e, name) for e in edges]) for name in ("start", "end"))
    return measure_to_edges(Edges(start, end, np.zeros(len(start), dtype=np.int64)), *corners.T)[0]


def _measure_from_corners(side: Side) -> float:
    corners = np.unique(side.here.corners[side.corner], axis=0)
    metres = [distances_to_m(side.there.shape, lon, lat)[0] for lon, lat in corners]
    return float(min(metres, default=math.inf))
