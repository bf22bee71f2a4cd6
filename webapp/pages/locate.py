"""`/locate`: what is at one point; a page, the panel alone, or JSON.

What can't be read is said on the page itself, above the form as it was sent.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import NamedTuple

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, InputError, quote_value
from geo.geodesy.datum import DATUMS
from geo.lookup.accuracy import MAX_ACCURACY_M, judge_with_accuracy
from geo.lookup.beside.other_systems import OtherReading, find_other_readings
from geo.lookup.locate import Location, locate_point
from geo.measured import Measured
from geo.rows import to_json_value
from geo.zone import Zone
from maps.content.point import DATUM_NAMES, make_point_view
from maps.i18n import translate_phrase
from webapp.http.language import gettext, lang
from webapp.http.negotiation import negotiate_format
from webapp.http.query import check_parameters, read_datum
from webapp.serialize import to_json
from webapp.site.links import current_url
from webapp.site.script_texts import point_messages
from webapp.state import current_measured

blueprint = Blueprint("locate", __name__)

POINT_PARAMETERS = ("at", "lon", "lat")
UNNAMED = "unnamed"  # what the form sends where nobody chose a system
NOTES = {"google": "linkOfGoogle", "apple": "linkOfApple"}


class AskedPoint(NamedTuple):
    """A point in degrees, their datum, and the message on a datum that is not known; or empty.

    `is_named` says whether the text named the datum, or the reader chose it; `name` is what the
    text calls the place.
    """

    lon: float
    lat: float
    datum: str
    is_named: bool
    note: str = ""
    name: str = ""


class Answer(NamedTuple):
    """A point and what is there."""

    asked: AskedPoint
    found: Location
    accuracy_m: float | None
    others: Sequence[OtherReading] = ()


@blueprint.get("/locate")
def point() -> ResponseReturnValue:
    """Send where the point `lon`, `lat` (degrees, in `datum`) or `at` is: part, county, edge.

    `at` is a text: coordinates in either order and any notation, or the link of an online map. As
    a page without a point, it is the form alone, or goes to the point that `q` names.
    """
    measured = current_measured()
    form = negotiate_format(("html", "json"))
    if form == "json":
        check_parameters((*POINT_PARAMETERS, "datum", "accuracy_m"))
        return _send_json(_locate(measured))
    if "fragment" in request.args:
        return _render_page(measured, _locate(measured), template="point_fragment.html")
    if not set(POINT_PARAMETERS) & set(request.args):
        if sought := request.args.get("q", "").strip():  # as other map sites name a position
            return redirect(current_url(q=None, at=sought))
        return _render_page(measured, datum=_read_choice()[0])
    try:
        answer = _locate(measured)
    except InputError as error:
        said = translate_phrase(error.phrase, lang())
        return _render_page(measured, refusal=said), HTTPStatus.BAD_REQUEST
    return _render_page(measured, answer)


def _locate(measured: Measured) -> Answer:
    asked, accuracy_m = read_point(measured.zone), read_accuracy()
    found = locate_point(measured.index, asked.lon, asked.lat, datum=asked.datum)
    if accuracy_m:
        found = judge_with_accuracy(measured.index, found, accuracy_m)
    # A device that tells its accuracy tells WGS 84.
    is_open = not asked.is_named and not accuracy_m
    others = find_other_readings(measured.index, asked.lon, asked.lat) if is_open else ()
    return Answer(asked, found, accuracy_m, others)


def _read_choice() -> tuple[str, bool]:
    """Return the chosen datum, and whether there is one: WGS 84 is taken where there is none."""
    sent = request.args.get("datum")
    return ("wgs84", False) if sent == UNNAMED else (read_datum(), sent is not None)


def _send_json(answer: Answer) -> Response:
    more = {
        "datum": answer.asked.datum,
        "accuracy_m": answer.accuracy_m,
        "other_readings": [each._asdict() for each in answer.others],
    }
    said = to_json_value({**asdict(answer.found), **more})
    return Response(to_json(said), content_type="application/json")


def _render_page(
    measured: Measured,
    answer: Answer | None = None,
    *,
    template: str = "point.html",
    refusal: str = "",
    datum: str | None = None,
) -> str:
    view = answer and make_point_view(
        measured.zone,
        answer.found,
        lang(),
        accuracy_m=answer.accuracy_m,
        others=answer.others,
    )
    sent = request.args.get("datum")
    is_open = sent == UNNAMED or (sent is None and not (answer and answer.asked.is_named))
    told = answer.asked.datum if answer else datum
    return render_template(
        template,
        point=view,
        asked=answer and answer.asked,
        note=answer and point_messages(gettext, lang()).get(answer.asked.note),
        refusal=refusal,
        zone=measured.zone,
        datums=DATUM_NAMES,
        datum=told or (sent if sent in DATUMS else "wgs84"),
        unnamed=UNNAMED,
        is_open=is_open,
    )


def read_point(zone: Zone) -> AskedPoint:
    """Return the point that the request names by `at`, or by `lon` and `lat`.

    The system that a text names itself goes before `datum`.
    """
    for name in ("at", "lon", "lat", "datum", "accuracy_m"):
        _refuse_repeated(name)
    (datum, is_named), texts = _read_choice(), request.args.getlist("at")
    if not texts:
        return AskedPoint(read_number("lon"), read_number("lat"), datum, is_named)
    if {"lon", "lat"} & set(request.args):
        raise InputError(N_("A point is named twice. Send `at`, or `lon` and `lat`."))
    # Not before the first page: its patterns take a while to be compiled.
    from geo.lookup.coordinate_text import find_middle, read_position  # noqa: PLC0415

    found = read_position(texts[0], find_middle(zone))
    note, is_named = NOTES.get(found.note, ""), is_named or found.datum is not None
    return AskedPoint(found.lon, found.lat, found.datum or datum, is_named, note, found.name)


def _refuse_repeated(name: str) -> None:
    count = len(request.args.getlist(name))
    if count > 1:
        raise InputError(
            N_("%(name)s occurs %(count)s times. Send it once."), name=name, count=count
        )


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
