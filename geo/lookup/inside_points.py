"""A point that is certainly inside each shape, written with as few digits as may be."""

import numpy as np
import shapely

from geo.arrays import Shapes

_DECIMALS = 7  # of a degree: 1 cm


def find_inside_points(shapes: Shapes) -> Shapes:
    """Return a point inside each polygon, halfway along each line, and each point itself.

    Points in polygons are rounded to 7 decimals of a degree where they are still inside then.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        Valid polygons, lines and points, WGS 84 longitude and latitude in degrees; none missing or
        empty.

    Returns
    -------
    array of Point, shape (n,)
    """
    found: Shapes = shapely.point_on_surface(shapes)
    dimension = shapely.get_dimensions(shapes)
    areal = np.flatnonzero(dimension == 2)
    rounded = shapely.transform(found[areal], lambda xy: np.round(xy, _DECIMALS))
    is_inside = shapely.contains_properly(shapes[areal], rounded)
    found[areal] = np.where(is_inside, rounded, found[areal])
    lines = np.flatnonzero(dimension == 1)
    found[lines] = _halve(shapes[lines])
    points = np.flatnonzero(dimension == 0)
    found[points] = shapes[points]
    return found


def _halve(lines: Shapes) -> Shapes:
    """Return the point halfway along the longest piece of each line."""
    pieces, owner = shapely.get_parts(lines, return_index=True)
    order = np.lexsort((-shapely.length(pieces), owner))
    longest = pieces[order[np.unique(owner[order], return_index=True)[1]]]
    halfway: Shapes = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    return halfway
