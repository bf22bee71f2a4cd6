"""A figure for a report: map, legend, scale bar, graticule, inset and sources on a page."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
from matplotlib.figure import Figure

from geo.zone import Zone
from maps.content.credits import Credits, all_layers, gather_credits
from maps.content.places import reference_part
from maps.content.roads.conditions import credit_roads
from maps.content.roads.table import list_ways
from maps.figure.basemap import draw_ground, draw_town, list_ground
from maps.figure.captions import brief_warning, parts_title, placement_warning
from maps.figure.distance_lines import draw_distance_lines, list_city_ids
from maps.figure.foot import draw_foot
from maps.figure.graticule import draw_graticule
from maps.figure.key import draw_key
from maps.figure.labels import write_labels
from maps.figure.line_names import draw_line_names
from maps.figure.map_labels import select_places, select_stations
from maps.figure.map_layers import draw_marker, draw_parts, list_visible
from maps.figure.options import FigureOptions, select_drawn_parts, select_parts
from maps.figure.overlay.draw import draw_overlay
from maps.figure.overlay.shapes import list_city_lines
from maps.figure.page import LINE_HEIGHT, MARGIN_EM, Page
from maps.figure.panel import Panel, draw_panel
from maps.figure.roads import draw_roads, find_drawing
from maps.figure.sheet import Sheet, lay_out_sheet
from maps.figure.tile_source import shows_tiles
from maps.theme import PRINT_COLOURS
from maps.tiles.credit import list_tile_credits

_WARNING_SHARE, _SMALL_SHARE, _SMALL_PT = 0.2, 0.1, 227.0  # of the height; of one below 80 mm
_WARNING_SIZE = 0.9


def draw_figure(zone: Zone, options: FigureOptions) -> Figure:
    """Return the figure that the options ask for; `draw_credited_figure` without the credits."""
    return draw_credited_figure(zone, options)[0]


def draw_credited_figure(zone: Zone, options: FigureOptions) -> tuple[Figure, Credits]:
    """Return the figure that the options ask for, and the credits of what it shows.

    Raises
    ------
    UnknownIdError
        When the options name an unknown part.
    InputError
        When the parts lie too far apart for one hemisphere, the most that the projection shows.
    """
    parts = select_drawn_parts(zone, options)
    credited = _credit_all(zone, parts, options)
    page, shown, seen = _draw_page(Page(options), zone, parts, credited, told=parts)
    is_told = shown == credited and len(seen) in {0, len(parts)}
    if options.embedded or is_told:
        return page.figure, shown
    told = seen if len(seen) else parts
    again, found, seen = _draw_page(Page(options, kept=page.kept), zone, parts, shown, told=told)
    # with other words the map has another extent, which may show more, but seldom does
    is_whole = shown.covers(found) and seen.index.isin(told.index).all()
    return (again.figure, shown) if is_whole else (page.figure, credited)


def list_seen_among(zone: Zone, options: FigureOptions, among: Sequence[str]) -> list[str]:
    """Return which of these parts are in the frame of the map, which depends on the whole page."""
    parts, page = select_drawn_parts(zone, options), Page(options)
    top = _draw_head(page, zone, parts)
    bottom = draw_foot(page, zone, parts, _credit_all(zone, parts, options))
    frame = lay_out_sheet(page, zone, parts, top=top, bottom=bottom).frame
    shapes = zone.parts.geometry.loc[list(among)]
    return [str(key) for key, shape in shapes.items() if not frame.project(shape).is_empty]


def _credit_all(zone: Zone, parts: gpd.GeoDataFrame, options: FigureOptions) -> Credits:
    """Return the credits of all that the figure may show."""
    places = select_places(zone, options.view)
    ground = zone.basemap  # of which tiles leave the borders; a wrong guess is drawn again
    if zone.tiles is not None:
        ground = ground[ground["layer"] == "boundaries"]
    stations = select_stations(zone, options.view)
    layers = {
        "places": places, "stations": stations, "context": zone.context, "basemap": ground,
    }  # fmt: skip
    tiles = list_tile_credits(zone, options.langs[-1:])
    return gather_credits(zone, parts, layers, attributions=tiles)


def _draw_page(
    page: Page, zone: Zone, parts: gpd.GeoDataFrame, credited: Credits, *, told: gpd.GeoDataFrame
) -> tuple[Page, Credits, gpd.GeoDataFrame]:
    """Fill the page, with these credits at its foot, and what is said of these parts at its head.

    Return it, the credits of what it shows, and the parts of which it shows something.
    """
    top = _draw_head(page, zone, told)
    bottom = draw_foot(page, zone, parts, credited)
    sheet = lay_out_sheet(page, zone, parts, top=top, bottom=bottom)
    _draw_map(page, sheet, zone)
    draw_graticule(page, sheet.frame)
    left, below, width, _ = sheet.key_box
    draw_key(page, sheet.key, left, below, width=width)
    panel = Panel(page, sheet.frame, sheet.labels, zone, sheet.parts, sheet.panel, sheet.style)
    inset = draw_panel(panel)
    return page, _credit_sheet(page, zone, parts, sheet, inset), sheet.parts


def _credit_sheet(
    page: Page, zone: Zone, parts: gpd.GeoDataFrame, sheet: Sheet, inset: Mapping[str, list[str]]
) -> Credits:
    """Return the credits of what is drawn on the map and in its inset."""
    scale = page.ground_scale
    labels, ground = sheet.labels, list_ground(sheet.frame, zone, line_scale=scale)
    cities = list_city_ids(labels.lines, labels.unlabelled)
    drawn = [(place.kind == "station", str(place.row["id"])) for place in labels.places]
    ids = {
        "places": [place_id for is_station, place_id in drawn if not is_station]
        + cities
        + [str(line.row["id"]) for line in list_city_lines(zone, page.options.overlay.marks)],
        "stations": [place_id for is_station, place_id in drawn if is_station],
        "context": list_visible(sheet.frame, zone.context)
        if labels.names_context
        else ground["context"],
        "basemap": ground["basemap"] + [str(town.row["id"]) for town in labels.towns],
    }
    shown = {
        name: rows[rows.index.isin(ids[name] + inset.get(name, []))]
        for name, rows in all_layers(zone).items()
    }
    by_road = _credit_ways(page, zone, reference_part(parts), cities)
    has_tiles = "tiles" in inset or shows_tiles(sheet.frame, zone, line_scale=scale)
    tiles = _credit_tiles(page, zone) if has_tiles else ()
    return gather_credits(zone, parts, shown, attributions=(*tiles, *by_road))


def _credit_ways(page: Page, zone: Zone, part_id: str, places: list[str]) -> tuple[str, ...]:
    """Return the credit of the ways by road that are drawn or named, in one language."""
    lang = page.options.langs[-1]
    is_drawn = page.options.roads is not None
    if zone.roads is None or (not is_drawn and not list_ways(zone, part_id, places, lang)):
        return ()
    return (credit_roads(zone.roads, lang),)


def _credit_tiles(page: Page, zone: Zone) -> tuple[str, ...]:
    """Return the credit of the tiles as the foot of the page has it: in one language."""
    return list_tile_credits(zone, page.options.langs[-1:])


def _draw_head(page: Page, zone: Zone, parts: gpd.GeoDataFrame) -> float:
    """Write title and warning, unless a document does; return the y below them, in points."""
    em, options = page.em, page.options
    left, width = MARGIN_EM * em, page.width - 2 * MARGIN_EM * em
    y = 1.2 * em
    if options.embedded:
        return y
    shown = select_parts(zone, options)
    names = [parts_title(zone, shown, lang) for lang in options.langs]
    names = (
        [options.title] if options.title is not None else list(dict.fromkeys(filter(None, names)))
    )
    for name, size in zip(filter(None, names), (1.8, 1.2), strict=False):
        colour = PRINT_COLOURS["text" if size > 1.5 else "quiet"]
        y = page.write_paragraph(left, y, name, width=width, size=size, color=colour, most=2)
    y += 0.1 * em
    sure = (parts["placement"] == "surveyed").all()
    colour = PRINT_COLOURS["quiet" if sure else "warning"]
    for line in _break_warning(page, parts, width):
        y = page.write_lines(left, y, [line], size=_WARNING_SIZE, color=colour)
    return y + 0.9 * em


def _break_warning(page: Page, parts: gpd.GeoDataFrame, width: float) -> list[str]:
    """Return the warning as lines: in full, or in brief where it would take too much of a page."""
    share = _WARNING_SHARE if page.height >= _SMALL_PT else _SMALL_SHARE
    most = share * page.height / (page.size_pt(_WARNING_SIZE) * LINE_HEIGHT)
    for words in (placement_warning, brief_warning):
        sentences = dict.fromkeys(words(parts, lang) for lang in page.options.langs)
        broken = (page.break_lines(each, width, size=_WARNING_SIZE, most=4) for each in sentences)
        lines = [line for each in broken for line in each]
        if len(lines) <= most:
            break
    return lines


def _draw_map(page: Page, sheet: Sheet, zone: Zone) -> None:
    """Draw the map and write its labels."""
    frame, labels, is_close = sheet.frame, sheet.labels, page.options.view == "zone"
    draw_ground(frame, zone, line_scale=page.ground_scale)
    drawing = find_drawing(zone, select_parts(zone, page.options), page.options)
    if drawing is not None:
        draw_roads(frame, drawing, line_scale=page.line_scale)
    draw_parts(frame, sheet.parts, line_scale=page.line_scale * (1.0 if is_close else 0.45))
    for place in labels.places:
        draw_marker(frame, place, size=0.62 * page.em)
    for town in labels.towns:
        draw_town(frame, town, size=0.3 * page.em)
    draw_distance_lines(frame, labels.lines, em=page.em)
    draw_overlay(frame, zone, page.options.overlay, em=page.em)
    draw_line_names(frame, labels.lines_named)
    write_labels(frame, [*labels.others, *labels.parts.named, *labels.parts.numbered.values()])
