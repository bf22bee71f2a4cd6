"""`/` and `/parts/<id>`: the map, with or without a part's panel open."""

from typing import Any

from flask import Blueprint, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from maps.content.part import part_view, part_words, zone_words
from maps.content.part_list import description
from maps.i18n import LANGUAGES
from maps.web.document import map_document
from webapp.http.language import lang
from webapp.http.negotiation import data_response
from webapp.http.query import choice
from webapp.pages.assets import FOREVER
from webapp.site import chrome as links
from webapp.site.tools import names_json, with_tools
from webapp.state import current

blueprint = Blueprint("map", __name__)


@blueprint.app_context_processor
def site() -> dict[str, Any]:
    """Give every template the site's links and the zone's name."""
    return {
        "lang": lang(),
        "chrome": links.site_chrome(),
        "links": links,
        "zone_name": zone_words(current().zone, lang()),
        "assets": links.map_assets(),
    }


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the map."""
    return _map(None)


@blueprint.get("/parts/<path:part_id>")
def part(part_id: str) -> ResponseReturnValue:
    """Show the map with one part's panel open, or the panel alone for a script."""
    if "fragment" in request.args:
        view = part_view(current(), part_id, lang())
        return render_template("part_fragment.html", part=view, digest=current().zone.sha256)
    return _map(part_id)


@blueprint.get("/names/<digest>/<code>.json")
def names(digest: str, code: str) -> Response:
    """Send the names that can be searched for; of other data than asked for, not to be kept."""
    if code not in LANGUAGES:
        abort(404)
    answer = data_response(names_json(code), "json")
    if current().zone.digest.startswith(digest):
        answer.headers["Cache-Control"] = FOREVER
    return answer


def _map(selected: str | None) -> str:
    measured = current()
    shown = zone_words(measured.zone, lang()).text
    if selected is not None:
        shown = part_words(measured.zone.part(selected), lang()).text
    document = map_document(
        measured,
        lang=lang(),
        assets=links.map_assets(),
        chrome=with_tools(links.map_chrome(shown, description(measured, lang()))),
        selected=selected,
        view=choice("view", ("zone", "region"), default="zone"),
    )
    g.script_hash = document.script_hash
    return document.html
