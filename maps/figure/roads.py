"""The ways by road in a figure: a route, or the areas reached, and what the legend says of them."""

import math
from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.colors import to_rgba
from shapely.geometry.base import BaseGeometry as Geometry

from geo.zone import Zone
from maps.content.places import reference_part
from maps.content.roads.drawing import (
    RoadDrawing,
    describe_area,
    describe_drawing,
    describe_route,
    find_road_drawing,
    list_notes,
    title_areas,
)
from maps.content.roads.numbers import format_minutes
from maps.figure.captions import join_languages
from maps.figure.legend import Legend
from maps.figure.map_frame import MapFrame, draw_shape
from maps.figure.options import FigureOptions
from maps.figure.page import legible_size_pt
from maps.i18n import get_language
from maps.labels.model import Label
from maps.theme import PAGE_COLOURS, PRINT_COLOURS

_COLOUR = PAGE_COLOURS["accent"].light
_FILL = 0.09  # of each area: where more of them lie, the ground is darker
_NOTE_SIZE = 0.78
_APART_EM = 3.0


def find_drawing(zone: Zone, parts: gpd.GeoDataFrame, options: FigureOptions) -> RoadDrawing | None:
    """Return what a figure of these parts is asked to draw; None for nothing.

    Raises
    ------
    InputError
        As `find_road_drawing` does.
    """
    if options.roads is None:
        return None
    return find_road_drawing(zone, reference_part(parts), options.roads)


def describe_roads(zone: Zone, parts: gpd.GeoDataFrame, options: FigureOptions, lang: str) -> str:
    """Return what is drawn, for the text alternative; empty for nothing."""
    drawing = find_drawing(zone, parts, options)
    return "" if drawing is None else describe_drawing(zone, drawing, lang)


def draw_roads(frame: MapFrame, drawing: RoadDrawing, *, line_scale: float) -> None:
    """Draw the areas below the parts, or the line above them."""
    for area in drawing.areas:
        shape = frame.project(area.shape)
        draw_shape(frame.axes, shape, zorder=3.2, **_style_area(line_scale, depth=1))
    line = drawing.route.line if drawing.route else None
    if line is not None:
        shape = frame.project(line)
        for colour, width in ((PRINT_COLOURS["paper"], 4.5), (_COLOUR, 2.2)):
            style: dict[str, Any] = {"edgecolor": colour, "linewidth": width * line_scale}
            draw_shape(frame.axes, shape, facecolor="none", zorder=5, capstyle="round", **style)


def _style_area(line_scale: float, *, depth: int) -> dict[str, Any]:
    """Return the style of ground on which so many areas lie."""
    fill = to_rgba(_COLOUR, 1 - (1 - _FILL) ** depth)
    return {"facecolor": fill, "edgecolor": _COLOUR, "linewidth": 0.9 * line_scale}


def project_route(frame: MapFrame, drawing: RoadDrawing | None) -> list[Geometry]:
    """Return the line that is drawn, points of the map; none without one."""
    line = drawing.route.line if drawing and drawing.route else None
    return [] if line is None else [frame.project(line)]


def label_areas(
    frame: MapFrame, drawing: RoadDrawing | None, lang: str, *, em: float
) -> list[Label]:
    """Return the minutes of areas, each at its highest point, where no wider one is labelled."""
    size = legible_size_pt(0.85 * em)
    labels: list[Label] = []
    for area in drawing.areas if drawing else ():
        xy = shapely.get_coordinates(frame.project(area.shape))
        if not len(xy):
            continue
        x, y = xy[np.argmax(xy[:, 1])].tolist()
        if all(math.dist((x, y), each.anchor) > _APART_EM * size for each in labels):
            lines = ((format_minutes(area.minutes, lang), size),)
            labels.append(Label(lines=lines, anchor=(x, y), max_distance=3 * size, colour=_COLOUR))
    return labels


def add_drawing_entries(legend: Legend, zone: Zone, drawing: RoadDrawing) -> None:
    """Write what the line or the areas are, with the minutes of each."""
    scale = legend.page.line_scale
    route = drawing.route
    if route is not None:
        words = join_languages(legend.langs, lambda lang: describe_route(zone, route, lang))
        legend.add_line(words, size=_NOTE_SIZE, color=_COLOUR, linewidth=2.2 * scale)
        return
    title = join_languages(legend.langs, lambda lang: title_areas(zone, drawing.part, lang))
    legend.add_note(title, size=_NOTE_SIZE)
    for depth, area in enumerate(drawing.areas, 1):
        words = join_languages(legend.langs, partial(describe_area, area))
        legend.add_area(words, **_style_area(scale, depth=depth))
    notes = join_languages(
        legend.langs,
        lambda lang: get_language(lang).sentence_separator.join(
            list_notes(zone, drawing.areas, lang)
        ),
    )
    legend.add_note(notes, size=_NOTE_SIZE)
