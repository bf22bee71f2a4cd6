"""The place nearest to each part or to a point, among many, and those that could be as near."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Bools, Floats
from geo.geodesy.distance import distances_to_m
from geo.geodesy.geodesic import solve_inverse
from geo.geodesy.tables import make_distance_table
from geo.rows import get_rows


def find_nearest_places(
    parts: gpd.GeoDataFrame, places: gpd.GeoDataFrame, centres: gpd.GeoSeries
) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Return the rows of `make_distance_table` of the places that may be nearest to each part.

    First that of the nearest to its edge as drawn, of places inside it that nearest to its
    centroid; then those that could be as near: where the ranges of both distances (± their
    uncertainty; none where it isn't stated) meet. Only places that could be among these by their
    distance from the centroid are measured to the edge.

    Parameters
    ----------
    parts, places : GeoDataFrame
        Any number, as `make_distance_table` takes them: WGS 84 degrees.
    centres : GeoSeries of Point
        The centroids of the parts.

    Returns
    -------
    dict
        By the part's id; empty where there are no places.
    """
    if places.empty or parts.empty:
        return {}
    stated_m = [_get_uncertainties_m(each) for each in (parts, places)]
    near = _may_be_nearest(parts.geometry, places.geometry, centres, np.add.outer(*stated_m))
    order = ["distance_m", "centre_distance_m"]
    used = np.flatnonzero(near.any(axis=0))
    table = make_distance_table(parts, places.iloc[used], centres=centres)
    rows = get_rows(table[near[:, used].ravel()].sort_values(order, kind="stable"))
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        listed = found.setdefault(str(row["id"]), [])
        if not listed or row["distance_m"] - _reach_of(row) <= _farthest_m(listed[0]):
            listed.append(row)
    return {**found}


def find_nearest_place(places: gpd.GeoDataFrame, lon: float, lat: float) -> tuple[str, float]:
    """Return the id of the place nearest to a point, and how far it is, in metres.

    Parameters
    ----------
    places : GeoDataFrame
        At least one; points in WGS 84 degrees.
    lon, lat : float
        WGS 84 degrees.
    """
    x, y = (np.asarray(each, dtype=float) for each in (places.geometry.x, places.geometry.y))
    metres = solve_inverse(np.array([lon]), np.array([lat]), x, y)[2]
    first = int(np.argmin(metres))
    return str(places.index[first]), float(metres[first])


def _get_uncertainties_m(features: gpd.GeoDataFrame) -> Floats:
    stated: Floats = features["position_uncertainty_m"].to_numpy(dtype=float)
    return np.nan_to_num(stated)


def _reach_of(row: Mapping[str, Any]) -> float:
    value = row["position_uncertainty_m"]
    return 0.0 if value is None or math.isnan(value) else float(value)


def _farthest_m(row: Mapping[str, Any]) -> float:
    return float(row["distance_m"]) + _reach_of(row)


def _may_be_nearest(
    shapes: gpd.GeoSeries, places: gpd.GeoSeries, centres: gpd.GeoSeries, doubt_m: Floats
) -> Bools:
    """Return which places could be the nearest to which shapes: shape (shapes, places).

    `doubt_m` is how uncertain the distance of each is, of the same shape.
    """
    points, outlines, middles = (np.asarray(each.array) for each in (places, shapes, centres))
    x, y = shapely.get_x(middles)[:, None], shapely.get_y(middles)[:, None]
    metres = solve_inverse(x, y, shapely.get_x(points), shapely.get_y(points))[2]
    near: Bools = np.zeros(metres.shape, dtype=bool)
    for n, first in enumerate(np.argmin(metres, axis=1).tolist()):
        at = points[first]
        most = distances_to_m(outlines[[n]], at.x, at.y)[0]
        # A part that covers the globe has no edge, and so no distance to one.
        if most < math.inf:
            far_m = most + doubt_m[n, first] + doubt_m[n]
            near[n] = metres[n] <= far_m + _reach_m(outlines[n], middles[n])
        near[n, first] = True
    return near


def _reach_m(shape: shapely.Geometry, centre: shapely.Point) -> float:
    """Return how far the farthest vertex of a shape is from a point, in metres."""
    x, y = shapely.get_coordinates(shape).T
    metres = solve_inverse(x, y, centre.x, centre.y)[2]
    return float(metres.max())
