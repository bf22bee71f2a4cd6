"""`/locate`: ask the map about one point; a page, the panel alone, or JSON."""

import math
from dataclasses import asdict

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, InputError, quote_value
from geo.geodesy.datum import DATUMS
from geo.lookup.locate import locate_point
from maps.content.point import DATUM_NAMES, make_point_view
from webapp.http.language import lang
from webapp.http.negotiation import negotiate_format
from webapp.http.query import read_choice
from webapp.serialize import to_json
from webapp.state import current_measured

blueprint = Blueprint("locate", __name__)


@blueprint.get("/locate")
def point() -> ResponseReturnValue:
    """Say where the point lies that `lon` and `lat` name in `datum`."""
    measured = current_measured()
    datum = read_choice("datum", DATUMS, default="wgs84")
    found = locate_point(measured.index, read_number("lon"), read_number("lat"), datum=datum)
    if negotiate_format(("html", "json")) == "json":
        return Response(to_json(_nan_to_none(asdict(found))), content_type="application/json")
    accuracy_m = read_number("accuracy_m") if "accuracy_m" in request.args else None
    view = make_point_view(measured.zone, found, lang(), accuracy_m=accuracy_m)
    page = "point_fragment.html" if "fragment" in request.args else "point.html"
    return render_template(page, point=view, zone=measured.zone, datums=DATUM_NAMES, datum=datum)


def read_number(name: str) -> float:
    """Return a parameter as a finite number; raise InputError when it is none."""
    text = request.args.get(name, "")
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(
            N_("%(name)s is %(value)s; give a number, as in /locate?lon=105.4&lat=28.9"),
            name=name,
            value=quote_value(text),
        )
    return value


def _nan_to_none(found: dict[str, object]) -> dict[str, object]:
    """Return the answer with what is unknown as None, as JSON has it."""
    uncertainty_m = found["position_uncertainty_m"]
    unknown = isinstance(uncertainty_m, float) and math.isnan(uncertainty_m)
    return {**found, "position_uncertainty_m": None if unknown else uncertainty_m}
