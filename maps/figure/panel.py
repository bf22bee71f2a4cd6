"""The panel beside or below the map: legend, scale bar, north arrow, projection and inset."""

from enum import Enum

import geopandas as gpd

from geo.zone import Zone
from maps.figure.basemap import add_basemap_entries
from maps.figure.captions import projection_line
from maps.figure.inset import draw_inset
from maps.figure.legend import (
    Legend,
    add_distance_lines_entry,
    draw_context_legend,
    draw_parts_legend,
)
from maps.figure.map_frame import MapFrame
from maps.figure.map_labels import MapLabels
from maps.figure.map_layers import visible_context
from maps.figure.page import FOOT_SIZE, LINE_HEIGHT, Box, Page
from maps.figure.scale_bar import draw_north_arrow, draw_scale_bar
from maps.theme import PRINT_COLOURS

_GAP_EM, _STRIP_EM = 2.2, 3.2  # between columns; the height of a scale bar alone


class PanelStyle(Enum):
    """How much a panel says, from most to least."""

    FULL = "legend with notes, scale bar, projection and inset"
    BRIEF = "legend in the leading language, scale bar"
    STRIP = "scale bar"


def draw_panel(
    page: Page,
    frame: MapFrame,
    labels: MapLabels,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    box: Box,
    style: PanelStyle,
) -> dict[str, list[str]]:
    """Draw the panel in its box; return the ids of what its inset shows, by layer."""
    if style is PanelStyle.STRIP:
        _draw_scale_strip(page, frame, box)
        return {}
    column = _column_width(page, box[2])
    left, y = _draw_legend(page, frame, labels, zone, parts, box=box, style=style)
    y = _draw_scale(page, frame, (left, y, column, box[1] + box[3]), style=style)
    if style is PanelStyle.BRIEF:
        return {}
    if not page.has_side_panel:
        if page.panel_columns < 3:
            return {}
        left, y = left + column + _GAP_EM * page.em, box[1]
    return draw_inset(page, zone, parts, frame, box=(left, y, column, box[1] + box[3] - y))


def measure_panel(
    page: Page,
    frame: MapFrame,
    labels: MapLabels,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    box: Box,
    style: PanelStyle,
) -> float:
    """Return the height of the panel without projection and inset, points: drawn on a draft."""
    if style is PanelStyle.STRIP:
        return _STRIP_EM * page.em
    draft = page.copy_blank()
    left, y = _draw_legend(draft, frame, labels, zone, parts, box=box, style=style)
    place = (left, y, _column_width(page, box[2]), 0.0)
    return _draw_scale(draft, frame, place, style=style) - box[1]


def _draw_scale_strip(page: Page, frame: MapFrame, box: Box) -> None:
    left, top, width, _ = box
    draw_scale_bar(page, frame, left, top, most=width - 6 * page.em)
    draw_north_arrow(page, left + width - 1.2 * page.em, top + 2.6 * page.em, size=1.5 * page.em)


def _column_width(page: Page, width: float) -> float:
    count = 1 if page.has_side_panel else page.panel_columns
    return (width - (count - 1) * _GAP_EM * page.em) / count


def _draw_legend(
    page: Page,
    frame: MapFrame,
    labels: MapLabels,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    box: Box,
    style: PanelStyle,
) -> tuple[float, float]:
    """Draw the legend in one column or two; return left and top of what comes below it."""
    left, top, width, _ = box
    column = _column_width(page, width)
    is_brief = style is PanelStyle.BRIEF
    legend = Legend(page, left, top, width=column, is_brief=is_brief)
    draw_parts_legend(legend, parts)
    if not page.has_side_panel and page.panel_columns > 1:
        left = legend.x = left + column + _GAP_EM * page.em
        legend.y = top
    if labels.lines:
        add_distance_lines_entry(legend, parts)
    kinds = list(dict.fromkeys(place.kind for place in labels.places))
    context = visible_context(frame, zone.context, has_lines=zone.basemap.empty)
    draw_context_legend(legend, places=kinds, context=context)
    add_basemap_entries(legend, frame, zone.basemap)
    return left, legend.y + 0.4 * page.em


def _draw_scale(page: Page, frame: MapFrame, place: Box, *, style: PanelStyle) -> float:
    """Draw scale bar, north arrow and, where there is room, the projection; return the y below.

    Parameters
    ----------
    place : tuple of float
        Left, top, width and bottom in points of the page.
    """
    em, (left, top, width, bottom) = page.em, place
    draw_north_arrow(page, left + width - 1.2 * em, top + 3.0 * em, size=2.1 * em)
    y = draw_scale_bar(page, frame, left, top + 0.5 * em, most=width - 5 * em) + 0.9 * em
    for lang in page.options.langs if style is PanelStyle.FULL else ():
        words = projection_line(frame.extent, lang)
        lines = page.break_lines(words, width - 3.5 * em, size=FOOT_SIZE)
        if y + len(lines) * page.size_pt(FOOT_SIZE) * LINE_HEIGHT <= bottom:
            y = page.write_lines(left, y, lines, size=FOOT_SIZE, color=PRINT_COLOURS["quiet"])
    return y + 0.8 * em
