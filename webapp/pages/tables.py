"""`/areas` and `/distances`: the two tables as pages, CSV, JSON or XLSX."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from maps.content.columns import Column, area_columns, distance_columns
from maps.content.headings import DISTANCE_TITLES
from maps.content.method import describe_assumed_size
from webapp.http.language import lang
from webapp.http.negotiation import negotiate_format, rows_response
from webapp.http.query import read_distances, read_sort_order
from webapp.http.workbook import NO_TITLES
from webapp.serialize import Row, name_references, table_rows
from webapp.state import current_measured

blueprint = Blueprint("tables", __name__)
_TITLES = {"distances": DISTANCE_TITLES}


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Send the table of areas."""
    table = current_measured().areas
    return _table_response("areas", table_rows(table), ["id", *table.columns], area_columns(lang()))


@blueprint.get("/distances")
def distances() -> ResponseReturnValue:
    """Send the table of distances, or its rows of one part or place."""
    table = read_distances(current_measured())
    return _table_response(
        "distances", table_rows(table), list(table.columns), distance_columns(lang())
    )


def _table_response(
    name: str,
    items: list[Row],
    names: Sequence[str],
    columns: Sequence[Column],
) -> ResponseReturnValue:
    form = negotiate_format()
    key, down = read_sort_order(names)
    if key is not None:
        items = _sort_items(items, key, down=down)
    if form == "csv":
        items, names = name_references(items, names, current_measured().zone)
    if form != "html":
        return rows_response(items, names, form, name=name, titles=_TITLES.get(name, NO_TITLES))
    measured = current_measured()
    zone = measured.zone
    return render_template(
        f"{name}.html",
        items=items,
        columns=columns,
        sort=(key, down),
        zone=zone,
        assumed_size=describe_assumed_size(measured.sizes, lang()),
        parts=zone.parts.drop(columns="geometry").to_dict("index"),
        places=zone.places.drop(columns="geometry").to_dict("index"),
    )


def _sort_items(items: list[Row], key: str, *, down: bool) -> list[Row]:
    """Sort by one column; missing values come last in either direction."""
    known_items = [item for item in items if item[key] is not None]
    unknown = [item for item in items if item[key] is None]
    return sorted(known_items, key=lambda item: _sort_key(item[key]), reverse=down) + unknown


def _sort_key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
