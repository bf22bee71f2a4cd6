"""`/quality` and `/changes`: what is wrong with a boundary file, and what became of it."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from geo import quality as checks
from geo.changes import compare, to_rows
from geo.errors import InputError
from geo.zone import Zone, read_zone
from maps.trust import changes_view, quality_view
from webapp.language import lang
from webapp.params import MEDIA_TYPES, wanted_format
from webapp.state import current, state
from webapp.tables import to_csv, to_json

blueprint = Blueprint("trust", __name__)

UPLOADED = "your-file.geojson"


@blueprint.route("/quality", methods=["GET", "POST"])
def quality() -> ResponseReturnValue:
    """Check the zone's file, or one that is sent; nothing that is sent is kept."""
    with TemporaryDirectory() as folder:
        path = uploaded(Path(folder)) or state().settings.data
        subject = checks.read_surrounded(path, today=today())
    problems = checks.find_problems(subject)
    form = wanted_format()
    if form != "html":
        return _data([checks.to_row(each) for each in problems], checks.COLUMNS, form)
    view = quality_view(problems, subject, lang())
    return render_template("quality_page.html", view=view, zone=current().zone, name=subject.name)


@blueprint.route("/changes", methods=["GET", "POST"])
def changes() -> ResponseReturnValue:
    """Compare the zone with an earlier version, or with one that is sent."""
    zone = current().zone
    with TemporaryDirectory() as folder:
        sent = uploaded(Path(folder))
        other = read_zone(sent) if sent else _previous()
    if other is None:
        return render_template("changes_page.html", view=None, zone=zone)
    old, new = (zone, other) if sent else (other, zone)
    found = compare(old, new)
    form = wanted_format()
    if form != "html":
        rows = to_rows(found)
        return _data(rows, list(rows[0]), form)
    return render_template(
        "changes_page.html", view=changes_view(found, old, new, lang()), zone=zone
    )


def _previous() -> Zone | None:
    path = state().settings.previous
    return read_zone(path) if path else None


def uploaded(folder: Path) -> Path | None:
    """Put the file that was sent into `folder`; None for a request without one.

    Raises
    ------
    InputError
        When the form was sent without a file.
    """
    if request.method != "POST":
        return None
    file = request.files.get("file")
    if file is None or not file.filename:
        raise InputError("no file was sent; choose a GeoJSON file first")
    path = folder / UPLOADED
    file.save(path)
    return path


def today() -> date:
    """Return the date that `as_of` is judged by."""
    return datetime.now(tz=UTC).date()


def _data(rows: list[dict[str, Any]], columns: Any, form: str) -> Response:
    text = to_json(rows) if form == "json" else to_csv(rows, columns)
    return Response(text, content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
