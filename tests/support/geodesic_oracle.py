"""Polygons with geodesic edges, by geographiclib alone: slow, plain, independent of the product."""

import math
from itertools import pairwise

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic

WGS84 = Geodesic.WGS84
GOLDEN = (math.sqrt(5) - 1) / 2


def edges(shape):
    """Return the edges as pairs of corners; what lies on both sides of 180 degrees is none."""
    pairs = [
        (tuple(a), tuple(b))
        for ring in shapely.get_rings(shapely.get_parts(shape))
        for a, b in pairwise(shapely.get_coordinates(ring).tolist())
    ]
    cut = {
        (lon, *sorted((a[1], b[1])))
        for a, b in pairs
        for lon in [a[0]]
        if a[0] == b[0] and abs(lon) == 180
    }
    return [
        (a, b)
        for a, b in pairs
        if not (a[0] == b[0] and (-a[0], *sorted((a[1], b[1]))) in cut)
        and not abs(a[1]) == abs(b[1]) == 90
    ]


def edge_distance_m(a, b, lon, lat, samples=24):
    """Return the distance to one edge: sampled along it, then closed in on by golden section."""
    line = WGS84.InverseLine(a[1], a[0], b[1], b[0])

    def gap(metres):
        foot = line.Position(metres)
        return WGS84.Inverse(foot["lat2"], foot["lon2"], lat, lon)["s12"]

    stops = np.linspace(0, line.s13, samples + 1)
    gaps = [gap(stop) for stop in stops]
    k = int(np.argmin(gaps))
    low, high = stops[max(k - 1, 0)], stops[min(k + 1, samples)]
    while high - low > 1e-3:
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (low, right) if gap(left) < gap(right) else (left, high)
    return min(gaps[k], gap((low + high) / 2))


def distance_m(shape, lon, lat):
    """Return the distance to the nearest edge, from within as from outside."""
    return min(edge_distance_m(a, b, lon, lat) for a, b in edges(shape))


def is_inside(shape, lon, lat):
    """Return whether a way north along the meridian crosses an odd number of edges."""
    inside = False
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        for a, b in pairwise(shapely.get_coordinates(ring).tolist()):
            if (a[0] <= lon) != (b[0] <= lon):
                inside ^= crossing_latitude(a, b, lon) > lat
    return inside


def crossing_latitude(a, b, lon):
    """Return the latitude at which an edge crosses a meridian, by halving."""
    if abs(a[1]) == abs(b[1]) == 90:
        return a[1]
    line = WGS84.InverseLine(a[1], a[0], b[1], b[0])
    unrolled = Geodesic.STANDARD | Geodesic.LONG_UNROLL
    low, high = 0.0, line.s13
    for _ in range(60):
        middle = (low + high) / 2
        is_before = (line.Position(middle, unrolled)["lon2"] <= lon) == (a[0] <= lon)
        low, high = (middle, high) if is_before else (low, middle)
    return line.Position(low)["lat2"]
