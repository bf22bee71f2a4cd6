"""What the map draws of the ways by road from a part: lines and areas, each with its words."""

from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.measured import Measured
from geo.roads.model import ReachArea, RoadFigure
from maps.content.part import localize_part_name
from maps.content.roads.conditions import (
    credit_roads,
    describe_point_count,
    vehicle_label,
)
from maps.content.roads.numbers import format_minutes
from maps.content.roads.table import describe_figure, localize_place
from maps.i18n import get_language, get_translator


def make_road_shapes(measured: Measured, part_id: str, lang: str) -> Json:
    """Return the lines and areas of a part as JSON has them; nothing where none may be shown.

    Positions are [latitude, longitude], WGS 84 degrees.
    """
    zone = measured.zone
    roads = zone.roads
    if roads is None or not roads.is_current:
        return {"routes": {}, "areas": [], "title": "", "notes": [], "credit": ""}
    name = localize_part_name(zone.part(part_id), lang).text
    routes = {
        f"{each.place}/{each.vehicle}": _make_route(measured, each, name, lang)
        for each in roads.of_part(part_id)
        if each.line is not None
    }
    areas = [_make_area(each, lang) for each in roads.reach_of(part_id)]
    _ = get_translator(lang)
    vehicle = vehicle_label("car", lang)
    return {
        "routes": routes,
        "areas": areas,
        "title": _("Reached by road from %(part)s (%(vehicle)s, free flow)")
        % {"part": name, "vehicle": vehicle},
        "notes": _list_notes(roads.reach_of(part_id), lang),
        "credit": credit_roads(roads, lang),
    }


def _make_route(measured: Measured, figure: RoadFigure, name: str, lang: str) -> Json:
    roads = measured.zone.roads
    place = localize_place(measured, figure.place, lang).text
    text = describe_figure(roads, figure, lang).text if roads else ""
    said = f"{name} → {place}{get_language(lang).colon}{text}"
    said += describe_point_count(measured.zone, figure.part, lang)
    vehicle = vehicle_label(figure.vehicle, lang)
    return {"text": said + get_language(lang).bracket(vehicle), "line": _list_line(figure.line)}


def _make_area(area: ReachArea, lang: str) -> Json:
    _ = get_translator(lang)
    text = format_minutes(area.minutes, lang)
    open_text = text + get_language(lang).bracket(_("open at the edge of the data"))
    polygons = [
        [_list_line(ring) for ring in (each.exterior, *each.interiors)]
        for each in shapely.get_parts(area.shape)
    ]
    return {"label": text, "text": open_text if area.is_open else text, "polygons": polygons}


def _list_line(line: Geometry | None) -> list[Any]:
    return [] if line is None else shapely.get_coordinates(line)[:, ::-1].round(5).tolist()


def _list_notes(areas: list[ReachArea], lang: str) -> list[str]:
    """Return what is said below the areas: of those that are open, and of the widest."""
    _ = get_translator(lang)
    said = []
    if any(each.is_open for each in areas):
        said.append(_("An open area goes on beyond the data, where nothing was computed."))
    if areas:
        said.append(_("The areas of 90 minutes and more are coarse."))
    return said
