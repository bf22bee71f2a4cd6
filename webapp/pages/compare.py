"""`/compare`: two to four parts side by side; a page, CSV, JSON or XLSX."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, InputError, quote_value
from geo.geodesy.antimeridian import unwrapped_bounds
from geo.measured import Measured
from geo.roads.rows import make_part_columns
from maps.content.comparison import are_alike, compare_areas, compare_distances
from maps.content.headings import FROM_EDGE
from maps.content.part import get_part_view
from maps.content.part_list import make_part_tree
from maps.content.roads.matrix import make_road_matrix
from maps.svg.ground import credit_ground
from maps.svg.thumbnail import draw_thumbnail, fit_view_boxes
from webapp.http.language import lang
from webapp.http.negotiation import negotiate_format, rows_response
from webapp.http.query import check_parameters
from webapp.serialize import Row, make_plain_rows, name_references, table_rows
from webapp.state import current_measured

blueprint = Blueprint("compare", __name__)

FEWEST, MOST = 2, 4
DISTANCE_FIELDS = (
    *("distance_m", "centre_distance_m", "bearing_deg", "bearing_uncertainty_deg"),
    "position_uncertainty_m",
)


@blueprint.get("/compare")
def compare() -> ResponseReturnValue:
    """Send the comparison of the parts that `part` names, or a page to choose them on."""
    measured, form = current_measured(), negotiate_format()
    part_ids = read_part_ids(measured)
    if form == "html":
        return _render_page(measured, part_ids)
    check_parameters((), repeated=("part",))
    if len(part_ids) < FEWEST:
        raise InputError(
            N_("There are fewer than two parts to compare. Name each, as in ?part=a&part=b.")
        )
    items = comparison_rows(measured, part_ids)
    columns = list(items[0])
    if form == "csv":
        items, columns = name_references(items, columns, measured.zone)
    return rows_response(items, columns, form, name="comparison", titles=FROM_EDGE)


def read_part_ids(measured: Measured) -> list[str]:
    """Return the ids that the request names, each once, in its order; at most four."""
    asked = list(dict.fromkeys(request.args.getlist("part")))
    unknown = [each for each in asked if each not in measured.zone.parts.index]
    if unknown:
        raise InputError(
            N_("No part has the id %(value)s. Use an id from the table of areas."),
            value=quote_value(unknown[0]),
        )
    if len(asked) > MOST:
        raise InputError(
            N_("There are %(count)s parts to compare. Name at most %(most)s."),
            count=len(asked),
            most=MOST,
        )
    return asked


def comparison_rows(measured: Measured, part_ids: list[str]) -> list[Row]:
    """Return one row a part: its measures, the ways to each place, its sources."""
    far: dict[str, Row] = {
        part_id: {
            f"{row['place']}_{key}": row[key]
            for row in make_plain_rows(measured.of_part(part_id).distances)
            for key in DISTANCE_FIELDS
        }
        for part_id in part_ids
    }
    places = list(map(str, measured.zone.places.index))
    by_road = {key: make_part_columns(measured.zone.roads, key, places) for key in part_ids}
    sources = measured.zone.parts["sources"]
    return [
        {**row, **far[row["id"]], **by_road[row["id"]], "sources": list(sources[row["id"]])}
        for row in table_rows(measured.areas.loc[part_ids])
    ]


def _render_page(measured: Measured, part_ids: list[str]) -> str:
    zone, enough = measured.zone, len(part_ids) >= FEWEST
    by_road = make_road_matrix(measured, lang(), parts=part_ids) if enough else None
    bounds = unwrapped_bounds(zone.parts.geometry)
    framed = fit_view_boxes(zone.parts.loc[part_ids]) if enough else {}
    return render_template(
        "compare.html",
        zone=zone,
        part_ids=part_ids,
        parts=[get_part_view(measured, part_id, lang()) for part_id in part_ids] if enough else [],
        thumbnails={key: draw_thumbnail(zone, key, at, lang=lang()) for key, at in framed.items()},
        credits=credit_ground(zone, lang(), tiles_in=bounds) if enough else (),
        entries=make_part_tree(measured, lang()) if measured.are_few else [],
        area_bars=compare_areas(measured, part_ids, lang()) if enough else {},
        distance_bars=compare_distances(measured, part_ids, lang()) if enough else [],
        are_alike=are_alike,
        by_road=by_road,
        road_cells={row.part.id: row.cells for row in by_road.rows} if by_road else {},
    )
