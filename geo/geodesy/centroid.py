"""Area centroids on the WGS 84 ellipsoid, computed in equal-area planes."""

import math

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats
from geo.geodesy.densify import follow_geodesics
from geo.geodesy.projection import make_equal_area_plane, project_points

_HEMISPHERE_M = 9.0e6  # the radius of a hemisphere in an equal-area azimuthal plane
_PIECE_M = 20_000.0  # a chord of the equal-area plane as long as this is as good as a geodesic


def find_centroids(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the area centroid of each shape, computed in an equal-area projection around it.

    Parameters
    ----------
    shapes : GeoSeries
        Polygons and multipolygons in WGS 84 longitude and latitude, degrees; none missing or
        empty.

    Returns
    -------
    GeoSeries
        Points in degrees, with the index and the CRS of `shapes`. The centroid of a concave
        shape may lie outside it.

    References
    ----------
    Snyder, J. P. (1987). Map Projections: A Working Manual, USGS 1395, p. 182.
    """
    geometries = follow_geodesics(np.asarray(shapes.array), longest_m=_PIECE_M, within_m=math.inf)
    points = [_find_centroid(shape) for shape in geometries]
    return gpd.GeoSeries(points, index=shapes.index, crs=shapes.crs)


def find_outside(shapes: gpd.GeoSeries, points: gpd.GeoSeries) -> Bools:
    """Return whether each point lies outside its shape; a point on the edge doesn't.

    The area centroid of a crescent or of a ring does.

    Parameters
    ----------
    shapes : GeoSeries
        Polygons and multipolygons in WGS 84 longitude and latitude, degrees; none missing or
        empty. An edge is the geodesic between its vertices, to 1 cm.
    points : GeoSeries
        One for each shape, in the same order.

    Returns
    -------
    array of bool, shape (n,)
    """
    filled = follow_geodesics(np.asarray(shapes.array))
    outside: Bools = ~shapely.intersects(filled, np.asarray(points.array))
    return outside


def _find_centroid(shape: Geometry) -> shapely.Point:
    """Project around a vertex, then around what that gives: off centre it is metres wrong.

    A plane has no point opposite its middle and is inside out around it: a shape that reaches
    beyond a hemisphere around a vertex is taken on the sphere.
    """
    lon, lat = shapely.get_coordinates(shape)[0]
    for _ in range(2):
        there = make_equal_area_plane(lon, lat)
        xy = project_points(there, *shapely.get_coordinates(shape).T)
        if not (np.hypot(*xy.T) < _HEMISPHERE_M).all():
            return _find_centroid_on_sphere(shape)
        flat = shapely.set_coordinates(shape, xy)  # another one: a single shape stays as it is
        lon, lat = there.transform(flat.centroid.x, flat.centroid.y, direction="INVERSE")
    return shapely.Point(lon, lat)


def _find_centroid_on_sphere(shape: Geometry) -> shapely.Point:
    """Return where the mean of all positions points to; of a whole globe, which has none, a point.

    The integral of the unit vector over a spherical polygon is half the sum, over its edges, of
    the edge's angle times the normal of its plane. Latitudes are taken as those of a sphere.
    """
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(shape)))
    mean = sum(map(_edge_moments, rings), start=np.zeros(3))
    if np.hypot.reduce(mean) < 1e-9:
        return shapely.point_on_surface(shape)
    lon, lat = np.arctan2(mean[1], mean[0]), np.arctan2(mean[2], math.hypot(mean[0], mean[1]))
    return shapely.Point(math.degrees(lon), math.degrees(lat))


def _edge_moments(ring: shapely.LinearRing) -> Floats:
    lon, lat = np.radians(shapely.get_coordinates(ring)).T
    xyz = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    normal = np.cross(xyz[:-1], xyz[1:])
    sine, cosine = np.linalg.norm(normal, axis=1), (xyz[:-1] * xyz[1:]).sum(axis=1)
    angle = np.divide(np.arctan2(sine, cosine), sine, out=np.zeros_like(sine), where=sine > 0)
    moments: Floats = (angle[:, None] * normal).sum(axis=0) / 2
    return moments
