"""A figure for a report: map, legend, scale bar, graticule, inset and sources on a page."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
from matplotlib.figure import Figure
from shapely import Point

from geo.errors import N_, InputError
from geo.zone import Zone
from maps.figure.basemap import add_basemap_entries, basemap_labels, draw_ground
from maps.figure.captions import parts_title, placement_warning, projection_line, source_line
from maps.figure.distance_lines import draw_distance_lines
from maps.figure.extent import fit_extent, region_shapes
from maps.figure.graticule import draw_graticule
from maps.figure.inset import draw_inset
from maps.figure.label_model import Label, LabelObstacles
from maps.figure.labels import (
    context_labels,
    county_lines,
    part_labels,
    project_parts,
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
from maps.figure.map_layers import (
    VisiblePlace,
    draw_marker,
    draw_parts,
    visible_places,
)
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
        When the options name an unknown part.
    InputError
        When the parts lie too far apart for one hemisphere, the most that the projection shows.
    """
    parts = select_parts(zone, options)
    page = Page(options)
    top = _draw_head(page, zone, parts)
    bottom = _draw_foot(page, zone, parts)
    map_box, panel = _lay_out_boxes(page, top, bottom)
    shapes = parts.geometry if options.view == "zone" else region_shapes(zone, parts)
    extent = fit_extent(shapes, aspect=map_box[2] / map_box[3])
    if not extent.is_on_globe:
        raise InputError(
            N_(
                "A figure shows a hemisphere at most. Choose parts that are closer together, or "
                "use the interactive map (.html) or the data."
            )
        )
    frame = add_map_frame(page, extent, box=map_box)
    place_kinds = _draw_map(page, frame, zone, parts)
    draw_graticule(page, frame)
    _draw_panel(page, frame, zone, parts, panel=panel, place_kinds=place_kinds)
    return page.figure


def _draw_head(page: Page, zone: Zone, parts: gpd.GeoDataFrame) -> float:
    """Write title and warning, unless a document does; return the y below them, in points."""
    em, options = page.em, page.options
    left, width = MARGIN_EM * em, page.width - 2 * MARGIN_EM * em
    y = 1.2 * em
    if options.embedded:
        return y
    names = [parts_title(zone, parts, lang) for lang in options.langs]
    names = [options.title] if options.title else list(dict.fromkeys(names))
    for name, size in zip(names, (1.8, 1.2), strict=False):
        colour = PRINT_COLOURS["text" if size > 1.5 else "quiet"]
        y = page.write_paragraph(left, y, name, width=width, size=size, color=colour, most=2)
    y += 0.1 * em
    sure = (parts["placement"] == "surveyed").all()
    colour = PRINT_COLOURS["quiet" if sure else "warning"]
    for sentence in dict.fromkeys(placement_warning(parts, lang) for lang in options.langs):
        y = page.write_paragraph(left, y, sentence, width=width, size=0.9, color=colour, most=3)
    return y + 0.9 * em


def _draw_foot(page: Page, zone: Zone, parts: gpd.GeoDataFrame) -> float:
    """Write the sources at the foot of the page, unless a document does; return the y above."""
    if page.options.embedded:
        return page.height - 1.2 * page.em
    left, width = MARGIN_EM * page.em, page.width - 2 * MARGIN_EM * page.em
    words = source_line(zone, parts, page.options.langs)
    lines = page.break_lines(words, width, size=FOOT_SIZE, most=4)
    step = page.size_pt(FOOT_SIZE) * LINE_HEIGHT
    top = page.height - 1.2 * page.em - len(lines) * step
    page.write_lines(left, top, lines, size=FOOT_SIZE, color=PRINT_COLOURS["quiet"])
    return top - 0.5 * page.em


def _lay_out_boxes(page: Page, top: float, bottom: float) -> tuple[Box, Box]:
    """Return the boxes of the map and of the panel beside or below it.

    Parameters
    ----------
    top, bottom : float
        The y below the head and above the foot, points.
    """
    em = page.em
    left, right = (MARGIN_EM + TICKS_EM) * em, page.width - MARGIN_EM * em
    bottom -= TICKS_EM * em
    if page.has_side_panel:
        split = right - PANEL_EM * em
        panel = (split, top, PANEL_EM * em, bottom + TICKS_EM * em - top)
        return (left, top, split - GUTTER_EM * em - left, bottom - top), panel
    low = LOW_PANEL_EM * page.size_pt(0.9) / 0.9
    split = bottom - low
    panel = (MARGIN_EM * em, split, right - MARGIN_EM * em, low + TICKS_EM * em)
    return (left, top, right - left, split - (TICKS_EM + GUTTER_EM) * em - top), panel


def _draw_map(page: Page, frame: MapFrame, zone: Zone, parts: gpd.GeoDataFrame) -> list[str]:
    """Draw the map and write its labels; return the kinds of places that are visible."""
    em, langs, is_close = page.em, page.options.langs, page.options.view == "zone"
    draw_ground(frame, zone, line_scale=page.line_scale * (1.0 if is_close else 0.5))
    draw_parts(frame, parts, line_scale=page.line_scale * (1.0 if is_close else 0.45))
    places = _draw_places(page, frame, zone)
    labels = reference_place_labels(places, langs, em=em)
    obstacles = LabelObstacles(
        frame=frame.border,
        shapes=project_parts(frame, parts),
        occupied=tuple(place.disc(0.45 * em) for place in places),
    )
    if is_close:
        labels += part_labels(frame, parts, langs, em=em)
        labels += context_labels(frame, zone.context, langs, em=em)
    else:
        lengths, lines = draw_distance_lines(frame, zone, parts, langs[0], em=em)
        labels = [*_zone_labels(page, frame, zone, parts), *labels, *lengths]
        thin_lines = county_lines(frame, zone.context)
        obstacles = replace(obstacles, lines=tuple(lines), thin_lines=thin_lines)
    towns = basemap_labels(frame, zone, langs, em=em, is_close=is_close)
    dots = (Point(each.anchor).buffer(0.2 * em) for each in towns)
    obstacles = replace(obstacles, occupied=(*obstacles.occupied, *dots))
    labels += towns
    write_labels(frame, labels, obstacles)
    return list(dict.fromkeys(place.kind for place in places))


def _draw_places(page: Page, frame: MapFrame, zone: Zone) -> list[VisiblePlace]:
    """Draw the symbols of the places in the frame, only of cities in a view of the region."""
    places = zone.places
    if page.options.view == "region":
        places = places[places["kind"] == "city"]
    visible = visible_places(frame, places)
    for place in visible:
        draw_marker(frame, place, size=0.62 * page.em)
    return visible


def _zone_labels(page: Page, frame: MapFrame, zone: Zone, parts: gpd.GeoDataFrame) -> list[Label]:
    """Return the labels of the parts that were asked for by id, or else that of the zone."""
    if page.options.parts:
        return part_labels(frame, parts, page.options.langs, em=page.em)
    return [zone_label(frame, zone, parts, page.options.langs, em=page.em)]


def _draw_panel(
    page: Page,
    frame: MapFrame,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    panel: Box,
    place_kinds: list[str],
) -> None:
    """Draw legend, scale bar, north arrow and inset: in one column, or in three."""
    left, top, width, height = panel
    gap = 2.2 * page.em
    column = width if page.has_side_panel else (width - 2 * gap) / 3
    legend = Legend(page, left, top, width=column)
    draw_parts_legend(legend, parts)
    if not page.has_side_panel:
        left = legend.x = left + column + gap
        legend.y = top
    if page.options.view == "region":
        add_distance_lines_entry(legend, parts)
    context = _visible_context(frame, zone)
    has_basemap = not zone.basemap.empty
    draw_context_legend(legend, places=place_kinds, context=context, has_lines=not has_basemap)
    if has_basemap:
        add_basemap_entries(legend, frame, zone)
    below = _draw_scale(page, frame, (left, legend.y + 0.4 * page.em, column, top + height))
    if not page.has_side_panel:
        left, below = left + column + gap, top
    draw_inset(page, zone, parts, frame, box=(left, below, column, top + height - below))


def _draw_scale(page: Page, frame: MapFrame, place: Box) -> float:
    """Draw scale bar, north arrow and, where there is room, the projection; return the y below.

    Parameters
    ----------
    place : tuple of float
        Left, top, width and bottom in points of the page.
    """
    em, (left, top, width, bottom) = page.em, place
    draw_north_arrow(page, left + width - 1.2 * em, top + 3.0 * em, size=2.1 * em)
    y = draw_scale_bar(page, frame, left, top + 0.5 * em, most=width - 5 * em) + 0.9 * em
    for lang in page.options.langs:
        words = projection_line(frame.extent, lang)
        lines = page.break_lines(words, width - 3.5 * em, size=FOOT_SIZE)
        if y + len(lines) * page.size_pt(FOOT_SIZE) * LINE_HEIGHT <= bottom:
            y = page.write_lines(left, y, lines, size=FOOT_SIZE, color=PRINT_COLOURS["quiet"])
    return y + 0.8 * em


def _visible_context(frame: MapFrame, zone: Zone) -> gpd.GeoDataFrame:
    """Return the counties and rivers inside the frame."""
    is_visible = [not frame.project(shape).is_empty for shape in zone.context.geometry]
    return zone.context[np.array(is_visible, dtype=bool)]
