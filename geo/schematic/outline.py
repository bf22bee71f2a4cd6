"""Schematic outlines of a given area that fit a region and follow its real edges."""

import hashlib
import math
from collections.abc import Callable

import numpy as np
import shapely
from shapely import Point, Polygon, affinity

from geo.arrays import Floats
from geo.errors import N_, InputError
from geo.fields.digits import format_digits
from geo.geodesy.area import shape_area_m2
from geo.geodesy.projection import LocalPlane
from geo.schematic.regions import get_polygon_at, remove_necks

AREA_TOLERANCE = 1e-5
SIMPLIFY_SHARE = 0.02  # of the width below which detail is left out
TURNS_DEG = (0, 3, -3, 6, -6)
SIZE_NUDGES = tuple(2e-7 * step for step in range(-20, 21))  # to find the best rounding


def make_irregular_polygon(
    key: str, *, angle: float, corners: int = 5, aspect: float = 1.4
) -> Polygon:
    """Return a slightly irregular polygon with rounded corners around the origin of a plane.

    The irregularity comes from a hash of `key`, so that equal keys give equal shapes.

    Parameters
    ----------
    key : str
        Any text, for example a part's id.
    angle : float
        The direction of the longer axis, in radians counter-clockwise from east.
    corners : int
        At most 16.
    aspect : float
        Length to width.

    Returns
    -------
    Polygon
        Without unit: about one unit from centre to corner.
    """
    digest = hashlib.sha256(key.encode()).digest()
    wobble = np.frombuffer(digest[: 2 * corners], dtype=np.uint8) / 127.5 - 1
    turn = 2 * math.pi * (np.arange(corners) + 0.5 + 0.13 * wobble[:corners]) / corners
    radius = 1 + 0.1 * wobble[corners:]
    points = np.column_stack([np.cos(turn), np.sin(turn)]) * radius[:, None]
    stretched = _round_corners(points * (math.sqrt(aspect), 1 / math.sqrt(aspect)))
    return affinity.rotate(Polygon(stretched), angle, origin=(0, 0), use_radians=True)


def _round_corners(points: Floats, *, cut: float = 0.22) -> Floats:
    """Return the ring with each corner replaced by three points of a parabola, shape (3n, 2)."""
    before = points + cut * (np.roll(points, 1, axis=0) - points)
    after = points + cut * (np.roll(points, -1, axis=0) - points)
    middle = (before + 2 * points + after) / 4
    return np.stack([before, middle, after], axis=1).reshape(-1, 2)


def grow_to_area(
    shape: Polygon,
    plane: LocalPlane,
    *,
    find_region: Callable[[float], Polygon],
    area_m2: float,
    detail_m: float,
) -> Polygon:
    """Return a shape grown from the origin of a plane, inside a region, to a geodesic area.

    Where the shape meets the region's edge it follows that edge. Where leaving out detail makes
    the area jump across the target, the shape is turned by a few degrees.

    Parameters
    ----------
    shape : Polygon
        In the plane's metres.
    find_region : callable
        Returns the region in the plane's metres. It has to be right as far from the origin as the
        metres that it is called with, so that what lies beyond need not be known.
    plane : LocalPlane
        Its origin is the point to grow from.
    area_m2 : float
        The area to reach within `AREA_TOLERANCE`, in m² on the WGS 84 ellipsoid.
    detail_m : float
        Anything narrower is left out; edges are simplified to `SIMPLIFY_SHARE` of it.

    Returns
    -------
    Polygon
        In WGS 84 degrees.

    Raises
    ------
    InputError
        When the region around the origin is too small for the area.
    """

    def error(polygon: Polygon) -> float:
        return abs(shape_area_m2(polygon) / area_m2 - 1)

    radius = np.hypot(*shapely.get_coordinates(shape).T).max()
    best = Polygon()
    for turn in TURNS_DEG:
        turned = affinity.rotate(shape, turn, origin=(0, 0))

        def draw(size: float, turned: Polygon = turned) -> Polygon:
            return _grow_shape(turned, plane, find_region(size * radius), detail_m, size)

        size = _find_size(draw, area_m2)
        # Rounded vertices make the area jump between neighbouring sizes; take the best one.
        best = min([best, *(draw(size * (1 + nudge)) for nudge in SIZE_NUDGES)], key=error)
        if error(best) <= AREA_TOLERANCE:
            return best
    raise InputError(
        N_(
            "%(area)s km² could not be drawn around %(x)s, %(y)s: the closest result is off by "
            "%(percent)s%%. Move the seed point, change the area, or enlarge the host outline."
        ),
        area=format_digits(area_m2 / 1e6, 4),
        x=f"{plane.lon:.4f}",
        y=f"{plane.lat:.4f}",
        percent=format_digits(100 * error(best)),
    )


def _grow_shape(
    shape: Polygon, plane: LocalPlane, region: Polygon, detail_m: float, size: float
) -> Polygon:
    origin = Point(0, 0)
    clipped = affinity.scale(shape, size, size, origin=(0, 0)).intersection(region)
    wide = remove_necks(get_polygon_at(clipped, origin), radius_m=detail_m / 2)
    simpler = get_polygon_at(wide.simplify(SIMPLIFY_SHARE * detail_m), origin)
    return normalize_polygon(plane.unproject(simpler))


def normalize_polygon(polygon: Polygon) -> Polygon:
    """Return the polygon (degrees of any CRS) with a counter-clockwise exterior.

    Equal polygons come out vertex by vertex the same, whichever vertex they started from.
    """
    return shapely.orient_polygons(shapely.normalize(polygon))


def _find_size(draw: Callable[[float], Polygon], area_m2: float) -> float:
    """Return the size at which the drawn polygon reaches the area, by bisection."""
    low, high = 0.0, math.sqrt(area_m2)
    limit = 64 * high
    while shape_area_m2(draw(high)) < area_m2 and high < limit:
        low, high = high, 2 * high
    for _ in range(50):  # down to the resolution of a float
        middle = (low + high) / 2
        low, high = (middle, high) if shape_area_m2(draw(middle)) < area_m2 else (low, middle)
    return high
