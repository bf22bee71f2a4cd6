"""The small map: the zone among the reference cities, or close by in a map of the region."""

import geopandas as gpd
import shapely
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from shapely.geometry.base import BaseGeometry as Geometry

from geo.zone import Zone
from maps.figure.captions import join_languages
from maps.figure.extent import fit_extent, region_shapes
from maps.figure.labels import reference_place_labels, write_labels
from maps.figure.legend import draw_heading
from maps.figure.map_frame import MapFrame, add_map_frame
from maps.figure.map_layers import draw_context, draw_marker, draw_parts, visible_places
from maps.figure.page import Page
from maps.figure.scale_bar import draw_scale_bar
from maps.i18n import get_translator
from maps.theme import PRINT_COLOURS

LEAST_EM, HEAD_EM, BAR_EM = 7.0, 2.3, 2.3
FRAME_EM = 1.2  # the least side of the large map's frame
_FRAME_TINT = 34 / 255  # opacity


def draw_inset(
    sheet: Page, zone: Zone, parts: gpd.GeoDataFrame, main: MapFrame, *, box: tuple[float, ...]
) -> None:
    """Draw the inset into a rectangle (left, top, width, height) of the sheet, if it can be."""
    left, top, width, height = box
    close = sheet.options.view == "region"
    room = height - (HEAD_EM + BAR_EM) * sheet.em
    if room < LEAST_EM * sheet.em or (not close and zone.places.empty):
        return
    height = room
    shapes = parts.geometry if close else region_shapes(zone, parts)
    view = fit_extent(shapes, aspect=width / height, margin=0.08 if close else 0.14)
    if not view.is_on_globe:
        return
    heading = join_languages(sheet.options.langs, lambda lang: _inset_heading(lang, close=close))
    below = draw_heading(sheet, left, top, heading, width=width) + 0.3 * sheet.em
    window = add_map_frame(sheet, view, box=(left, below, width, height))
    draw_context(window, zone.context, weight=0.35 * sheet.weight)
    if close:
        draw_parts(window, parts, weight=0.6 * sheet.weight)
    else:
        _draw_cities(sheet, window, zone, main)
    sheet.rectangle(
        left,
        below,
        width,
        height,
        facecolor="none",
        edgecolor=PRINT_COLOURS["frame"],
        linewidth=0.6,
    )
    draw_scale_bar(sheet, window, left, below + height, most=0.5 * width)


def _inset_heading(lang: str, *, close: bool) -> str:
    _ = get_translator(lang)
    return _("The zone close by") if close else _("Location")


def _draw_cities(sheet: Page, window: MapFrame, zone: Zone, main: MapFrame) -> None:
    """Draw the cities and the large map's frame; a city inside that frame is left to it."""
    west, south, east, north = main.view.frame
    lon, lat = main.view.lonlat([west, east], [south, north])
    (x0, y0), (x1, y1) = (window.at(*corner) for corner in zip(lon, lat, strict=True))
    inside = shapely.box(x0, y0, x1, y1)
    taken = [_widen_box(inside, FRAME_EM * sheet.em)]
    x0, y0, x1, y1 = taken[0].bounds
    colour = PRINT_COLOURS["inset_frame"]
    frame = Rectangle((x0, y0), x1 - x0, y1 - y0, edgecolor=colour)
    frame.set_facecolor(to_rgba(colour, _FRAME_TINT))
    frame.set(linewidth=0.9, zorder=6.5)  # above the places
    window.axes.add_artist(frame)
    seen = [
        item
        for item in visible_places(window, zone.places[zone.places["kind"] == "city"])
        if not inside.contains(shapely.Point(item[1:]))
    ]
    for row, x, y in seen:
        draw_marker(window, row.kind, x, y, size=0.5 * sheet.em)
        taken.append(shapely.Point(x, y).buffer(0.35 * sheet.em))
    labels = reference_place_labels(seen, sheet.options.langs, em=0.9 * sheet.em)
    write_labels(window, labels, zone.parts.head(0), taken=tuple(taken))


def _widen_box(box: Geometry, least: float) -> Geometry:
    """Return a box around the same middle, each of whose sides is at least `least` long."""
    x0, y0, x1, y1 = box.bounds
    across, up = (max(0.0, least - side) / 2 for side in (x1 - x0, y1 - y0))
    return shapely.box(x0 - across, y0 - up, x1 + across, y1 + up)
