"""What is said of a point: its part and county, the distances around it, and how sure they are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np

from geo.geodesy.datum import DATUMS, convert_datum
from geo.geodesy.distance import measure_to_outline
from geo.lookup.locate import Location
from geo.rows import get_row, get_rows
from geo.zone import Zone
from maps import formatting
from maps.content.models import LocalizedText, PartLink
from maps.content.part import link_part, localize_part_name
from maps.i18n import get_translator

DATUM_NAMES = {"wgs84": "WGS 84", "gcj02": "GCJ-02", "bd09": "BD-09"}
DEGREE_DECIMALS = 6
MIN_BEARING_DISTANCE_M = 0.5  # nearer, and a distance reads 0 m: then there is no bearing


@dataclass(frozen=True)
class NearbyFeature:
    """A reference place or a part's nearest edge, as seen from the point: text with units."""

    name: LocalizedText
    distance: str
    bearing: str
    uncertainty: str


@dataclass(frozen=True)
class PointView:
    """Everything that is said of one point.

    Attributes
    ----------
    at : str
        Latitude and longitude, WGS 84.
    parts : sequence of PartLink
        The parts that contain the point, outermost first.
    verdict, doubt : str
        A sentence on whether it is inside, and one on whether that is certain.
    certain : bool
        Whether the answer is the same wherever, within their uncertainty, the outlines truly are.
    county : LocalizedText or None
        The county that contains it; None outside every known one. Its code is `county_code`.
    edge, places : NearbyFeature
        The nearest edge of any part, and every reference place.
    coordinates : sequence of (str, str)
        Name of each datum, and latitude and longitude on it.
    accuracy : str
        How well the point itself is known; empty if that was not given.
    """

    at: str
    parts: Sequence[PartLink]
    verdict: str
    doubt: str
    certain: bool
    county: LocalizedText | None
    county_code: str | None
    edge: NearbyFeature
    places: Sequence[NearbyFeature]
    coordinates: Sequence[tuple[str, str]]
    accuracy: str


def make_point_view(
    zone: Zone, found: Location, lang: str, *, accuracy_m: float | None = None
) -> PointView:
    """Return what is said of one point, in `lang`.

    Parameters
    ----------
    found : Location
        The point and what was looked up for it (`geo.lookup.locate`); WGS 84.
    accuracy_m : float, optional
        How well the point is known, in metres, as a positioning device reports it. Where it
        reaches an edge, the answer is no longer certain.
    """
    shape = zone.parts.geometry[found.nearest_part]
    edge_m, bearing_deg = measure_to_outline(shape, found.longitude, found.latitude)
    if accuracy_m is not None and _is_within(edge_m, accuracy_m, found.position_uncertainty_m):
        found = replace(found, certain=False)
    nearest = localize_part_name(get_row(zone.parts, found.nearest_part), lang)
    return PointView(
        at=_format_lat_lon(found.longitude, found.latitude),
        parts=[link_part(zone, each, lang) for each in found.parts],
        verdict=_describe_position(found, edge_m, nearest.text, lang),
        doubt=_describe_certainty(found, edge_m, lang),
        certain=found.certain,
        county=_find_county_name(zone.context, found.county, lang),
        county_code=found.county,
        edge=_make_nearby_feature(nearest, edge_m, bearing_deg, found.position_uncertainty_m, lang),
        places=[
            _make_nearby_feature(
                localize_part_name(get_row(zone.places, each.place), lang),
                each.distance_m,
                each.bearing_deg,
                each.position_uncertainty_m,
                lang,
            )
            for each in found.places
        ],
        coordinates=[(DATUM_NAMES[datum], _format_in_datum(found, datum)) for datum in DATUMS],
        accuracy="" if accuracy_m is None else formatting.uncertainty(accuracy_m, lang),
    )


def _is_within(edge_m: float, accuracy_m: float, uncertainty_m: float) -> bool:
    return edge_m <= accuracy_m + (0.0 if math.isnan(uncertainty_m) else uncertainty_m)


def _make_nearby_feature(
    name: LocalizedText, metres: float, degrees: float, doubt_m: float, lang: str
) -> NearbyFeature:
    has_edge = math.isfinite(metres)
    is_far = has_edge and metres >= MIN_BEARING_DISTANCE_M
    return NearbyFeature(
        name,
        formatting.distance(metres, lang) if has_edge else "–",
        formatting.bearing(degrees, lang) if is_far else "–",
        formatting.uncertainty(doubt_m, lang),
    )


def _format_lat_lon(lon: float, lat: float) -> str:
    return f"{lat:.{DEGREE_DECIMALS}f}, {lon:.{DEGREE_DECIMALS}f}"


def _format_in_datum(found: Location, datum: str) -> str:
    here = np.array([[found.longitude, found.latitude]])
    lon, lat = convert_datum(here, source="wgs84", target=datum)[0].tolist()
    return _format_lat_lon(lon, lat)


def _describe_position(found: Location, edge_m: float, name: str, lang: str) -> str:
    _ = get_translator(lang)
    if math.isinf(edge_m):
        return _("Inside the drawn outline of %(part)s, which covers the whole globe.") % {
            "part": name
        }
    values = {"part": name, "distance": formatting.distance(edge_m, lang)}
    if found.part:
        return _("Inside the drawn outline of %(part)s, %(distance)s from its edge.") % values
    return (
        _("Outside every drawn outline; nearest is %(part)s, its edge %(distance)s away.") % values
    )


def _describe_certainty(found: Location, edge_m: float, lang: str) -> str:
    _ = get_translator(lang)
    doubt_m = found.position_uncertainty_m
    values = {"uncertainty": formatting.uncertainty(doubt_m, lang)}
    if math.isnan(doubt_m):
        return _("How well that outline is placed is not stated, so this decides nothing.")
    if found.certain:
        return _("That outline is uncertain by %(uncertainty)s, so this holds.") % values
    if edge_m <= doubt_m:
        return _("That outline is uncertain by %(uncertainty)s, so this decides nothing.") % values
    return _(
        "Within the uncertainties the true outline could pass over the point, "
        "so this decides nothing."
    )


def _find_county_name(
    context: gpd.GeoDataFrame, code: str | None, lang: str
) -> LocalizedText | None:
    rows = get_rows(context[context["county"] == code].drop(columns="geometry"))
    return localize_part_name(rows[0], lang) if code and rows else None
