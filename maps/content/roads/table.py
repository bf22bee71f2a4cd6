"""The ways by road from a part to the places, as rows of text."""

from collections.abc import Sequence

from geo.measured import Measured
from geo.roads.model import GAP_WARNING_M, RoadFigure, Roads
from geo.zone import Zone
from maps import formatting
from maps.content.models import LocalizedText, RoadCell, RoadRow, RoadTable
from maps.content.roads.conditions import (
    credit_roads,
    describe_change,
    describe_conditions,
    vehicle_label,
)
from maps.content.roads.numbers import (
    format_length_range,
    format_ratio,
    format_time_range,
)
from maps.i18n import display_name, get_language, get_translator, localize_field


def make_road_table(measured: Measured, part_id: str, lang: str) -> RoadTable | None:
    """Return the ways by road of a part; None where none were computed."""
    roads = measured.zone.roads
    if roads is None:
        return None
    if not roads.is_current:
        return RoadTable((), (), (describe_change(roads, lang),), "")
    figures = roads.of_part(part_id)
    if not figures:
        return None
    rows: list[RoadRow] = []
    for place in dict.fromkeys(each.place for each in figures):
        own = [each for each in figures if each.place == place]
        rows += _make_rows(roads, own, localize_place(measured, place, lang), lang)
    notes = (*describe_start(figures, lang), describe_conditions(roads, lang))
    return RoadTable(
        list_vehicles(roads, lang),
        rows,
        notes,
        credit_roads(roads, lang),
        has_areas=bool(roads.reach_of(part_id)),
    )


def list_vehicles(roads: Roads, lang: str) -> list[str]:
    """Return the names of the vehicles, in the order of the cells."""
    return [vehicle_label(each, lang) for each in roads.vehicles]


def localize_place(measured: Measured, place: str, lang: str) -> LocalizedText:
    """Return the name of a place, or its id."""
    row = measured.zone.place_rows[place]
    text, found = localize_field(row, "name", lang)
    return LocalizedText(text or place, get_language(found).html_lang if text else "und")


def _make_rows(
    roads: Roads, figures: Sequence[RoadFigure], place: LocalizedText, lang: str
) -> list[RoadRow]:
    """Return a row for both directions where they read alike, else one for each."""
    _ = get_translator(lang)
    rows = []
    for direction, label in (("to", _("to the place")), ("from", _("from the place"))):
        own = {each.vehicle: each for each in figures if each.direction == direction}
        known = [own[key] for key in roads.vehicles if key in own]
        if known:
            cells = [describe_figure(roads, each, lang) for each in known]
            rows.append(RoadRow(place, label, cells, format_ratio(known[0].ratio, lang)))
    if len(rows) == 2 and _read_cells(rows[0]) == _read_cells(rows[1]):
        return [RoadRow(place, _("both directions"), rows[0].cells, rows[0].ratio)]
    return rows


def _read_cells(row: RoadRow) -> list[tuple[str, Sequence[str]]]:
    return [(cell.text, cell.remarks) for cell in row.cells]


def describe_way(zone: Zone, part_id: str, place: str, lang: str) -> str:
    """Return the way of the first vehicle to a place; empty where there is none."""
    roads = zone.roads
    if roads is None or not roads.is_current:
        return ""
    vehicle = next(iter(roads.vehicles))
    for each in roads.of_part(part_id):
        is_asked = (each.place, each.vehicle, each.direction) == (place, vehicle, "to")
        if is_asked and each.status == "found":
            return describe_figure(roads, each, lang).text
    return ""


def list_ways(zone: Zone, part_id: str, places: Sequence[str], lang: str) -> list[str]:
    """Return the ways of the first vehicle to places, each with the name of its place."""
    ways = {place: describe_way(zone, part_id, place, lang) for place in places}
    return [
        f"{display_name({**zone.place_rows[place], 'id': place}, lang)} {way}"
        for place, way in ways.items()
        if way
    ]


def describe_figure(roads: Roads, figure: RoadFigure, lang: str) -> RoadCell:
    """Return a figure as text: length and time, or why there is none."""
    _ = get_translator(lang)
    if figure.status != "found":
        return RoadCell(_explain_missing(roads, figure, lang), "", ())
    remarks = [
        _describe_toll(figure, lang) if figure.has_toll else "",
        _("ferry") if figure.has_ferry else "",
        _("%(answered)s of %(asked)s points")
        % {"answered": figure.points_answered, "asked": figure.points_asked}
        if figure.points_answered < figure.points_asked
        else "",
    ]
    return RoadCell(
        format_length_range(figure.least_m, figure.most_m, lang),
        format_time_range(figure.least_s, figure.most_s, lang),
        tuple(filter(None, remarks)),
        key=f"{figure.place}/{figure.vehicle}" if figure.line is not None else "",
    )


def _describe_toll(figure: RoadFigure, lang: str) -> str:
    _ = get_translator(lang)
    if not figure.toll_free_m > 0:
        return _("toll road")
    return _("toll road (without tolls: %(length)s, %(time)s)") % {
        "length": formatting.distance(figure.toll_free_m, lang),
        "time": format_time_range(figure.toll_free_s, figure.toll_free_s, lang),
    }


def _explain_missing(roads: Roads, figure: RoadFigure, lang: str) -> str:
    _ = get_translator(lang)
    if figure.status == "restricted":
        return _explain_restriction(roads, figure, lang)
    return {
        "beyond_extract": _("beyond the extracts: not computed"),
        "no_road_near": _("no road within 5 km in these data"),
        "no_connection": _("no drivable connection in these data"),
        "not_this_direction": _("no connection in this direction in these data"),
        "failed": _("not computed: the routing engine failed"),
    }[figure.status]


def _explain_restriction(roads: Roads, figure: RoadFigure, lang: str) -> str:
    _ = get_translator(lang)
    said = _("no connection for this vehicle in these data")
    limits = {
        "height": _("height %(value)s m"),
        "width": _("width %(value)s m"),
        "length": _("length %(value)s m"),
        "weight": _("mass %(value)s t"),
        "axle_load": _("axle load %(value)s t"),
    }
    value = roads.vehicles.get(figure.vehicle, {}).get(figure.limit or "")
    if figure.limit not in limits or value is None:
        return said
    limit = limits[figure.limit] % {"value": f"{value:g}"}
    return said + get_language(lang).bracket(limit)


def describe_start(figures: Sequence[RoadFigure], lang: str) -> list[str]:
    """Return where the ways of a part begin, and how far the roads are that they use."""
    _ = get_translator(lang)
    count = figures[0].points_asked
    starts = {
        "gates": _("From the gates of the part (%(count)s)."),
        "uncertainty": _(
            "The outline is schematic: each figure is the range over %(count)s points within its "
            "position uncertainty."
        ),
        "centre": _("From a point in the middle of the part."),
    }
    said = [starts[figures[0].origin] % {"count": count}]
    gaps_m = [each.gap_m for each in figures if each.status == "found"]
    if gaps_m:
        said.append(describe_gap(max(gaps_m), lang))
    return said


def describe_gap(gap_m: float, lang: str) -> str:
    """Return how far the road is that is used, as a caution where that is over 500 m."""
    _ = get_translator(lang)
    length = formatting.distance(gap_m, lang)
    if gap_m > GAP_WARNING_M:
        return _("Caution: the road that is used is up to %(length)s away.") % {"length": length}
    return _("The road that is used is up to %(length)s away.") % {"length": length}
