"""The edges of polygons: geodesics between successive vertices, each with the shape it is of.

Area, perimeter, distance, bearing and membership all take their edges from here, so that they
share one definition. What RFC 7946 demands at the 180th meridian (and at a pole) is no edge.

References
----------
RFC 7946 (2016). The GeoJSON Format, section 3.1.9 (antimeridian cutting).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes
from geo.geodesy.projection import WGS84

STRAIGHT_M = 0.01
_RADIUS_M = 6_500_000.0  # a little more than any radius of curvature of the ellipsoid
_WIDE_DEG = 90.0  # beyond, the bow's bound doesn't hold
_MOST_HALVINGS = 40  # of half the globe leave 20 µm
_MERIDIAN_DEG = 1e-9
_ROUNDING_DEG = 2e-6  # two sides of a cut may be rounded apart by this much
Criterion = Callable[[Floats, Floats], Bools]


@dataclass(frozen=True, eq=False)
class Edges:
    """Geodesic edges of several shapes.

    Attributes
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees.
    owner : array of int, shape (n,)
        The position of the shape that each edge is of.
    """

    start: Floats
    end: Floats
    owner: Ints

    def __len__(self) -> int:
        """Return how many edges there are."""
        return len(self.owner)

    @cached_property
    def course(self) -> tuple[Floats, Floats, Floats]:
        """Azimuths at the start and at the end, in degrees, and lengths in metres."""
        ahead, back, length = WGS84.inv(*self.start.T, *self.end.T)
        return np.asarray(ahead), np.asarray(back) + 180, np.asarray(length)

    def take(self, which: Ints | Bools) -> "Edges":
        """Return some of the edges, in the order of `which`; courses that are known go along."""
        taken = Edges(self.start[which], self.end[which], self.owner[which])
        if "course" in self.__dict__:
            ahead, at_end, length = self.course
            taken.__dict__["course"] = ahead[which], at_end[which], length[which]
        return taken


def edges_of(shapes: Shapes) -> Edges:
    """Return the geodesic edges of polygons, without the cut at the 180th meridian.

    A segment on longitude 180 counts as cut where another of the same shape lies across it on
    -180 (to 0.2 m of latitude); a segment without such a counterpart is an edge. So is none that
    runs along a pole, where every longitude is the same point.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None
        WGS 84 longitude and latitude in degrees; either ring direction. Missing and empty ones
        have no edges.
    """
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    edges = Edges(xy[:-1][same], xy[1:][same], part_owner[ring_part[ring[:-1][same]]])
    return _without_cuts(edges)


def _without_cuts(edges: Edges) -> Edges:
    lon, lat = np.abs(edges.start).T
    along = edges.start[:, 0] == edges.end[:, 0]
    at_pole = (lat == 90) & (edges.start[:, 1] == edges.end[:, 1])
    on_meridian = along & (np.abs(lon - 180) <= _MERIDIAN_DEG)
    if not (at_pole.any() or on_meridian.any()):
        return edges
    is_east = edges.start[:, 0] > 0
    both = np.intersect1d(edges.owner[on_meridian & is_east], edges.owner[on_meridian & ~is_east])
    may_be_cut = on_meridian & np.isin(edges.owner, both)
    kept = [edges.take(~may_be_cut & ~at_pole)]
    for owner in both.tolist():
        own = may_be_cut & (edges.owner == owner)
        one, other = edges.take(own & is_east), edges.take(own & ~is_east)
        kept += [_beyond(one, other), _beyond(other, one)]
    return Edges(
        np.concatenate([each.start for each in kept]),
        np.concatenate([each.end for each in kept]),
        np.concatenate([each.owner for each in kept]),
    )


def _beyond(edges: Edges, others: Edges) -> Edges:
    """Return what of the edges on one side of the 180th meridian has nothing on its other side."""
    lines, covered = _upright(edges), shapely.union_all(_upright(others))
    pieces, whole = shapely.get_parts(shapely.difference(lines, covered), return_index=True)
    south, north = shapely.bounds(pieces).reshape(-1, 4)[:, [1, 3]].T
    real = north - south > _ROUNDING_DEG
    whole, south, north = whole[real], south[real], north[real]
    northward = edges.end[whole, 1] > edges.start[whole, 1]
    lon = edges.start[whole, 0]
    return Edges(
        np.column_stack([lon, np.where(northward, south, north)]),
        np.column_stack([lon, np.where(northward, north, south)]),
        edges.owner[whole],
    )


def _upright(edges: Edges) -> Shapes:
    lat = np.stack([edges.start[:, 1], edges.end[:, 1]], axis=1)
    return np.asarray(shapely.linestrings(np.stack([np.zeros_like(lat), lat], axis=2)))


def wrap_degrees(degrees: Floats) -> Floats:
    """Return angles as -180 to 180 degrees."""
    return (degrees + 180) % 360 - 180


def bow_m(start: Floats, end: Floats) -> Floats:
    """Return a bound on how far geodesics leave the straight line in longitude and latitude.

    In metres. From the geodesic curvature of that line, so it also holds where a geodesic winds
    from one side of the line to the other. Infinite for edges over more than 90 degrees of
    longitude.

    Parameters
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees.

    References
    ----------
    Struik, D. J. (1950). Lectures on Classical Differential Geometry, section 4-2.
    """
    lon, lat = np.radians(np.abs(end - start)).T
    top = np.radians(np.maximum(np.abs(start[:, 1]), np.abs(end[:, 1])))
    low = np.maximum(top - lat, 0.0)
    bend = np.sin(top) * lon * np.hypot(np.cos(low) * lon, 2 * lat)
    return np.where(lon > np.radians(_WIDE_DEG), np.inf, _RADIUS_M * bend / 8)


def halve_edges(start: Floats, end: Floats, is_too_long: Criterion) -> tuple[Floats, Floats, Ints]:
    """Halve geodesics until none is too long; the pieces stand in the order of the edges.

    Two shapes that share an edge, in whichever direction, get the same vertices on it.

    Parameters
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees.
    is_too_long : callable
        Starts and ends to an array of bool.

    Returns
    -------
    start, end : arrays, shape (m, 2)
        Of the pieces. Longitudes go on beyond 180 where a piece leaves that far.
    whole : array of int, shape (m,)
        Which edge each piece is of.
    """
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    flip = turned[:, None]
    rounds = list(_halvings(np.where(flip, end, start), np.where(flip, start, end), is_too_long))
    first, last, whole, place = (np.concatenate(each) for each in zip(*rounds, strict=True))
    order = np.lexsort((np.where(turned[whole], -place, place), whole))
    first, last, whole = first[order], last[order], whole[order]
    flip = turned[whole][:, None]
    return np.where(flip, last, first), np.where(flip, first, last), whole


def _halvings(
    start: Floats, end: Floats, is_too_long: Criterion
) -> Iterator[tuple[Floats, Floats, Ints, Floats]]:
    """Yield the pieces that are short enough after each halving, with their edge and place."""
    long = is_too_long(start, end)
    short = np.flatnonzero(~long)
    yield start[short], end[short], short, np.zeros(len(short))
    edge, origin, target = np.flatnonzero(long), start[long], end[long]
    azimuth, _, length = WGS84.inv(*origin.T, *target.T)
    first, last, width = origin, target, 1.0
    which, place = np.arange(len(edge)), np.zeros(len(edge))
    for _ in range(_MOST_HALVINGS):
        if not len(which):
            return
        width /= 2
        along = (place + width) * np.asarray(length)[which]
        lon, lat, _ = WGS84.fwd(
            origin[which, 0], origin[which, 1], np.asarray(azimuth)[which], along
        )
        middle = np.column_stack([_between(lon, origin[which, 0], target[which, 0]), lat])
        first, last = np.concatenate([first, middle]), np.concatenate([middle, last])
        which, place = np.tile(which, 2), np.concatenate([place, place + width])
        long = is_too_long(first, last)
        yield first[~long], last[~long], edge[which[~long]], place[~long]
        first, last, which, place = first[long], last[long], which[long], place[long]
    yield first, last, edge[which], place


def _between(lon: Floats, one: Floats, other: Floats) -> Floats:
    """Return longitudes with the whole turns that bring them between two others."""
    low = np.minimum(one, other)
    return low + (lon - low + 90) % 360 - 90


def follow_geodesics(
    shapes: Shapes, *, longest_m: float = np.inf, within_m: float = STRAIGHT_M
) -> Shapes:
    """Return polygons with vertices added along their edges where those are long.

    Between two vertices, a straight line in longitude and latitude then leaves the geodesic by
    at most `within_m`. At 29 degrees of latitude that takes a vertex each 900 m for 1 cm; what
    is shorter stays as it is, and a shape without long edges is returned itself.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None
        WGS 84 longitude and latitude in degrees. Missing and empty ones stay.
    longest_m : float
        No piece is longer, in metres.
    within_m : float
        How far a piece may leave the geodesic, in metres; infinite to cut by length alone.
    """

    def is_too_long(start: Floats, end: Floats) -> Bools:
        return (bow_m(start, end) > within_m) | (_length_bound_m(start, end) > longest_m)

    shapes = np.array(shapes, dtype=object)
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    long = np.flatnonzero(is_too_long(xy[:-1], xy[1:]) & (owner[:-1] == owner[1:]))
    some = np.unique(owner[long])
    if len(some):
        shapes[some] = _redrawn(shapes[some], is_too_long)
    return shapes


def _length_bound_m(start: Floats, end: Floats) -> Floats:
    lon, lat = np.radians(np.abs(end - start)).T
    low = np.radians(np.minimum(np.abs(start[:, 1]), np.abs(end[:, 1])))
    return _RADIUS_M * np.hypot(lon * np.cos(low), lat)


def _redrawn(shapes: Shapes, is_too_long: Criterion) -> Shapes:
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    start, _, whole = halve_edges(xy[:-1][same], xy[1:][same], is_too_long)
    outlines = np.asarray(shapely.linearrings(start, indices=ring[:-1][same][whole]))
    polygons = np.asarray(shapely.polygons(outlines, indices=ring_part))
    return np.asarray(shapely.multipolygons(polygons, indices=part_owner))
