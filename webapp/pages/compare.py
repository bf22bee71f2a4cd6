"""`/compare`: two to four parts side by side; a page, CSV, JSON or XLSX.

A choice that can't be compared is refused on the page itself, with what was chosen still ticked.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from geo.errors import N_, InputError, quote_value
from geo.geodesy.antimeridian import unwrapped_bounds
from geo.measured import Measured
from geo.roads.rows import make_part_columns
from maps.content.comparison import are_alike, compare_areas, compare_distances
from maps.content.headings import FROM_EDGE
from maps.content.part import get_part_view
from maps.content.part_list import list_parts, make_part_tree
from maps.content.roads.matrix import make_road_matrix
from maps.i18n import translate_phrase
from maps.svg.ground import credit_ground
from maps.svg.thumbnail import draw_thumbnail, fit_view_boxes
from webapp.http.language import lang
from webapp.http.negotiation import negotiate_format, rows_response
from webapp.http.query import check_parameters
from webapp.serialize import Row, make_plain_rows, name_references, table_rows
from webapp.state import current_measured

blueprint = Blueprint("compare", __name__)

FEWEST, MOST = 2, 4
MOST_LISTED = 60  # of those that were chosen in a zone of thousands
MISNAMED = re.compile(r"(part|id)s?(\[\])?", re.IGNORECASE)
DISTANCE_FIELDS = (
    *("distance_m", "centre_distance_m", "bearing_deg", "bearing_uncertainty_deg"),
    "position_uncertainty_m",
)


@blueprint.get("/compare")
def compare() -> ResponseReturnValue:
    """Send the comparison of the parts that `part` names, or a page to choose them on."""
    measured, form = current_measured(), negotiate_format()
    asked = list(dict.fromkeys(request.args.getlist("part")))
    if form == "html":
        return _answer_page(measured, asked)
    check_parameters((), repeated=("part",))
    check_choice(measured, asked)
    items = comparison_rows(measured, asked)
    columns = list(items[0])
    if form == "csv":
        items, columns = name_references(items, columns, measured.zone)
    return rows_response(items, columns, form, name="comparison", titles=FROM_EDGE)


def _answer_page(measured: Measured, asked: list[str]) -> ResponseReturnValue:
    """Return the comparison; without one the chooser, and what is wrong with the choice."""
    misnamed, known = find_misnamed(), measured.zone.parts.index
    if not asked and not misnamed:
        return _render_page(measured, [])
    try:
        if misnamed:
            raise InputError(
                N_(
                    "Unknown parameter %(name)s. Choose two to four parts, or name each, "
                    "as in ?part=a&part=b."
                ),
                name=quote_value(misnamed),
            )
        check_choice(measured, asked, is_page=True)
    except InputError as error:
        meant = ",".join([*asked, *request.args.getlist(misnamed)]).split(",")
        ticked = [each for each in known if each in {*asked, *meant}]
        said = translate_phrase(error.phrase, lang())
        # The map's button leads here with one part: a choice that is begun is nothing wrong.
        is_begun = len(asked) == 1 and ticked == asked and not misnamed
        status = HTTPStatus.OK if is_begun else HTTPStatus.BAD_REQUEST
        return _render_page(measured, [], ticked=ticked, refusal=said), status
    return _render_page(measured, asked, ticked=asked)


def find_misnamed() -> str:
    """Return the parameter that was taken for `part`, as `parts` is elsewhere; else empty text.

    Any other that is unknown does no harm: messengers add their own.
    """
    names = (name for name in request.args if name != "part")
    return next((each for each in names if MISNAMED.fullmatch(each)), "")


def check_choice(measured: Measured, asked: Sequence[str], *, is_page: bool = False) -> None:
    """Raise InputError for ids that aren't two to four of the zone's parts."""
    unknown = [each for each in asked if each not in measured.zone.parts.index]
    if unknown:
        raise InputError(
            N_("No part has the id %(value)s. Choose two to four parts.")
            if is_page
            else N_("No part has the id %(value)s. Use an id from the table of areas."),
            value=tuple(map(quote_value, unknown[:MOST])),
        )
    if len(asked) < FEWEST:
        raise InputError(
            N_("Only one part is chosen. Choose two to four parts.")
            if is_page
            else N_("There are fewer than two parts to compare. Name each, as in ?part=a&part=b.")
        )
    if len(asked) > MOST:
        raise InputError(
            N_("There are %(count)s parts to compare. Choose at most %(most)s."),
            count=len(asked),
            most=MOST,
        )


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


def _render_page(
    measured: Measured, part_ids: list[str], *, ticked: Sequence[str] = (), refusal: str = ""
) -> str:
    zone, enough = measured.zone, bool(part_ids)
    by_road = make_road_matrix(measured, lang(), parts=part_ids) if enough else None
    bounds = unwrapped_bounds(zone.parts.geometry)
    framed = fit_view_boxes(zone.parts.loc[part_ids]) if enough else {}
    return render_template(
        "compare.html",
        zone=zone,
        part_ids=part_ids,
        ticked=ticked,
        refusal=refusal,
        most=MOST,
        parts=[get_part_view(measured, part_id, lang()) for part_id in part_ids] if enough else [],
        thumbnails={key: draw_thumbnail(zone, key, at, lang=lang()) for key, at in framed.items()},
        credits=credit_ground(zone, lang(), tiles_in=bounds) if enough else (),
        entries=make_part_tree(measured, lang())
        if measured.are_few
        else list_parts(measured, ticked[:MOST_LISTED], lang()),
        area_bars=compare_areas(measured, part_ids, lang()) if enough else {},
        distance_bars=compare_distances(measured, part_ids, lang()) if enough else [],
        are_alike=are_alike,
        by_road=by_road,
        road_cells={row.part.id: row.cells for row in by_road.rows} if by_road else {},
    )
