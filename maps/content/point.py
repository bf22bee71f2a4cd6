"""What is said of a point: the part and county it lies in, how near, how far, how sure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np

from geo.geodesy.datum import convert
from geo.geodesy.distance import approach_outline
from geo.lookup.locate import DATUMS, Location
from geo.rows import row_of, rows_of
from geo.zone import Zone
from maps import formatting
from maps.content.models import Link, Words
from maps.content.part import link, part_words
from maps.i18n import gettext

DATUM_NAMES = {"wgs84": "WGS 84", "gcj02": "GCJ-02", "bd09": "BD-09"}
DECIMALS = 6
HERE_M = 0.5  # nearer, and a distance reads 0 m: then there is no bearing


@dataclass(frozen=True)
class Sight:
    """A place, or a part's nearest edge, as seen from the point."""

    name: Words
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
    parts : sequence of Link
        The parts that hold the point, outermost first.
    verdict, doubt : str
        Whether it lies inside, and whether that decides anything.
    certain : bool
        Whether it does.
    county : Words or None
        With its code in `county_code`.
    edge, places
        The nearest part's edge and the reference places.
    coordinates : sequence of (datum, latitude and longitude)
    accuracy : str
        How well the point itself is known; empty when nobody said.
    """

    at: str
    parts: Sequence[Link]
    verdict: str
    doubt: str
    certain: bool
    county: Words | None
    county_code: str | None
    edge: Sight
    places: Sequence[Sight]
    coordinates: Sequence[tuple[str, str]]
    accuracy: str


def point_view(
    zone: Zone, found: Location, lang: str, *, accuracy_m: float | None = None
) -> PointView:
    """Return what is said of one point, in `lang`.

    Parameters
    ----------
    accuracy_m : float, optional
        How well the point is known, in metres, as a positioning device says.
    """
    shape = zone.parts.geometry[found.nearest_part]
    edge_m, bearing_deg = approach_outline(shape, found.longitude, found.latitude)
    if accuracy_m is not None and _is_within(edge_m, accuracy_m, found.position_uncertainty_m):
        found = replace(found, certain=False)
    nearest = part_words(row_of(zone.parts, found.nearest_part), lang)
    return PointView(
        at=_shown(found.longitude, found.latitude),
        parts=[link(zone, each, lang) for each in found.parts],
        verdict=_verdict(found, edge_m, nearest.text, lang),
        doubt=_doubt(found, edge_m, lang),
        certain=found.certain,
        county=_county(zone.context, found.county, lang),
        county_code=found.county,
        edge=_sight(nearest, edge_m, bearing_deg, found.position_uncertainty_m, lang),
        places=[
            _sight(
                part_words(row_of(zone.places, each.place), lang),
                each.distance_m,
                each.bearing_deg,
                each.position_uncertainty_m,
                lang,
            )
            for each in found.places
        ],
        coordinates=[(DATUM_NAMES[datum], _in_datum(found, datum)) for datum in DATUMS],
        accuracy="" if accuracy_m is None else formatting.uncertainty(accuracy_m, lang),
    )


def _is_within(edge_m: float, accuracy_m: float, uncertainty_m: float) -> bool:
    return edge_m <= accuracy_m + (0.0 if math.isnan(uncertainty_m) else uncertainty_m)


def _sight(name: Words, metres: float, degrees: float, doubt_m: float, lang: str) -> Sight:
    return Sight(
        name,
        formatting.distance(metres, lang),
        formatting.bearing(degrees, lang) if metres >= HERE_M else "–",
        formatting.uncertainty(doubt_m, lang),
    )


def _shown(lon: float, lat: float) -> str:
    return f"{lat:.{DECIMALS}f}, {lon:.{DECIMALS}f}"


def _in_datum(found: Location, datum: str) -> str:
    here = np.array([[found.longitude, found.latitude]])
    lon, lat = convert(here, source="wgs84", target=datum)[0].tolist()
    return _shown(lon, lat)


def _verdict(found: Location, edge_m: float, name: str, lang: str) -> str:
    _ = gettext(lang)
    values = {"part": name, "distance": formatting.distance(edge_m, lang)}
    if found.part:
        return _("Inside the drawn outline of %(part)s, %(distance)s from its edge.") % values
    return (
        _("Outside every drawn outline; nearest is %(part)s, its edge %(distance)s away.") % values
    )


def _doubt(found: Location, edge_m: float, lang: str) -> str:
    _ = gettext(lang)
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


def _county(context: gpd.GeoDataFrame, code: str | None, lang: str) -> Words | None:
    rows = rows_of(context[context["county"] == code].drop(columns="geometry"))
    return part_words(rows[0], lang) if code and rows else None
