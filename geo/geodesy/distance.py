"""Distances and bearings: straight-line, geodesic, on the WGS 84 ellipsoid.

An edge is the geodesic between its vertices, however long. Every distance to an outline, and
every bearing towards one, comes from `measure_to_edges`.

References
----------
Baselga, S., and Martinez-Llario, J. C. (2018). Intersection and point-to-line solutions
for geodesics on the ellipsoid. Studia Geophysica et Geodaetica 62, 353-363.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes, split_columns
from geo.geodesy.antimeridian import wrap_degrees
from geo.geodesy.edges import Edges, extract_edges
from geo.geodesy.geodesic import mask_at_poles, solve_direct, solve_inverse

_RADIUS_M = 6_371_000.0  # of the sphere that guesses; the guess is then corrected
_STEPS = 40
_NEAR_M = 1e-6
_MAX_M_PER_DEG = 111_700.0  # no degree of a meridian or of the equator is longer
_FAR_M = 19_000_000.0  # beyond, bearings turn wildly about the point opposite


def measure_to_edges(edges: Edges, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return the distance and the bearing from each point to the nearest point of its edge.

    The nearest point is an end of the edge, or the foot: where the geodesic from the point meets
    the edge at a right angle. The distance is right to 0.01 mm for edges of any length up to half
    the globe.

    Parameters
    ----------
    edges : Edges
        One for each point, n in all; there may be none.
    lon, lat : arrays, shape (n,)
        The points, WGS 84 degrees, finite.

    Returns
    -------
    metres, bearing : arrays, shape (n,)
        Bearings are degrees clockwise from north, 0 to 360; meaningless for a point on its edge.

    References
    ----------
    Baselga and Martinez-Llario (2018).
    """
    ahead, ahead_at_end, _ = edges.course
    bearing, towards, metres = _measure_to_points(lon, lat, edges.start)
    other_bearing, other_towards, other_metres = _measure_to_points(lon, lat, edges.end)
    nearer = other_metres < metres
    slope, other_slope = _cosine(towards - ahead), _cosine(other_towards - ahead_at_end)
    foot = np.flatnonzero((slope > 0) & (other_slope < 0))
    along = _foot_along_m(metres, slope)[foot]
    metres = np.where(nearer, other_metres, metres)
    bearing = np.where(nearer, other_bearing, bearing)
    if len(foot):
        metres[foot], bearing[foot] = _measure_to_feet(
            edges.take(foot), lon[foot], lat[foot], along
        )
    return metres, bearing % 360


def _measure_to_points(lon: Floats, lat: Floats, target: Floats) -> tuple[Floats, Floats, Floats]:
    """Return bearings from points to targets and back, and distances in metres."""
    return solve_inverse(lon, lat, target[:, 0], target[:, 1])


def _cosine(degrees: Floats) -> Floats:
    return np.cos(np.radians(degrees))


def _foot_along_m(metres: Floats, slope: Floats) -> Floats:
    """Return how far along a great circle the foot of a point at this distance and angle is."""
    arc = metres / _RADIUS_M
    return _RADIUS_M * np.arctan2(np.sin(arc) * slope, np.cos(arc))


def _measure_to_feet(
    edges: Edges, lon: Floats, lat: Floats, along: Floats
) -> tuple[Floats, Floats]:
    """Return the distance and the bearing from each point to the foot on its edge.

    Each step finds the foot as on a sphere, starting from the last one; a step that leaves the
    bracket is replaced by its middle.
    """
    azimuth, _, length = edges.course
    metres, bearing = np.empty_like(length), np.empty_like(length)
    low, high, active = np.zeros_like(length), length.copy(), np.arange(len(length))
    for _ in range(_STEPS):
        inside = (along > low) & (along < high)
        along = np.where(inside, along, (low + high) / 2)
        first = edges.start[active]
        x, y, back = solve_direct(first[:, 0], first[:, 1], azimuth[active], along)
        foot = np.column_stack([x, y])
        there, towards, gap = _measure_to_points(lon[active], lat[active], foot)
        step = _foot_along_m(gap, _cosine(towards - (back + 180)))
        metres[active], bearing[active] = gap, there
        low, high = np.where(step > 0, along, low), np.where(step < 0, along, high)
        # The distance is off by no more than the step, nor by its square over the distance.
        left = ~(np.minimum(np.abs(step), step**2 / np.maximum(gap, _NEAR_M)) < _NEAR_M)
        if not left.any():
            break
        active, low, high, along = active[left], low[left], high[left], (along + step)[left]
    return metres, bearing


def edge_distance_m(shapes: gpd.GeoSeries, place: shapely.Point) -> pd.Series:
    """Return the geodesic distance in metres from `place` to the nearest edge of each shape.

    Inside a shape the distance is 0, in a hole it is that to the hole's edge. An edge is the
    geodesic between its vertices; the cut at the 180th meridian is not an edge. The result is
    right to 1 mm anywhere on Earth, for edges of any length up to half the globe.

    Parameters
    ----------
    shapes : GeoSeries
        Polygons in WGS 84 longitude and latitude, degrees; either ring direction.
    place : Point
        Longitude and latitude, WGS 84 degrees; not empty.

    Returns
    -------
    Series of float
        Named distance_m, with the index of `shapes`; NaN for a missing or empty shape.
    """
    metres = distances_to_m(np.asarray(shapes.array), place.x, place.y)
    return pd.Series(metres, index=shapes.index, name="distance_m").where(metres < np.inf)


def distances_to_m(shapes: Shapes, lon: float, lat: float) -> Floats:
    """Return the distance in metres from a point to each polygon, 0 inside: shape (n,).

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        WGS 84 longitude and latitude in degrees; a missing or empty one is infinitely far.
    lon, lat : float
        The point, WGS 84 degrees.
    """
    edges = extract_edges(shapely.orient_polygons(shapes))
    x, y = np.full((2, len(edges)), [[lon], [lat]])
    (from_start, _, one), (from_end, _, other) = (
        _measure_to_points(x, y, e) for e in (edges.start, edges.end)
    )
    metres = np.full(len(shapes), np.inf)
    np.minimum.at(metres, edges.owner, np.minimum(one, other))
    near = np.flatnonzero((one + other - _longest_m(edges)) / 2 <= metres[edges.owner])
    np.minimum.at(
        metres, edges.owner[near], measure_to_edges(edges.take(near), x[near], y[near])[0]
    )
    # Seen from inside a polygon, its edges add up to a full turn.
    turn = np.bincount(edges.owner, wrap_degrees(from_end - from_start), minlength=len(shapes))
    metres[(turn < -180) & (metres < _FAR_M)] = 0.0
    return metres


def _longest_m(edges: Edges) -> Floats:
    """Return a length in metres that no edge exceeds: along the parallel, then the meridian."""
    lon, lat = split_columns(np.abs(edges.end - edges.start))
    return _MAX_M_PER_DEG * (lat + lon * np.cos(np.radians(edges.start[:, 1])))


def measure_to_outline(shape: Geometry, lon: float, lat: float) -> tuple[float, float]:
    """Return the distance in metres to the nearest edge of a shape, and the bearing towards it.

    Bearings are degrees clockwise from north, 0 to 360. The distance is to the edge also from
    inside the shape. As exact as `measure_to_edges`. A shape that covers the globe has no edge:
    the distance is infinite, the bearing NaN.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        WGS 84 longitude and latitude in degrees; must have an edge.
    lon, lat : float
        The point, WGS 84 degrees.
    """
    edges = extract_edges(np.array([shape], dtype=object))
    metres, bearing = measure_to_edges(edges, *np.full((2, len(edges)), [[lon], [lat]]))
    if not len(metres):
        return float("inf"), float("nan")
    nearest = int(np.argmin(metres))
    return float(metres[nearest]), float(bearing[nearest])


def measure_to_place(points: gpd.GeoSeries, place: shapely.Point) -> tuple[Floats, Floats]:
    """Return the geodesic distance and the initial bearing from each point to a place.

    Parameters
    ----------
    points : GeoSeries of Point
        WGS 84 longitude and latitude, degrees; a missing or empty one gives NaN.
    place : Point
        WGS 84 longitude and latitude, degrees; not empty.

    Returns
    -------
    metres, bearing : arrays, shape (n,)
        Bearings are degrees clockwise from north, 0 to 360; NaN at a pole, where none is defined.

    References
    ----------
    Karney, C. F. F. (2013). Algorithms for geodesics. Journal of Geodesy 87, 43-55.
    """
    lon, lat = (np.asarray(each, dtype=np.float64) for each in (points.x, points.y))
    azimuth, _, metres = solve_inverse(lon, lat, place.x, place.y)
    return metres, mask_at_poles(azimuth % 360, lat)
