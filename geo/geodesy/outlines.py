"""Outlines as corners and chords in space, to be compared with each other."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.geodesy.chords import Chords, make_chords, to_geocentric
from geo.geodesy.edges import Edges, extract_edges

LEAST_RADIUS_M = 6_335_439.0  # of curvature of WGS 84: along the meridian at the equator


@dataclass(frozen=True, eq=False)
class Outline:
    """The corners and the edges of a shape, in degrees and as points and chords in space.

    Attributes
    ----------
    shape : array, shape (1,)
        The Polygon or MultiPolygon itself, WGS 84 degrees.
    corners : array, shape (n, 2)
        WGS 84 longitude and latitude in degrees.
    at : array, shape (3, n)
        The same in metres from the centre of the Earth.
    edges : Edges
        m geodesics.
    chords : Chords
        Their chords, in metres from the centre of the Earth.
    bow_m : array, shape (m,)
        How far at most each edge leaves its chord, in metres.
    middle : array, shape (3,)
        Of the ball that everything is in, in metres from the centre of the Earth.
    radius_m : float
        Of that ball.
    """

    shape: Shapes
    corners: Floats
    at: Floats
    edges: Edges
    chords: Chords
    bow_m: Floats
    middle: Floats
    radius_m: float


def make_outlines(shapes: Shapes) -> list[Outline]:
    """Return the outlines of shapes.

    Parameters
    ----------
    shapes : array of Polygon or MultiPolygon, shape (n,)
        WGS 84 longitude and latitude in degrees, none missing or empty.
    """
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    at, edges = to_geocentric(*xy.T), extract_edges(shapes)
    edges = edges.take(np.flatnonzero((edges.start != edges.end).any(axis=1)))
    with np.errstate(invalid="ignore"):  # the normal of a chord through the centre of the Earth
        chords = make_chords(edges.start, edges.end)
    of_shape = np.split(np.argsort(edges.owner, kind="stable"), _count_up(edges.owner, shapes))
    ends = [0, *_count_up(owner, shapes).tolist(), len(xy)]
    return [
        _make_outline(shapes[[n]], xy[a:b], at[:, a:b], edges.take(which), chords.take(which))
        for n, (a, b, which) in enumerate(zip(ends, ends[1:], of_shape, strict=False))
    ]


def _make_outline(
    shape: Shapes, corners: Floats, at: Floats, edges: Edges, chords: Chords
) -> Outline:
    middle = at.mean(axis=1)
    bow_m = chords.half_m**2 / LEAST_RADIUS_M  # twice that of the most curved one
    radius_m = math.sqrt(float(measure_squares(at, middle).max())) + float(bow_m.max(initial=0.0))
    return Outline(shape, corners, at, edges, chords, bow_m, middle, radius_m)


def measure_squares(at: Floats, place: Floats) -> Floats:
    """Return the squares, in m², of the straight distances from points to a place: shape (n,).

    Parameters
    ----------
    at : array, shape (3, n)
        On WGS 84, in metres from the centre of the Earth.
    place : array, shape (3,)
        In the same metres.
    """
    x, y, z = at
    square: Floats = (x - place[0]) ** 2 + (y - place[1]) ** 2 + (z - place[2]) ** 2
    return square


def _count_up(owner: Ints, shapes: Shapes) -> Ints:
    """Return how many rows there are up to the end of each shape but the last."""
    ends: Ints = np.cumsum(np.bincount(owner, minlength=len(shapes)))[:-1]
    return ends
