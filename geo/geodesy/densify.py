"""Vertices added along long geodesic edges, for tools that take edges as straight in degrees."""

from collections.abc import Callable, Iterator

import numpy as np
import shapely

from geo.arrays import Bools, Floats, Ints, Shapes, split_columns
from geo.geodesy.edges import split_rings, split_segments
from geo.geodesy.geodesic import solve_direct, solve_inverse
from geo.geodesy.short_edges import are_short, split_short_edges

STRAIGHT_M = 0.01
_RADIUS_M = 6_500_000.0  # a little more than any radius of curvature of the ellipsoid
_WIDE_DEG = 90.0  # beyond, the bow's bound doesn't hold
_MAX_HALVINGS = 40  # of half the globe leave 20 µm
Criterion = Callable[[Floats, Floats], Bools]


def bow_m(start: Floats, end: Floats) -> Floats:
    """Return a bound on how far each geodesic leaves the straight line in longitude and latitude.

    It comes from the geodesic curvature of that line, so it is also right where a geodesic winds
    from one side of the line to the other.

    Parameters
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees.

    Returns
    -------
    array, shape (n,)
        Metres; infinite for edges over more than 90 degrees of longitude.

    References
    ----------
    Struik, D. J. (1950). Lectures on Classical Differential Geometry, section 4-2.
    """
    lon, lat = split_columns(np.radians(np.abs(end - start)))
    top = np.radians(np.maximum(np.abs(start[:, 1]), np.abs(end[:, 1])))
    low = np.maximum(top - lat, 0.0)
    bend = np.sin(top) * lon * np.hypot(np.cos(low) * lon, 2 * lat)
    return np.where(lon > np.radians(_WIDE_DEG), np.inf, _RADIUS_M * bend / 8)


def halve_edges(start: Floats, end: Floats, is_too_long: Criterion) -> tuple[Floats, Floats, Ints]:
    """Halve geodesics until none is too long; the pieces come in the order of the edges.

    Two shapes that share an edge, in whichever direction, get the same vertices on it.

    Parameters
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees.
    is_too_long : callable
        Takes starts and ends, shape (n, 2) each; returns an array of bool, shape (n,).

    Returns
    -------
    start, end : arrays, shape (m, 2)
        Of the pieces, in degrees; longitudes go beyond 180 where a geodesic does.
    whole : array of int, shape (m,)
        Which edge each piece is of.
    """
    turned: Bools = (start[:, 0] > end[:, 0]) | (
        (start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1])
    )
    flip = turned[:, None]
    rounds = list(
        _iter_halvings(np.where(flip, end, start), np.where(flip, start, end), is_too_long)
    )
    first, last, whole, place = (np.concatenate(each) for each in zip(*rounds, strict=True))
    order = np.lexsort((np.where(turned[whole], -place, place), whole))
    first, last, whole = first[order], last[order], whole[order]
    flip = turned[whole][:, None]
    return np.where(flip, last, first), np.where(flip, first, last), whole


def _iter_halvings(
    start: Floats, end: Floats, is_too_long: Criterion
) -> Iterator[tuple[Floats, Floats, Ints, Floats]]:
    """Yield the pieces that are short enough after each halving, with their edge and position.

    The position is where along its edge a piece begins, from 0 to 1.
    """
    long = is_too_long(start, end)
    short = np.flatnonzero(~long)
    yield start[short], end[short], short, np.zeros(len(short))
    edge, origin, target = np.flatnonzero(long), start[long], end[long]
    azimuth, _, length = solve_inverse(*split_columns(origin), *split_columns(target))
    first, last, width = origin, target, 1.0
    which, place = np.arange(len(edge)), np.zeros(len(edge))
    for _ in range(_MAX_HALVINGS):
        if not len(which):
            return
        width /= 2
        along = (place + width) * length[which]
        first_lon, first_lat = split_columns(origin[which])
        lon, lat, _ = solve_direct(first_lon, first_lat, azimuth[which], along)
        middle = np.column_stack([_unwrap_between(lon, origin[which, 0], target[which, 0]), lat])
        first, last = np.concatenate([first, middle]), np.concatenate([middle, last])
        which, place = np.tile(which, 2), np.concatenate([place, place + width])
        long = is_too_long(first, last)
        yield first[~long], last[~long], edge[which[~long]], place[~long]
        first, last, which, place = first[long], last[long], which[long], place[long]
    yield first, last, edge[which], place


def _unwrap_between(lon: Floats, one: Floats, other: Floats) -> Floats:
    """Return longitudes with the whole turns that bring them between two others."""
    low = np.minimum(one, other)
    return low + (lon - low + 90) % 360 - 90


def follow_geodesics(
    shapes: Shapes, *, longest_m: float = np.inf, within_m: float = STRAIGHT_M
) -> Shapes:
    """Return polygons with vertices added along their edges where those are long.

    Between two vertices, a straight line in longitude and latitude then leaves the geodesic by
    at most `within_m`. For 1 cm at 29 degrees of latitude that takes a vertex every 900 m. A
    shape whose edges are all shorter is returned itself.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        WGS 84 longitude and latitude in degrees. Missing and empty ones stay as they are.
    longest_m : float
        No piece is longer, in metres.
    within_m : float
        How far a piece may leave the geodesic, in metres; infinite to cut by length alone.

    Returns
    -------
    array of Geometry or None, shape (n,)
        Not always valid: an outline narrower than its edges bow may cross itself.
    """

    def is_too_long(start: Floats, end: Floats) -> Bools:
        long = _is_bowed(start, end, within_m)
        return long if longest_m == np.inf else long | (_length_bound_m(start, end) > longest_m)

    shapes = np.array(shapes, dtype=object)
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    same: Bools = owner[:-1] == owner[1:]
    long = np.flatnonzero(is_too_long(xy[:-1], xy[1:]) & same)
    some = np.unique(owner[long])
    if len(some):
        shapes[some] = _add_vertices(
            shapes[some], is_too_long, within_m if longest_m == np.inf else 0
        )
    return shapes


def _is_bowed(start: Floats, end: Floats, within_m: float) -> Bools:
    """Return which edges leave the geodesic; most are short, and are settled without sines."""
    lon, lat = split_columns(np.radians(np.abs(end - start)))
    bowed: Bools = _RADIUS_M / 8 * lon * (lon + 2 * lat) > within_m
    some = np.flatnonzero(bowed)
    bowed[some] = bow_m(start[some], end[some]) > within_m
    return bowed


def _length_bound_m(start: Floats, end: Floats) -> Floats:
    lon, lat = split_columns(np.radians(np.abs(end - start)))
    low = np.radians(np.minimum(np.abs(start[:, 1]), np.abs(end[:, 1])))
    return _RADIUS_M * np.hypot(lon * np.cos(low), lat)


def _add_vertices(shapes: Shapes, is_too_long: Criterion, within_m: float) -> Shapes:
    rings, ring_part, part_owner = split_rings(shapes)
    start, end, ring = split_segments(rings)
    start, whole = _split_edges(start, end, is_too_long, within_m)
    outlines = np.asarray(shapely.linearrings(start, indices=ring[whole]))
    polygons = np.asarray(shapely.polygons(outlines, indices=ring_part))
    return np.asarray(shapely.multipolygons(polygons, indices=part_owner))


def _split_edges(
    start: Floats, end: Floats, is_too_long: Criterion, within_m: float
) -> tuple[Floats, Ints]:
    """Return where pieces start and which edge each is of: short edges cut at once by their bow.

    With `within_m` of 0 all are halved.
    """
    bow = bow_m(start, end)
    is_short = are_short(start, end) & np.isfinite(bow) & (within_m > 0)
    count = np.ones(len(start))
    if within_m > 0:
        # A bow falls with the square of the length; 1 % is for pieces nearer to a pole.
        np.sqrt(1.01 * bow / within_m, where=is_short, out=count)
    pieces, whole = split_short_edges(start, end, np.ceil(count).clip(1).astype(np.int64))
    rest = np.flatnonzero(~is_short)
    if not len(rest):
        return pieces, whole
    longer, _, edge = halve_edges(start[rest], end[rest], is_too_long)
    kept = is_short[whole]
    whole = np.concatenate([whole[kept], rest[edge]])
    order = np.argsort(whole, kind="stable")
    return np.concatenate([pieces[kept], longer])[order], whole[order]
