"""The tables of areas and of distances, a row a part, or a part and place."""

import math

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.geodesy.area import area_m2, difference_percent, perimeter_m
from geo.geodesy.centroid import find_centroids, find_outside
from geo.geodesy.distance import edge_distance_m, measure_to_place


def make_area_table(parts: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return one row a part: what is published, what is measured, and how sure it is.

    Parameters
    ----------
    parts : GeoDataFrame
        Indexed by `id`, columns as in `geo.schema.PART_FIELDS`; WGS 84 longitude and latitude
        in degrees.

    Returns
    -------
    DataFrame
        Indexed by `id`: name, name_zh, kind, parent, area_m2, perimeter_m, compactness,
        published_area_km2, difference_percent, placement, position_uncertainty_m. Empty for no
        parts; what is not published or stated is NaN.
    """
    shapes = parts.geometry
    area, perimeter = area_m2(shapes), perimeter_m(shapes)
    return parts[["name", "name_zh", "kind", "parent"]].assign(
        area_m2=area,
        perimeter_m=perimeter,
        compactness=(4 * math.pi * area / perimeter**2).fillna(0.0),
        published_area_km2=parts["published_area_km2"],
        difference_percent=difference_percent(area, parts["published_area_km2"]),
        placement=parts["placement"],
        position_uncertainty_m=parts["position_uncertainty_m"],
    )


def make_distance_table(parts: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return one row for each part and place: straight-line distances and bearings.

    Parameters
    ----------
    parts, places : GeoDataFrame
        Indexed by `id`, with position_uncertainty_m; WGS 84 longitude and latitude in degrees,
        none missing or empty.

    Returns
    -------
    DataFrame
        Part by part, in the order of both: id, place, distance_m (from the nearest edge, 0
        inside), centre_distance_m, centroid_outside (whether the centre lies outside the part),
        bearing_deg (at the centre, towards the place),
        position_uncertainty_m (the part's and the place's added; NaN where one is not stated).
        Empty for no places.
    """
    centres = find_centroids(parts.geometry)
    outside = find_outside(parts.geometry, centres)
    columns = ["id", "place", "distance_m", "centre_distance_m", "centroid_outside", "bearing_deg"]
    tables = [pd.DataFrame(columns=[*columns, "position_uncertainty_m"])]
    for place_id, place in places.iterrows():
        metres, bearing = measure_to_place(centres, place.geometry)
        tables.append(
            pd.DataFrame(
                {
                    "id": parts.index,
                    "place": place_id,
                    "distance_m": edge_distance_m(parts.geometry, place.geometry).to_numpy(),
                    "centre_distance_m": metres,
                    "centroid_outside": outside,
                    "bearing_deg": bearing,
                    "position_uncertainty_m": (
                        parts["position_uncertainty_m"] + place["position_uncertainty_m"]
                    ).to_numpy(),
                }
            )
        )
    return _sort_by_part(tables[1:] or tables, parts.index)


def _sort_by_part(tables: list[pd.DataFrame], order: pd.Index) -> pd.DataFrame:
    table = pd.concat(tables, ignore_index=True)
    rank = pd.Series(np.arange(len(order)), index=order)
    by_part = table["id"].map(rank).argsort(kind="stable")
    return table.iloc[by_part].reset_index(drop=True)
