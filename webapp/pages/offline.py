"""Manifest, icons and service worker: the site can be installed and opened offline."""

import hashlib
from functools import cache
from itertools import chain
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from maps.content.part import localize_zone_name
from maps.content.part_list import has_many_parts
from maps.i18n import LANGUAGES, get_language
from maps.theme import BRAND, PAGE_COLOURS
from maps.web.chrome import Chrome
from maps.web.icon import render_icon_png, render_icon_svg
from maps.web.map_files import list_map_files
from webapp.http.language import lang
from webapp.pages.assets import CACHE_FOREVER
from webapp.site.backgrounds import background_data
from webapp.site.links import static_url
from webapp.site.static_files import map_assets, static_names
from webapp.site.tools import basemap_url, names_url, plot_texts_url, tiles_url
from webapp.state import current_measured

blueprint = Blueprint("offline", __name__)

ICONS = {"icon-48.png": (48, False), "icon-180.png": (180, True), "icon-192.png": (192, False),
         "icon-512.png": (512, False), "maskable-512.png": (512, True)}  # fmt: skip
SVG_ICON = "icon.svg"
MAP_PAGES = ("map.index",)
TABLE_PAGES = ("tables.areas", "tables.distances")  # megabytes where the parts are thousands
PAGE_STYLES = ("palette.css", "zone-shell.css", "zone-map.css")  # of templates/base.html


@blueprint.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """Describe the site as an application for home screens."""
    name = localize_zone_name(current_measured().zone, lang())
    answer = jsonify(
        id="/",
        name=name.text,
        short_name=name.text if len(name.text) <= 12 else name.text.split()[0][:12],
        lang=get_language(lang()).html_lang,
        start_url=url_for("map.index", lang=lang()),
        scope=url_for("map.index"),
        display="standalone",
        background_color=PAGE_COLOURS["paper"].light,
        theme_color=BRAND,
        icons=_icon_entries(),
    )
    answer.content_type = "application/manifest+json; charset=utf-8"
    return answer


def _icon_entries() -> list[dict[str, Any]]:
    svg = {"src": url_for("offline.icon", name=SVG_ICON), "sizes": "any", "type": "image/svg+xml"}
    return [svg, *(_png_entry(name, *look) for name, look in ICONS.items())]


def _png_entry(name: str, size_px: int, is_full: bool) -> dict[str, Any]:
    return {
        "src": url_for("offline.icon", name=name),
        "sizes": f"{size_px}x{size_px}",
        "type": "image/png",
        "purpose": "maskable" if is_full else "any",
    }


@blueprint.get("/favicon.ico", defaults={"name": "icon-48.png"})
@blueprint.get("/icons/<name>")
def icon(name: str) -> ResponseReturnValue:
    """Send the icon, PNG or SVG; browsers ask for the first address when a page names none."""
    if name == SVG_ICON:
        answer = Response(render_icon_svg(), content_type="image/svg+xml")
    elif name in ICONS:
        answer = Response(_draw_icon(name), content_type="image/png")
    else:
        abort(404)
    answer.headers["Cache-Control"] = CACHE_FOREVER.replace("31536000, immutable", "86400")
    return answer


@cache
def _draw_icon(name: str) -> bytes:
    size, full = ICONS[name]
    return render_icon_png(size, full_bleed=full)


@blueprint.get("/sw.js")
def worker() -> ResponseReturnValue:
    """Send the service worker; its version changes with the data and the scripts."""
    files = list_cached_files()
    pages = MAP_PAGES if has_many_parts(current_measured().zone) else MAP_PAGES + TABLE_PAGES
    version = hashlib.sha256(
        "\n".join([current_measured().zone.sha256, *files]).encode()
    ).hexdigest()
    script = render_template(
        "worker.js",
        version=version[:16],
        home=url_for("map.index"),
        pages=[url_for(page, lang=each) for page in pages for each in LANGUAGES],
        languages=list(LANGUAGES),
        files=files,
    )
    answer = Response(script, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def list_cached_files() -> list[str]:
    """Return the addresses of the scripts and styles that a page without a network needs."""
    of_map = list_map_files(current_measured(), Chrome(data=background_data()))
    names = [*PAGE_STYLES, *chain(*map(map_assets().select_files, of_map))]
    ours = [map_assets().get_url(name) for name in names]
    icon_url = url_for("offline.icon", name=SVG_ICON)
    ground = filter(None, [make(code) for make in (basemap_url, tiles_url) for code in LANGUAGES])
    texts = [make_url(code) for make_url in (names_url, plot_texts_url) for code in LANGUAGES]
    return [*ours, *map(static_url, static_names()), icon_url, *texts, *ground]
