"""The tables of areas and of distances, a row a part, or a part and place."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Floats
from geo.fields.languages import field_names
from geo.geodesy.area import (
    area_m2,
    difference_percent,
    divide_compactness,
    perimeter_m,
)
from geo.geodesy.centroid import find_centroids, find_outside
from geo.geodesy.distance import edge_distance_m, measure_to_place

AREA_BASES = ("published", "assumed", "surveyed", "digitised")
DRAWN_TO_PERCENT = 1.0  # a schematic outline is drawn to a figure that it agrees with this well


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
        Indexed by `id`: name in each language, kind, parent, area_m2, area_basis
        (`find_area_basis`), perimeter_m, compactness, published_area_km2, difference_percent,
        placement, position_uncertainty_m. Empty for no parts; what is not published or stated is
        NaN.
    """
    shapes, published, placement = parts.geometry, parts["published_area_km2"], parts["placement"]
    area, perimeter = area_m2(shapes), perimeter_m(shapes)
    return pd.DataFrame(
        {
            **{name: parts[name] for name in (*field_names("name"), "kind", "parent")},
            "area_m2": area,
            "area_basis": find_area_basis(area, published, placement),
            "perimeter_m": perimeter,
            "compactness": divide_compactness(area, perimeter),
            "published_area_km2": published,
            "difference_percent": difference_percent(area, published),
            "placement": placement,
            "position_uncertainty_m": parts["position_uncertainty_m"],
        }
    )


def find_area_basis(
    measured_m2: pd.Series, published_km2: pd.Series, placement: pd.Series
) -> pd.Series:
    """Return what the area of each drawn outline rests on: one of `AREA_BASES`.

    The area of a schematic outline is an input of its drawing, not a measurement: `published`
    where it agrees with a published figure to `DRAWN_TO_PERCENT`, else `assumed`. That of any other
    outline rests on its boundary, `surveyed` or `digitised`, whether or not a figure is published.

    Parameters
    ----------
    measured_m2 : Series
        Areas of the outlines, square metres.
    published_km2 : Series
        Published figures, square kilometres; NaN where there is none.
    placement : Series
        Each one of `geo.schema.PLACEMENTS`.

    Returns
    -------
    Series
        Text, with the index of `placement`; empty for no outlines.
    """
    difference: Floats = np.abs(difference_percent(measured_m2, published_km2).to_numpy())
    drawn_to = np.where(difference <= DRAWN_TO_PERCENT, "published", "assumed")
    stated = placement.to_numpy(dtype=object)
    basis = np.where(stated == "schematic", drawn_to.astype(object), stated)
    return pd.Series(basis, placement.index, dtype=object)


def bearing_uncertainty_deg(distance_m: Floats, uncertainty_m: Floats) -> Floats:
    """Return how far off a bearing is when either end of a line may be moved sideways.

    Parameters
    ----------
    distance_m, uncertainty_m : array of float
        Metres: the length of each line (a geodesic on WGS 84), and the uncertainty of position of
        its ends together.

    Returns
    -------
    array of float
        Degrees, 0 to 90: asin(uncertainty / distance). NaN where the uncertainty is at least the
        distance, so that the bearing may be any, and where it is not stated.
    """
    ratio = np.full(len(distance_m), np.nan)
    np.divide(uncertainty_m, distance_m, out=ratio, where=uncertainty_m < distance_m)
    return np.degrees(np.arcsin(ratio))


def make_distance_table(
    parts: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame,
    *,
    centres: gpd.GeoSeries | None = None,
) -> pd.DataFrame:
    """Return one row for each part and place: straight-line distances and bearings.

    Parameters
    ----------
    parts, places : GeoDataFrame
        Indexed by `id`, with position_uncertainty_m; WGS 84 longitude and latitude in degrees,
        none missing or empty.
    centres : GeoSeries, optional
        The centroids of the parts (`geo.geodesy.centroid.find_centroids`) where they are known.

    Returns
    -------
    DataFrame
        Part by part, in the order of both: id, place, distance_m (from the nearest edge, 0
        inside), centre_distance_m, centroid_outside (whether the centre lies outside the part),
        bearing_deg (at the centre, towards the place), bearing_uncertainty_deg
        (`bearing_uncertainty_deg`), position_uncertainty_m (the part's and the place's added; NaN
        where one is not stated). Empty for no places.
    """
    columns = ["id", "place", "distance_m", "centre_distance_m", "centroid_outside", "bearing_deg"]
    columns += ["bearing_uncertainty_deg", "position_uncertainty_m"]
    if places.empty:
        return pd.DataFrame(columns=columns)
    centres = find_centroids(parts.geometry) if centres is None else centres
    outside, tables = find_outside(parts.geometry, centres), []
    for place_id, place in places.iterrows():
        metres, bearing = measure_to_place(centres, place.geometry)
        uncertainty = (parts["position_uncertainty_m"] + place["position_uncertainty_m"]).to_numpy()
        tables.append(
            pd.DataFrame(
                {
                    "id": parts.index,
                    "place": place_id,
                    "distance_m": edge_distance_m(parts.geometry, place.geometry).to_numpy(),
                    "centre_distance_m": metres,
                    "centroid_outside": outside,
                    "bearing_deg": bearing,
                    "bearing_uncertainty_deg": bearing_uncertainty_deg(metres, uncertainty),
                    "position_uncertainty_m": uncertainty,
                }
            )
        )
    return _sort_by_part(tables, parts.index)


def _sort_by_part(tables: list[pd.DataFrame], order: pd.Index) -> pd.DataFrame:
    table = pd.concat(tables, ignore_index=True)
    rank = pd.Series(np.arange(len(order)), index=order)
    by_part = table["id"].map(rank).argsort(kind="stable")
    return table.iloc[by_part].reset_index(drop=True)
