"""What is said of a point: its part and county, the distances around it, and how sure they are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import numpy as np

from geo.geodesy.assumed_size import find_edge_shift_of_part_m, find_edge_shifts_m
from geo.geodesy.datum import DATUMS, convert_datum
from geo.geodesy.distance import measure_to_outline
from geo.geodesy.geodesic import mask_at_poles
from geo.geodesy.tables import bearing_uncertainty_deg, make_area_table
from geo.lookup.accuracy import find_deciding_part, list_doubted_parts
from geo.lookup.beside.other_systems import OtherReading
from geo.lookup.locate import Location
from geo.rows import get_row, get_rows
from geo.zone import Zone
from maps import formatting
from maps.content import certainty, vocabulary
from maps.content.method import describe_point_method
from maps.content.models import LocalizedText, PartLink
from maps.content.part import link_part, localize_part_name
from maps.content.uncertainty import describe_reach
from maps.i18n import get_translator

DATUM_NAMES = {"wgs84": "WGS 84", "gcj02": "GCJ-02", "bd09": "BD-09"}
DEGREE_DECIMALS = 6
MOST_RIVALS = 8
MIN_BEARING_DISTANCE_M = 0.5  # nearer, and a distance reads 0 m: then there is no bearing


@dataclass(frozen=True)
class NearbyFeature:
    """A reference place or a part's nearest edge, as seen from the point: text with units."""

    name: LocalizedText
    distance: str
    bearing: str
    uncertainty: str


class NearbyPoint(NamedTuple):
    """How far away something is: metres, degrees clockwise from north, and metres of ±."""

    distance_m: float
    bearing_deg: float
    uncertainty_m: float


@dataclass(frozen=True)
class PointView:
    """Everything that is said of one point.

    Attributes
    ----------
    at : str
        Latitude and longitude, WGS 84.
    parts : sequence of PartLink
        The parts that contain the point, outermost first.
    rivals : sequence of PartLink
        The parts that do not contain it as they are drawn, but may: their outlines could pass over
        it. Each with the uncertainty of its outline. Empty where `position` names the only one.
    verdict : str
        One of `geo.lookup.uncertainty.VERDICTS`; `verdict_label` is its word in the language.
    position : str
        The rest of the sentence that `verdict_label` begins: where it is, no surer than that.
    edge_note, doubt : str
        A sentence on how far the edge is that decides, and what the verdict rests on.
    county : LocalizedText or None
        The county that contains it; None outside every known one. Its code is `county_code`,
        and `county_note` says what makes it uncertain; empty where nothing does.
    edge, places : NearbyFeature
        The nearest edge of any part, and every reference place.
    coordinates : sequence of (str, str)
        Name of each datum, and latitude and longitude on it.
    accuracy : str
        A sentence on how well the point itself is known; empty if that was not given.
    method : str
        What the distances are, and what their uncertainty is made of.
    others : sequence of (str, str)
        The datum, and a sentence on where the point lies in it, for each that gives another answer.
    """

    at: str
    parts: Sequence[PartLink]
    rivals: Sequence[PartLink]
    verdict: str
    verdict_label: str
    position: str
    edge_note: str
    doubt: str
    county: LocalizedText | None
    county_code: str | None
    county_note: str
    edge: NearbyFeature
    places: Sequence[NearbyFeature]
    coordinates: Sequence[tuple[str, str]]
    accuracy: str
    method: str
    others: Sequence[tuple[str, str]]


def make_point_view(
    zone: Zone,
    found: Location,
    lang: str,
    *,
    accuracy_m: float | None = None,
    others: Sequence[OtherReading] = (),
) -> PointView:
    """Return what is said of one point, in `lang`.

    Parameters
    ----------
    found : Location
        The point and what was looked up for it (`geo.lookup.locate`); WGS 84.
    accuracy_m : float, optional
        How well the point is known, in metres, as a positioning device reports it; the verdicts
        of `found` take it into account (`geo.lookup.accuracy.judge_with_accuracy`).
    others : sequence of OtherReading
        Other answers in another system (`geo.lookup.beside.other_systems`).
    """
    own_m = accuracy_m or 0.0
    edge = _measure_edge(zone, found.edge_part, found, own_m)
    edge_name = localize_part_name(get_row(zone.parts, found.edge_part), lang)
    decides = find_deciding_part(zone.outlines, vars(found), accuracy_m=own_m)
    rivals = _list_rivals(zone, found, lang, accuracy_m=own_m)
    is_told = not found.parts and len(rivals) == 1  # by the headline
    return PointView(
        at=_format_lat_lon(found.longitude, found.latitude),
        parts=[link_part(zone, each, lang) for each in found.parts],
        rivals=[] if is_told else rivals,
        verdict=found.verdict,
        verdict_label=vocabulary.verdict_label(found.verdict, lang),
        position=_describe_position(zone, found, None if len(rivals) > 1 else decides, lang),
        edge_note=_describe_edge(zone, decides, _measure_edge(zone, decides, found, own_m), lang),
        doubt=certainty.describe_certainty(zone.outlines, found, lang, accuracy_m=accuracy_m),
        county=_find_county_name(zone.context, found.county, lang),
        county_code=found.county,
        county_note=certainty.describe_county_verdict(
            zone.context, found, lang, accuracy_m=accuracy_m
        ),
        edge=_make_nearby_feature(edge_name, edge, lang),
        places=[
            _make_nearby_feature(
                localize_part_name(get_row(zone.places, each.place), lang),
                NearbyPoint(each.distance_m, each.bearing_deg, each.position_uncertainty_m + own_m),
                lang,
            )
            for each in found.places
        ],
        coordinates=[(DATUM_NAMES[datum], _format_in_datum(found, datum)) for datum in DATUMS],
        accuracy=certainty.describe_accuracy(accuracy_m, lang),
        method=describe_point_method(
            make_area_table(zone.parts.loc[[found.edge_part]]),
            lang,
            lat=found.latitude,
            has_accuracy=bool(accuracy_m),
        ),
        others=[(each.datum, _describe_other(zone, each, lang)) for each in others],
    )


def _measure_edge(zone: Zone, part_id: str, found: Location, accuracy_m: float) -> NearbyPoint:
    """Return how far a part's edge is from the point, and how uncertain both are."""
    shape, row = zone.parts.geometry[part_id], get_row(zone.parts, part_id)
    edge_m, bearing_deg = measure_to_outline(shape, found.longitude, found.latitude)
    bearing_deg = float(mask_at_poles(np.array(bearing_deg), found.latitude))
    return NearbyPoint(edge_m, bearing_deg, row["position_uncertainty_m"] + accuracy_m)


def _list_rivals(
    zone: Zone, found: Location, lang: str, *, accuracy_m: float
) -> Sequence[PartLink]:
    """Return the parts that may contain the point, though as they are drawn they do not."""
    if found.verdict == "certain":
        return []
    reach = list_doubted_parts(
        zone.outlines, found.longitude, found.latitude, accuracy_m=accuracy_m
    )
    others = [each for each in reach if each not in found.parts][:MOST_RIVALS]
    rows = zone.parts.loc[others]
    off_m = zip(rows["position_uncertainty_m"], find_edge_shifts_m(rows), strict=True)
    remarks = [describe_reach(stated_m, shift_m, lang) for stated_m, shift_m in off_m]
    return [
        link_part(zone, each, lang, remark=remark)
        for each, remark in zip(others, remarks, strict=True)
    ]


def _make_nearby_feature(name: LocalizedText, at: NearbyPoint, lang: str) -> NearbyFeature:
    if not math.isfinite(at.distance_m):
        return NearbyFeature(name, "–", "–", formatting.uncertainty(at.uncertainty_m, lang))
    has_bearing = at.distance_m >= MIN_BEARING_DISTANCE_M
    off_deg = bearing_uncertainty_deg(np.array([at.distance_m]), np.array([at.uncertainty_m]))[0]
    # Nothing is known of the bearing's uncertainty where that of the position isn't stated.
    stated_deg = None if math.isnan(at.uncertainty_m) else float(off_deg)
    return NearbyFeature(
        name,
        formatting.distance(at.distance_m, lang, uncertainty_m=at.uncertainty_m),
        formatting.bearing(at.bearing_deg, lang, uncertainty_deg=stated_deg)
        if has_bearing
        else "–",
        formatting.uncertainty(at.uncertainty_m, lang),
    )


def _format_lat_lon(lon: float, lat: float) -> str:
    return f"{lat:.{DEGREE_DECIMALS}f}, {lon:.{DEGREE_DECIMALS}f}"


def _format_in_datum(found: Location, datum: str) -> str:
    here = np.array([[found.longitude, found.latitude]])
    lon, lat = convert_datum(here, source="wgs84", target=datum)[0].tolist()
    return _format_lat_lon(lon, lat)


def _describe_position(zone: Zone, found: Location, rival_id: str | None, lang: str) -> str:
    name = localize_part_name(get_row(zone.parts, found.part), lang).text if found.part else None
    rival = localize_part_name(get_row(zone.parts, rival_id), lang).text if rival_id else None
    return certainty.describe_place(name, found.verdict, lang, rival=rival)


def _describe_other(zone: Zone, read: OtherReading, lang: str) -> str:
    name = localize_part_name(get_row(zone.parts, read.part), lang).text if read.part else None
    return certainty.describe_other_system(read.datum, name, read.verdict, lang)


def _describe_edge(zone: Zone, part_id: str, edge: NearbyPoint, lang: str) -> str:
    _, part = get_translator(lang), get_row(zone.parts, part_id)
    if math.isinf(edge.distance_m):
        return _("The outline covers the whole globe.")
    reach_m = edge.uncertainty_m + find_edge_shift_of_part_m(part)
    distance = formatting.distance(
        edge.distance_m, lang, uncertainty_m=edge.uncertainty_m, reach_m=reach_m
    )
    return _("Distance to the drawn edge of %(part)s: %(distance)s.") % {
        "part": localize_part_name(part, lang).text,
        "distance": distance,
    }


def _find_county_name(
    context: gpd.GeoDataFrame, code: str | None, lang: str
) -> LocalizedText | None:
    rows = get_rows(context[context["county"] == code], without="geometry")
    return localize_part_name(rows[0], lang) if code and rows else None
