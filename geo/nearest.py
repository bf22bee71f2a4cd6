"""The nearest edge of many outlines to many points: straight-line, geodesic, to 1 mm."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo.measure import WGS84
from geo.proximity import azimuthal

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
_RADIUS_M = 6_371_000.0
_PIECE_M = 10_000.0
_PAIRS = 500_000  # candidate pairs held at once


@dataclass(frozen=True, eq=False)
class Edges:
    """The edges of outlines, as geodesics of at most 10 km, and a tree to find near ones.

    Attributes
    ----------
    start, end : arrays, shape (n, 2)
        Degrees, WGS 84.
    owner : array of int
        The position of the outline that an edge is of.
    flat : Transformer
        To the azimuthal equidistant plane around the outlines, where `tree` is.
    reach_m : float
        How far the farthest edge is from the plane's centre.
    """

    start: Floats
    end: Floats
    owner: Ints
    flat: Any
    tree: shapely.STRtree
    reach_m: float


def edges_of(shapes: Any) -> Edges:
    """Return the edges of polygons (array, WGS 84, none empty), ready to be searched."""
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    owner = part_owner[ring_part[ring[:-1][same]]]
    start, end, whole = _pieces(xy[:-1][same], xy[1:][same])
    west, south, east, north = shapely.total_bounds(shapes)
    flat = azimuthal((west + east) / 2, (south + north) / 2)
    ends = np.stack([flat_xy(flat, *start.T), flat_xy(flat, *end.T)], axis=1)
    reach_m = float(np.hypot(ends[..., 0], ends[..., 1]).max())
    tree = shapely.STRtree(np.asarray(shapely.linestrings(ends)))
    return Edges(start, end, owner[whole], flat, tree, reach_m)


def flat_xy(flat: Any, lon: Floats, lat: Floats) -> Floats:
    """Return points in the plane of `flat`, in metres, shape (n, 2)."""
    return np.column_stack(flat.transform(lon, lat))


def _pieces(start: Floats, end: Floats) -> tuple[Floats, Floats, Ints]:
    """Cut geodesics into equal pieces of at most 10 km; also return which one each is of."""
    azimuth, _, length = (np.asarray(value) for value in WGS84.inv(*start.T, *end.T))
    count = np.maximum(np.ceil(length / _PIECE_M).astype(np.int64), 1)
    whole = np.repeat(np.arange(len(start)), count)
    rank = np.arange(len(whole)) - np.repeat(np.cumsum(count) - count, count)
    step = (length / count)[whole]
    origin = start[whole, 0], start[whole, 1], azimuth[whole]
    first = np.column_stack(WGS84.fwd(*origin, rank * step)[:2])
    last = np.column_stack(WGS84.fwd(*origin, (rank + 1) * step)[:2])
    is_first, is_last = rank == 0, rank == count[whole] - 1
    first[is_first], last[is_last] = start, end
    return first, last, whole


def nearest_edges(edges: Edges, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
    """Return the outline whose edge is nearest to each point, and how far that edge is in metres.

    The plane that the tree stands in stretches distances by a known factor; every edge that
    could be the nearest within that factor is measured on the ellipsoid. Of two outlines that
    share the nearest edge the first is named.

    Parameters
    ----------
    edges : Edges
        Of the outlines.
    lon, lat : arrays
        Of the points, WGS 84 degrees.
    """
    xy = flat_xy(edges.flat, lon, lat)
    points = np.asarray(shapely.points(xy))
    (_, _), rough = edges.tree.query_nearest(points, all_matches=False, return_distance=True)
    out = np.maximum(np.hypot(*xy.T), edges.reach_m) / _RADIUS_M
    arc = np.minimum(out * 1.01, 3.0)
    limit = rough * (arc / np.sin(arc)) * 1.001 + 1 + _PIECE_M**2 / _RADIUS_M * out
    owner, metres = np.zeros(len(lon), dtype=np.int64), np.empty(len(lon))
    size = max(_PAIRS // max(len(edges.start), 1), 1) if out.max(initial=0) > 0.3 else _PAIRS // 8
    for first in range(0, len(lon), size):
        block = slice(first, first + size)
        near = edges.tree.query(points[block], predicate="dwithin", distance=limit[block])
        owner[block], metres[block] = _least(edges, near, lon[block], lat[block])
    return owner, metres


def _least(edges: Edges, near: Ints, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
    """Return per point the owner and the distance of the nearest of its candidate edges."""
    point, edge = near
    metres = _edge_distance_m(edges.start[edge], edges.end[edge], lon[point], lat[point])
    tie = np.round(metres, 6)
    order = np.lexsort((edges.owner[edge], tie, point))
    best = order[np.unique(point[order], return_index=True)[1]]
    return edges.owner[edge[best]], metres[best]


def _edge_distance_m(start: Floats, end: Floats, lon: Floats, lat: Floats) -> Floats:
    """Return the distance from each point to its edge, by the foot as seen from the point.

    Seen from the point, the ends stand at exact distances and bearings, and a geodesic of
    10 km between them is straight to millimetres: the foot is found there, then measured.
    """
    a, b = _seen(lon, lat, start), _seen(lon, lat, end)
    edge = b - a
    length2 = np.einsum("ij,ij->i", edge, edge)
    along = -np.einsum("ij,ij->i", a, edge) / np.where(length2 > 0, length2, 1.0)
    along = np.clip(along, 0.0, 1.0)
    azimuth, _, length = WGS84.inv(*start.T, *end.T)
    foot = WGS84.fwd(start[:, 0], start[:, 1], azimuth, along * np.asarray(length))
    return np.asarray(WGS84.inv(lon, lat, foot[0], foot[1])[2])


def _seen(lon: Floats, lat: Floats, target: Floats) -> Floats:
    azimuth, _, metres = WGS84.inv(lon, lat, *target.T)
    turn = np.radians(azimuth)
    return np.column_stack([metres * np.sin(turn), metres * np.cos(turn)])
