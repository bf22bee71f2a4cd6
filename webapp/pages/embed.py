"""`/embed`: the bare map, for an iframe in somebody else's page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from geo.errors import N_, InputError, quote_value
from maps.assets import EMBED_SCRIPTS
from maps.content.part_list import describe_map
from maps.figure.bounds import Bounds, fits_figure, parse_bounds
from maps.figure.options import VIEWS
from maps.figure.overlay.marks import Marks, parse_marks, write_marks
from maps.figure.overlay.model import Overlay
from maps.figure.overlay.words import describe_overlay
from maps.web.chrome import Chrome
from maps.web.document import render_map_document, subset_parts
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.query import read_choice
from webapp.site.backgrounds import background_data, background_messages, configured_basemaps
from webapp.site.chrome import PICTURE_OPTIONS
from webapp.site.draw_texts import draw_messages, measure_messages
from webapp.site.links import download_links, oembed_links, picture_url, static_url
from webapp.site.marks import describe_marks
from webapp.site.plot_texts import MADE, made_names
from webapp.site.static_files import map_assets
from webapp.site.tools import basemap_url, tiles_url
from webapp.state import current_measured, state

blueprint = Blueprint("embed", __name__)

ALLOWED_WORDS: Mapping[str, tuple[str, ...]] = {  # the first is the default
    "view": VIEWS,
    "theme": ("auto", "light", "dark"),
    "controls": ("1", "0"),
}
_ORIGIN = re.compile(
    r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?", re.ASCII
)


@dataclass(frozen=True, kw_only=True)
class EmbedOptions:
    """The parameters of an address of `/embed`.

    Attributes
    ----------
    parts : tuple of str
        The parts to show; empty means all.
    part : str or None
        The part whose panel is open at first.
    view, theme, controls : str
        One of `ALLOWED_WORDS`.
    parent : str or None
        The origin of the embedding page, to which the map's height may be posted.
    marks : Marks
        Rings, a queried point, a measured line or area.
    bounds : Bounds or None
        What the map shows at first, in place of the view; the page's script reads it too.
    """

    parts: tuple[str, ...]
    part: str | None
    view: str
    theme: str
    controls: str
    parent: str | None
    marks: Marks
    bounds: Bounds | None

    @property
    def drawn_parts(self) -> tuple[str, ...]:
        """The parts that a picture of it shows; empty means all."""
        return self.parts or ((self.part,) if self.part and not self.picture_options else ())

    @property
    def picture_options(self) -> dict[str, str]:
        """What of the address a picture has besides parts and view: bounds, if it can, and marks.

        With marks the open part is emphasised among the others.
        """
        found = {}
        if self.bounds is not None and fits_figure(self.bounds):
            found["bounds"] = ",".join(f"{side:.15g}" for side in self.bounds)
        if self.marks != Marks():
            found |= write_marks(self.marks) | ({"selected": self.part} if self.part else {})
        return found


@blueprint.url_value_preprocessor  # before the language is read, which may be refused too
def allow_framing(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the page be framed, and so what is said of an address that can't be used."""
    g.frame_ancestors = state().settings.embed_ancestors


@blueprint.get("/embed")
def embed() -> ResponseReturnValue:
    """Show the map with its panel and nothing else."""
    options = parse_embed_options(request.args)
    measured = (
        subset_parts(current_measured(), options.parts) if options.parts else current_measured()
    )
    marks = describe_marks(options.marks, current_measured())
    document = render_map_document(
        measured,
        lang=lang(),
        assets=map_assets(),
        chrome=Chrome(
            template="bare.html",
            scripts=EMBED_SCRIPTS,
            controls=options.controls == "1",
            theme=None if options.theme == "auto" else options.theme,
            downloads=download_links(),
            basemap_url=basemap_url(lang()),
            tiles_url=tiles_url(lang()),
            head_tags=oembed_links(),
            static_image=_static_image(options),
            styles=[] if marks is None else [static_url("marks.css")],
            data={
                "parent": options.parent,
                "messages": {
                    "wheel": _wheel_hint(),
                    "touch": _touch_hint(),
                    **background_messages(),
                    **({} if marks is None else _mark_messages()),
                },
                **({} if marks is None else {"marks": marks}),
                "plots": _plots_data(),
                **background_data(),
            },
            modules=[static_url(name) for name in _list_modules(marks)],
        ),
        selected=options.part,
        view=options.view,
    )
    g.script_hashes, g.style_hashes = document.script_hashes, document.style_hashes
    return document.html


def parse_embed_options(values: MultiDict[str, str]) -> EmbedOptions:
    """Parse the parameters of an address of `/embed`.

    Raises
    ------
    InputError, UnknownIdError
        When a value can't be used, or names a part that there is not among those shown.
    """
    listed = [each for value in values.getlist("parts") for each in value.split(",")]
    parts, part = tuple(dict.fromkeys(listed)), values.get("part")
    for part_id in parts:
        current_measured().zone.part(part_id)
    if part is not None and part not in (parts or current_measured().zone.parts.index):
        raise InputError(
            N_("No part has the id %(value)s. Use an id from the table of areas."),
            value=quote_value(part),
        )
    parent = values.get("parent")
    if parent is not None and not _ORIGIN.fullmatch(parent):
        raise InputError(
            N_("parent is %(parent)s. Use an origin such as https://example.org."),
            parent=quote_value(parent),
        )
    words = {
        name: read_choice(name, allowed, default=allowed[0], values=values)
        for name, allowed in ALLOWED_WORDS.items()
    }
    marks = parse_marks(values, current_measured().zone, part=part)
    bounds = parse_bounds(values["bounds"]) if "bounds" in values else None
    return EmbedOptions(parts=parts, part=part, parent=parent, marks=marks, bounds=bounds, **words)


def _list_modules(marks: dict[str, Any] | None) -> list[str]:
    """Return the scripts that only some embedded maps need."""
    backgrounds = ["embed.js"] if configured_basemaps() else []
    return backgrounds if marks is None else [*backgrounds, "embed_marks.js"]


def _static_image(options: EmbedOptions) -> tuple[str, str]:
    """Return address and text alternative of a picture of the same parts in the same view."""
    drawn = options.drawn_parts
    look = {"lang": lang(), "size": PICTURE_OPTIONS["size"], **options.picture_options}
    address = picture_url("svg", drawn, options.view, **look)
    measured = subset_parts(current_measured(), drawn) if drawn else current_measured()
    said = describe_map(measured, lang(), view=options.view)
    shown = describe_overlay(current_measured().zone, Overlay(marks=options.marks), lang())
    return address, " ".join(filter(None, (said, shown)))


def _wheel_hint() -> str:
    return _("Hold Ctrl and scroll to zoom the map.")


def _plots_data() -> dict[str, Any]:
    """Return what shows shapes after `#plots=`: the server never sees whether there are any."""
    return {
        "module": static_url("embed_plots.js"),
        "style": static_url("marks.css"),
        "messages": {
            **measure_messages(_),
            **made_names(),
            **{key: text for key, text in draw_messages(_).items() if key in MADE},
            "addedShapes": _("Shapes added by the user, not checked: %(count)s"),
            "linkUnreadable": _(
                "The shapes in this link cannot be read. Request the link again, or a file."
            ),
        },
    }


def _mark_messages() -> dict[str, str]:
    return {
        **measure_messages(_),
        "rings": _("Range rings"),
        "fromCentroid": _("%(distance)s from the centroid"),
        "fromItsCentroid": _("from the centroid"),
        "reachNote": _rings_note(),
    }


def _rings_note() -> str:
    return _(
        "Lines and rings show geodesic distances from the part’s centroid or the chosen point, "
        "not by road or rail."
    )


def _touch_hint() -> str:
    return _("Use two fingers to move the map.")
