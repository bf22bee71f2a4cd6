"""`/embed`: the bare map, for an iframe in somebody else's page."""

import re

from flask import Blueprint, g, request, url_for
from flask.typing import ResponseReturnValue

from geo.errors import InputError, shown
from maps.assets import EMBED_SCRIPTS
from maps.explain import Measured
from maps.interactive import Chrome, map_document, only
from maps.listing import description
from webapp.backgrounds import background_data, background_messages, basemaps
from webapp.language import gettext as _
from webapp.language import lang
from webapp.links import PICTURE, downloads, map_assets, static_url
from webapp.params import choice, known
from webapp.state import current, state

blueprint = Blueprint("embed", __name__)

_ORIGIN = re.compile(
    r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?", re.ASCII
)


@blueprint.get("/embed")
def embed() -> ResponseReturnValue:
    """Show the map with its panel and nothing else."""
    measured = _chosen(current())
    theme = choice("theme", ("auto", "light", "dark"), default="auto")
    controls = choice("controls", ("1", "0"), default="1") == "1"
    picture = url_for("exports.export", name="figure.svg", lang=lang(), size=PICTURE["size"])
    document = map_document(
        measured,
        lang=lang(),
        assets=map_assets(),
        chrome=Chrome(
            template="bare.html",
            scripts=EMBED_SCRIPTS,
            controls=controls,
            theme=None if theme == "auto" else theme,
            downloads=downloads(),
            static_image=(picture, description(measured, lang())),
            data={
                "parent": parent_origin(),
                "messages": {"wheel": _wheel(), "touch": _touch(), **background_messages()},
                **background_data(),
            },
            modules=[static_url("embed.js")] if basemaps() else [],
        ),
        selected=known("part", measured.zone.parts.index),
        view=choice("view", ("zone", "region"), default="zone"),
    )
    g.script_hash = document.script_hash
    g.frame_ancestors = state().settings.embed_ancestors
    return document.html


def _chosen(measured: Measured) -> Measured:
    """Return the zone with the parts that `?parts=a,b` names, or all of them."""
    ids = [each for value in request.args.getlist("parts") for each in value.split(",") if each]
    return only(measured, ids) if ids else measured


def parent_origin() -> str | None:
    """Return the origin that the map's height may be told to (`?parent=https://host`)."""
    origin = request.args.get("parent")
    if origin is not None and not _ORIGIN.fullmatch(origin):
        raise InputError(f"parent is {shown(origin)}; give an origin such as https://example.org")
    return origin


def _wheel() -> str:
    return _("Hold Ctrl and scroll to zoom the map")


def _touch() -> str:
    return _("Use two fingers to move the map")
