"""Points along short geodesics, without solving them: for outlines of many short edges.

In longitude and latitude, a geodesic bends by the Christoffel symbols of the ellipsoid. One term
of that series is right to 1 mm for edges of some 10 km, and costs a twentieth of the exact
solution.

References
----------
Struik, D. J. (1950). Lectures on Classical Differential Geometry, sections 3-2 and 4-2.
"""

import numpy as np

from geo.arrays import Bools, Floats, Ints, split_columns
from geo.geodesy.geodesic import WGS84

_MAX_TERM_M = 0.05  # the next term then stays below 1 mm


def are_short(start: Floats, end: Floats) -> Bools:
    """Return which geodesics `split_short_edges` takes: those it places to 1 mm.

    Parameters
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees.
    """
    lon, lat = split_columns(np.radians(end - start))
    top = np.radians(np.maximum(np.abs(start[:, 1]), np.abs(end[:, 1])))
    widest = np.maximum(np.cos(top), 1e-9)
    length = np.hypot(lat, lon * np.cos(np.maximum(top - np.abs(lat), 0.0)))
    return np.asarray(WGS84.a * length**3 / widest**2 <= _MAX_TERM_M)


def split_short_edges(start: Floats, end: Floats, count: Ints) -> tuple[Floats, Ints]:
    """Return where the pieces of short geodesics start, and which edge each piece is of.

    Two shapes that share an edge, in whichever direction, get the same vertices on it.

    Parameters
    ----------
    start, end : arrays, shape (n, 2)
        WGS 84 longitude and latitude in degrees; `are_short` holds for those cut.
    count : array of int, shape (n,)
        Into how many equal pieces each edge is cut, 1 or more.

    Returns
    -------
    start : array, shape (m, 2)
        Degrees, in the order of the edges; that of a first piece is the edge's own.
    whole : array of int, shape (m,)
        Which edge each piece is of.
    """
    whole = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(whole)) - np.repeat(np.cumsum(count) - count, count)
    starts = start[whole]
    inner = np.flatnonzero(place)
    edge = whole[inner]
    turned: Bools = (start[:, 0] > end[:, 0]) | (
        (start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1])
    )
    first = np.where(turned[:, None], end, start)
    step = np.where(turned[:, None], start, end) - first
    bend = _bends(first, step)
    along = np.where(turned[edge], count[edge] - place[inner], place[inner]) / count[edge]
    t = along[:, None]
    starts[inner] = first[edge] + t * step[edge] + t * (1 - t) * bend[edge]
    return starts, whole


def _bends(first: Floats, step: Floats) -> Floats:
    """Return by how much each geodesic leaves the straight line in degrees, at t (1 - t) = 1."""
    phi = np.radians(first[:, 1] + step[:, 1] / 2)
    lon, lat = split_columns(np.radians(step))
    squeeze = 1 - WGS84.es * np.sin(phi) ** 2
    # The radius of the parallel over that of the meridian's curvature.
    radii = np.cos(phi) * squeeze / (1 - WGS84.es)
    east = -np.sin(phi) / radii * lon * lat
    north = (
        radii * np.sin(phi) / 2 * lon**2
        + 1.5 * WGS84.es * np.sin(phi) * np.cos(phi) / squeeze * lat**2
    )
    return np.degrees(np.column_stack([east, north]))
