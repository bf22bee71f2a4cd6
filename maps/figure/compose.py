"""A figure for a report: the map with all its furniture, drawn with matplotlib."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.figure import Figure

from geo.errors import N_, InputError
from geo.zone import Zone
from maps.figure.captions import parts_title, placement_warning, projection_line, source_line
from maps.figure.distance_lines import draw_distance_lines
from maps.figure.extent import fit_extent, region_shapes
from maps.figure.graticule import draw_graticule
from maps.figure.inset import draw_inset
from maps.figure.labels import (
    context_labels,
    county_lines,
    part_labels,
    reference_place_labels,
    write_labels,
    zone_label,
)
from maps.figure.legend import (
    Legend,
    add_distance_lines_entry,
    draw_context_legend,
    draw_parts_legend,
)
from maps.figure.map_frame import MapFrame, add_map_frame
from maps.figure.map_layers import draw_context, draw_marker, draw_parts, visible_places
from maps.figure.options import FigureOptions, select_parts
from maps.figure.page import LINE_HEIGHT, PANEL_EM, Page
from maps.figure.scale_bar import draw_north_arrow, draw_scale_bar
from maps.theme import PRINT_COLOURS

MARGIN_EM, TICKS_EM, GUTTER_EM = 1.8, 1.7, 1.6
LOW_PANEL_EM = 16.0
FOOT_SIZE = 0.68
Box = tuple[float, float, float, float]


def draw_figure(zone: Zone, options: FigureOptions) -> Figure:
    """Return the figure that the options ask for.

    Raises
    ------
    UnknownIdError
        When a part is asked for that there is not.
    InputError
        When it would have to show more of the globe than fits a plane.
    """
    parts = select_parts(zone, options)
    sheet = Page(options)
    top = _draw_head(sheet, zone, parts)
    bottom = _draw_foot(sheet, zone, parts)
    map_box, panel = _lay_out_boxes(sheet, top, bottom)
    shapes = parts.geometry if options.view == "zone" else region_shapes(zone, parts)
    view = fit_extent(shapes, aspect=map_box[2] / map_box[3])
    if not view.is_on_globe:
        raise InputError(
            N_(
                "a figure shows a hemisphere at most; choose parts that lie closer together, or "
                "use the interactive map (.html) or the data"
            )
        )
    window = add_map_frame(sheet, view, box=map_box)
    seen = _draw_map(sheet, window, zone, parts)
    draw_graticule(sheet, window)
    _draw_panel(sheet, window, zone, parts, panel=panel, seen=seen)
    return sheet.figure


def _draw_head(sheet: Page, zone: Zone, parts: gpd.GeoDataFrame) -> float:
    """Write the title and the warning, unless a document does; return the y below them."""
    em, options = sheet.em, sheet.options
    left, width = MARGIN_EM * em, sheet.width - 2 * MARGIN_EM * em
    y = 1.2 * em
    if options.embedded:
        return y
    names = [parts_title(zone, parts, lang) for lang in options.langs]
    names = [options.title] if options.title else list(dict.fromkeys(names))
    for name, size in zip(names, (1.8, 1.2), strict=False):
        colour = PRINT_COLOURS["text" if size > 1.5 else "quiet"]
        y = sheet.paragraph(left, y, name, width=width, size=size, color=colour, most=2)
    y += 0.1 * em
    sure = (parts["placement"] == "surveyed").all()
    colour = PRINT_COLOURS["quiet" if sure else "warning"]
    for sentence in dict.fromkeys(placement_warning(parts, lang) for lang in options.langs):
        y = sheet.paragraph(left, y, sentence, width=width, size=0.9, color=colour, most=3)
    return y + 0.9 * em


def _draw_foot(sheet: Page, zone: Zone, parts: gpd.GeoDataFrame) -> float:
    """Write the source line at the sheet's foot, unless a document does; return the y above."""
    if sheet.options.embedded:
        return sheet.height - 1.2 * sheet.em
    left, width = MARGIN_EM * sheet.em, sheet.width - 2 * MARGIN_EM * sheet.em
    words = source_line(zone, parts, sheet.options.langs)
    lines = sheet.broken(words, width, size=FOOT_SIZE, most=4)
    step = sheet.size_pt(FOOT_SIZE) * LINE_HEIGHT
    top = sheet.height - 1.2 * sheet.em - len(lines) * step
    sheet.lines(left, top, lines, size=FOOT_SIZE, color=PRINT_COLOURS["quiet"])
    return top - 0.5 * sheet.em


def _lay_out_boxes(sheet: Page, top: float, bottom: float) -> tuple[Box, Box]:
    """Return the rectangles of the map and of the panel beside or below it."""
    em = sheet.em
    left, right = (MARGIN_EM + TICKS_EM) * em, sheet.width - MARGIN_EM * em
    bottom -= TICKS_EM * em
    if sheet.beside:
        split = right - PANEL_EM * em
        panel = (split, top, PANEL_EM * em, bottom + TICKS_EM * em - top)
        return (left, top, split - GUTTER_EM * em - left, bottom - top), panel
    low = LOW_PANEL_EM * sheet.size_pt(0.9) / 0.9
    split = bottom - low
    panel = (MARGIN_EM * em, split, right - MARGIN_EM * em, low + TICKS_EM * em)
    return (left, top, right - left, split - (TICKS_EM + GUTTER_EM) * em - top), panel


def _draw_map(sheet: Page, window: MapFrame, zone: Zone, parts: gpd.GeoDataFrame) -> list[str]:
    """Draw what lies on the map and write its names; return the kinds of places seen."""
    em, langs = sheet.em, sheet.options.langs
    close = sheet.options.view == "zone"
    draw_context(window, zone.context, weight=sheet.weight * (1.0 if close else 0.5))
    draw_parts(window, parts, weight=sheet.weight * (1.0 if close else 0.45))
    rays, lines = ([], []) if close else draw_distance_lines(window, zone, parts, langs[0], em=em)
    shown = zone.places if close else zone.places[zone.places["kind"] == "city"]
    seen = visible_places(window, shown)
    taken = []
    for row, x, y in seen:
        draw_marker(window, row.kind, x, y, size=0.62 * em)
        taken.append(shapely.Point(x, y).buffer(0.45 * em))
    minded: dict[str, Any] = {"taken": tuple(taken), "lines": tuple(lines)}
    cities = reference_place_labels(seen, langs, em=em)
    if close:
        named = cities + part_labels(window, parts, langs, em=em)
        named += context_labels(window, zone.context, langs, em=em)
    else:
        named = [zone_label(window, zone, parts, langs, em=em)]
        if sheet.options.parts:
            named = part_labels(window, parts, langs, em=em)
        named += cities + rays
        minded["quiet"] = county_lines(window, zone.context)
    write_labels(window, named, parts, **minded)
    return list(dict.fromkeys(row.kind or "" for row, _, _ in seen))


def _draw_panel(
    sheet: Page,
    window: MapFrame,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    panel: Box,
    seen: list[str],
) -> None:
    """Draw legend, scale, north arrow and inset: in one column, or in three."""
    left, top, width, height = panel
    gap = 2.2 * sheet.em
    column = width if sheet.beside else (width - 2 * gap) / 3
    legend = Legend(sheet, left, top, width=column)
    draw_parts_legend(legend, parts)
    if not sheet.beside:
        left = legend.x = left + column + gap
        legend.y = top
    if sheet.options.view == "region":
        add_distance_lines_entry(legend, parts)
    draw_context_legend(legend, places=seen, context=_visible_context(window, zone))
    place = (left, legend.y + 0.4 * sheet.em, column, top + height)
    below = _draw_scale(sheet, window, place)
    if not sheet.beside:
        left, below = left + column + gap, top
    room = (left, below, column, top + height - below)
    draw_inset(sheet, zone, parts, window, box=room)


def _draw_scale(sheet: Page, window: MapFrame, place: Box) -> float:
    """Draw scale bar, north arrow and, where there is room, the projection; return the y below.

    The place is (left, top, width, bottom).
    """
    em, (left, top, width, bottom) = sheet.em, place
    draw_north_arrow(sheet, left + width - 1.2 * em, top + 3.0 * em, size=2.1 * em)
    y = draw_scale_bar(sheet, window, left, top + 0.5 * em, most=width - 5 * em) + 0.9 * em
    for lang in sheet.options.langs:
        words = projection_line(window.view, lang)
        lines = sheet.broken(words, width - 3.5 * em, size=FOOT_SIZE)
        if y + len(lines) * sheet.size_pt(FOOT_SIZE) * LINE_HEIGHT <= bottom:
            y = sheet.lines(left, y, lines, size=FOOT_SIZE, color=PRINT_COLOURS["quiet"])
    return y + 0.8 * em


def _visible_context(window: MapFrame, zone: Zone) -> list[str]:
    """Return which kinds of context lie in the frame."""
    seen = [not window.drawn(shape).is_empty for shape in zone.context.geometry]
    shown = zone.context[np.array(seen, dtype=bool)]
    kinds = list(dict.fromkeys(shown["kind"]))
    return [*kinds, "host"] if shown["host"].astype(bool).any() else kinds
