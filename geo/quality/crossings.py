"""How often an invalid outline meets itself, and which area it was meant to enclose."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes
from geo.geodesy.area import shape_areas_m2

_PAIRS_AT_ONCE = 1_000_000
MOST_MEETINGS, MOST_EDGES = 200_000, 2_000_000  # 3 s and 300 MB; 4 s
_FEW_EDGES = 64
_LEAST = np.full(2, -np.inf)


def has_more_crossings(shape: Geometry, most: int) -> bool:
    """Return whether more pairs of edges meet than `most`; neighbours along a ring don't count.

    Found without the crossings themselves, of which a star of a few kilobytes has millions.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        Valid or not, in degrees or metres of any CRS.
    most : int
        0 or more.
    """
    edges = _list_edges(shape)
    if len(edges) ** 2 <= 2 * most:
        return False
    count = -3 * len(edges)  # each meets itself and its two neighbours; each pair is found twice
    tree = shapely.STRtree(edges)
    step = max(1, _PAIRS_AT_ONCE // len(edges))
    for begin in range(0, len(edges), step):
        count += tree.query(edges[begin : begin + step], predicate="intersects").shape[1]
        if count > 2 * most:
            return True
    return False


class CrossingMeter:
    """Counts how often the edges of pairs of outlines meet, before GEOS does.

    GEOS needs 13 µs and 1.4 kB for each meeting, and two combs across each other, of 80 kB
    together, meet a million times. Outlines of few edges are not counted, nor are edges outside of
    what the boxes of a pair share.

    Parameters
    ----------
    most : int
        Meetings of all pairs together.
    most_edges : int
        How many edges are looked at for it, of all pairs together; 2 µs each.
    """

    def __init__(self, most: int = MOST_MEETINGS, most_edges: int = MOST_EDGES) -> None:
        self._left, self._edges = most, most_edges

    @property
    def is_tangled(self) -> bool:
        """Whether a pair met too often."""
        return self._left < 0

    def select(self, shapes: Shapes, others: Shapes) -> Bools:
        """Return which pairs are within the bounds, shape (k,).

        Parameters
        ----------
        shapes, others : array of Polygon or MultiPolygon, shape (k,)
            One and the other of each pair, in degrees or metres of any CRS, the same for all.
        """
        counts = np.minimum(*map(shapely.get_num_coordinates, (shapes, others)))
        found = counts <= _FEW_EDGES
        for n in np.flatnonzero(~found):
            found[n] = self._fits(shapes[n], others[n])
        return found

    def _fits(self, one: Geometry, other: Geometry) -> bool:
        if self._left < 0 or self._edges < 0:
            return False
        bounds = shapely.bounds([one, other])
        shared = bounds[:, :2].max(axis=0), bounds[:, 2:].min(axis=0)
        edges, others = (_list_edges(each, *shared) for each in (one, other))
        self._edges -= len(edges) + len(others)
        if self._edges < 0:
            return False
        if len(edges) and len(others):
            self._left -= _count_meetings(edges, others, self._left)
        return self._left >= 0


def _count_meetings(edges: Shapes, others: Shapes, most: int) -> int:
    """Return how many pairs of edges meet; where there are more than `most`, only some of them."""
    tree, count = shapely.STRtree(others), 0
    step = max(1, _PAIRS_AT_ONCE // len(others))
    for begin in range(0, len(edges), step):
        count += tree.query(edges[begin : begin + step], predicate="intersects").shape[1]
        if count > most:
            break
    return count


def moved_area_m2(before: Geometry, after: Geometry) -> float:
    """Return the area that one of two outlines encloses and the other doesn't, in m².

    Parameters
    ----------
    before : Polygon or MultiPolygon
        Invalid, in WGS 84 degrees. It encloses what an odd number of its rings goes around, as
        the even-odd rule has it: what lies twice within it, or in a hole, lies outside.
    after : Polygon or MultiPolygon
        Valid, in WGS 84 degrees, of the same edges.
    """
    rings = shapely.get_rings(before)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(rings))))
    if not len(faces):
        return 0.0
    points = shapely.get_coordinates(shapely.point_on_surface(faces))
    differs = _is_enclosed(rings, points) != shapely.contains_xy(after, points)
    return float(shape_areas_m2(faces[differs]).sum())


def _list_edges(shape: Geometry, low: Floats = _LEAST, high: Floats = -_LEAST) -> Shapes:
    """Return each edge that has a length as a line, if its box meets that from `low` to `high`."""
    xy, ring = shapely.get_coordinates(shapely.get_rings(shape), return_index=True)
    is_edge = (ring[:-1] == ring[1:]) & (xy[:-1] != xy[1:]).any(axis=1)
    is_edge &= (np.maximum(xy[:-1], xy[1:]) >= low).all(axis=1)
    is_edge &= (np.minimum(xy[:-1], xy[1:]) <= high).all(axis=1)
    return np.asarray(shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)[is_edge]))


def _is_enclosed(rings: Shapes, points: Floats) -> Bools:
    """Return for each point whether a ray to the east crosses an odd number of edges."""
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    is_edge = ring[:-1] == ring[1:]
    (x0, y0), (x1, y1) = xy[:-1][is_edge].T, xy[1:][is_edge].T
    found = np.zeros(len(points), dtype=bool)
    for number, (x, y) in enumerate(points):
        at = np.flatnonzero((y0 <= y) != (y1 <= y))
        crossing = x0[at] + (y - y0[at]) * (x1[at] - x0[at]) / (y1[at] - y0[at])
        found[number] = np.count_nonzero(crossing > x) % 2
    return found
