"""`/areas` and `/distances`: the two tables as pages, CSV or JSON."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from maps.content.columns import Column, area_columns, distance_columns
from webapp.http.language import lang
from webapp.http.negotiation import data_response, negotiate_format
from webapp.http.query import read_id, read_sort_order
from webapp.serialize import table_rows, to_csv, to_json
from webapp.state import current_measured

blueprint = Blueprint("tables", __name__)


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Show, or send, the table of areas."""
    table = current_measured().areas
    return _table_response("areas", table_rows(table), ["id", *table.columns], area_columns(lang()))


@blueprint.get("/distances")
def distances() -> ResponseReturnValue:
    """Show, or send, the table of distances, whole or of one part or place."""
    table, zone = current_measured().distances, current_measured().zone
    for column, ids in (("id", zone.parts.index), ("place", zone.places.index)):
        only = read_id("part" if column == "id" else column, ids)
        if only is not None:
            table = table[table[column] == only]
    return _table_response(
        "distances", table_rows(table), list(table.columns), distance_columns(lang())
    )


def _table_response(
    name: str,
    items: list[dict[str, Any]],
    names: Sequence[str],
    columns: Sequence[Column],
) -> ResponseReturnValue:
    form = negotiate_format()
    key, down = read_sort_order(names)
    if key is not None:
        items = _sort_items(items, key, down=down)
    if form == "json":
        return data_response(to_json(items), form)
    if form == "csv":
        answer = data_response(to_csv(items, names), form)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer
    zone = current_measured().zone
    return render_template(
        f"{name}.html",
        items=items,
        columns=columns,
        sort=(key, down),
        zone=zone,
        parts=zone.parts.drop(columns="geometry").to_dict("index"),
        places=zone.places.drop(columns="geometry").to_dict("index"),
    )


def _sort_items(items: list[dict[str, Any]], key: str, *, down: bool) -> list[dict[str, Any]]:
    """Sort by one column; what is unknown comes last, whichever way."""
    known_items = [item for item in items if item[key] is not None]
    unknown = [item for item in items if item[key] is None]
    return sorted(known_items, key=lambda item: _sort_key(item[key]), reverse=down) + unknown


def _sort_key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
