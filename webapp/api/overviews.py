"""The small maps on the API's pages: of features, of the rows of a table, or of one point."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely

from geo.arrays import Json
from geo.geodesy.antimeridian import unwrapped_bounds
from geo.zone import Zone
from maps.svg.ground import credit_ground, list_ground
from maps.svg.overview import Overview, make_overview
from webapp.api.collections import Collection
from webapp.api.responses import current_catalogue
from webapp.http.language import lang


def draw_features(collection: Collection, chosen: list[int] | None = None) -> Overview | None:
    """Return a map of the features; places are shown together with the zone."""
    zone = current_catalogue().measured.zone
    features = collection.frame if chosen is None else collection.frame.iloc[chosen]
    if features.empty:
        return None
    if collection.id == "places":
        features = pd.concat([zone.parts, features])
    return _draw(zone, features)


def draw_rows(rows: Sequence[Json]) -> Overview | None:
    """Return a map of the parts and the places that a table's rows name."""
    zone = current_catalogue().measured.zone
    parts = zone.parts[zone.parts["id"].isin([row["id"] for row in rows])]
    places = zone.places[zone.places["id"].isin([row.get("place") for row in rows])]
    return _draw(zone, pd.concat([parts, places])) if rows else None


def draw_point(location: Json | None) -> Overview:
    """Return a map of the zone, and of the located point if there is one."""
    zone = current_catalogue().measured.zone
    return _draw(zone, _add_point(zone.parts, location))


def _draw(zone: Zone, features: gpd.GeoDataFrame) -> Overview:
    bounds = unwrapped_bounds(features.geometry)
    ground = list_ground(zone, tiles_in=bounds)
    return make_overview(ground, features, credits=credit_ground(zone, lang(), tiles_in=bounds))


def _add_point(parts: gpd.GeoDataFrame, location: Json | None) -> gpd.GeoDataFrame:
    """Return the parts, and the point if there is one."""
    if location is None:
        return parts
    at = shapely.Point(location["longitude"], location["latitude"])
    row = {"id": "", "kind": "place", "placement": "surveyed", "geometry": at}
    return pd.concat([parts, gpd.GeoDataFrame([row], crs=parts.crs)])
