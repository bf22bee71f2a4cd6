"""The pages: the map, each part, and the two tables."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from maps.explain import part_view, part_words, zone_words
from maps.interactive import map_document
from maps.language import LANGUAGES
from maps.listing import description
from maps.tabular import Column, area_columns, distance_columns
from webapp import links
from webapp.assets import FOREVER
from webapp.language import lang
from webapp.params import MEDIA_TYPES, choice, known, sort_order, wanted_format
from webapp.state import current
from webapp.tables import rows, to_csv, to_json
from webapp.tools import names_json, with_tools

blueprint = Blueprint("pages", __name__)


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
    answer = _data(names_json(code), "json")
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


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Show, or send, the table of areas."""
    table = current().areas
    return _table("areas", rows(table), ["id", *table.columns], area_columns(lang()))


@blueprint.get("/distances")
def distances() -> ResponseReturnValue:
    """Show, or send, the table of distances, whole or of one part or place."""
    table, zone = current().distances, current().zone
    for column, ids in (("id", zone.parts.index), ("place", zone.places.index)):
        only = known("part" if column == "id" else column, ids)
        if only is not None:
            table = table[table[column] == only]
    return _table("distances", rows(table), list(table.columns), distance_columns(lang()))


def _table(
    name: str,
    items: list[dict[str, Any]],
    names: Sequence[str],
    columns: Sequence[Column],
) -> ResponseReturnValue:
    form = wanted_format()
    key, down = sort_order(names)
    if key is not None:
        items = _sorted(items, key, down=down)
    if form == "json":
        return _data(to_json(items), form)
    if form == "csv":
        answer = _data(to_csv(items, names), form)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer
    zone = current().zone
    return render_template(
        f"{name}.html",
        items=items,
        columns=columns,
        sort=(key, down),
        zone=zone,
        parts=zone.parts.drop(columns="geometry").to_dict("index"),
        places=zone.places.drop(columns="geometry").to_dict("index"),
    )


def _sorted(items: list[dict[str, Any]], key: str, *, down: bool) -> list[dict[str, Any]]:
    """Sort by one column; what is unknown comes last, whichever way."""
    known_items = [item for item in items if item[key] is not None]
    unknown = [item for item in items if item[key] is None]
    return sorted(known_items, key=lambda item: _sort_key(item[key]), reverse=down) + unknown


def _sort_key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _data(text: str, form: str) -> Response:
    return Response(text, content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
