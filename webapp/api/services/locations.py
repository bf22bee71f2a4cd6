"""`/locate`: where a point is, and a JSON object for each of many, with its uncertainty."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from flask import request

from geo.arrays import Floats, Json
from geo.fields.languages import field_names
from geo.geodesy.assumed_size import find_edge_shift_of_part_m
from geo.geodesy.part_outlines import PartOutlines
from geo.geodesy.tables import bearing_uncertainty_deg
from geo.lookup.accuracy import MAX_ACCURACY_M, find_deciding_part, judge_with_accuracy
from geo.lookup.beside.other_systems import find_other_readings
from geo.lookup.index import ZoneIndex
from geo.lookup.input_points import find_point_faults, to_wgs84
from geo.lookup.locate import find_parts_at, locate_point, locate_points
from geo.rows import get_row, none_if_nan
from maps.content import certainty
from maps.content.part import localize_part_name
from maps.content.uncertainty import describe_reach
from webapp.api.documents import build_provenance
from webapp.api.query import parse_number
from webapp.api.responses import Catalogue
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.query import check_parameters, read_datum

LOCATION_FIELDS = (
    "longitude", "latitude", "parts", "part", "county", *field_names("county_name"),
    "county_verdict", "nearest_part", "distance_m", "placement", "position_uncertainty_m",
    "edge_part", "edge_distance_m", "edge_uncertainty_m", "verdict", "certain",
)  # fmt: skip


def build_location(catalogue: Catalogue) -> Json:
    """Return where the point `lon`, `lat` lies, and how sure that is.

    Raises
    ------
    InputError
        When a parameter is missing or can't be used.
    """
    check_parameters(("lon", "lat", "datum", "accuracy_m"))
    lon, lat = (
        [parse_number(name, request.args.get(name, ""), low=-limit, high=limit)]
        for name, limit in (("lon", 180), ("lat", 90))
    )
    index, datum, accuracy_m = catalogue.measured.index, read_datum(), read_accuracy()
    found = build_locations(index, lon, lat, datum)[0]
    said = describe_certainty(found, catalogue.measured.zone.outlines)
    is_named = bool("datum" in request.args or accuracy_m)
    if accuracy_m:
        judged = judge_location(index, lon[0], lat[0], datum, accuracy_m)
        found, said = found | judged.changes, judged.certainty
    return {
        "provenance": build_provenance(catalogue),
        "kind": _("straight-line (geodesic on WGS 84), not a road or rail distance"),
        "location": found,
        "certainty": said,
        "accuracy_m": accuracy_m,
        "other_readings": [] if is_named else _list_other_readings(index, lon[0], lat[0]),
    }


def _list_other_readings(index: ZoneIndex, lon: float, lat: float) -> list[Json]:
    return [each._asdict() for each in find_other_readings(index, lon, lat)]


def build_locations(
    index: ZoneIndex, lon: Sequence[float], lat: Sequence[float], datum: str
) -> list[Json]:
    """Return the location of each point; one that is not on Earth has only an `error`.

    Parameters
    ----------
    index : ZoneIndex
    lon, lat : sequence of float
        Degrees, in `datum`.
    """
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    faults = find_point_faults(x, y)
    found: list[Json] = [{"error": fault} for fault in faults]
    fine = np.array([fault is None for fault in faults], dtype=bool)
    if fine.any():
        x, y = to_wgs84(x[fine], y[fine], datum)
        for n, each in zip(
            np.flatnonzero(fine).tolist(), _location_objects(index, x, y), strict=True
        ):
            found[n] = each
    return found


def _location_objects(index: ZoneIndex, x: Floats, y: Floats) -> list[Json]:
    columns = {
        name: _plain_column(name, values) for name, values in locate_points(index, x, y).items()
    }
    codes, held_by = find_parts_at(index, x, y)
    for field in field_names("name")[1:]:
        known = dict(zip(index.counties["county"], index.counties[field], strict=True))
        columns[f"county_{field}"] = [known.get(code) for code in columns["county"]]
    columns["parts"] = [list(held_by[code]) for code in codes.tolist()]
    doubts = index.places["position_uncertainty_m"].tolist()
    off_deg = {
        place: _plain_column(
            "bearing_uncertainty_deg",
            bearing_uncertainty_deg(columns_m, np.full(len(x), doubt)),
        )
        for place, doubt in zip(index.places.index, doubts, strict=True)
        for columns_m in [np.asarray(columns[f"{place}_distance_m"], dtype=float)]
    }
    return [
        {name: columns[name][n] for name in LOCATION_FIELDS}
        | {
            "places": [
                {
                    "place": place,
                    "distance_m": columns[f"{place}_distance_m"][n],
                    "bearing_deg": columns[f"{place}_bearing_deg"][n],
                    "bearing_uncertainty_deg": off_deg[place][n],
                    "position_uncertainty_m": none_if_nan(doubt),
                }
                for place, doubt in zip(index.places.index, doubts, strict=True)
            ]
        }
        for n in range(len(x))
    ]


def _plain_column(name: str, values: np.ndarray[Any, Any]) -> list[object]:
    """Return a column as plain values: 0.1 mm, 7 decimals of a degree, absent as None."""
    if values.dtype.kind == "f":
        values = values.round(4 if name.endswith("_m") else 7)
        return [none_if_nan(value) for value in values.tolist()]
    plain: list[object] = values.tolist()
    return plain


class JudgedLocation(NamedTuple):
    """What the accuracy of a point changes in its location, and how sure that is in words."""

    changes: Json
    certainty: str


def read_accuracy() -> float | None:
    """Return how well the point is known, in metres, or None where that wasn't sent."""
    text = request.args.get("accuracy_m")
    return None if text is None else parse_number("accuracy_m", text, low=0, high=MAX_ACCURACY_M)


def judge_location(
    index: ZoneIndex, lon: float, lat: float, datum: str, accuracy_m: float
) -> JudgedLocation:
    """Return how sure the location of a point is that is known only within an accuracy.

    Parameters
    ----------
    index : ZoneIndex
    lon, lat : float
        Degrees, in `datum`.
    accuracy_m : float
        Metres, above 0.
    """
    found = judge_with_accuracy(index, locate_point(index, lon, lat, datum=datum), accuracy_m)
    fields = ("place", "distance_m", "bearing_deg", "bearing_uncertainty_deg")
    places = [
        {
            **{name: _plain_value(name, getattr(each, name)) for name in fields},
            "position_uncertainty_m": none_if_nan(each.position_uncertainty_m),
        }
        for each in found.places
    ]
    changes = {name: getattr(found, name) for name in ("verdict", "certain", "county_verdict")}
    said = certainty.describe_certainty(index.outlines, found, lang(), accuracy_m=accuracy_m)
    return JudgedLocation({**changes, "places": places}, said)


def _plain_value(name: str, value: Any) -> object:
    return _plain_column(name, np.array([value]))[0]


def describe_certainty(location: Json, outlines: PartOutlines) -> str:
    """Return one sentence on whether the outlines' uncertainty could change the answer.

    Parameters
    ----------
    location : dict
        As `build_locations` returns it.
    outlines : PartOutlines
        Of the zone's parts.
    """
    if location["verdict"] == "certain":
        return _("This result holds anywhere within the position uncertainty of the outlines.")
    if location["verdict"] == "not known":
        return _(
            "Not every outline states its position uncertainty, so the result is inconclusive."
        )
    decides = find_deciding_part(outlines, location)
    part = get_row(outlines.parts, decides)
    said = (
        _(
            "The outline of %(part)s is uncertain by %(uncertainty)s, which is at least the "
            "distance from the point to its edge. The point may in fact lie outside %(part)s."
        )
        if decides in location["parts"]
        else _(
            "The outline of %(part)s is uncertain by %(uncertainty)s, which is at least the "
            "distance from the point to its edge. The point may in fact lie in %(part)s."
        )
    )
    shift_m = find_edge_shift_of_part_m(part)
    return said % {
        "part": localize_part_name(part, lang()).text,
        "uncertainty": describe_reach(part["position_uncertainty_m"], shift_m, lang()),
    }
