"""What an assumed area leaves open about where a part's edges are."""

import math
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Floats
from geo.geodesy.area import area_m2, shape_area_m2
from geo.geodesy.tables import find_area_basis

DOUBT = 1 / 3  # by which an assumed area is taken to be wrong


def find_edge_shift_m(sizes: pd.DataFrame) -> float:
    """Return how far an edge would move, at most, if an assumed area were a third less, in metres.

    An area is assumed where its basis is (`geo.geodesy.tables.find_area_basis`).

    Parameters
    ----------
    sizes : DataFrame
        Columns area_m2 and area_basis.

    Returns
    -------
    float
        Of the largest assumed area (`shift_edge_m`); NaN where none is assumed.
    """
    return shift_edge_m(sizes["area_m2"].where(sizes["area_basis"] == "assumed").max())


def shift_edge_m(area_m2: float) -> float:
    """Return how far the edge of an area would move, if that were a third less, in metres.

    The outline is taken as a circle of the drawn area about a fixed centre: of radius r, its edge
    moves by r (1 - sqrt(2/3)); a third more moves it by less, r (sqrt(4/3) - 1).

    Parameters
    ----------
    area_m2 : float
        The assumed area in square metres; NaN gives NaN.
    """
    return float(math.sqrt(area_m2 / math.pi) * (1 - math.sqrt(1 - DOUBT)))


def find_edge_shifts_m(parts: gpd.GeoDataFrame) -> Floats:
    """Return how far the edge of each part could move with its assumed area, in metres, shape (n,).

    Parameters
    ----------
    parts : GeoDataFrame
        With placement and published_area_km2; WGS 84 longitude and latitude in degrees.

    Returns
    -------
    array of float
        As `shift_edge_m`; 0 where the area is not assumed.
    """
    shifts_m = np.zeros(len(parts))
    at = np.flatnonzero((parts["placement"] == "schematic").to_numpy())
    drawn = parts.iloc[at]
    sizes_m2 = area_m2(drawn.geometry)
    basis = find_area_basis(sizes_m2, drawn["published_area_km2"], drawn["placement"])
    for n, size_m2, rests_on in zip(at.tolist(), sizes_m2.tolist(), basis, strict=True):
        shifts_m[n] = shift_edge_m(size_m2) if rests_on == "assumed" else 0.0
    return shifts_m


def find_edge_shift_of_part_m(part: Mapping[str, Any]) -> float:
    """Return how far the edge of one part could move with its assumed area, in metres.

    Parameters
    ----------
    part : mapping
        A row as `find_edge_shifts_m` takes it, with its geometry.

    Returns
    -------
    float
        0 where the area is not assumed.
    """
    if part["placement"] != "schematic":
        return 0.0
    size_m2 = shape_area_m2(part["geometry"])
    values = (size_m2, part["published_area_km2"], part["placement"])
    (basis,) = find_area_basis(*(pd.Series([each]) for each in values))
    return shift_edge_m(size_m2) if basis == "assumed" else 0.0


def find_reaches_m(parts: gpd.GeoDataFrame) -> Floats:
    """Return how far from where it is drawn each part's edge may be, in metres, shape (n,).

    This is what a verdict has to allow for: the position uncertainty, and what an assumed area
    leaves open besides.

    Parameters
    ----------
    parts : GeoDataFrame
        As `find_edge_shifts_m` takes it, in WGS 84 degrees, with position_uncertainty_m in metres.

    Returns
    -------
    array of float
        NaN where the position uncertainty is not stated.
    """
    stated_m: Floats = parts["position_uncertainty_m"].to_numpy(dtype=float)
    return stated_m + find_edge_shifts_m(parts)
