"""The sheet: how map, key and panel share the page between head and foot."""

from dataclasses import dataclass, replace

import geopandas as gpd

from geo.errors import N_, InputError
from geo.zone import Zone
from maps.figure.bounds import outline_bounds
from maps.figure.extent import Extent, fit_extent, region_shapes
from maps.figure.key import Key, lay_out_key, note_height
from maps.figure.map_frame import MapFrame, add_map_frame
from maps.figure.map_labels import MOST_NUMBERED, MapLabels, place_map_labels
from maps.figure.map_layers import VisiblePlace
from maps.figure.options import select_parts
from maps.figure.overlay.shapes import iter_extent
from maps.figure.page import Box, Page
from maps.figure.panel import Panel, measure_panel
from maps.figure.panel_style import PanelStyle, Words, list_styles
from maps.figure.roads import find_drawing
from maps.figure.room import GUTTER_EM, TICKS_EM, Room

LOW_PANEL_EM = 16.0
_BOUNDS_MARGIN = 0.01  # the centre of the projection is rounded
_TURNS, _KEY_SPARE = 3, 1.15


@dataclass(frozen=True)
class Sheet:
    """The map with the parts in it, its labels, the key below it, and the place of the panel."""

    frame: MapFrame
    parts: gpd.GeoDataFrame
    labels: MapLabels
    key: Key
    key_box: Box
    panel: Box
    style: PanelStyle


def lay_out_sheet(
    page: Page, zone: Zone, parts: gpd.GeoDataFrame, *, top: float, bottom: float
) -> Sheet:
    """Return the sheet whose key is as high as what has no room on the map needs.

    A lower map has room for fewer names, so that the key may grow: the last turn cuts it instead.

    Parameters
    ----------
    top, bottom : float
        The y below the head and above the foot, points.

    Raises
    ------
    InputError
        When the parts lie too far apart for one hemisphere, the most that the projection shows.
    """
    room, style, used, filled = _choose_style(page, zone, parts, top, bottom)
    frame, labels, key = filled
    for turn in range(1, _TURNS):
        if key.height <= room.key_height:
            break
        frame.axes.remove()
        room = _grow_key(room, key, labels, parts, panel_height=used)
        most = room.key_height if turn == _TURNS - 1 else None
        frame, labels, key = _fill_map(
            room, zone, parts, numbered=tuple(labels.parts.numbered), most=most
        )
    _, key_box, panel = room.lay_out()
    kept = labels.parts.keep_numbers(key.part_ids)
    seen = select_seen_parts(page, frame, parts)
    labels = replace(labels, parts=kept, places=_list_told_places(page, labels, style))
    return Sheet(frame, seen, labels, key, key_box, panel, style)


def _list_told_places(page: Page, labels: MapLabels, style: PanelStyle) -> list[VisiblePlace]:
    """Return the places whose sign says something: by its name, or by an entry of the legend.

    Cities in a view of the region are where the lines to them end.
    """
    if style.words < Words.KEY or page.options.view != "zone":
        return list(labels.places)
    named = {each.label.anchor for each in labels.others}
    return [place for place in labels.places if (place.x, place.y) in named]


def _choose_style(
    page: Page, zone: Zone, parts: gpd.GeoDataFrame, top: float, bottom: float
) -> tuple[Room, PanelStyle, float, tuple[MapFrame, MapLabels, Key]]:
    """Return the room with the fullest panel that fits, its style, its height, and the map."""
    note = note_height(page) if len(parts) > MOST_NUMBERED else 0.0
    for style in list_styles(page):
        page.has_side_panel = style.is_beside
        low = _low_panel_height(page, style)
        room = Room(page, top, bottom, low, note, columns=style.columns if style.is_beside else 1)
        if not room.is_wide:
            continue
        filled = _fill_map(room, zone, parts)
        box = room.lay_out()[2]
        seen = select_seen_parts(page, filled[0], parts)
        used = measure_panel(Panel(page, filled[0], filled[1], zone, seen, box, style))
        if not style.is_beside and used > room.panel_height:
            filled[0].axes.remove()
            room = replace(room, panel_height=used)
            filled = _fill_map(room, zone, parts)
        if room.fits(style, used):
            break
        filled[0].axes.remove()
    return room, style, used, filled


def _low_panel_height(page: Page, style: PanelStyle) -> float:
    """Return the height of a panel below the map where its legend needs no more, points."""
    if page.has_side_panel or style.words is not Words.FULL or page.panel_columns < 3:
        return 0.0
    return LOW_PANEL_EM * page.size_pt(0.9) / 0.9 + TICKS_EM * page.em


def _fill_map(
    room: Room,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    numbered: tuple[str, ...] = (),
    most: float | None = None,
) -> tuple[MapFrame, MapLabels, Key]:
    """Return the map in its room, its labels, and the key for what is not named on it."""
    page, (map_box, key_box, _) = room.page, room.lay_out()
    frame = _add_frame(page, zone, parts, map_box)
    seen = select_seen_parts(page, frame, parts)
    labels = place_map_labels(page, frame, zone, seen, numbered_first=numbered)
    key = lay_out_key(
        page,
        seen,
        list(labels.parts.numbered),
        unnamed=len(labels.parts.unnamed),
        width=key_box[2],
        most=room.most_key_height if most is None else most,
    )
    return frame, labels, key


def _grow_key(
    room: Room, key: Key, labels: MapLabels, parts: gpd.GeoDataFrame, *, panel_height: float
) -> Room:
    """Return the room with a key that is high enough, as wide as the page where it can be."""
    share = room.most_key_height
    narrow = replace(room, key_height=min(share, _KEY_SPARE * key.height))
    if not room.page.has_side_panel or room.has_wide_key:
        return narrow
    free = room.bottom - room.top - GUTTER_EM * room.page.em - panel_height
    wide = replace(room, has_wide_key=True)
    trial = lay_out_key(
        room.page,
        parts,
        list(labels.parts.numbered),
        unnamed=len(labels.parts.unnamed),
        width=wide.lay_out()[1][2],
        most=min(free, share),
    )
    if (len(trial.part_ids), len(trial.langs)) < (len(key.part_ids), len(key.langs)):
        return narrow
    if not trial.columns:
        return narrow
    return replace(wide, key_height=min(share, free, _KEY_SPARE * trial.height))


def _add_frame(page: Page, zone: Zone, parts: gpd.GeoDataFrame, box: Box) -> MapFrame:
    extent = _choose_extent(page, zone, parts, aspect=box[2] / box[3])
    if not extent.is_on_globe:
        raise InputError(
            N_(
                "A figure shows a hemisphere at most. Choose parts that are closer together, or "
                "use the interactive map (.html) or the data."
            )
        )
    return add_map_frame(page, extent, box=box)


def _choose_extent(page: Page, zone: Zone, parts: gpd.GeoDataFrame, *, aspect: float) -> Extent:
    bounds, view = page.options.bounds, page.options.view
    if bounds is not None:
        area = gpd.GeoSeries([outline_bounds(bounds)], crs=parts.crs)
        return fit_extent(area, aspect=aspect, margin=_BOUNDS_MARGIN)
    shown = select_parts(zone, page.options)
    shapes = shown.geometry if view == "zone" else region_shapes(zone, shown)
    overlay = page.options.overlay
    if overlay.selected in parts.index and view == "zone":
        shapes = parts.loc[[overlay.selected]].geometry
    drawing = find_drawing(zone, parts, page.options)
    added = [*iter_extent(zone, overlay), *(drawing.shapes if drawing is not None else ())]
    return fit_extent(gpd.GeoSeries([*shapes, *added], crs=parts.crs), aspect=aspect)


def select_seen_parts(page: Page, frame: MapFrame, parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the parts of which something is in the frame: all of a map that is not of a part."""
    options = page.options
    if options.bounds is None and options.overlay.selected is None and not options.around:
        return parts
    return parts[[not frame.project(shape).is_empty for shape in parts.geometry]]
