"""The online backgrounds that this site's configuration turns on; none by default."""

import os
from typing import Any

from flask import Flask, current_app, g

from maps.web.basemaps import Basemap, read_basemaps
from webapp.config import Settings
from webapp.http.language import gettext as _
from webapp.http.language import lang


def register_basemaps(app: Flask, settings: Settings) -> None:
    """Read the backgrounds; raise InputError when one can't be used."""
    app.extensions["zonemap-basemaps"] = read_basemaps(settings.basemaps, os.environ)


def configured_basemaps() -> tuple[Basemap, ...]:
    """Return the backgrounds of the running application."""
    found: tuple[Basemap, ...] = current_app.extensions["zonemap-basemaps"]
    return found


def background_data() -> dict[str, Any]:
    """Return what the page's script needs; nothing when there are none. Opens the page's policy.

    The tiles' hosts go into the Content-Security-Policy of this answer, and of no other.
    """
    if not configured_basemaps():
        return {}
    g.image_sources = sorted({origin for each in configured_basemaps() for origin in each.origins})
    return {"backgrounds": [each.to_page_dict(lang()) for each in configured_basemaps()]}


def background_messages() -> dict[str, str]:
    """Return the texts of the script; none when there are no backgrounds."""
    if not configured_basemaps():
        return {}
    return {
        "background": _("Background"),
        "offline": _("None (works offline)"),
        "silent": _("%(name)s does not answer; the map goes on without it."),
        "review": _("Map review number"),
        "gcj02": _("GCJ-02 tiles, moved under the WGS 84 data for display only"),
    }
