"""Areas of many rings at once on the WGS 84 ellipsoid, with a bound that says when to trust them.

Longitude and the sine of the authalic latitude are coordinates in which equal areas are equal:
an area is a plain sum over edges. Each edge adds

1. the trapezium under its chord, counted from the ring's first vertex and not from the equator,
   so that a small parcel far from the equator loses no digits;
2. what lies between that chord and the great circle of the authalic sphere (spherical excess);
3. what lies between that great circle and the ellipsoid's own geodesic, from the difference of
   the two curvatures at the middle of the edge.

What is left out is bounded by 0.04·e²·length⁵ / cos(latitude), lengths in earth radii (measured:
at most 0.03 for edges up to 300 km and latitudes up to 80 degrees).

References
----------
Snyder, J. P. (1987). Map Projections: A Working Manual, USGS 1395, eq. 3-11 and 3-12.
Karney, C. F. F. (2013). Algorithms for geodesics. Journal of Geodesy 87, 43-55, section 6.
Struik, D. J. (1950). Lectures on Classical Differential Geometry, section 4-2 (the geodesics of
a metric E du² + G dv²).
"""

import math

import numpy as np
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.geodesy.edges import split_rings

_A_M = 6_378_137.0
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)
_E = math.sqrt(_E2)
_Q_POLE = 1 + (1 - _E2) * math.atanh(_E) / _E
AUTHALIC_R2_M2 = _A_M**2 * _Q_POLE / 2
GLOBE_M2 = 4 * math.pi * AUTHALIC_R2_M2
_W = _A_M**2 / AUTHALIC_R2_M2
_LEFT_OUT = 0.04 * _E2
_POLAR_COS2 = 0.03  # beyond 80 degrees
_POLYGON = 3
_BLOCK = 16_384  # vertices whose dozen temporaries stay in a core's cache


def ring_areas_m2(lonlat: Floats, starts: Ints) -> tuple[Floats, Floats, Floats]:
    """Return each ring's signed area, its error bound, and what was added up for it, in m².

    Parameters
    ----------
    lonlat : array, shape (n, 2)
        The closed rings' vertices in degrees, WGS 84, one ring after the other; none empty.
    starts : array of int, shape (m,)
        Where each ring starts; increasing, the first 0.

    Returns
    -------
    area, bound, gross : arrays, shape (m,)
        `area` is positive for counter-clockwise rings. `bound` is infinite past 80 degrees of
        latitude. `gross` is the sum of the absolute values that cancelled down to `area`.
    """
    ends = np.append(starts[1:], len(lonlat))
    found = np.zeros((3, len(starts)))
    first = 0
    while first < len(starts):
        last = max(int(np.searchsorted(ends, starts[first] + _BLOCK, side="right")), first + 1)
        block = lonlat[starts[first] : ends[last - 1]]
        found[:, first:last] = _measure_block(block, starts[first:last] - starts[first])
        first = last
    return found[0], found[1], found[2]


def _measure_block(lonlat: Floats, starts: Ints) -> Floats:
    lengths = np.diff(starts, append=len(lonlat))
    with np.errstate(all="ignore"):
        x, y, base, sine = _to_equal_area(lonlat, starts, lengths)
        closing = starts[1:] - 1
        dx, dy = np.diff(x), np.diff(y)
        dx[closing] = dy[closing] = 0.0
        strips, left_out = _measure_edges(dx, dy, y, base + y, sine)
        terms = np.stack([strips, left_out, np.abs(strips)])
    sums = np.add.reduceat(np.pad(terms, ((0, 0), (0, 1))), starts, axis=1)
    sums[0] = -sums[0]
    return sums * AUTHALIC_R2_M2


def _to_equal_area(
    lonlat: Floats, starts: Ints, lengths: Ints
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return x and y relative to the ring's first vertex, the first's own y, and sin(latitude).

    Differences are taken in degrees, where they are exact, and carried through addition theorems,
    never taken between two sines.
    """
    first = lonlat[starts]
    latitude = np.radians(first[:, 1])
    sines, cosines = np.sin(latitude), np.cos(latitude)
    scales = 1 - _E2 * sines * sines
    bases = sines / scales + np.arctanh(_E * sines) / _E
    x, half = np.radians(lonlat - np.repeat(first, lengths, axis=0)).T
    sin_first, cos_first, scale_first, base = (
        np.repeat(each, lengths) for each in (sines, cosines, scales, bases)
    )
    up = np.sin(half / 2)
    rise = 2 * up * (cos_first * np.sqrt(1 - up * up) - sin_first * up)
    sine = sin_first + rise
    both = _E2 * sin_first * sine
    scale = (1 - _E2 * sine * sine) * scale_first
    y = rise * (1 + both) / scale + np.arctanh(_E * rise / (1 - both)) / _E
    return x, y * ((1 - _E2) / _Q_POLE), base * ((1 - _E2) / _Q_POLE), sine


def _measure_edges(
    dx: Floats, dy: Floats, y: Floats, sigma: Floats, sine: Floats
) -> tuple[Floats, Floats]:
    """Return each edge's area over the first vertex' parallel, and the bound of its error.

    `sigma` is the sine of the authalic latitude, `sine` that of the geodetic one; 1 is the
    authalic sphere's radius squared.
    """
    sphere2 = 1 - sigma * sigma  # cos² of the authalic latitude
    radius2 = _W * (1 - sine * sine) / (1 - _E2 * sine * sine)  # of the parallel, squared
    cosine = np.sqrt(sphere2)
    dx2, dy2 = dx * dx, dy * dy
    up, out = sigma[:-1] + sigma[1:], (cosine[:-1] + cosine[1:]) ** 2
    slope = 2 * up / (up * up + out)
    level = 1 - slope * slope
    third = (2 - 3 * slope * slope) + dx2 / 84 * (17 + slope * slope * (45 * slope * slope - 60))
    excess = dy2 * (1 + up * up / out) / 4 + level * dx2 / 12 * (1 + dx2 / 20 * third)
    own, other = (radius2[:-1] + radius2[1:]) / 2, (sphere2[:-1] + sphere2[1:]) / 2
    middle = (sine[:-1] + sine[1:]) / 2
    bend = middle * (own * dx2 + 3 * dy2 / own) - up / 2 * (other * dx2 + 3 * dy2 / other)
    strips = dx * ((y[:-1] + y[1:]) / 2 + slope * excess + bend / 12)
    lowest = np.minimum(radius2[:-1], radius2[1:])
    length2 = own * dx2 + dy2 / lowest
    left_out = _LEFT_OUT * length2 * length2 * np.sqrt(length2 / lowest)
    left_out[(lowest < _POLAR_COS2) | ~np.isfinite(strips)] = math.inf
    return strips, left_out


def polygon_areas_m2(shapes: Shapes) -> tuple[Floats, Floats, Floats]:
    """Return each polygon's area, its error bound and gross sum (`ring_areas_m2`), in m².

    Parameters
    ----------
    shapes : array of Polygon, MultiPolygon or None, shape (n,)
        WGS 84 longitude and latitude in degrees; either ring direction. For missing and empty
        ones all three are 0.

    Returns
    -------
    area, bound, gross : arrays, shape (n,)
        Holes are subtracted from `area`.
    """
    owner, sign, starts, lonlat = _get_rings(shapes)
    if not len(starts):
        return np.zeros(len(shapes)), np.zeros(len(shapes)), np.zeros(len(shapes))
    sums = np.zeros((3, len(shapes)))
    area, bound, gross = ring_areas_m2(lonlat, starts)
    for total, values in zip(sums, (sign * np.abs(area), bound, gross), strict=True):
        np.add.at(total, owner, values)
    return sums[0], sums[1], sums[2]


def flat_areas_m2(shapes: Shapes) -> Floats:
    """Return the areas of polygons in m², shape (n,), their edges straight in equal areas.

    That is in longitude and the sine of the authalic latitude, from -180 to 180 degrees: unlike a
    sum over geodesics it tells the inside of a ring from the rest of the globe.

    Parameters
    ----------
    shapes : array of Polygon or MultiPolygon, shape (n,)
        WGS 84 longitude and latitude in degrees; none missing.
    """
    return np.asarray(shapely.area(shapely.transform(shapes, _project_equal_area)))


def _project_equal_area(lonlat: Floats) -> Floats:
    sine = np.sin(np.radians(lonlat[:, 1]))
    quantity = (1 - _E2) * (sine / (1 - _E2 * sine * sine) + np.arctanh(_E * sine) / _E)
    return np.column_stack([np.radians(lonlat[:, 0]), quantity * _A_M**2 / 2])


def _get_rings(shapes: Shapes) -> tuple[Ints, Floats, Ints, Floats]:
    """Return per ring its shape, +1 or -1 for a hole, and its start; and all vertices."""
    simple = (shapely.get_type_id(shapes) == _POLYGON) & ~shapely.is_empty(shapes)
    if simple.all() and not shapely.get_num_interior_rings(shapes).any():
        each = np.arange(len(shapes))
        return each, np.ones(len(shapes)), _get_ring_starts(shapes), shapely.get_coordinates(shapes)
    rings, ring_part, part_owner = split_rings(shapes)
    hole = np.diff(ring_part, prepend=-1) == 0
    sign = np.where(hole, -1.0, 1.0)
    return part_owner[ring_part], sign, _get_ring_starts(rings), shapely.get_coordinates(rings)


def _get_ring_starts(rings: Shapes) -> Ints:
    ends: Ints = np.cumsum(shapely.get_num_coordinates(rings), dtype=np.int64)
    return np.concatenate([[0], ends[:-1]]) if len(ends) else ends
