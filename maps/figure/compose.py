"""A figure for a report: map, legend, scale bar, graticule, inset and sources on a page."""

import geopandas as gpd
from matplotlib.figure import Figure

from geo.zone import Zone
from maps.figure.captions import parts_title, placement_warning, source_line
from maps.figure.distance_lines import draw_distance_lines
from maps.figure.graticule import draw_graticule
from maps.figure.key import draw_key
from maps.figure.labels import write_labels
from maps.figure.map_layers import draw_context, draw_marker, draw_parts
from maps.figure.options import FigureOptions, select_parts
from maps.figure.page import FOOT_SIZE, LINE_HEIGHT, MARGIN_EM, Page
from maps.figure.panel import draw_panel, draw_scale_strip
from maps.figure.sheet import Sheet, lay_out_sheet
from maps.theme import PRINT_COLOURS


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
    sheet = lay_out_sheet(page, zone, parts, top=top, bottom=bottom)
    _draw_map(page, sheet, zone, parts)
    draw_graticule(page, sheet.frame)
    left, below, width, _ = sheet.key_box
    draw_key(page, sheet.key, left, below, width=width)
    if sheet.has_panel:
        draw_panel(page, sheet.frame, sheet.labels, zone, parts, box=sheet.panel)
    else:
        draw_scale_strip(page, sheet.frame, box=sheet.panel)
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


def _draw_map(page: Page, sheet: Sheet, zone: Zone, parts: gpd.GeoDataFrame) -> None:
    """Draw the map and write its labels."""
    frame, labels, is_close = sheet.frame, sheet.labels, page.options.view == "zone"
    draw_context(frame, zone.context, line_scale=page.line_scale * (1.0 if is_close else 0.5))
    draw_parts(frame, parts, line_scale=page.line_scale * (1.0 if is_close else 0.45))
    for place in labels.places:
        draw_marker(frame, place, size=0.62 * page.em)
    draw_distance_lines(frame, labels.lines, em=page.em)
    write_labels(frame, [*labels.others, *labels.parts.named, *labels.parts.numbered.values()])
