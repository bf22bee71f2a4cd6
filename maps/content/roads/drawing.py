"""What a figure or a map draws of the ways by road from a part, with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError, quote_value
from geo.measured import Measured
from geo.roads.model import ReachArea, RoadFigure, Roads
from geo.zone import Zone
from maps.content.part import localize_part_name
from maps.content.roads.conditions import describe_point_count, vehicle_label
from maps.content.roads.numbers import format_minutes
from maps.content.roads.table import describe_figure, localize_place
from maps.i18n import get_language, get_translator

AREAS = "areas"  # in place of the id of a place


@dataclass(frozen=True)
class RoadDrawing:
    """The way from a part to a place, or the areas reached from it, those of most minutes first."""

    part: str
    route: RoadFigure | None
    areas: Sequence[ReachArea]

    @property
    def shapes(self) -> list[Geometry]:
        """The line or the areas, WGS 84 degrees."""
        lines = [] if self.route is None or self.route.line is None else [self.route.line]
        return [*lines, *(area.shape for area in self.areas)]


def find_road_drawing(zone: Zone, part: str, asked: str | None) -> RoadDrawing | None:
    """Return what is asked for; None for nothing.

    Parameters
    ----------
    zone : Zone
    part : str
        From which.
    asked : str or None
        `AREAS`, or the id of a place.

    Raises
    ------
    InputError
        When the zone has no figures that may be shown, or not this way.
    """
    if asked is None:
        return None
    roads = zone.roads
    if roads is None or not roads.is_current:
        raise InputError(
            N_("The zone has no figures by road of its present state. Run `zonemap roads`.")
        )
    routes = list_routes(roads, part)
    areas = roads.reach_of(part)
    if asked == AREAS and areas:
        return RoadDrawing(part, None, areas)
    if asked in routes:
        return RoadDrawing(part, routes[asked], ())
    choices = (*((AREAS,) if areas else ()), *routes)
    raise InputError(
        N_("No way %(place)s from %(part)s can be drawn. Use one of %(choices)s."),
        place=quote_value(asked),
        part=quote_value(part),
        choices=choices,
    )


def list_routes(roads: Roads, part: str) -> dict[str, RoadFigure]:
    """Return the ways of the first vehicle from a part that have a line, by place."""
    vehicle = next(iter(roads.vehicles))
    return {
        each.place: each
        for each in roads.of_part(part)
        if each.line is not None and each.vehicle == vehicle
    }


def list_choices(zone: Zone, part: str, lang: str) -> list[tuple[str, str]]:
    """Return what can be drawn from a part with words; empty without figures that may be shown."""
    _, roads = get_translator(lang), zone.roads
    if roads is None or not roads.is_current:
        return []
    areas = [(AREAS, _("Areas reached in 30 to 120 minutes"))] if roads.reach_of(part) else []
    routes = [
        (
            place,
            _("Route to %(place)s") % {"place": localize_place(Measured(zone), place, lang).text},
        )
        for place in list_routes(roads, part)
    ]
    return areas + routes


def describe_drawing(zone: Zone, drawing: RoadDrawing, lang: str) -> str:
    """Return what is drawn as sentences: the way with length and time, or the areas with notes."""
    _, language = get_translator(lang), get_language(lang)
    if drawing.route is not None:
        return _("By road: %(way)s.") % {"way": describe_route(zone, drawing.route, lang)}
    texts = language.clause_separator.join(describe_area(each, lang) for each in drawing.areas)
    title = title_areas(zone, drawing.part, lang)
    first = _("%(title)s: %(areas)s.") % {"title": title, "areas": texts}
    return language.sentence_separator.join([first, *list_notes(zone, drawing.areas, lang)])


def describe_route(zone: Zone, figure: RoadFigure, lang: str) -> str:
    """Return a way from a part to a place in words: its ends, its length, its time, its vehicle."""
    _, language = get_translator(lang), get_language(lang)
    name = localize_part_name(zone.part(figure.part), lang).text
    place = localize_place(Measured(zone), figure.place, lang).text
    text = describe_figure(zone.roads, figure, lang).text if zone.roads else ""
    said = f"{name} → {place}{language.colon}{text}"
    said += describe_point_count(zone, figure.part, lang)
    vehicle = vehicle_label(figure.vehicle, lang)
    return said + language.bracket(language.comma.join((vehicle, _("free flow"))))


def title_areas(zone: Zone, part: str, lang: str) -> str:
    """Return from where, with which vehicle and in which traffic areas are reached."""
    _ = get_translator(lang)
    name = localize_part_name(zone.part(part), lang).text
    said = _("Reached by road from %(part)s (%(vehicle)s, free flow)")
    return said % {"part": name, "vehicle": vehicle_label("car", lang)}


def describe_area(area: ReachArea, lang: str) -> str:
    """Return an area's minutes, and whether it is open."""
    _ = get_translator(lang)
    text = format_minutes(area.minutes, lang)
    is_open = get_language(lang).bracket(_("open at the edge of the data"))
    return text + is_open if area.is_open else text


def list_notes(zone: Zone, areas: Sequence[ReachArea], lang: str) -> list[str]:
    """Return what is said below a part's areas: where they begin, what is open, coarse or not."""
    _ = get_translator(lang)
    said = []
    if areas and any(each.origin == "uncertainty" for each in _list_figures(zone, areas[0].part)):
        said.append(
            _(
                "The areas begin at the middle of a schematic outline, which may lie anywhere "
                "within its position uncertainty."
            )
        )
    if any(each.is_open for each in areas):
        said.append(_("An open area goes on beyond the data, where nothing was computed."))
    if areas:
        said.append(_("The areas of 90 minutes and more are coarse."))
        said.append(
            _("Areas by truck, and areas from which the part is reached, are not computed.")
        )
    return said


def _list_figures(zone: Zone, part: str) -> Sequence[RoadFigure]:
    return zone.roads.of_part(part) if zone.roads else ()
