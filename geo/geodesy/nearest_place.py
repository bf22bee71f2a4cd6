"""The place nearest to a part, among many."""

import math
from collections.abc import Mapping
from typing import Any, cast

import geopandas as gpd
import numpy as np
import shapely

from geo.geodesy.centroid import find_centroids
from geo.geodesy.distance import edge_distance_m
from geo.geodesy.geodesic import solve_inverse
from geo.geodesy.tables import make_distance_table
from geo.rows import get_rows


def find_nearest_place(
    part: gpd.GeoDataFrame, places: gpd.GeoDataFrame
) -> Mapping[str, Any] | None:
    """Return the row of `make_distance_table` of the place that is nearest to the part's edge.

    Of places inside the part, that nearest to its centroid. Only places that could be the nearest
    by their distance from the centroid are measured to the edge.

    Parameters
    ----------
    part : GeoDataFrame
        One row, and `places` any number, as `make_distance_table` takes them: WGS 84 degrees.

    Returns
    -------
    Mapping or None
        None where there are no places.
    """
    if places.empty:
        return None
    centre = cast("shapely.Point", find_centroids(part.geometry).iloc[0])
    points = np.asarray(places.geometry.array)
    x, y = shapely.get_x(points), shapely.get_y(points)
    metres = solve_inverse(np.full(len(x), centre.x), np.full(len(x), centre.y), x, y)[2]
    first = int(np.argmin(metres))
    most = edge_distance_m(part.geometry, points[first]).iloc[0]
    # A part that covers the globe has no edge, and so no distance to one.
    has_gap = 0 < most < math.inf
    near = metres <= most + _reach_m(part.geometry.iloc[0], centre) if has_gap else [first]
    table = make_distance_table(part, places.iloc[near])
    order = ["distance_m", "centre_distance_m"]
    return get_rows(table.sort_values(order, kind="stable"))[0]


def _reach_m(shape: shapely.Geometry, centre: shapely.Point) -> float:
    """Return how far the farthest vertex of a shape is from a point, in metres."""
    x, y = shapely.get_coordinates(shape).T
    metres = solve_inverse(np.full(len(x), centre.x), np.full(len(x), centre.y), x, y)[2]
    return float(metres.max())
