"""The nearest parts on the same level, by the geodesic gap between their edges."""

import math
from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.geodesy.densify import follow_geodesics
from geo.geodesy.distance import distances_to_m
from geo.geodesy.projection import make_azimuthal_plane, project_points, project_shapes

_RADIUS_M = 6_371_000.0
_PIECE_M = 50_000.0
_STRETCHED_ARC = 2.5  # radians; the plane stretches fourfold there, and beyond without end


def find_neighbours(parts: gpd.GeoDataFrame, part_id: str, *, most: int = 3) -> pd.Series:
    """Return the nearest parts on the same level, with the gap between the edges in metres.

    An edge is the geodesic between its vertices; the cut at the 180th meridian is not an edge.
    The gap is right to 1 mm.

    Parameters
    ----------
    parts : GeoDataFrame
        Indexed by `id`, with a `parent` column; WGS 84 longitude and latitude in degrees, none
        missing or empty.
    part_id : str
        Whose neighbours: parts with the same parent, or without a parent if it has none.
    most : int
        How many at most.

    Returns
    -------
    Series
        Named distance_m: metres, nearest first, indexed by `id`; 0 where the parts touch. Empty
        where there is no other part on the level.

    Raises
    ------
    KeyError
        When there is no such part.
    """
    parent = parts.at[part_id, "parent"]
    level = parts["parent"].isna() if parent is None else parts["parent"] == parent
    others = parts[level & (parts.index != part_id)].geometry
    shape = parts.geometry[part_id]
    middle = shape.representative_point()
    flat = make_azimuthal_plane(middle.x, middle.y)
    others = _preselect_near(shape, others, most, flat)
    gaps = [_gap_m(shape, other, flat) for other in others]
    near = pd.Series(gaps, index=others.index, dtype=float).sort_values(kind="stable")
    return near.head(most).rename("distance_m")


def _preselect_near(
    shape: Geometry, others: gpd.GeoSeries, most: int, flat: Transformer
) -> gpd.GeoSeries:
    """Return those of several shapes that may be nearest, by boxes first and then in the plane.

    A gap in the plane is off by less than half, so half as far again is enough.
    """
    if len(others) <= most:
        return others
    least, at_most = bound_gaps_m(shape, others)
    others = others[least <= np.partition(at_most, most - 1)[most - 1]]
    here, there = _flatten([shape], flat)[0], _flatten(others, flat)
    rough = shapely.distance(here, there)
    return others[rough <= 1.5 * np.partition(rough, most - 1)[most - 1] + 1000]


def add_uncertainties_m(parts: gpd.GeoDataFrame, part_id: str, others: pd.Index) -> pd.Series:
    """Return the uncertainty of the gap between a part and each of `others`, in metres.

    That of both positions added; NaN where one is not stated.

    Parameters
    ----------
    parts : GeoDataFrame
        Indexed by `id`, with a `position_uncertainty_m` column, metres, on WGS 84.
    part_id : str
        The part at one end.
    others : Index
        The ids of those at the other end, as of `find_neighbours`.

    Raises
    ------
    KeyError
        When there is no such part.
    """
    stated = parts["position_uncertainty_m"]
    return stated[others] + stated[part_id]


def _flatten(shapes: Iterable[Geometry], flat: Transformer) -> Shapes:
    """Return shapes in a plane of metres, their edges bent along the geodesics to some 50 m."""
    followed = follow_geodesics(
        np.array([*shapes], dtype=object), longest_m=_PIECE_M, within_m=np.inf
    )
    return project_shapes(followed, flat)


def bound_gaps_m(shape: Geometry, others: gpd.GeoSeries) -> tuple[Floats, Floats]:
    """Return the least and the greatest gap, in metres, that each of several shapes can have.

    From the boxes alone: no point of a shape is farther from its box's middle than along half the
    box's meridian and half its parallel. A percent is added for what the sphere is off by.

    Parameters
    ----------
    shape : Geometry
        WGS 84 longitude and latitude in degrees, not empty.
    others : GeoSeries
        In the same degrees; an empty shape has NaN.

    Returns
    -------
    least_m, most_m : arrays
        One value for each of `others`.
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
    """Return the gap in metres: one end of the shortest line is a corner, so measure from corners.

    The plane, which stretches by a known factor, tells which corners can be that end.
    """
    pair = np.array([shape, other], dtype=object)
    if shapely.intersects(*follow_geodesics(pair)):
        return 0.0
    best, flattened = math.inf, _flatten(pair, flat)
    stretch = _stretch(flattened)
    for here, there in ((0, 1), (1, 0)):
        corners = shapely.get_coordinates(pair[here])
        rough = shapely.distance(shapely.points(project_points(flat, *corners.T)), flattened[there])
        for lon, lat in np.unique(corners[rough <= stretch * rough.min() + 100], axis=0):
            best = min(best, float(distances_to_m(pair[[there]], lon, lat)[0]))
    return best


def _stretch(flattened: Shapes) -> float:
    """Return the largest factor by which the plane stretches a distance between the shapes."""
    farthest = np.hypot(*shapely.get_coordinates(flattened).T).max()
    arc = 1.01 * float(farthest) / _RADIUS_M
    return 1.01 * arc / math.sin(arc) if 0 < arc < _STRETCHED_ARC else math.inf
