"""`/locate`: what is at one point; a page, the panel alone, or JSON."""

import math
from dataclasses import asdict

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, InputError, quote_value
from geo.lookup.accuracy import MAX_ACCURACY_M, judge_with_accuracy
from geo.lookup.locate import locate_point
from geo.rows import to_json_value
from maps.content.point import DATUM_NAMES, make_point_view
from webapp.http.language import lang
from webapp.http.negotiation import negotiate_format
from webapp.http.query import check_parameters, read_datum
from webapp.serialize import to_json
from webapp.state import current_measured

blueprint = Blueprint("locate", __name__)


@blueprint.get("/locate")
def point() -> ResponseReturnValue:
    """Send where the point `lon`, `lat` (degrees, in `datum`) is: part, county, edge, places.

    As a page without a point, it is the form alone.
    """
    measured = current_measured()
    datum = read_datum()
    form = negotiate_format(("html", "json"))
    if form == "html" and not {"lon", "lat", "fragment"} & set(request.args):
        return render_template("point.html", zone=measured.zone, datums=DATUM_NAMES, datum=datum)
    if form == "json":
        check_parameters(("lon", "lat", "datum", "accuracy_m"))
    found = locate_point(measured.index, read_number("lon"), read_number("lat"), datum=datum)
    accuracy_m = read_accuracy()
    if accuracy_m:
        found = judge_with_accuracy(measured.index, found, accuracy_m)
    if form == "json":
        said = {**asdict(found), "accuracy_m": accuracy_m}
        return Response(to_json(to_json_value(said)), content_type="application/json")
    view = make_point_view(measured.zone, found, lang(), accuracy_m=accuracy_m)
    page = "point_fragment.html" if "fragment" in request.args else "point.html"
    return render_template(page, point=view, zone=measured.zone, datums=DATUM_NAMES, datum=datum)


def read_accuracy() -> float | None:
    """Return how well the point is known, in metres, or None where that wasn't sent."""
    if "accuracy_m" not in request.args:
        return None
    accuracy_m = read_number("accuracy_m")
    if not 0 <= accuracy_m <= MAX_ACCURACY_M:
        raise InputError(
            N_("The accuracy is %(value)s. Use metres from 0 to %(most)s."),
            value=quote_value(request.args["accuracy_m"]),
            most=f"{MAX_ACCURACY_M:,.0f}",
        )
    return accuracy_m


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
