"""What the map draws of the ways by road from a part: lines and areas, each with its words."""

from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.measured import Measured
from geo.roads.model import ReachArea
from maps.content.roads.conditions import credit_roads
from maps.content.roads.drawing import describe_area, describe_route, list_notes, title_areas
from maps.content.roads.numbers import format_minutes


def make_road_shapes(measured: Measured, part_id: str, lang: str) -> Json:
    """Return the lines and areas of a part as JSON has them; nothing where none may be shown.

    Positions are [latitude, longitude], WGS 84 degrees.
    """
    zone = measured.zone
    roads = zone.roads
    if roads is None or not roads.is_current:
        return {"routes": {}, "areas": [], "title": "", "notes": [], "credit": ""}
    routes = {
        f"{each.place}/{each.vehicle}": {
            "text": describe_route(zone, each, lang),
            "line": _list_line(each.line),
        }
        for each in roads.of_part(part_id)
        if each.line is not None
    }
    areas = roads.reach_of(part_id)
    return {
        "routes": routes,
        "areas": [_make_area(each, lang) for each in areas],
        "title": title_areas(zone, part_id, lang),
        "notes": list_notes(zone, areas, lang),
        "credit": credit_roads(roads, lang),
    }


def make_road_data(measured: Measured, part_ids: Sequence[str], lang: str) -> Json:
    """Return the member `roads` of a file that has no server: lines and areas by part, if any."""
    roads = measured.zone.roads
    if roads is None or not roads.is_current:
        return {}
    return {"roads": {part: make_road_shapes(measured, part, lang) for part in part_ids}}


def _make_area(area: ReachArea, lang: str) -> Json:
    polygons = [
        [_list_line(ring) for ring in (each.exterior, *each.interiors)]
        for each in shapely.get_parts(area.shape)
    ]
    label = format_minutes(area.minutes, lang)
    return {"label": label, "text": describe_area(area, lang), "polygons": polygons}


def _list_line(line: Geometry | None) -> list[Any]:
    return [] if line is None else shapely.get_coordinates(line)[:, ::-1].round(5).tolist()
