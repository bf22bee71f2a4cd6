"""Distances and bearings from very many points to a few places, most of them by interpolation.

From a point, a place lies `metres * (sin(bearing), cos(bearing))` to the east and north. That
vector varies smoothly with the point, at the place too. So within a cell of one degree it is
solved at 81 points (Karney 2013), and interpolated between them with Chebyshev polynomials.

References
----------
Karney, C. F. F. (2013). Algorithms for geodesics. Journal of Geodesy 87, 43-55.
Trefethen, L. N. (2019). Approximation Theory and Approximation Practice. SIAM, chapters 3 to 8.
"""

from collections.abc import Iterator

import numpy as np

from geo.arrays import Floats, Ints
from geo.geodesy.geodesic import solve_inverse

_DEGREE = 8
_LEAST_POINTS = 400  # in a cell; the 81 exact solutions pay from there on
_LAST_LAT_DEG = 75.0  # towards a pole the vector turns
_FARTHEST_M = 15_000_000.0  # towards the point opposite the vector jumps
_NEAREST_M = 1_000.0  # nearer, an error of the vector would turn the bearing
_MAX_TAIL_M = 1e-7
_BLOCK = 480  # points, so that BLAS starts no threads for so little
_TERMS = np.array([(i, j) for i in range(_DEGREE + 1) for j in range(_DEGREE + 1 - i)])


def solve_to_places(
    lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats
) -> tuple[Floats, Floats]:
    """Return the bearing and the distance from each of many points to each of some places.

    Distances are right to 0.1 µm and bearings to 1e-8 degrees, as those of `solve_inverse` are,
    which solves what can't be interpolated: points of cells with few others, near a pole, near a
    place (within 1 km), or near the point opposite it.

    Parameters
    ----------
    lon, lat : arrays, shape (n,)
        The points, WGS 84 degrees; NaN gives NaN.
    to_lon, to_lat : arrays, shape (k,)
        The places, WGS 84 degrees.

    Returns
    -------
    bearing, metres : arrays, shape (k, n)
        Bearings are degrees clockwise from north, 0 to 360; at a pole they mean nothing.
    """
    east, north = np.full((2, len(to_lon), len(lon)), np.nan)
    for some, corner in _iter_cells(lon, lat):
        coefficients = _fit_cell(corner, to_lon, to_lat)
        x, y = 2 * (lon[some] - corner[0]) - 1, 2 * (lat[some] - corner[1]) - 1
        found = _evaluate(coefficients, x, y)
        east[:, some], north[:, some] = np.split(found, 2)
    metres = np.sqrt(east * east + north * north)
    bearing = np.degrees(np.arctan2(east, north))
    for n, place in enumerate(zip(to_lon.tolist(), to_lat.tolist(), strict=True)):
        left = np.flatnonzero(~(metres[n] > _NEAREST_M))
        bearing[n, left], _, metres[n, left] = solve_inverse(lon[left], lat[left], *place)
    np.add(bearing, 360, out=bearing, where=bearing < 0)
    return bearing, metres


def _iter_cells(lon: Floats, lat: Floats) -> Iterator[tuple[Ints, tuple[float, float]]]:
    """Yield the points of each cell that has many, and its south-western corner in degrees."""
    is_fit = (np.abs(lat) < _LAST_LAT_DEG) & (np.abs(lon) <= 180)
    fit = np.flatnonzero(is_fit)
    west, south = np.floor(lon[fit]), np.floor(lat[fit])
    cell = (west * 256 + south).astype(np.int64)
    for key, count in zip(*np.unique(cell, return_counts=True), strict=True):
        if count >= _LEAST_POINTS:
            here = np.flatnonzero(cell == key)
            yield fit[here], (float(west[here[0]]), float(south[here[0]]))


def _fit_cell(corner: tuple[float, float], to_lon: Floats, to_lat: Floats) -> Floats:
    """Return the coefficients of the vectors' parts, all to the east, then all to the north.

    NaN for the places that can't be interpolated from this cell. Shape (2 * places, terms).
    """
    node = np.cos(np.pi * (np.arange(_DEGREE + 1) + 0.5) / (_DEGREE + 1))
    x, y = (each.ravel() for each in np.meshgrid(node, node, indexing="ij"))
    lon, lat = corner[0] + (x + 1) / 2, corner[1] + (y + 1) / 2
    azimuth, _, metres = solve_inverse(lon, lat, to_lon[:, None], to_lat[:, None])
    azimuth = np.radians(azimuth)
    parts = np.stack([metres * np.sin(azimuth), metres * np.cos(azimuth)])
    basis = _list_polynomials(node).T * 2 / (_DEGREE + 1)
    basis[:, 0] /= 2
    grid = parts.reshape(2, len(to_lon), _DEGREE + 1, _DEGREE + 1)
    every = np.einsum("ai,pkab,bj->pkij", basis, grid, basis)
    tail = np.abs(every[..., -1:, :2]).sum((0, 2, 3)) + np.abs(every[..., :2, -1:]).sum((0, 2, 3))
    every[:, ~((tail < _MAX_TAIL_M) & (metres.max(axis=1) < _FARTHEST_M))] = np.nan
    return every[..., _TERMS[:, 0], _TERMS[:, 1]].reshape(2 * len(to_lon), len(_TERMS))


def _evaluate(coefficients: Floats, x: Floats, y: Floats) -> Floats:
    """Return polynomials at points, -1 to 1 in x and y: shape (polynomials, n)."""
    found = np.empty((len(coefficients), len(x)))
    for first in range(0, len(x), _BLOCK):
        part = slice(first, first + _BLOCK)
        of_x, of_y = _list_polynomials(x[part]), _list_polynomials(y[part])
        terms = [of_x[i] * of_y[: _DEGREE + 1 - i] for i in range(_DEGREE + 1)]
        found[:, part] = coefficients @ np.concatenate(terms)
    return found


def _list_polynomials(x: Floats) -> Floats:
    """Return the Chebyshev polynomials of each degree at points: shape (degrees, n)."""
    found = np.empty((_DEGREE + 1, len(x)))
    found[0], found[1] = 1, x
    for n in range(2, _DEGREE + 1):
        found[n] = 2 * x * found[n - 1] - found[n - 2]
    return found
