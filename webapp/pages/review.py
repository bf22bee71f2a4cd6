"""`/quality` and `/changes`: faults of a boundary file, and changes between two versions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from geo.errors import N_, InputError, UnknownIdError, quote_value
from geo.geodesy.datum import DATUMS
from geo.metadata import make_data_package, make_dcat
from geo.reading.layer import ReadOptions
from maps.i18n import SOURCE_LANGUAGE, is_translated, translate_phrase
from webapp.http.language import lang
from webapp.http.negotiation import MEDIA_TYPES, negotiate_format, rows_response
from webapp.http.option_rewording import name_controls
from webapp.http.query import check_form_fields, check_parameters
from webapp.http.sent_file import MAX_UNPACKED_BYTES, is_form
from webapp.http.sent_files import save_sent_files, take_boundary_file
from webapp.serialize import add_names, to_json
from webapp.state import current_measured, edition, state
from webapp.work.review_jobs import Review, review_changes, review_quality

blueprint = Blueprint("review", __name__)

READING_FIELDS = ("layer", "crs", "encoding", "datum", "skip_unusable")
DESCRIBED_BLUEPRINTS = ("compare", "downloads", "locate", "map", "review", "tables")
DATA_TYPES = (
    *("application/json", "application/ld+json", "application/geo+json", "text/csv"),
    MEDIA_TYPES["xlsx"],
)


View = Callable[[], ResponseReturnValue]


def refuse_in_place(template: str) -> Callable[[View], View]:
    """Return a decorator of a page: what can't be read is said on it, above the form as sent."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer() -> ResponseReturnValue:
            try:
                return view()
            except InputError as error:
                if request.method != "POST" or negotiate_format() != "html":
                    raise
                return _render_refusal(template, error)

        return answer

    return decorate


def _render_refusal(template: str, error: InputError) -> ResponseReturnValue:
    from webapp.plots.questions.model import ask_crs  # noqa: PLC0415 (not before the first page)

    said = {
        "sentence": name_controls(translate_phrase(error.phrase, lang()), lang()),
        "lang": None if is_translated(error.phrase, lang()) else SOURCE_LANGUAGE,
    }
    zone, question = current_measured().zone, ask_crs(error.phrase, lang())
    page = render_template(
        template, refusal=said, question=question, view=None, zone=zone, steps=()
    )
    return page, HTTPStatus.BAD_REQUEST


def _read_form() -> str:
    """Return the answer's form; as data, there must be no unknown parameter or field."""
    form = negotiate_format()
    if form != "html":
        check_parameters(())
        check_form_fields(READING_FIELDS)
    return form


@blueprint.route("/quality", methods=["GET", "POST"])
@refuse_in_place("quality_page.html")
def quality() -> ResponseReturnValue:
    """Check the zone's file, or an uploaded one, which is deleted afterwards."""
    form, today = _read_form(), current_date()
    options = read_form_options()
    look = {"name": state().settings.data.name, "lang": lang(), "as_page": form == "html"}
    with save_upload() as path:
        found: Review = state().work.run(
            review_quality,
            current_measured(),
            *(path, options, today),
            **look,
            key=None if path else (today, *look.values()),
        )
    if form != "html":
        return _rows_response(found, form, name="quality")
    return render_template(
        "quality_page.html",
        view=found.view,
        zone=current_measured().zone,
        name=found.name,
        steps=found.steps,
    )


@blueprint.route("/changes", methods=["GET", "POST"])
@refuse_in_place("changes_page.html")
def changes() -> ResponseReturnValue:
    """Compare the zone with its earlier version, or with an uploaded file."""
    zone, form, previous = current_measured().zone, _read_form(), edition().previous
    options = read_form_options()
    look = {"lang": lang(), "as_page": form == "html"}
    with save_upload() as sent:
        other = sent or previous
        if other is None and form != "html":
            raise UnknownIdError(N_("There is no earlier version to compare with. Upload a file."))
        if other is None:
            return render_template("changes_page.html", view=None, zone=zone, steps=())
        found: Review = state().work.run(
            review_changes,
            current_measured(),
            *(other, options),
            **look,
            key=(previous.digest, *look.values()) if previous is other else None,
        )
    if form != "html":
        return _rows_response(found, form, name="changes")
    return render_template("changes_page.html", view=found.view, zone=zone, steps=found.steps)


def _rows_response(found: Review, form: str, *, name: str) -> ResponseReturnValue:
    """Send the rows; CSV has names beside ids."""
    named = found.named if form == "csv" else {}
    return rows_response(*add_names(found.rows, found.columns, named), form, name=name)


@blueprint.get("/datapackage.json")
def package() -> ResponseReturnValue:
    """Describe the data as a Frictionless data package."""
    return _describe_data(make_data_package, "application/json")


@blueprint.get("/dcat.json")
def catalogue() -> ResponseReturnValue:
    """Describe the data as a DCAT dataset in JSON-LD."""
    return _describe_data(make_dcat, "application/ld+json")


def _describe_data(describe: Callable[..., dict[str, Any]], media_type: str) -> Response:
    check_parameters((), common=("lang",))
    found = describe(current_measured().zone, path=state().settings.data.name)
    return Response(to_json(found), content_type=media_type)


@blueprint.after_app_request
def add_describedby_link(response: Response) -> Response:
    """Link every data answer to the description of its sources, date, licence and sha256."""
    if request.blueprint in DESCRIBED_BLUEPRINTS and response.mimetype in DATA_TYPES:
        target = f'<{url_for("review.package")}>; rel="describedby"; type="application/json"'
        response.headers.add("Link", target)
    return response


@contextmanager
def save_upload() -> Iterator[Path | None]:
    """Yield the path of the uploaded file, which is deleted then; None unless a form was sent.

    The parts of a Shapefile may be uploaded together.

    Raises
    ------
    InputError
        When the form has no file, or files of several layers.
    """
    if request.method != "POST":
        yield None
        return
    if not is_form():
        raise InputError(N_("No file was uploaded. Choose a file first."))
    with save_sent_files() as groups:
        yield take_boundary_file(groups)


def read_form_options() -> ReadOptions:
    """Return how the form says that the uploaded file is to be read.

    Raises
    ------
    InputError
        When the datum is unknown.
    """
    said = {name: request.form.get(name, "").strip() for name in ("layer", "crs", "encoding")}
    crs = request.form.get("crs_offered", said["crs"])  # the button that was pressed, or the field
    datum = request.form.get("datum", "").strip() or "wgs84"
    if datum not in DATUMS:
        raise InputError(
            N_("The coordinate system %(datum)s is unknown. Use one of %(choices)s."),
            datum=quote_value(datum),
            choices=", ".join(DATUMS),
        )
    return ReadOptions(
        layer=said["layer"] or None,
        crs=crs or None,
        encoding=said["encoding"] or None,
        datum=datum,
        skip_unusable="skip_unusable" in request.form,
        max_unpacked_bytes=MAX_UNPACKED_BYTES,
    )


def current_date() -> date:
    """Return today's date (UTC), by which future `as_of` dates are found."""
    return datetime.now(tz=UTC).date()
