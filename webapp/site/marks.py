"""The marks of an embedded map as the page's script draws them."""

from typing import Any

from geo.lookup.locate import locate_point
from geo.measured import Measured
from geo.rows import get_row, get_rows, none_if_nan
from maps.content.part import localize_part_name
from maps.content.point import make_point_view
from maps.figure.overlay.marks import LatLon, Marks
from maps.figure.overlay.words import describe_compared
from webapp.http.language import gettext as _
from webapp.http.language import lang


def describe_marks(marks: Marks, measured: Measured) -> dict[str, Any] | None:
    """Return marks as the page's script draws them; None when there is nothing to draw."""
    if marks == Marks():
        return None
    has_lines = marks.origin is not None and marks.has_lines
    return {
        "centre": None if marks.origin is None else _describe_centre(measured, marks.origin),
        "rings_km": marks.rings_km,
        "cities": _list_cities(measured) if has_lines else [],
        "point": None if marks.point is None else _describe_point(measured, marks.point),
        "compared": {
            "ids": marks.compared,
            "text": describe_compared(measured.zone, marks, lang()),
        },
        "path": {"mode": marks.path_kind, "points": marks.path} if marks.path else None,
    }


def _describe_centre(measured: Measured, origin: str | LatLon) -> dict[str, Any]:
    """Return where the centre of the rings is, and its position uncertainty in metres or None."""
    if not isinstance(origin, str):
        return {"at": origin, "doubt_m": 0, "id": None}
    centre, row = measured.of_part(origin).centre, get_row(measured.zone.parts, origin)
    doubt_m = none_if_nan(row["position_uncertainty_m"])
    return {"at": [centre.y, centre.x], "doubt_m": doubt_m, "id": origin}


def _list_cities(measured: Measured) -> list[dict[str, Any]]:
    places = measured.zone.places
    cities = places[places["kind"] == "city"]
    at = cities.geometry
    rows = zip(at.y, at.x, get_rows(cities.drop(columns="geometry")), strict=True)
    return [
        {
            "name": localize_part_name(row, lang()).text,
            "at": [lat, lon],
            "doubt_m": none_if_nan(row["position_uncertainty_m"]),
        }
        for lat, lon, row in rows
    ]


def _describe_point(measured: Measured, point: LatLon) -> dict[str, Any]:
    """Return a queried point with the lines of its label: where it is, and in which part."""
    lat, lon = point
    found = locate_point(measured.index, (lon + 180) % 360 - 180, lat)
    view = make_point_view(measured.zone, found, lang())
    inside = [each.name.text for each in view.parts[-1:]] or [_("Outside every drawn outline")]
    return {"at": point, "text": [view.at, f"{inside[0]} · {view.verdict_label}"]}
