"""`/report`: choose what a figure shows, preview it, and download it or copy its code."""

import shlex
from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from maps.content.places import reference_part
from maps.content.roads.drawing import list_choices
from maps.export.registry import FORMATS, file_names, format_by_suffix
from maps.i18n import language_choices, translate_phrase
from maps.web.csp import download_policy
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.query import read_choice
from webapp.pages.downloads import read_figure_options
from webapp.state import current_measured, state
from webapp.work.jobs import preview_factsheet

blueprint = Blueprint("report", __name__)

CHOICES = ("view", "bounds", "lang", "size", "dpi", "title", "crs", "roads")


def format_labels() -> dict[str, str]:
    """Return the label of each export, by file name."""
    return {name: _(each.label) for name, each in file_names().items()}


@blueprint.get("/report")
def report() -> ResponseReturnValue:
    """Show the form with the choices of the address, and a preview."""
    # Imported late: they load matplotlib, which no other page needs.
    from maps.documents.factsheet import MOST_COMPARED, find_refusal  # noqa: PLC0415
    from maps.export.crs import find_crs_refusal, offer_crs  # noqa: PLC0415
    from maps.figure.options import select_parts  # noqa: PLC0415
    from maps.figure.render import figure_alt_text  # noqa: PLC0415

    formats, preview = file_names(), FORMATS["svg"].file_name
    name = read_choice("format", tuple(formats), default=preview)
    wanted = formats[name]
    options, zone, query = read_figure_options(wanted), current_measured().zone, _read_choices()
    query = {key: each for key, each in query.items() if key in {"lang", *wanted.choices}}
    parts, is_document = select_parts(zone, options), wanted.group == "document"
    refused = find_refusal(options) if is_document else None
    if wanted.takes_crs and options.crs is not None:
        refused = find_crs_refusal(options, parts, in_metres=wanted.is_in_metres)
    file = partial(url_for, "downloads.export", name=name, **query)
    return render_template(
        "report.html",
        formats=formats,
        labels=format_labels(),
        name=name,
        choices=wanted.choices,
        is_figure=wanted.group == "figure",
        is_document=is_document,
        is_text_geometry=wanted.suffix == ".docx",
        is_image=wanted.group == "figure" and wanted.media_type.startswith("image/"),
        most_compared=MOST_COMPARED,
        refusal=translate_phrase(refused.phrase, lang()) if refused else "",
        preview=url_for("report.pages", **_without_crs(query))
        if is_document
        else url_for("downloads.export", name=preview, **_without_crs(query)),
        alt=figure_alt_text(zone, options),
        address=file(),
        whole_address=file(_external=True),
        command=_export_command(name, query),
        rows=zone.parts.drop(columns="geometry").to_dict("records"),
        options=options,
        zone=zone,
        query=query,
        languages_offered=language_choices(),
        roads_offered=list_choices(zone, reference_part(parts), lang()),
        crs_offered=offer_crs(parts, lang()),
    )


@blueprint.get("/report/pages.svg")
def pages() -> ResponseReturnValue:
    """Show the pages of a factsheet with the choices of the address, below each other."""
    options = read_figure_options(FORMATS["factsheet.pdf"])
    work = state().work
    key = ("report/pages.svg", options)
    answer = Response(
        work.run(preview_factsheet, current_measured(), options, key=key),
        content_type="image/svg+xml",
    )
    answer.headers["Content-Security-Policy"] = download_policy("image/svg+xml")
    return answer


def _read_choices() -> dict[str, Any]:
    """Return the choices of the address, leaving out empty ones."""
    values = {key: request.args[key] for key in CHOICES if request.args.get(key)}
    values.setdefault("lang", lang())
    parts = request.args.getlist("part")
    return {**({"part": parts} if parts else {}), **values}


def _without_crs(query: dict[str, Any]) -> dict[str, Any]:
    """Return the choices that a figure has."""
    return {key: value for key, value in query.items() if key != "crs"}


def _export_command(name: str, query: dict[str, Any]) -> str:
    """Return the command line that makes the same file."""
    wanted = file_names()[name]
    flags = [] if format_by_suffix(wanted.suffix) is wanted else ["--factsheet"]
    words = ["zonemap", "export", name, *flags]
    for key, value in query.items():
        for each in value if isinstance(value, list) else [value]:
            words += [f"--{key}", each]
    return shlex.join(words)
