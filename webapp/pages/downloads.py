"""`/export/<name>`: figures, factsheets, the offline map and the data, as `zonemap export`."""

from dataclasses import replace

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, UnknownIdError, quote_value
from maps.content.part import localize_part_name
from maps.export.registry import ExportFormat, file_names
from maps.figure.options import TEXTS, FigureOptions, parse_options
from maps.figure.overlay.marks import MARK_PARAMETERS, parse_marks
from maps.figure.overlay.model import Overlay
from maps.web.csp import download_policy
from webapp.http.download_name import name_download
from webapp.http.language import lang
from webapp.http.negotiation import with_charset
from webapp.http.query import check_parameters
from webapp.state import current_measured, state
from webapp.work.jobs import render_export

blueprint = Blueprint("downloads", __name__)

PARAMETERS = (
    *("view", "lang", "size", "dpi", "title", "bounds", "text", "crs", "roads"),
    "download",
)
MAX_PIXELS = 24_000_000


def read_figure_options(form: ExportFormat) -> FigureOptions:
    """Return the figure options that the address gives for a format.

    Raises
    ------
    InputError
        When a value can't be used, or the picture would be larger than a server should draw.
    """
    values = request.args
    options = parse_options(
        parts=tuple(values.getlist("part")),
        view=values.get("view", "zone"),
        lang=values.get("lang", lang()),
        size=values.get("size", "a4"),
        dpi=values.get("dpi", "150"),
        title=values.get("title"),
        bounds=values.get("bounds") or None,  # the form of /report sends an empty one
        text=values.get("text", TEXTS[0]),
        crs=values.get("crs"),
        roads=values.get("roads"),
    )
    if form.group == "figure":
        options = replace(options, overlay=_read_overlay())
    if form.counts_pixels:
        options.check_pixels(MAX_PIXELS)
    return options


def _read_overlay() -> Overlay:
    """Return the selected part and the marks that the address of a figure has."""
    zone, selected = current_measured().zone, request.args.get("selected")
    if selected is not None:
        zone.part(selected)
    return Overlay(marks=parse_marks(request.args, zone, part=selected), selected=selected)


def _check_parameters(form: ExportFormat) -> None:
    """Refuse parameters that no file knows; marks and a selected part are of figures alone."""
    marks = ("selected", *MARK_PARAMETERS) if form.group == "figure" else ()
    check_parameters((*PARAMETERS, *marks), common=(), repeated=("part",))


def _name_subject(file_name: str, options: FigureOptions) -> str:
    """Return the name of the one part that a file is of, and what it is; empty of several."""
    if len(options.parts) != 1:
        return ""
    part = current_measured().zone.part(options.parts[0])
    return f"{localize_part_name(part, lang()).text} {file_name.partition('.')[0]}"


@blueprint.get("/export/<name>")
def export(name: str) -> ResponseReturnValue:
    """Send one file; a part, view, language, size, dpi, title, text, CRS and marks may be given."""
    formats = file_names()
    if name not in formats:
        raise UnknownIdError(
            N_("There is no export %(name)s. Use one of %(choices)s."),
            name=quote_value(name),
            choices=tuple(formats),
        )
    form = formats[name]
    _check_parameters(form)
    options = read_figure_options(form)
    data = state().work.run(render_export, current_measured(), name, options, key=(name, options))
    answer = Response(data, content_type=with_charset(form.media_type, form.charset))
    is_shown = form.opens_in_browser and "download" not in request.args
    name_download(answer, name, subject=_name_subject(name, options), is_shown=is_shown)
    answer.headers["Content-Security-Policy"] = download_policy(form.media_type)
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
