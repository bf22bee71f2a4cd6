"""Longitudes unwrapped across 180 degrees, and bounding boxes that cross it.

Shapes come cut at the antimeridian, as RFC 7946 (section 3.1.9) demands: one piece ends at 180,
the next begins at -180. To be measured or drawn as a whole they are unwrapped, and may then
reach beyond 180 degrees. A bounding box that crosses has west > east (section 5.2).

References
----------
RFC 7946, https://www.rfc-editor.org/rfc/rfc7946
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Ints, Shapes

Box = tuple[float, float, float, float]
Angle = TypeVar("Angle", float, Floats)


def find_seam(shapes: Iterable[Geometry]) -> float | None:
    """Return the longitude at which to cut the globe so that the shapes stay together.

    That is the middle of the widest stretch of longitudes without any shape. None where that
    stretch is at the antimeridian, so that the shapes are together already; also where a
    coordinate is outside longitude -180 to 180, or there are no shapes.

    Parameters
    ----------
    shapes : iterable of Geometry
        WGS 84 degrees, cut at the antimeridian. Missing and empty ones are ignored.

    Returns
    -------
    float or None
        Degrees, -180 to 180.

    References
    ----------
    RFC 7946, section 3.1.9.

    Examples
    --------
    >>> find_seam([shapely.box(179, -17, 180, -16), shapely.box(-180, -17, -179, -16)])
    0.0
    >>> find_seam([shapely.box(105, 28, 106, 29)]) is None
    True
    """
    found = _make_array(shapes)
    west, _, east, _ = _total_bounds(found)
    if not (east - west > 180 and west >= -180 and east <= 180):
        return None
    bounds = shapely.bounds(_split_shapes(found)[0])
    bounds = bounds[np.argsort(bounds[:, 0], kind="stable")]  # NaN, of empty pieces, comes last
    bounds = bounds[~np.isnan(bounds[:, 0])]
    reached, begins = np.maximum.accumulate(bounds[:-1, 2]), bounds[1:, 0]
    free = np.append(begins - reached, 0.0)
    widest = int(np.argmax(free))
    if free[widest] <= 360 - (east - west):
        return None
    return float(reached[widest] + begins[widest]) / 2


def unwrap_shapes(shapes: Iterable[Geometry], *, seam: float | None) -> Shapes:
    """Return the shapes with longitudes of `seam` to `seam` + 360 degrees.

    Each polygon, line or point is moved as a whole, by the longitude of its middle. Polygons of
    one shape that then lie side by side are united, so that the cut is not drawn as an edge.

    Parameters
    ----------
    shapes : iterable of Geometry
        WGS 84 degrees; missing and empty ones stay as they are.
    seam : float or None
        Where the globe is cut, as `find_seam` says; None leaves the shapes as they are.

    Returns
    -------
    array of Geometry, shape (n,)
        New shapes; those given are not changed.
    """
    found = _make_array(shapes)
    if seam is None or not len(found):
        return found
    pieces, owner = _split_shapes(found)
    bounds = shapely.bounds(pieces)
    turns = np.nan_to_num(-np.floor(((bounds[:, 0] + bounds[:, 2]) / 2 - seam) / 360))
    if not turns.any():
        return found
    xy, piece = shapely.get_coordinates(pieces, return_index=True)
    xy[:, 0] += 360 * turns[piece]
    moved: Shapes = shapely.set_coordinates(found.copy(), xy)
    for n in np.unique(owner[1:][np.diff(turns).astype(bool) & (np.diff(owner) == 0)]):
        moved[n] = _join_polygons(moved[n])
    return moved


def unwrap_series(shapes: gpd.GeoSeries, *, seam: float | None) -> gpd.GeoSeries:
    """Return a series unwrapped at `seam`, with its index and CRS (`unwrap_shapes`).

    Parameters
    ----------
    shapes : GeoSeries
        WGS 84 degrees; missing and empty ones stay as they are.
    seam : float or None
        Where the globe is cut; None returns the series itself.
    """
    if seam is None:
        return shapes
    moved = unwrap_shapes(shapes.array, seam=seam)
    return gpd.GeoSeries(moved, index=shapes.index, crs=shapes.crs)


def unwrapped_bounds(shapes: Iterable[Geometry]) -> Box:
    """Return west, south, east, north, with west < east: east is beyond 180 where shapes cross it.

    Parameters
    ----------
    shapes : iterable of Geometry
        WGS 84 degrees, cut at the antimeridian. Missing and empty ones are ignored; the bounds
        are NaN where nothing is left.

    >>> unwrapped_bounds([shapely.box(179, -17, 180, -16), shapely.box(-180, -17, -179, -16)])
    (179.0, -17.0, 181.0, -16.0)
    """
    found = _make_array(shapes)
    seam = find_seam(found)
    west, south, east, north = _total_bounds(unwrap_shapes(found, seam=seam))
    turn = 360 if seam is not None and west >= 180 else 0
    return west - turn, south, east - turn, north


def make_bbox(shapes: Iterable[Geometry]) -> list[float]:
    """Return the smallest bounding box as RFC 7946 writes it: west > east where it crosses 180.

    Parameters
    ----------
    shapes : iterable of Geometry
        WGS 84 degrees, cut at the antimeridian. Missing and empty ones are ignored; the box is
        NaN where nothing is left.

    Returns
    -------
    list of float
        West, south, east, north in degrees.

    References
    ----------
    RFC 7946, section 5.2.

    >>> make_bbox([shapely.box(179, -17, 180, -16), shapely.box(-180, -17, -179, -16)])
    [179.0, -17.0, -179.0, -16.0]
    """
    west, south, east, north = unwrapped_bounds(shapes)
    crosses = -180 <= west < 180 < east < 540
    return [west, south, east - 360 if crosses else east, north]


def make_box(bbox: Sequence[float]) -> Geometry:
    """Return a bounding box as a shape: two boxes where it crosses the antimeridian.

    Parameters
    ----------
    bbox : sequence of 4 or 6 floats
        As RFC 7946 writes it, WGS 84 degrees; heights are ignored.

    Examples
    --------
    >>> make_box([179, -17, -179, -16]).area
    2.0
    """
    half = len(bbox) // 2
    (west, south), (east, north) = bbox[:2], bbox[half : half + 2]
    if west <= east:
        return shapely.box(west, south, east, north)
    sides = shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)
    return shapely.multipolygons(sides)


def wrap_degrees(degrees: Angle) -> Angle:
    """Return longitudes, or differences of longitudes or azimuths, as -180 to 180 degrees.

    Parameters
    ----------
    degrees : float or array
        WGS 84 longitudes, or angles. Both 180 and -180 stay as they are, and NaN.

    Examples
    --------
    >>> wrap_degrees(np.array([181.0, 180.0, -180.5, 720.0])).tolist()
    [-179.0, 180.0, 179.5, 0.0]
    """
    return degrees - 360 * np.round(degrees / 360)


def _make_array(shapes: Iterable[Geometry]) -> Shapes:
    # A column of geopandas is read as a whole: its iterator takes a hundred times as long.
    is_column = hasattr(shapes, "__array__")
    return np.array(shapes if is_column else list(shapes), dtype=object)


def _total_bounds(shapes: Shapes) -> Box:
    """Return west, south, east, north; NaN where there are no coordinates."""
    if not len(shapes):
        return float("nan"), float("nan"), float("nan"), float("nan")
    west, south, east, north = (float(each) for each in shapely.total_bounds(shapes))
    return west, south, east, north


def _split_shapes(shapes: Shapes) -> tuple[Shapes, Ints]:
    """Return the single polygons, lines and points, and which shape each belongs to."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    pieces, part = shapely.get_parts(parts, return_index=True)
    return pieces, owner[part]


def _join_polygons(shape: Geometry) -> Geometry:
    """Return a shape with its polygons united; unchanged if one of its pieces is no valid one."""
    pieces = shapely.get_parts(shape)
    if not (shapely.is_valid(pieces) & (shapely.get_dimensions(pieces) == 2)).all():
        return shape
    return shapely.union_all(pieces)
