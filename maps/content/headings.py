"""Headings of tables for people: the column's words and its unit, in the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from geo.batch.headings import describe_column
from geo.errors import N_
from geo.rows import get_rows
from maps.content.language_titles import title_languages
from maps.i18n import display_name, get_language, get_translator

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "results": N_("Results"),
        "layer": N_("Layer"),
        # Of drawings: the layers, and two texts.
        "areas": N_("Plot outlines"),
        "names": N_("Names"),
        "notes": N_("Notes"),
        "drawing_size": N_("%(area)s m²"),
        "drawing_note": N_(
            "CGCS2000 (used as WGS 84), %(width)s-degree zone %(number)s (%(crs)s), metres"
        ),
        "row": N_("Row"),
        "number": N_("Number"),
        "id": N_("Identifier"),
        "kind": N_("Kind"),
        "parent": N_("Parent part"),
        "longitude": N_("Longitude"),
        "latitude": N_("Latitude"),
        "lon": N_("Longitude"),
        "lat": N_("Latitude"),
        "part": N_("Part"),
        "parts": N_("All parts"),
        "place": N_("Place"),
        "county": N_("Administrative division code"),
        "county_name": N_("County or district"),
        "county_name_zh": N_("County or district, in Chinese"),
        "county_verdict": N_("Verdict on the county or district"),
        "nearest_part": N_("Nearest part"),
        "distance_m": N_("Distance to the nearest part"),
        "placement": N_("Boundary type"),
        "position_uncertainty_m": N_("Position uncertainty"),
        "part_placement": N_("Boundary type of the part"),
        "part_position_uncertainty_m": N_("Position uncertainty of the part"),
        "edge_part": N_("Part with the nearest edge"),
        "edge_distance_m": N_("Distance to the nearest edge"),
        "edge_uncertainty_m": N_("Uncertainty of the nearest edge"),
        "verdict": N_("Verdict on the part"),
        "certain": N_("Certain"),
        "error": N_("Error"),
        "area_m2": N_("Area"),
        "area_ha": N_("Area"),
        "area_mu": N_("Area"),
        "perimeter_m": N_("Perimeter"),
        "length_m": N_("Length"),
        "plane_area_m2": N_("Plane area"),
        "plane_crs": N_("Projection of the plane area"),
        "stated_area_m2": N_("Area stated in the file"),
        "stated_difference_m2": N_("Difference (measured − stated)"),
        "findings": N_("Warnings"),
        "reason": N_("Reason of the verdict"),
        "shares": N_("Parts with shares"),
        "own_shares": N_("Share in each of all parts that adds up"),
        "outside_share": N_("Share outside all parts"),
        "touched_parts": N_("Parts touched only"),
        "gcj02_longitude": N_("Longitude, GCJ-02"),
        "gcj02_latitude": N_("Latitude, GCJ-02"),
        "compactness": N_("Compactness"),
        "overlap_share": N_("Share in the part"),
        "overlap_shares": N_("Share in each of all parts, with parts inside"),
        "published_area_km2": N_("Published area"),
        "area_basis": N_("Area basis"),
        "difference_percent": N_("Difference"),
        "centre_distance_m": N_("From the centroid"),
        "centroid_outside": N_("Centroid outside the part"),
        "bearing_deg": N_("Bearing"),
        "bearing_uncertainty_deg": N_("Bearing uncertainty"),
        "sources": N_("Sources"),
        "rule": N_("Rule"),
        "severity": N_("Severity"),
        "sentence": N_("Finding"),
        "fix": N_("What to do"),
        "status": N_("Status"),
        "old_id": N_("Old identifier"),
        "old_area_m2": N_("Old area"),
        "new_area_m2": N_("New area"),
        "gained_m2": N_("Area gained"),
        "lost_m2": N_("Area lost"),
        "movement_old_to_new_m": N_("Shift, old to new"),
        "movement_new_to_old_m": N_("Shift, new to old"),
        "attributes": N_("Changed fields"),
    }
)
_ROAD_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "direction": N_("Direction"),
        "vehicle": N_("Vehicle"),
        "limit": N_("Limiting measure of the vehicle"),
        "road_distance_m": N_("Distance by road, least"),
        "road_distance_most_m": N_("Distance by road, most"),
        "road_time_min": N_("Time by road in minutes, least"),
        "road_time_most_min": N_("Time by road in minutes, most"),
        "straight_m": N_("Straight line"),
        "road_ratio": N_("By road ÷ straight line"),
        "points_asked": N_("Points asked"),
        "points_answered": N_("Points with a way"),
        "toll": N_("Toll road"),
        "ferry": N_("Ferry"),
        "toll_free_distance_m": N_("Distance without tolls"),
        "toll_free_time_min": N_("Time without tolls in minutes"),
        "gap_m": N_("Gap to the road"),
        "place_gap_m": N_("Gap from the place to the road"),
        "basis": N_("Basis"),
        "road_gap_m": N_("Gap to the road"),
        "road_basis": N_("Basis of the figures by road"),
    }
)
# What columns of the table of distances are called, where that differs.
DISTANCE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "id": N_("Part"),
        "distance_m": N_("From the nearest edge"),
        "position_uncertainty_m": N_("Uncertainty"),
    }
)
# What columns of ways to places are called, by where they start; else they start at a point.
FROM_EDGE: Mapping[str, str] = MappingProxyType(
    {"*_distance_m": N_("Distance from the nearest edge to %(place)s")}
)
FROM_INSIDE: Mapping[str, str] = MappingProxyType(
    {"*_distance_m": N_("Distance from a point inside to %(place)s")}
)
# What is told of the zone's part that a polygon lies in, where that stands beside its own columns.
OF_PART: Mapping[str, str] = MappingProxyType(
    {
        "placement": N_("Boundary type of the part"),
        "position_uncertainty_m": N_("Position uncertainty of the part"),
    }
)
_NO_TITLES: Mapping[str, str] = MappingProxyType({})
_TO_PLACE: Mapping[str, str] = MappingProxyType(
    {
        "distance_m": N_("Distance to %(place)s"),
        "centre_distance_m": N_("Distance from the centroid to %(place)s"),
        "bearing_deg": N_("Bearing to %(place)s"),
        "bearing_uncertainty_deg": N_("Uncertainty of the bearing to %(place)s"),
        "position_uncertainty_m": N_("Uncertainty of the distance to %(place)s"),
    }
)
# Columns of one way to a place: what begins them, and what it tells.
_WAYS = {
    "road": N_("By car to %(place)s"),
    "road_back": N_("By car from %(place)s"),
    "truck": N_("By truck to %(place)s"),
}
_OF_WAY = {
    "distance_m": N_("distance"),
    "distance_most_m": N_("greatest distance"),
    "time_min": N_("minutes"),
    "time_most_min": N_("most minutes"),
    "points": N_("points with a way"),
    "status": N_("status"),
}
_UNITS = (N_("m"), N_("m²"), N_("km²"), N_("ha"), N_("mu"))


def make_heading(
    name: str, places: pd.DataFrame, lang: str, *, titles: Mapping[str, str] = _NO_TITLES
) -> str:
    """Return the heading of a column that is computed; what is unknown is named in English.

    Parameters
    ----------
    name : str
        As CSV and JSON call it, such as `area_m2`, or `luzhou_distance_m` of the place `luzhou`.
    places : DataFrame
        The zone's reference places, by id.
    lang : str
        The language's code.
    titles : mapping, optional
        What columns of this table are called, where that differs (`DISTANCE_TITLES`); with `*` for
        a place, those of each place (`FROM_EDGE`).
    """
    words = _find_words(name, places, lang, {**_TITLES, **_ROAD_TITLES, **titles})
    if words is None:
        return describe_column(name)["title"]
    unit = describe_column(name).get("unit", "")
    return words + (get_language(lang).bracket(get_translator(lang)(unit)) if unit else "")


def _find_words(
    name: str, places: pd.DataFrame, lang: str, titles: Mapping[str, str]
) -> str | None:
    _ = get_translator(lang)
    if name in titles:
        return _(titles[name])
    if name in (of_languages := title_languages(lang)):
        return of_languages[name]
    rows = get_rows(places, without="geometry")
    for place, row in zip(places.index, rows, strict=True):
        key = name.removeprefix(f"{place}_")
        words = titles.get(f"*_{key}", _TO_PLACE.get(key)) if key != name else None
        way, of_way = _split_way(key) if key != name else (None, "")
        said = words or way
        if said:
            found = _(said) % {"place": display_name({**row, "id": place}, lang)}
            return found if words else found + get_language(lang).colon + _(of_way)
    return None


def _split_way(key: str) -> tuple[str | None, str]:
    """Return the words for a way by road and for what a column tells of it; None for another."""
    found = (
        (words, _OF_WAY[key.removeprefix(f"{prefix}_")])
        for prefix, words in _WAYS.items()
        if key.removeprefix(f"{prefix}_") in _OF_WAY and key.startswith(f"{prefix}_")
    )
    return next(found, (None, ""))
