"""Datums of Chinese consumer maps: WGS 84, GCJ-02 (Amap, Tencent) and BD-09 (Baidu).

GCJ-02 moves every point in China by 50 to 700 m along a smooth curve; BD-09 moves GCJ-02 once
more. What "in China" means is part of the formula: longitude 72.004 to 137.8347, latitude
0.8293 to 55.8271. A point outside that rectangle on WGS 84 is the same in all three.

The inverse has no closed form. It is iterated until nothing moves by more than 1e-12 degrees,
which is 0.1 µm; the single step of many libraries leaves up to 4.5 m.

References
----------
The forward formulas are those of the open-source `eviltransform` (googollee, 2013) and
`coordtransform` (wandergis, 2015), with the ellipsoid of Krassovsky 1940.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats, Shapes, split_columns
from geo.errors import N_, InputError, quote_value
from geo.geodesy.geodesic import solve_inverse
from geo.geodesy.projection import LocalPlane

DATUMS = ("wgs84", "gcj02", "bd09")
CHINA = (72.004, 0.8293, 137.8347, 55.8271)
MATCH_M = 60.0
MIN_MATCHES = 8
_A, _EE = 6378245.0, 0.00669342162296594323
_FARTHEST_SHIFT_DEG = 0.1
_STEPS, _SETTLED_DEG = 30, 1e-12


def _to_wgs84(forward: Callable[[Floats], Floats], lonlat: Floats) -> Floats:
    """Return WGS 84 positions; the formula is undone near China only, far off it runs away."""
    wgs = lonlat.copy()
    near = is_in_china(lonlat, margin_deg=_FARTHEST_SHIFT_DEG)
    wgs[near] = _invert(forward, lonlat[near])
    return np.where(is_in_china(wgs)[:, None], wgs, lonlat)


def is_in_china(lonlat: Floats, *, margin_deg: float = 0.0) -> Bools:
    """Return which positions the formula counts as China, shape (n,).

    Parameters
    ----------
    lonlat : array, shape (n, 2)
        Longitude and latitude in degrees, WGS 84; NaN is nowhere.
    margin_deg : float
        Widens the rectangle `CHINA` on each side.
    """
    west, south, east, north = np.add(CHINA, margin_deg * np.array([-1, -1, 1, 1]))
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def convert_datum(lonlat: Floats, *, source: str, target: str) -> Floats:
    """Return positions on another datum, in degrees, shape (n, 2).

    Parameters
    ----------
    lonlat : array, shape (n, 2)
        Longitude and latitude in degrees on `source`; NaN stays NaN.
    source, target : str
        `wgs84`, `gcj02` or `bd09`.

    Raises
    ------
    InputError
        When a datum is unknown.

    References
    ----------
    `eviltransform` (googollee, 2013) and `coordtransform` (wandergis, 2015).

    Examples
    --------
    >>> convert_datum(np.array([[105.44, 28.87]]), source="wgs84", target="gcj02").round(4).tolist()
    [[105.4436, 28.867]]
    """
    for datum in (source, target):
        if datum not in DATUMS:
            raise InputError(
                N_("The coordinate system %(datum)s is unknown. Use one of %(choices)s."),
                datum=quote_value(datum),
                choices=tuple(DATUMS),
            )
    lonlat = np.asarray(lonlat, dtype=float).reshape(-1, 2)
    if source == target:
        return lonlat.copy()
    wgs = lonlat if source == "wgs84" else _to_wgs84(_FROM_WGS84[source], lonlat)
    if target == "wgs84":
        return wgs.copy()
    return np.where(is_in_china(wgs)[:, None], _FROM_WGS84[target](wgs), wgs)


def convert_shapes(shapes: gpd.GeoSeries, *, source: str, target: str) -> gpd.GeoSeries:
    """Return the shapes with every vertex moved to the datum `target`, as by `convert_datum`.

    Parameters
    ----------
    shapes : GeoSeries
        Longitude and latitude in degrees on `source`; missing and empty ones stay.
    source, target : str
        `wgs84`, `gcj02` or `bd09`; InputError otherwise.
    """
    moved = shapely.transform(
        np.asarray(shapes.array), lambda xy: convert_datum(xy, source=source, target=target)
    )
    return gpd.GeoSeries(moved, index=shapes.index, crs=shapes.crs)


def shift_m(lonlat: Floats, *, datum: str) -> Floats:
    """Return how far `datum` moves each position, in metres (geodesic), shape (n,).

    Parameters
    ----------
    lonlat : array, shape (n, 2)
        WGS 84 longitude and latitude in degrees, finite.
    datum : str
        `wgs84`, `gcj02` or `bd09`.

    Raises
    ------
    InputError
        When the datum is unknown.
    """
    lonlat = np.asarray(lonlat, dtype=float).reshape(-1, 2)
    there = convert_datum(lonlat, source="wgs84", target=datum)
    return solve_inverse(*split_columns(lonlat), *split_columns(there))[2]


def _to_gcj02(lonlat: Floats) -> Floats:
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    x, y = lon - 105.0, lat - 35.0
    root, ripple = np.sqrt(np.abs(x)), 20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * root
    east = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * root
    north = north + (ripple + _sum_waves(y, (20, 1), (40, 3), (160, 12), (320, 30))) * 2 / 3
    east = east + (ripple + _sum_waves(x, (20, 1), (40, 3), (150, 12), (300, 30))) * 2 / 3
    rad = np.radians(lat)
    magic = 1 - _EE * np.sin(rad) ** 2
    per_lat = np.radians(_A * (1 - _EE) / magic**1.5)
    per_lon = np.radians(_A / np.sqrt(magic) * np.cos(rad))
    return np.column_stack([lon + east / per_lon, lat + north / per_lat])


def _sum_waves(value: Floats, *terms: tuple[float, float]) -> Floats:
    return sum((size * np.sin(value / part * np.pi) for size, part in terms), np.zeros(len(value)))


def _to_bd09(lonlat: Floats) -> Floats:
    gcj = _to_gcj02(lonlat)
    x, y = gcj[:, 0], gcj[:, 1]
    turn = np.pi * 3000 / 180
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * turn)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * turn)
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])


_FROM_WGS84: Mapping[str, Callable[[Floats], Floats]] = MappingProxyType(
    {"wgs84": lambda lonlat: lonlat, "gcj02": _to_gcj02, "bd09": _to_bd09}
)


def _invert(forward: Callable[[Floats], Floats], lonlat: Floats) -> Floats:
    """Return what `forward` takes to `lonlat`: the shift is all but constant, so steps settle."""
    guess = lonlat.copy()
    for _ in range(_STEPS):
        miss = lonlat - forward(guess)
        guess = guess + miss
        if not np.any(np.abs(miss) > _SETTLED_DEG):
            break
    return guess


@dataclass(frozen=True)
class DatumEvidence:
    """Why a dataset is held to be on another datum than it says.

    Attributes
    ----------
    found : str
        What moves it onto the outlines: `gcj02 to wgs84`, `wgs84 to gcj02`, and so on.
    offset_m : float
        How far that moves it, mean of the vertices, in metres.
    matches : Mapping[str, int]
        The number of vertices within `MATCH_M` of an outline for every way that was tried.
    vertices : int
        How many vertices there are.
    """

    found: str
    offset_m: float
    matches: Mapping[str, int]
    vertices: int


def detect_datum(shapes: gpd.GeoSeries, outlines: gpd.GeoSeries) -> DatumEvidence | None:
    """Return the evidence that `shapes` match known outlines only after a datum shift.

    Every datum is tried both ways. None when the shapes match best as they are, or when too few
    vertices (fewer than `MIN_MATCHES`) match at all to tell.

    Parameters
    ----------
    shapes, outlines : GeoSeries
        Longitude and latitude in degrees; `outlines` on WGS 84, areas or lines. Without vertices
        or lines there is no evidence.
    """
    lonlat = shapely.get_coordinates(np.asarray(shapes.array))
    lines = _collect_lines(np.asarray(outlines.array))
    if not len(lonlat) or lines.is_empty:
        return None
    plane = LocalPlane(*lonlat.mean(axis=0))
    edges = plane.project(lines)
    ways = {f"{d} to wgs84": (d, "wgs84") for d in DATUMS[1:]}
    ways |= {f"wgs84 to {d}": ("wgs84", d) for d in DATUMS[1:]}
    moved = {way: convert_datum(lonlat, source=a, target=b) for way, (a, b) in ways.items()}
    moved = {"as it is": lonlat, **moved}
    matches = {way: _count_matches(xy, edges, plane) for way, xy in moved.items()}
    best = max(matches, key=lambda way: matches[way])
    if matches[best] < max(MIN_MATCHES, 3 * matches["as it is"], 0.2 * len(lonlat)):
        return None
    there = moved[best]
    metres = solve_inverse(*split_columns(lonlat), *split_columns(there))[2]
    return DatumEvidence(best, float(np.mean(metres)), MappingProxyType(matches), len(lonlat))


def _collect_lines(outlines: Shapes) -> Geometry:
    """Return the boundaries of the areas and the lines themselves, as one; points are left out."""
    dimensions = shapely.get_dimensions(outlines)
    edges = shapely.boundary(outlines[dimensions == 2])
    return shapely.union_all([*edges, *outlines[dimensions == 1]])


def _count_matches(lonlat: Floats, edges: Geometry, plane: LocalPlane) -> int:
    points = plane.project(shapely.MultiPoint(lonlat))
    shapely.prepare(edges)
    near = shapely.dwithin(edges, shapely.get_parts(points), MATCH_M)
    return int(np.count_nonzero(near))
