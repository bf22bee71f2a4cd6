"""`/areas` and `/distances`: the two tables as pages, CSV, JSON or XLSX."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from geo.measured import Measured
from geo.roads.rows import COLUMNS, make_road_rows
from maps.content.columns import Column, area_columns, distance_columns
from maps.content.distance_matrix import NearestPart, find_nearest_parts, make_distance_matrix
from maps.content.headings import DISTANCE_TITLES
from maps.content.method import describe_assumed_size
from maps.content.roads.matrix import RoadMatrix, make_road_matrix
from webapp.http.language import lang
from webapp.http.negotiation import negotiate_format, rows_response
from webapp.http.query import check_parameters, read_choice, read_distances, read_sort_order
from webapp.http.workbook import NO_TITLES
from webapp.serialize import Row, name_references, table_rows
from webapp.state import current_measured

blueprint = Blueprint("tables", __name__)
_TITLES = {"distances": DISTANCE_TITLES}


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Send the table of areas."""
    if negotiate_format() != "html":
        check_parameters(("sort",))
    table = current_measured().areas
    return _table_response("areas", table_rows(table), ["id", *table.columns], area_columns(lang()))


@blueprint.get("/distances")
def distances() -> ResponseReturnValue:
    """Send the table of distances, or its rows of one part or place; as a page, a matrix first."""
    measured = current_measured()
    table = read_distances(measured)
    as_page = negotiate_format() == "html"
    if not as_page:
        check_parameters(("part", "place", "sort", "view"))
    view = read_choice("view", ("matrix", "rows", "road"), default="matrix")
    if view == "road" and not as_page:
        return _send_road_rows()
    rest = {"part", "place", "sort"} & set(request.args)
    if as_page and view != "rows" and not rest and measured.are_few:
        return _render_page(
            "distances",
            matrix=make_distance_matrix(measured, lang()),
            to_stations=make_distance_matrix(measured, lang(), stations=True),
            nearest=_find_nearest_to_first(measured),
            by_road=make_road_matrix(measured, lang()),
        )
    place = request.args.get("place")
    return _table_response(
        "distances",
        table_rows(table),
        list(table.columns),
        distance_columns(lang()),
        default_sort="distance_m" if as_page and place else None,
        nearest=find_nearest_parts(measured, place, lang()) if as_page and place else [],
        by_road=_make_matrix(measured) if as_page and rest else None,
    )


def _find_nearest_to_first(measured: Measured) -> Sequence[NearestPart]:
    """Return the nearest parts to the place that a phone shows of the matrix."""
    places = measured.zone.places.index
    return find_nearest_parts(measured, str(places[0]), lang()) if len(places) else []


def _send_road_rows() -> ResponseReturnValue:
    """Send the figures by road, or those of one part or place, as data."""
    items = make_road_rows(current_measured().zone.roads, **_read_ids())
    return _table_response("roads", items, COLUMNS, ())


def _make_matrix(measured: Measured) -> RoadMatrix | None:
    """Return the figures by road of the part or the place that is asked for."""
    asked = _read_ids()
    parts = [asked["part"]] if asked["part"] else []
    return make_road_matrix(measured, lang(), parts=parts, place=asked["place"])


def _read_ids() -> dict[str, str | None]:
    return {name: request.args.get(name) for name in ("part", "place")}


def _table_response(
    name: str,
    items: list[Row],
    names: Sequence[str],
    columns: Sequence[Column],
    *,
    default_sort: str | None = None,
    **shown: Any,
) -> ResponseReturnValue:
    form = negotiate_format()
    key, down = read_sort_order(names)
    key = key or default_sort
    if key is not None:
        items = _sort_items(items, key, down=down)
    if form == "csv":
        items, names = name_references(items, names, current_measured().zone)
    if form != "html":
        return rows_response(items, names, form, name=name, titles=_TITLES.get(name, NO_TITLES))
    return _render_page(name, items=items, columns=columns, sort=(key, down), **shown)


def _render_page(name: str, **shown: Any) -> str:
    measured = current_measured()
    zone = measured.zone
    return render_template(
        f"{name}.html",
        zone=zone,
        assumed_size=describe_assumed_size(measured.sizes, lang()),
        parts=zone.parts.drop(columns="geometry").to_dict("index"),
        places=zone.places.drop(columns="geometry").to_dict("index"),
        stations=zone.stations.drop(columns="geometry").to_dict("index"),
        **shown,
    )


def _sort_items(items: list[Row], key: str, *, down: bool) -> list[Row]:
    """Sort by one column; missing values come last in either direction."""
    known_items = [item for item in items if item[key] is not None]
    unknown = [item for item in items if item[key] is None]
    return sorted(known_items, key=lambda item: _sort_key(item[key]), reverse=down) + unknown


def _sort_key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
