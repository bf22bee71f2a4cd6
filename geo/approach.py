"""The way from a point to the nearest edge of a shape: how far, and in which direction."""

import math

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.proximity import azimuthal


def edge_approach(shape: Geometry, lon: float, lat: float) -> tuple[float, float]:
    """Return the distance in metres to the nearest edge, and the bearing towards it in degrees.

    Bearings count clockwise from north, 0 to 360. From within the shape the edge is as far as
    from outside.

    Parameters
    ----------
    shape : polygon or multipolygon
        WGS 84 longitude and latitude, not empty.
    lon, lat : float
        Of the point, WGS 84 degrees.

    References
    ----------
    Snyder, J. P. (1987). Map Projections: A Working Manual. USGS Professional Paper 1395, 191:
    the azimuthal equidistant projection keeps distances and bearings from its centre.
    """
    flat = azimuthal(lon, lat)
    outline = shapely.transform(shape.boundary, flat.transform, interleaved=False)  # type: ignore[arg-type]  # the stub knows interleaved arrays only
    foot = shapely.get_point(shapely.shortest_line(shapely.Point(0, 0), outline), 1)
    return math.hypot(foot.x, foot.y), math.degrees(math.atan2(foot.x, foot.y)) % 360
