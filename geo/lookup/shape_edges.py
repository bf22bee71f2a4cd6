"""The nearest edge of a zone's outlines to plots and lines, and which outline makes them unsure."""

import numpy as np
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.geodesy.geodesic import solve_inverse
from geo.geodesy.projection import project_shapes
from geo.lookup.index import ZoneIndex
from geo.lookup.nearest_edge import EdgeIndex, find_nearest_edges, index_edges
from geo.lookup.uncertainty import find_reached_shapes

_NEAR_M = 100_000.0  # where the plane stretches distances by less than 0.01 %


def find_edges_near(index: EdgeIndex, shapes: Shapes) -> tuple[Ints, Floats]:
    """Return the outline whose edge is nearest to each shape, and how far away that edge is.

    The nearest two points are found in a plane around the outlines, and measured on the
    ellipsoid: right to 0.01 % within 100 km. Beyond, the nearest of the shape's vertices counts.

    Parameters
    ----------
    index : EdgeIndex
        Of the outlines.
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees; none missing or empty.

    Returns
    -------
    owner : array of int, shape (n,)
        The outline's position.
    metres : array of float, shape (n,)
        0 where an edge crosses the shape or lies in it.
    """
    plane = index.planes[0]
    flat = project_shapes(shapes, plane.flat)
    (at, item), metres = plane.tree.query_nearest(flat, all_matches=False, return_distance=True)
    owner, found = np.zeros(len(shapes), dtype=np.int64), np.full(len(shapes), np.inf)
    owner[at], found[at] = index.edges.owner[plane.which[item]], metres
    near = at[metres <= _NEAR_M]
    if len(near):
        edges = plane.tree.geometries[item[metres <= _NEAR_M]]
        ends = shapely.get_coordinates(shapely.shortest_line(flat[near], edges))
        lon, lat = plane.flat.transform(ends[:, 0], ends[:, 1], direction="INVERSE")
        found[near] = solve_inverse(lon[::2], lat[::2], lon[1::2], lat[1::2])[2]
    far = np.flatnonzero(~(found <= _NEAR_M))
    if len(far):
        owner[far], found[far] = _measure_from_vertices(index, shapes[far])
    return owner, found


def _measure_from_vertices(index: EdgeIndex, shapes: Shapes) -> tuple[Ints, Floats]:
    xy, shape = shapely.get_coordinates(shapes, return_index=True)
    owner, metres = find_nearest_edges(index, xy[:, 0], xy[:, 1])
    order = np.lexsort((metres, shape))
    first = order[np.unique(shape[order], return_index=True)[1]]
    return owner[first], metres[first]


def find_deciding_parts(
    index: ZoneIndex, shapes: Shapes, nearest: Ints, metres: Floats, own: Ints
) -> Ints:
    """Return the part whose outline decides how sure each shape's place is, shape (n,).

    That is the part that the shape is told to lie in, unless only others could pass over it: then
    that of the nearest edge, or else the one that could pass over it by most.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees; none missing or empty.
    nearest : array of int, shape (n,)
        The position in `index.parts` of the part whose edge is nearest.
    metres : array of float, shape (n,)
        How far away that edge is.
    own : array of int, shape (n,)
        The position of the part that the shape is told to lie in; -1 for none.
    """
    reaches_m = index.reaches_m
    shape, owner = find_reached_shapes(index.bands, shapes)
    is_own = own >= 0
    is_own[shape] = False
    is_own[shape[owner == own[shape]]] = True
    decides: Ints = np.where(is_own, own, nearest)
    is_open = ~is_own & ~(metres <= reaches_m[nearest])
    pairs = np.flatnonzero(is_open[shape])
    over_m = np.full(len(shapes), -np.inf)
    for part in np.unique(owner[pairs]).tolist():
        rows = np.unique(shape[pairs[owner[pairs] == part]])
        edges = index_edges(np.asarray(index.parts.geometry.array)[[part]])
        beyond_m = reaches_m[part] - find_edges_near(edges, shapes[rows])[1]
        more = beyond_m > over_m[rows]
        decides[rows[more]], over_m[rows[more]] = part, beyond_m[more]
    return decides


def list_reaching_parts(index: ZoneIndex, shapes: Shapes) -> list[list[int]]:
    """Return the parts whose outlines could pass over each shape, the likeliest first.

    As `geo.lookup.accuracy.list_doubted_parts` does of a point: those are first that could pass
    over it by most. Parts near a pole, which have no bands, aren't among them.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees; none missing or empty.

    Returns
    -------
    list of list of int, length n
        Positions in `index.parts`.
    """
    pairs = np.column_stack(find_reached_shapes(index.bands, shapes))
    shape, owner = np.unique(pairs.reshape(-1, 2), axis=0).T
    flat = index.edges.planes[0].flat
    plots = project_shapes(shapes[np.unique(shape)], flat)
    own, parts = np.unique(owner), np.asarray(index.parts.geometry.array)
    lines = project_shapes(shapely.boundary(parts[own]), flat)
    metres = shapely.distance(
        plots[np.searchsorted(np.unique(shape), shape)], lines[np.searchsorted(own, owner)]
    )
    beyond_m = index.reaches_m[owner] - metres
    found: list[list[int]] = [[] for _ in shapes]
    for n in np.lexsort((-beyond_m, shape)).tolist():
        found[shape[n]].append(int(owner[n]))
    return found
