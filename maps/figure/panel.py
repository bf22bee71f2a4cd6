"""The panel beside or below the map: legend, scale bar, north arrow, projection and inset."""

from dataclasses import dataclass, replace
from enum import Enum

import geopandas as gpd

from geo.zone import Zone
from maps.content.places import reference_part
from maps.figure.basemap import add_basemap_entries, add_tile_entries, select_lines
from maps.figure.captions import projection_line
from maps.figure.inset import draw_inset
from maps.figure.legend import (
    Legend,
    add_distance_lines_entry,
    add_road_entry,
    draw_context_legend,
    draw_parts_legend,
)
from maps.figure.map_frame import MapFrame
from maps.figure.map_labels import MapLabels
from maps.figure.map_layers import visible_context
from maps.figure.options import select_parts
from maps.figure.overlay.legend import add_overlay_entries
from maps.figure.page import FOOT_SIZE, LINE_HEIGHT, Box, Page
from maps.figure.roads import add_drawing_entries, find_drawing
from maps.figure.scale_bar import draw_north_arrow, draw_scale_bar
from maps.figure.tiles import list_inks
from maps.theme import PRINT_COLOURS

_GAP_EM, _STRIP_EM = 2.2, 3.2  # between columns; the height of a scale bar alone


class PanelStyle(Enum):
    """How much a panel says, from most to least."""

    FULL = "legend with notes, scale bar, projection and inset"
    BRIEF = "legend in the leading language, scale bar"
    STRIP = "scale bar"


@dataclass(frozen=True)
class Panel:
    """What a panel explains, the parts on the map in its frame, and its place on the page."""

    page: Page
    frame: MapFrame
    labels: MapLabels
    zone: Zone
    parts: gpd.GeoDataFrame
    box: Box
    style: PanelStyle

    @property
    def column_width(self) -> float:
        """The width of a column, points."""
        count = 1 if self.page.has_side_panel else self.page.panel_columns
        return (self.box[2] - (count - 1) * _GAP_EM * self.page.em) / count


def draw_panel(panel: Panel) -> dict[str, list[str]]:
    """Draw the panel in its box; return the ids of what its inset shows, by layer."""
    page, frame, (_, top, _, height) = panel.page, panel.frame, panel.box
    if panel.style is PanelStyle.STRIP:
        _draw_scale_strip(page, frame, panel.box)
        return {}
    column, bottom = panel.column_width, top + height
    left, y = _draw_legend(panel)
    y = _draw_scale(page, frame, (left, y, column, bottom), style=panel.style)
    if panel.style is PanelStyle.BRIEF:
        return {}
    if not page.has_side_panel:
        if page.panel_columns < 3:
            return {}
        left, y = left + column + _GAP_EM * page.em, top
    return draw_inset(page, panel.zone, panel.parts, frame, box=(left, y, column, bottom - y))


def measure_panel(panel: Panel) -> float:
    """Return the height of the panel without projection and inset, points: drawn on a draft."""
    if panel.style is PanelStyle.STRIP:
        return _STRIP_EM * panel.page.em
    draft = replace(panel, page=panel.page.copy_blank())
    left, y = _draw_legend(draft)
    place = (left, y, panel.column_width, 0.0)
    return _draw_scale(draft.page, panel.frame, place, style=panel.style) - panel.box[1]


def _draw_scale_strip(page: Page, frame: MapFrame, box: Box) -> None:
    left, top, width, _ = box
    draw_scale_bar(page, frame, left, top, most=width - 6 * page.em)
    draw_north_arrow(page, left + width - 1.2 * page.em, top + 2.6 * page.em, size=1.5 * page.em)


def _draw_legend(panel: Panel) -> tuple[float, float]:
    """Draw the legend in one column or two; return left and top of what comes below it."""
    page, frame, zone = panel.page, panel.frame, panel.zone
    (left, top, *_), column = panel.box, panel.column_width
    is_brief = panel.style is PanelStyle.BRIEF
    legend = Legend(page, left, top, width=column, is_brief=is_brief)
    draw_parts_legend(legend, panel.parts)
    if not page.has_side_panel and page.panel_columns > 1:
        left = legend.x = left + column + _GAP_EM * page.em
        legend.y = top
    add_overlay_entries(legend, zone, page.options.overlay)
    if panel.labels.lines:
        add_distance_lines_entry(legend, panel.parts)
        cities = [line.city_id for line in panel.labels.lines]
        add_road_entry(legend, zone, reference_part(panel.parts), cities)
    drawing = find_drawing(zone, select_parts(zone, page.options), page.options)
    if drawing is not None:
        add_drawing_entries(legend, zone, drawing)
    kinds = list(dict.fromkeys(place.kind for place in panel.labels.places))
    context = visible_context(frame, zone.context, has_lines=zone.basemap.empty)
    draw_context_legend(legend, places=kinds, context=context)
    add_basemap_entries(legend, frame, select_lines(frame, zone, line_scale=page.ground_scale))
    add_tile_entries(legend, list_inks(frame, zone, line_scale=page.ground_scale))
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
