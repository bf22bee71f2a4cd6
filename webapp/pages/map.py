"""`/` and `/parts/<id>`: the map, with or without a part's panel open."""

from typing import Any

from flask import Blueprint, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from maps.content.part import get_part_view, localize_part_name, localize_zone_name
from maps.content.part_list import describe_map
from maps.figure.bounds import parse_bounds
from maps.figure.options import VIEWS
from maps.i18n import LANGUAGES
from maps.web.document import render_map_document
from webapp.http.language import lang
from webapp.http.query import read_choice
from webapp.pages.assets import CACHE_FOREVER
from webapp.site import chrome, links, static_files
from webapp.site.documentation import documentation_url
from webapp.site.plot_texts import plot_texts_digest, plot_texts_json
from webapp.site.tools import add_tools, basemap_json, map_data_digest, names_json
from webapp.state import current_measured

blueprint = Blueprint("map", __name__)


@blueprint.app_context_processor
def template_context() -> dict[str, Any]:
    """Give every template the site's links and the zone's name."""
    return {
        "lang": lang(),
        "chrome": chrome.site_chrome(),
        "links": links,
        "documentation_url": documentation_url,
        "zone_name": localize_zone_name(current_measured().zone, lang()),
        "assets": static_files.map_assets(),
    }


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the map."""
    return _render_map(None)


@blueprint.get("/parts/<path:part_id>")
def part(part_id: str) -> ResponseReturnValue:
    """Show the map with one part's panel open, or the panel alone for a script."""
    if "fragment" in request.args:
        view = get_part_view(current_measured(), part_id, lang())
        return render_template("part_fragment.html", part=view)
    return _render_map(part_id)


@blueprint.get("/names/<digest>/<code>.json")
def names(digest: str, code: str) -> Response:
    """Send the searchable names; cached for good only at the address of the current data."""
    if code not in LANGUAGES:
        abort(404)
    answer = Response(names_json(code), content_type="application/json; charset=utf-8")
    # An address of other data or software must not be answered with these for a year.
    if digest == map_data_digest():
        answer.headers["Cache-Control"] = CACHE_FOREVER
    return answer


@blueprint.get("/texts/<digest>/<code>.json")
def plot_texts(digest: str, code: str) -> Response:
    """Send the texts of what a person adds to the map, as `names` sends the searchable names."""
    if code not in LANGUAGES:
        abort(404)
    answer = Response(plot_texts_json(code), content_type="application/json; charset=utf-8")
    if digest == plot_texts_digest(code):
        answer.headers["Cache-Control"] = CACHE_FOREVER
    return answer


@blueprint.get("/basemap/<digest>/<code>.json")
def basemap(digest: str, code: str) -> Response:
    """Send the base map's lines and names, as `names` sends the searchable names."""
    if code not in LANGUAGES:
        abort(404)
    answer = Response(basemap_json(code), content_type="application/json; charset=utf-8")
    answer.headers["Access-Control-Allow-Origin"] = "*"  # a sandboxed frame has no origin
    if digest == map_data_digest():
        answer.headers["Cache-Control"] = CACHE_FOREVER
    return answer


def _render_map(selected: str | None) -> str:
    if "bounds" in request.args:
        parse_bounds(request.args["bounds"])  # the page's script goes there
    measured = current_measured()
    shown = localize_zone_name(measured.zone, lang()).text
    if selected is not None:
        shown = localize_part_name(measured.zone.part(selected), lang()).text
    document = render_map_document(
        measured,
        lang=lang(),
        assets=static_files.map_assets(),
        chrome=add_tools(chrome.map_chrome(shown, describe_map(measured, lang()))),
        selected=selected,
        view=read_choice("view", VIEWS, default=VIEWS[0]),
    )
    g.script_hashes, g.style_hashes = document.script_hashes, document.style_hashes
    return document.html
