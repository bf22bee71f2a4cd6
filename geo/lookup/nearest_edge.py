"""The nearest edge of many outlines to many points: straight-line, geodesic, right to 1 mm."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Transformer

from geo.arrays import Bools, Floats, Ints, Shapes, split_columns
from geo.geodesy.densify import halve_edges
from geo.geodesy.distance import measure_to_edges
from geo.geodesy.edges import Edges, extract_edges
from geo.geodesy.geodesic import solve_inverse
from geo.geodesy.projection import make_azimuthal_plane, project_points
from geo.lookup.edge_blocks import EdgeChords, find_near_edges, index_chords

_RADIUS_M = 6_371_000.0
_PIECE_M = 10_000.0
_PAIRS = 500_000  # candidate pairs held at once
_HALF_ARC = math.pi / 2  # radians
_LAST_ARC = 2.5  # radians; beyond, the plane stretches too much, and every edge is measured


@dataclass(frozen=True, eq=False)
class EdgePlane:
    """Edges in an azimuthal equidistant plane of metres, and a tree over them.

    Attributes
    ----------
    flat : Transformer
        From WGS 84 degrees to the plane.
    tree : STRtree
        Over the edges in the plane.
    which : array of int
        Which edge each item of the tree is.
    reach_m : float
        How far the farthest edge is from the plane's centre.
    """

    flat: Transformer
    tree: shapely.STRtree
    which: Ints
    reach_m: float


@dataclass(frozen=True, eq=False)
class EdgeIndex:
    """The edges of outlines, as geodesics of at most 10 km, ready to be searched.

    Attributes
    ----------
    edges : Edges
        The pieces; `owner` is the position of the outline.
    planes : tuple of EdgePlane
        One plane around the outlines; where they reach over more than a hemisphere, another one
        around the point opposite.
    chords : EdgeChords
        For the points that are near enough, which is most of them.
    """

    edges: Edges
    planes: tuple[EdgePlane, ...]
    chords: EdgeChords


def index_edges(shapes: Shapes) -> EdgeIndex:
    """Return the edges of polygons, indexed for `find_nearest_edges`.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        WGS 84 longitude and latitude in degrees; the cut at the 180th meridian is not an edge.
        Missing and empty ones have no edges; at least one shape must have an edge.
    """
    edges = extract_short_edges(shapes)
    lon, lat = _mean_position(edges.start)
    planes = [_make_plane(edges, lon, lat)]
    if planes[0].reach_m > _HALF_ARC * _RADIUS_M:
        planes.append(_make_plane(edges, lon + 180, -lat))
    return EdgeIndex(edges, tuple(planes), index_chords(edges))


def extract_short_edges(shapes: Shapes) -> Edges:
    """Return the edges of polygons as pieces of at most 10 km, sorted by owner.

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        WGS 84 longitude and latitude in degrees; missing and empty ones have no edges.
    """
    whole = extract_edges(shapes)
    start, end, which = halve_edges(whole.start, whole.end, _is_long)
    return Edges(start, end, whole.owner[which])


def _is_long(start: Floats, end: Floats) -> Bools:
    return solve_inverse(*split_columns(start), *split_columns(end))[2] > _PIECE_M


def _mean_position(lonlat: Floats) -> tuple[float, float]:
    """Return the middle of points on a sphere, wherever the antimeridian runs."""
    lon, lat = split_columns(np.radians(lonlat))
    x, y = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon)
    east, north, up = float(x.mean()), float(y.mean()), float(np.sin(lat).mean())
    return (
        math.degrees(math.atan2(north, east)),
        math.degrees(math.atan2(up, math.hypot(east, north))),
    )


def _make_plane(edges: Edges, lon: float, lat: float) -> EdgePlane:
    flat = make_azimuthal_plane(lon, lat)
    ends = np.stack([project_points(flat, *xy.T) for xy in (edges.start, edges.end)], axis=1)
    away: Floats = np.hypot(ends[..., 0], ends[..., 1]).max(axis=1)
    # Farther out the plane stretches too much, and opposite its centre it is infinite.
    which = np.flatnonzero(away < _LAST_ARC * _RADIUS_M)
    tree = shapely.STRtree(np.asarray(shapely.linestrings(ends[which])))
    return EdgePlane(flat, tree, which, float(away.max()))


def find_nearest_edges(index: EdgeIndex, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
    """Return the outline whose edge is nearest to each point, and how far away that edge is.

    Points within 150 km are measured by the chords of the edges (`geo.lookup.edge_blocks`), to
    5 µm. For the others, and those about as near to several outlines, a plane with a tree tells
    which edges could be the nearest, as it stretches distances by a known factor; these are
    measured on the ellipsoid (`measure_to_edges`).

    Parameters
    ----------
    index : EdgeIndex
        Of the outlines.
    lon, lat : arrays, shape (n,)
        The points, WGS 84 degrees, finite.

    Returns
    -------
    owner : array of int, shape (n,)
        The outline's position; the first of several that share the nearest edge.
    metres : array, shape (n,)
        Right to 1 mm for edges of any length, inside an outline too.
    """
    owner, metres, is_clear = find_near_edges(index.chords, lon, lat)
    left = np.flatnonzero(~is_clear)
    if len(left):
        owner[left], metres[left] = _search_planes(index, lon[left], lat[left])
    return owner, metres


def _search_planes(index: EdgeIndex, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
    owner, metres = np.zeros(len(lon), dtype=np.int64), np.empty(len(lon))
    for plane, points in _split_by_plane(index, lon, lat):
        xy = project_points(plane.flat, lon[points], lat[points])
        spots = np.asarray(shapely.points(xy))
        limit = _search_radius_m(plane, spots, np.hypot(*xy.T))
        for some, near in _iter_candidates(index, plane, spots, limit):
            block = points[some]
            owner[block], metres[block] = _choose_nearest(index.edges, near, lon[block], lat[block])
    return owner, metres


def _split_by_plane(index: EdgeIndex, lon: Floats, lat: Floats) -> Iterator[tuple[EdgePlane, Ints]]:
    """Yield each plane with the points that are nearer to its centre than to the other one's."""
    first = index.planes[0]
    if len(index.planes) == 1:
        yield first, np.arange(len(lon))
        return
    away = np.hypot(*project_points(first.flat, lon, lat).T)
    is_near = away <= _HALF_ARC * _RADIUS_M
    yield first, np.flatnonzero(is_near)
    yield index.planes[1], np.flatnonzero(~is_near)


def _search_radius_m(plane: EdgePlane, points: Shapes, away: Floats) -> Floats:
    """Return the distance in the plane within which each point's nearest edge lies.

    `away` is how far each point is from the plane's centre, in metres. Infinite where the plane
    can't tell.
    """
    rough = np.full(len(points), np.inf)
    sound = np.flatnonzero(np.isfinite(away))
    if len(plane.which):
        (at, _), found = plane.tree.query_nearest(
            points[sound], all_matches=False, return_distance=True
        )
        rough[sound[at]] = found
    within = np.maximum(away, plane.reach_m) / _RADIUS_M
    arc: Floats = 1.01 * np.where(within < _HALF_ARC, within, (away + rough) / _RADIUS_M)
    with np.errstate(invalid="ignore", divide="ignore"):
        stretched = rough * (arc / np.sin(arc)) * 1.001 + 1 + _PIECE_M**2 / _RADIUS_M * arc
        return np.where(arc < _LAST_ARC, np.where(arc > 0, stretched, rough + 1), np.inf)


def _iter_candidates(
    index: EdgeIndex, plane: EdgePlane, points: Shapes, limit_m: Floats
) -> Iterator[tuple[Ints, Ints]]:
    """Yield blocks of points, and pairs (of a point in the block, an edge) that are that near."""
    count = len(index.edges)
    known = np.flatnonzero(np.isfinite(limit_m))
    is_far = len(known) and float(limit_m[known].max()) > 0.3 * _RADIUS_M
    for some in _iter_blocks(known, max(_PAIRS // count, 1) if is_far else _PAIRS // 8):
        pairs = plane.tree.query(points[some], predicate="dwithin", distance=limit_m[some])
        yield some, np.stack([pairs[0], plane.which[pairs[1]]])
    for some in _iter_blocks(np.flatnonzero(~np.isfinite(limit_m)), max(_PAIRS // count, 1)):
        yield some, np.indices((len(some), count)).reshape(2, -1)


def _iter_blocks(points: Ints, size: int) -> Iterator[Ints]:
    for first in range(0, len(points), size):
        yield points[first : first + size]


def _choose_nearest(edges: Edges, near: Ints, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
    """Return per point the owner and the distance of the nearest of its candidate edges."""
    point, edge = near[0], near[1]
    metres = measure_to_edges(edges.take(edge), lon[point], lat[point])[0]
    order = np.lexsort((edges.owner[edge], np.round(metres, 6), point))
    best = order[np.unique(point[order], return_index=True)[1]]
    return edges.owner[edge[best]], metres[best]
