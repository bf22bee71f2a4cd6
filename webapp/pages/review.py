"""`/quality` and `/changes`: what is wrong with a boundary file, and what became of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from geo import quality as checks
from geo.diff import compare_zones, to_rows
from geo.errors import N_, InputError, UnknownIdError, quote_value
from geo.metadata import make_data_package, make_dcat
from geo.zone import Zone, read_zone
from maps.documents.review import make_changes_view, make_quality_rows, make_quality_view
from webapp.http.language import lang
from webapp.http.negotiation import data_response, negotiate_format
from webapp.serialize import to_csv, to_json
from webapp.state import COMPANION_NAMES, current_measured, state

blueprint = Blueprint("review", __name__)

UPLOAD_NAME = "your-file.geojson"
MAX_LETTERS = 60
DESCRIBED_BLUEPRINTS = ("compare", "downloads", "locate", "map", "review", "tables")
DATA_TYPES = ("application/json", "application/ld+json", "application/geo+json", "text/csv")
_JSON_STARTS = (b"{", b"[", b"\xff\xfe", b"\xfe\xff")  # the last two are UTF-16, told elsewhere


@blueprint.route("/quality", methods=["GET", "POST"])
def quality() -> ResponseReturnValue:
    """Check the zone's file, or one that is sent; nothing that is sent is kept."""
    with TemporaryDirectory() as folder:
        path = save_upload(Path(folder)) or state().settings.data
        subject = checks.read_dataset_with_context(path, today=current_date())
    problems = checks.run_checks(subject)
    form = negotiate_format()
    if form != "html":
        return _rows_response(make_quality_rows(problems, lang()), checks.COLUMNS, form)
    view = make_quality_view(problems, subject, lang())
    return render_template(
        "quality_page.html", view=view, zone=current_measured().zone, name=subject.name
    )


@blueprint.route("/changes", methods=["GET", "POST"])
def changes() -> ResponseReturnValue:
    """Compare the zone with an earlier version, or with one that is sent."""
    zone = current_measured().zone
    with TemporaryDirectory() as folder:
        sent = save_upload(Path(folder))
        other = read_zone(sent) if sent else _read_previous()
    form = negotiate_format()
    if other is None and form != "html":
        raise UnknownIdError(N_("there is no earlier version here to compare with; send a file"))
    if other is None:
        return render_template("changes_page.html", view=None, zone=zone)
    old, new = (zone, other) if sent else (other, zone)
    found = compare_zones(old, new)
    if form != "html":
        rows = to_rows(found)
        return _rows_response(rows, list(rows[0]), form)
    return render_template(
        "changes_page.html", view=make_changes_view(found, old, new, lang()), zone=zone
    )


@blueprint.get("/datapackage.json")
def package() -> ResponseReturnValue:
    """Describe the data as a Frictionless data package."""
    return _describe_data(make_data_package, "application/json")


@blueprint.get("/dcat.json")
def catalogue() -> ResponseReturnValue:
    """Describe the data as a DCAT dataset in JSON-LD."""
    return _describe_data(make_dcat, "application/ld+json")


def _describe_data(describe: Callable[..., dict[str, Any]], media_type: str) -> Response:
    found = describe(current_measured().zone, path=state().settings.data.name)
    return Response(to_json(found), content_type=media_type)


@blueprint.after_app_request
def add_describedby_link(response: Response) -> Response:
    """Let every answer of data say where its sources, date, licence and sha256 are."""
    if request.blueprint in DESCRIBED_BLUEPRINTS and response.mimetype in DATA_TYPES:
        target = f'<{url_for("review.package")}>; rel="describedby"; type="application/json"'
        response.headers.add("Link", target)
    return response


def _read_previous() -> Zone | None:
    path = state().settings.previous
    return read_zone(path) if path else None


def save_upload(folder: Path) -> Path | None:
    """Put the file that was sent into `folder`; None for a request without one.

    Raises
    ------
    InputError
        When the form was sent without a file, or with one that is no JSON.
    """
    if request.method != "POST":
        return None
    file = request.files.get("file")
    if file is None or not file.filename:
        raise InputError(N_("no file was sent; choose a GeoJSON file first"))
    path = folder / clean_file_name(file.filename)
    file.save(path)
    with path.open("rb") as sent:
        start = sent.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start and not start.startswith(_JSON_STARTS):
        raise InputError(
            N_("%(name)s is no GeoJSON; send GeoJSON: convert other formats by `zonemap import`"),
            name=quote_value(path.name),
        )
    return path


def clean_file_name(name: str) -> str:
    r"""Return the sender's file name without its folders and what can't be shown or stored.

    A name that the zone's own companions have is replaced, so that it isn't taken for one.

    >>> clean_file_name("C:\\maps\\zone 2.geojson"), clean_file_name("context.geojson")
    ('zone 2.geojson', 'your-file.geojson')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if each.isprintable()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    short = f"{stem[:MAX_LETTERS]}{dot}{suffix[:MAX_LETTERS]}"
    return UPLOAD_NAME if not short or short.lower() in COMPANION_NAMES else short


def current_date() -> date:
    """Return the date that `as_of` is judged by."""
    return datetime.now(tz=UTC).date()


def _rows_response(rows: list[dict[str, Any]], columns: Any, form: str) -> Response:
    text = to_json(rows) if form == "json" else to_csv(rows, columns)
    return data_response(text, form)
