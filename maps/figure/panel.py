"""The panel beside or below the map: legend, scale bar, north arrow, projection and inset."""

from dataclasses import dataclass, replace

import geopandas as gpd

from geo.zone import Zone
from maps.content.places import reference_part
from maps.figure.basemap import add_basemap_entries, add_tile_entries, select_lines
from maps.figure.captions import projection_line
from maps.figure.distance_lines import list_city_ids
from maps.figure.inset import draw_inset
from maps.figure.legend import (
    Legend,
    add_language_note,
    add_placement,
    draw_context_legend,
    draw_parts_legend,
)
from maps.figure.legend_ways import add_distance_lines_entry, add_road_entry
from maps.figure.map_frame import MapFrame
from maps.figure.map_labels import MapLabels
from maps.figure.map_layers import visible_context
from maps.figure.options import select_parts
from maps.figure.overlay.legend import add_overlay_entries
from maps.figure.page import FOOT_SIZE, LINE_HEIGHT, Box, Page
from maps.figure.panel_style import PanelStyle, Words
from maps.figure.roads import add_drawing_entries, find_drawing
from maps.figure.scale_bar import draw_north_arrow, draw_scale_bar
from maps.figure.tiles import list_inks
from maps.theme import PRINT_COLOURS

_GAP_EM, _STRIP_EM = 2.2, 3.2  # between columns; the height of a scale bar alone
_SCALE_EM = 3.6  # the height of a scale bar below a legend


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
        count = self.style.columns
        return (self.box[2] - (count - 1) * _GAP_EM * self.page.em) / count

    def make_legend(self, page: Page) -> Legend:
        """Return a legend without entries for this panel's place."""
        (left, top, *_), style = self.box, self.style
        langs = style.choose_langs(page.options.langs)
        width = self.column_width
        return Legend(page, left, top, width=width, words=style.words, langs=langs)


def draw_panel(panel: Panel) -> dict[str, list[str]]:
    """Draw the panel in its box; return the ids of what its inset shows, by layer."""
    page, frame, (_, top, _, height) = panel.page, panel.frame, panel.box
    if panel.style.words is Words.SCALE:
        _draw_scale_strip(panel)
        return {}
    column, bottom = panel.column_width, top + height
    legend = _draw_legend(panel)
    left, y = legend.x, legend.y + 0.4 * page.em
    y = _draw_scale(page, frame, (left, y, column, bottom), style=panel.style)
    if panel.style.words is not Words.FULL:
        return {}
    if not page.has_side_panel:
        if page.panel_columns < 3:
            return {}
        left, y = left + column + _GAP_EM * page.em, top
    return draw_inset(page, panel.zone, panel.parts, frame, box=(left, y, column, bottom - y))


def measure_panel(panel: Panel) -> float:
    """Return the height of the panel without projection and inset, points: drawn on a draft."""
    draft = replace(panel, page=panel.page.copy_blank())
    if panel.style.words is Words.SCALE:
        return _draw_scale_strip(draft) - panel.box[1]
    legend = _draw_legend(draft)
    place = (legend.x, legend.y + 0.4 * panel.page.em, panel.column_width, 0.0)
    below = _draw_scale(draft.page, panel.frame, place, style=panel.style)
    return max(below, legend.bottom) - panel.box[1]


def _draw_scale_strip(panel: Panel) -> float:
    """Draw a scale bar and, below it, what dashes of an outline mean; return the y below."""
    page, (left, top, width, _) = panel.page, panel.box
    draw_scale_bar(page, panel.frame, left, top, most=width - 6 * page.em)
    draw_north_arrow(page, left + width - 1.2 * page.em, top + 2.6 * page.em, size=1.5 * page.em)
    legend = panel.make_legend(page)
    legend.y = top + _STRIP_EM * page.em
    if (panel.parts["placement"] == "schematic").any():
        add_placement(legend, "schematic")
    return legend.y


def _draw_legend(panel: Panel) -> Legend:
    """Draw the legend in its columns; return it, at the place of what comes below it."""
    page = panel.page
    legend = panel.make_legend(page)
    top, across = legend.y, panel.column_width + _GAP_EM * page.em
    if panel.style.flows:
        draft = panel.make_legend(page.copy_blank())
        _add_rows(panel, draft)
        count = panel.style.columns
        share = (draft.y - top + _SCALE_EM * page.em) / count
        xs = [legend.x + n * across for n in range(1, count)]
        legend.turns = [(top + share, x, top) for x in xs]
    is_split = not page.has_side_panel and panel.style.columns > 1 and not panel.style.flows
    _add_rows(panel, legend, next_x=legend.x + across if is_split else None)
    return legend


def _add_rows(panel: Panel, legend: Legend, *, next_x: float | None = None) -> None:
    """Write the rows of the legend; those after the parts' in a column at `next_x`, if given."""
    page, zone, top = panel.page, panel.zone, legend.y
    draw_parts_legend(legend, panel.parts)
    if panel.style.words >= Words.PARTS:
        return
    if next_x is not None:
        legend.x, legend.y = next_x, top
    add_overlay_entries(legend, zone, page.options.overlay)
    cities = list_city_ids(panel.labels.lines, panel.labels.unlabelled)
    if cities:
        add_distance_lines_entry(legend, zone, panel.parts, panel.labels)
        add_road_entry(legend, zone, reference_part(panel.parts), cities)
    drawing = find_drawing(zone, select_parts(zone, page.options), page.options)
    if drawing is not None:
        add_drawing_entries(legend, zone, drawing)
    if panel.style.words < Words.KEY:
        _add_ground_rows(panel, legend)
    add_language_note(legend)


def _add_ground_rows(panel: Panel, legend: Legend) -> None:
    """Write what the symbols of places and the lines of the base map mean."""
    page, frame, zone = panel.page, panel.frame, panel.zone
    kinds = list(dict.fromkeys(place.kind for place in panel.labels.places))
    context = visible_context(frame, zone.context, has_lines=zone.basemap.empty)
    draw_context_legend(legend, places=kinds, context=context)
    add_basemap_entries(legend, frame, select_lines(frame, zone, line_scale=page.ground_scale))
    add_tile_entries(legend, list_inks(frame, zone, line_scale=page.ground_scale))


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
    for lang in page.options.langs if style.words < Words.KEY else ():
        words = projection_line(frame.extent, lang)
        lines = page.break_lines(words, width - 3.5 * em, size=FOOT_SIZE)
        if y + len(lines) * page.size_pt(FOOT_SIZE) * LINE_HEIGHT <= bottom:
            y = page.write_lines(left, y, lines, size=FOOT_SIZE, color=PRINT_COLOURS["quiet"])
    return y + 0.8 * em
