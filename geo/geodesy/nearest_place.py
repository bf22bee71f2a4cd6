"""The place nearest to each part, among many."""

import math
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Bools
from geo.geodesy.distance import distances_to_m
from geo.geodesy.geodesic import solve_inverse
from geo.geodesy.tables import make_distance_table
from geo.rows import get_rows


def find_nearest_places(
    parts: gpd.GeoDataFrame, places: gpd.GeoDataFrame, centres: gpd.GeoSeries
) -> dict[str, Mapping[str, Any]]:
    """Return the row of `make_distance_table` of the place that is nearest to each part's edge.

    Of places inside a part, that nearest to its centroid. Only places that could be the nearest
    by their distance from the centroid are measured to the edge.

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
    near = _may_be_nearest(parts.geometry, places.geometry, centres)
    order = ["distance_m", "centre_distance_m"]
    used = np.flatnonzero(near.any(axis=0))
    table = make_distance_table(parts, places.iloc[used], centres=centres)
    rows = get_rows(table[near[:, used].ravel()].sort_values(order, kind="stable"))
    return {str(row["id"]): row for row in reversed(rows)}


def _may_be_nearest(shapes: gpd.GeoSeries, places: gpd.GeoSeries, centres: gpd.GeoSeries) -> Bools:
    """Return which places could be the nearest to which shapes: shape (shapes, places)."""
    points, outlines, middles = (np.asarray(each.array) for each in (places, shapes, centres))
    x, y = shapely.get_x(middles)[:, None], shapely.get_y(middles)[:, None]
    metres = solve_inverse(x, y, shapely.get_x(points), shapely.get_y(points))[2]
    near: Bools = np.zeros(metres.shape, dtype=bool)
    for n, first in enumerate(np.argmin(metres, axis=1).tolist()):
        at = points[first]
        most = distances_to_m(outlines[[n]], at.x, at.y)[0]
        # A part that covers the globe has no edge, and so no distance to one.
        if 0 < most < math.inf:
            near[n] = metres[n] <= most + _reach_m(outlines[n], middles[n])
        near[n, first] = True
    return near


def _reach_m(shape: shapely.Geometry, centre: shapely.Point) -> float:
    """Return how far the farthest vertex of a shape is from a point, in metres."""
    x, y = shapely.get_coordinates(shape).T
    metres = solve_inverse(x, y, centre.x, centre.y)[2]
    return float(metres.max())
