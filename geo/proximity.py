"""Distances, bearings and neighbours: straight-line, geodesic, on the WGS 84 ellipsoid."""

import math
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry as Geometry

from geo.measure import WGS84, centre

_RADIUS_M = 6_371_000.0  # of the sphere that guesses; the guess is then mended
_STEPS = 40
_NEAR_M = 1e-5
_MOST_M_PER_DEG = 111_700.0  # no degree of a meridian or of the equator is longer
Floats = np.ndarray[Any, np.dtype[np.float64]]


def azimuthal(lon: float, lat: float) -> Transformer:
    """Return WGS 84 degrees to metres, azimuthal equidistant around (lon, lat).

    Distances and bearings from the centre are exact anywhere; between other points they are
    right only near the centre.
    """
    local = f"+proj=aeqd +lon_0={lon!s} +lat_0={lat!s} +datum=WGS84 +units=m"
    return Transformer.from_crs("OGC:CRS84", local, always_xy=True)


def _flat(projection: Transformer, lonlat: Floats) -> Floats:
    return np.column_stack(projection.transform(lonlat[:, 0], lonlat[:, 1]))


def edge_distance_m(shapes: gpd.GeoSeries, place: shapely.Point) -> pd.Series:
    """Return the geodesic distance in metres from `place` to the nearest edge of each shape.

    Inside a shape the distance is 0, in a hole it is that to the hole's edge. An edge is the
    geodesic between its vertices, however long; the result holds to 1 mm anywhere on Earth.

    Parameters
    ----------
    shapes : GeoSeries
        Polygons in WGS 84 longitude and latitude; an empty shape has the distance NaN.
    place : Point
        Longitude and latitude, WGS 84.

    References
    ----------
    Baselga, S., and Martinez-Llario, J. C. (2018). Intersection and point-to-line solutions
    for geodesics on the ellipsoid. Studia Geophysica et Geodaetica 62, 353-363.
    """
    metres = _edge_distances(np.asarray(shapes.array), place)
    return pd.Series(metres, index=shapes.index, name="distance_m").where(metres < np.inf)


def _edge_distances(shapes: Any, place: shapely.Point) -> Floats:
    """Return the distance in metres from a place to each of an array of shapes; inf if empty."""
    start, end, owner = _edges(shapely.orient_polygons(shapes))
    from_start, from_end = _seen(start, place), _seen(end, place)
    nearer = np.minimum(from_start[0], from_end[0])
    metres = np.full(len(shapes), np.inf)
    np.minimum.at(metres, owner, nearer)
    least = (from_start[0] + from_end[0] - _longest_m(start, end)) / 2
    near = np.flatnonzero(least <= metres[owner])
    np.minimum.at(metres, owner[near], _foot_distance_m(start[near], end[near], place))
    turn = np.bincount(owner, _wrapped(from_end[1] - from_start[1]), minlength=len(shapes))
    metres[turn < -180] = 0.0
    return metres


def _edges(shapes: Any) -> tuple[Floats, Floats, np.ndarray[Any, np.dtype[np.int64]]]:
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    return xy[:-1][same], xy[1:][same], part_owner[ring_part[ring[:-1][same]]]


def _wrapped(degrees: Floats) -> Floats:
    """Return angles from -180 to 180; edges seen around an inner point add up to a full turn."""
    return (degrees + 180) % 360 - 180


def _seen(lonlat: Floats, place: shapely.Point) -> tuple[Floats, Floats]:
    """Return distance in metres and bearing in degrees at which `place` sees each point."""
    lon, lat = lonlat.T
    azimuth, _, metres = WGS84.inv(np.full_like(lon, place.x), np.full_like(lat, place.y), lon, lat)
    return np.asarray(metres), np.asarray(azimuth)


def _longest_m(start: Floats, end: Floats) -> Floats:
    """Return a length in metres that no edge exceeds: along the parallel, then the meridian."""
    lon, lat = np.abs(end - start).T
    return _MOST_M_PER_DEG * (lat + lon * np.cos(np.radians(start[:, 1])))


def _foot_distance_m(start: Floats, end: Floats, place: shapely.Point) -> Floats:
    """Return the distance in metres to the foot on each geodesic edge; inf where it has none.

    The foot is where the way to the place leaves the edge at a right angle: found as on a
    sphere, again from there, and by halving where that leads out of the bracket.
    """
    azimuth, _, length = (np.asarray(v) for v in WGS84.inv(*start.T, *end.T))

    def look(along: Floats) -> tuple[Floats, Floats]:
        lon, lat, back = WGS84.fwd(start[:, 0], start[:, 1], azimuth, along)
        to, _, gap = WGS84.inv(lon, lat, np.full_like(lon, place.x), np.full_like(lat, place.y))
        ahead, arc = np.cos(np.radians(to - back + 180)), np.asarray(gap) / _RADIUS_M
        return np.asarray(gap), _RADIUS_M * np.arctan2(np.sin(arc) * ahead, np.cos(arc))

    low, high = np.zeros_like(length), length.copy()
    has_foot = (look(low)[1] > 0) & (look(high)[1] < 0)
    along = length / 2
    for _ in range(_STEPS):
        gap, step = look(along)
        low, high = np.where(step > 0, along, low), np.where(step < 0, along, high)
        guess = along + step
        along = np.where((guess > low) & (guess < high), guess, (low + high) / 2)
        if (np.abs(step) < _NEAR_M)[has_foot].all():
            break
    return np.where(has_foot, gap, np.inf)


def centre_distance(points: gpd.GeoSeries, place: shapely.Point) -> tuple[Floats, Floats]:
    """Return the distance in metres and the initial bearing in degrees from points to a place.

    Bearings count clockwise from north, 0 to 360.
    """
    lon, lat = points.x.to_numpy(), points.y.to_numpy()
    to = np.full_like(lon, place.x), np.full_like(lat, place.y)
    azimuth, _, metres = WGS84.inv(lon, lat, *to)
    return np.asarray(metres), np.asarray(azimuth) % 360


def distance_table(parts: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return one row a part and place, straight-line.

    Columns: id, place, distance_m (from the nearest edge), centre_distance_m, bearing_deg (at
    the centre, toward the place), position_uncertainty_m (the part's and the place's added).
    """
    centres = centre(parts.geometry)
    columns = ["id", "place", "distance_m", "centre_distance_m", "bearing_deg"]
    tables = [pd.DataFrame(columns=[*columns, "position_uncertainty_m"])]
    for place_id, place in places.iterrows():
        metres, bearing = centre_distance(centres, place.geometry)
        tables.append(
            pd.DataFrame(
                {
                    "id": parts.index,
                    "place": place_id,
                    "distance_m": edge_distance_m(parts.geometry, place.geometry).to_numpy(),
                    "centre_distance_m": metres,
                    "bearing_deg": bearing,
                    "position_uncertainty_m": (
                        parts["position_uncertainty_m"] + place["position_uncertainty_m"]
                    ).to_numpy(),
                }
            )
        )
    return _part_by_part(tables[1:] or tables, parts.index)


def _part_by_part(tables: list[pd.DataFrame], order: pd.Index) -> pd.DataFrame:
    table = pd.concat(tables, ignore_index=True)
    rank = pd.Series(np.arange(len(order)), index=order)
    by_part = table["id"].map(rank).argsort(kind="stable")
    return table.iloc[by_part].reset_index(drop=True)


def neighbours(parts: gpd.GeoDataFrame, part_id: str, *, most: int = 3) -> pd.Series:
    """Return the nearest parts on the same level, with the gap between the edges in metres.

    Parameters
    ----------
    parts : GeoDataFrame
        Indexed by `id`, with a `parent` column, WGS 84.
    part_id : str
        Whose neighbours; parts that share its parent (or have none, as it has) count.

    Returns
    -------
    Series
        Distances in metres, nearest first, indexed by `id`; 0 where the parts touch.
    """
    parent = parts.at[part_id, "parent"]
    level = parts["parent"].isna() if parent is None else parts["parent"] == parent
    others = parts[level & (parts.index != part_id)].geometry
    shape = parts.geometry[part_id]
    middle = shape.representative_point()
    flat = azimuthal(middle.x, middle.y)
    others = _near(shape, others, most, flat)
    gaps = [_gap_m(shape, other, flat) for other in others]
    near = pd.Series(gaps, index=others.index, dtype=float).sort_values(kind="stable")
    return near.head(most).rename("distance_m")


def _near(shape: Geometry, others: gpd.GeoSeries, most: int, flat: Transformer) -> gpd.GeoSeries:
    """Return those of several shapes that may be the nearest: half as far again is enough."""
    if len(others) <= most:
        return others
    least, at_most = _bounds_m(shape, others)
    others = others[least <= np.partition(at_most, most - 1)[most - 1]]
    here, *there = shapely.transform(
        [shape, *others],
        flat.transform,  # type: ignore[arg-type]  # the stub knows interleaved arrays only
        interleaved=False,
    )
    rough = shapely.distance(here, there)
    return others[rough <= 1.5 * np.partition(rough, most - 1)[most - 1] + 1000]


def _bounds_m(shape: Geometry, others: gpd.GeoSeries) -> tuple[Floats, Floats]:
    """Return metres that the gap to each of several shapes has at least, and at most.

    From the boxes alone: no point of a shape is farther from its box's middle than along half the
    box's meridian and half its parallel. What the sphere is off by is added.
    """
    boxes = np.radians(np.vstack([shape.bounds, others.bounds]))
    lon, lat = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    reach = (boxes[:, 2] - boxes[:, 0] + boxes[:, 3] - boxes[:, 1]) / 2
    turn = np.sin((lat[1:] - lat[0]) / 2) ** 2
    turn += np.cos(lat[0]) * np.cos(lat[1:]) * np.sin((lon[1:] - lon[0]) / 2) ** 2
    apart = 2 * np.arcsin(np.sqrt(np.minimum(turn, 1)))
    around = reach[0] + reach[1:]
    least = _RADIUS_M * (0.99 * apart - 1.01 * around)
    return least, 1.01 * _RADIUS_M * (apart + around)


def _gap_m(shape: Geometry, other: Geometry, flat: Transformer) -> float:
    """Return the gap in metres: one end of the shortest way is a corner, so measure from those.

    Which corners come into question is seen in a flat projection, wrong by less than 1 %.
    """
    if shape.intersects(other):
        return 0.0
    best = math.inf
    for here, there in ((shape, other), (other, shape)):
        corners = shapely.get_coordinates(here)
        target = shapely.transform(there, flat.transform, interleaved=False)  # type: ignore[arg-type]  # the stub knows interleaved arrays only
        rough = shapely.distance(shapely.points(_flat(flat, corners)), target)
        for corner in np.unique(corners[rough <= 1.01 * rough.min() + 100], axis=0):
            gap = _edge_distances(np.array([there]), shapely.Point(corner))
            best = min(best, float(gap[0]))
    return best
