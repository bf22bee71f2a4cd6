"""The backgrounds that the configuration turns on; none by default."""

import os
from typing import Any

from flask import Flask, current_app, g, url_for

from maps.web.basemaps import Basemap, read_basemaps
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.settings.config import Settings


def register_basemaps(app: Flask, settings: Settings) -> None:
    """Read the configured basemaps; raise InputError when one can't be used."""
    app.extensions["zonemap-basemaps"] = read_basemaps(settings.basemaps, os.environ)


def configured_basemaps() -> tuple[Basemap, ...]:
    """Return the basemaps of the running application."""
    found: tuple[Basemap, ...] = current_app.extensions["zonemap-basemaps"]
    return found


def background_data() -> dict[str, Any]:
    """Return the basemaps as the page's script needs them; empty when there are none.

    Also adds the hosts of the tiles to the Content-Security-Policy of this answer.
    """
    if not configured_basemaps():
        return {}
    # Read by webapp.http.security, which writes the policy of this answer.
    g.image_sources = sorted({origin for each in configured_basemaps() for origin in each.origins})
    return {"backgrounds": [_describe(each) for each in configured_basemaps()]}


def _describe(basemap: Basemap) -> dict[str, Any]:
    """Return a basemap as the page's script needs it; one in a file has an address here."""
    values = basemap.to_page_dict(lang())
    if basemap.file:
        address = url_for("backgrounds.tile", name=basemap.id, zoom=0, x=0, y=0)
        values["urls"] = [address.removesuffix("0/0/0") + "{z}/{x}/{y}"]
    return values


def background_messages() -> dict[str, str]:
    """Return the texts of the script; empty when there are no basemaps."""
    if not configured_basemaps():
        return {}
    return {
        "background": _("Basemap"),
        "offline": _("None (works offline)"),
        "silent": _("%(name)s is not responding; the map is shown without this basemap."),
        "review": _("Map review number"),
        "gcj02": _("GCJ-02 tiles, shifted to align with the WGS 84 data; for display only"),
    }
