"""Polygons with geodesic edges, by geographiclib alone: slow, plain, independent of the product."""

import math
from functools import cache
from itertools import pairwise

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic

WGS84 = Geodesic.WGS84
GOLDEN = (math.sqrt(5) - 1) / 2


@cache
def corner_pairs(shape):
    return [
        (tuple(a), tuple(b))
        for ring in shapely.get_rings(shapely.get_parts(shape))
        for a, b in pairwise(shapely.get_coordinates(ring).tolist())
    ]


@cache
def edges(shape):
    """Return the edges as pairs of corners; what lies on both sides of 180 degrees is none."""
    pairs = corner_pairs(shape)
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


def edge_distance_m(a, b, lon, lat, *, samples=24, known_m=math.inf):
    """Return the distance to one edge: sampled along it, then closed in on by golden section.

    An edge that is nowhere nearer than `known_m` may be said to be at any greater distance. No
    point of it is farther than half a step from a sample, which is what bounds its distance.
    """
    line = find_line(a, b)
    ends = [gap_m(end, lon, lat) for end in (a, b)]
    if (sum(ends) - line.s13) / 2 > known_m:
        return min(ends)
    stops, feet = sample_line(a, b, samples)
    gaps = [ends[0], *(gap_m(foot, lon, lat) for foot in feet[1:-1]), ends[1]]
    k = int(np.argmin(gaps))
    if gaps[k] - line.s13 / samples / 2 > known_m:
        return gaps[k]
    low, high = stops[max(k - 1, 0)], stops[min(k + 1, samples)]
    return min(gaps[k], find_least(lambda metres: gap_m(walk(line, metres), lon, lat), low, high))


def find_least(function, low, high):
    """Return the least value of a function with one valley, by golden section."""
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = function(left), function(right)
    while high - low > 1e-3:
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = function(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = function(right)
    return min(at_left, at_right, function((low + high) / 2))


@cache
def find_line(a, b):
    return WGS84.InverseLine(a[1], a[0], b[1], b[0])


@cache
def sample_line(a, b, samples):
    """Return how far along an edge the samples lie, and their longitudes and latitudes."""
    line = find_line(a, b)
    stops = np.linspace(0, line.s13, samples + 1).tolist()
    return stops, [walk(line, stop) for stop in stops]


def walk(line, metres):
    foot = line.Position(metres, Geodesic.LATITUDE | Geodesic.LONGITUDE)
    return foot["lon2"], foot["lat2"]


def gap_m(point, lon, lat):
    return WGS84.Inverse(point[1], point[0], lat, lon, Geodesic.DISTANCE)["s12"]


def distance_m(shape, lon, lat, *, samples=24):
    """Return the distance to the nearest edge, from within as from outside."""
    least = math.inf
    for a, b in edges(shape):
        found = edge_distance_m(a, b, lon, lat, samples=samples, known_m=least)
        least = min(least, found)
    return least


def is_inside(shape, lon, lat):
    """Return whether a way north along the meridian crosses an odd number of edges."""
    inside = False
    for a, b in corner_pairs(shape):
        if (a[0] <= lon) != (b[0] <= lon):
            inside ^= crossing_latitude(a, b, lon) > lat
    return inside


def crossing_latitude(a, b, lon):
    """Return the latitude at which an edge crosses a meridian, by halving."""
    if abs(a[1]) == abs(b[1]) == 90:
        return a[1]
    line = find_line(a, b)
    unrolled = Geodesic.LONGITUDE | Geodesic.LONG_UNROLL
    low, high = 0.0, line.s13
    for _ in range(60):
        middle = (low + high) / 2
        is_before = (line.Position(middle, unrolled)["lon2"] <= lon) == (a[0] <= lon)
        low, high = (middle, high) if is_before else (low, middle)
    return walk(line, low)[1]
