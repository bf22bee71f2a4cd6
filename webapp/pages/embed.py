"""`/embed`: the bare map, for an iframe in somebody else's page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from geo.errors import N_, InputError, shown
from maps.assets import EMBED_SCRIPTS
from maps.content.part_list import description
from maps.web.document import Chrome, map_document, only
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.query import choice
from webapp.site.backgrounds import background_data, background_messages, basemaps
from webapp.site.chrome import PICTURE, downloads, map_assets, picture_url, static_url
from webapp.state import current, state

blueprint = Blueprint("embed", __name__)

WORDS: Mapping[str, tuple[str, ...]] = {  # the first is the default
    "view": ("zone", "region"),
    "theme": ("auto", "light", "dark"),
    "controls": ("1", "0"),
}
_ORIGIN = re.compile(
    r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?", re.ASCII
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an address of `/embed` asks for.

    Attributes
    ----------
    parts : tuple of str
        The parts to show; empty means all.
    part : str or None
        The part whose panel is open at first.
    view, theme, controls : str
        One of `WORDS`.
    parent : str or None
        The origin that the map's height may be told to.
    """

    parts: tuple[str, ...]
    part: str | None
    view: str
    theme: str
    controls: str
    parent: str | None

    @property
    def drawn(self) -> tuple[str, ...]:
        """The parts that a picture of it shows; empty means all."""
        return self.parts or ((self.part,) if self.part else ())


@blueprint.get("/embed")
def embed() -> ResponseReturnValue:
    """Show the map with its panel and nothing else."""
    wanted = wanted_map(request.args)
    measured = only(current(), wanted.parts) if wanted.parts else current()
    document = map_document(
        measured,
        lang=lang(),
        assets=map_assets(),
        chrome=Chrome(
            template="bare.html",
            scripts=EMBED_SCRIPTS,
            controls=wanted.controls == "1",
            theme=None if wanted.theme == "auto" else wanted.theme,
            downloads=downloads(),
            static_image=_static_image(wanted),
            data={
                "parent": wanted.parent,
                "messages": {"wheel": _wheel(), "touch": _touch(), **background_messages()},
                **background_data(),
            },
            modules=[static_url("embed.js")] if basemaps() else [],
        ),
        selected=wanted.part,
        view=wanted.view,
    )
    g.script_hash = document.script_hash
    g.frame_ancestors = state().settings.embed_ancestors
    return document.html


def wanted_map(values: MultiDict[str, str]) -> Wanted:
    """Return what the parameters of an address of `/embed` ask for.

    Raises
    ------
    InputError, UnknownIdError
        When a value can't be used, or names a part that there is not among those shown.
    """
    listed = [each for value in values.getlist("parts") for each in value.split(",")]
    parts, part = tuple(dict.fromkeys(listed)), values.get("part")
    for part_id in parts:
        current().zone.part(part_id)
    if part is not None and part not in (parts or current().zone.parts.index):
        raise InputError(N_("part is %(part)s; use one of the ids of the table"), part=shown(part))
    parent = values.get("parent")
    if parent is not None and not _ORIGIN.fullmatch(parent):
        raise InputError(
            N_("parent is %(parent)s; give an origin such as https://example.org"),
            parent=shown(parent),
        )
    words = {
        name: choice(name, allowed, default=allowed[0], values=values)
        for name, allowed in WORDS.items()
    }
    return Wanted(parts=parts, part=part, parent=parent, **words)


def _static_image(wanted: Wanted) -> tuple[str, str]:
    """Return address and text alternative of a picture of the same parts in the same view."""
    drawn = wanted.drawn
    address = picture_url("svg", drawn, wanted.view, lang=lang(), size=PICTURE["size"])
    measured = only(current(), drawn) if drawn else current()
    return address, description(measured, lang(), view=wanted.view)


def _wheel() -> str:
    return _("Hold Ctrl and scroll to zoom the map")


def _touch() -> str:
    return _("Use two fingers to move the map")
