"""`/locate`: what is at one point; a page, the panel alone, or JSON."""

import math
from dataclasses import asdict

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, InputError, quote_value
from geo.lookup.locate import locate_point
from geo.rows import to_json_value
from maps.content.point import DATUM_NAMES, make_point_view
from webapp.http.language import lang
from webapp.http.negotiation import negotiate_format
from webapp.http.query import read_datum
from webapp.serialize import to_json
from webapp.state import current_measured

blueprint = Blueprint("locate", __name__)


@blueprint.get("/locate")
def point() -> ResponseReturnValue:
    """Send where the point `lon`, `lat` (degrees, in `datum`) is: part, county, edge, places."""
    measured = current_measured()
    datum = read_datum()
    found = locate_point(measured.index, read_number("lon"), read_number("lat"), datum=datum)
    if negotiate_format(("html", "json")) == "json":
        return Response(to_json(to_json_value(asdict(found))), content_type="application/json")
    accuracy_m = read_number("accuracy_m") if "accuracy_m" in request.args else None
    view = make_point_view(measured.zone, found, lang(), accuracy_m=accuracy_m)
    page = "point_fragment.html" if "fragment" in request.args else "point.html"
    return render_template(page, point=view, zone=measured.zone, datums=DATUM_NAMES, datum=datum)


def read_number(name: str) -> float:
    """Return a parameter as a finite number; raise InputError for anything else."""
    text = request.args.get(name, "")
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(
            N_(
                "%(name)s is %(value)s, which is not a number. "
                "Use numbers, as in /locate?lon=105.4&lat=28.9."
            ),
            name=name,
            value=quote_value(text),
        )
    return value
