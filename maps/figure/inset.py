"""The inset: the zone among the reference cities, or close by beside a map of the region."""

import geopandas as gpd
import shapely
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from shapely.geometry.base import BaseGeometry as Geometry

from geo.zone import Zone
from maps.figure.basemap import draw_ground, list_ground
from maps.figure.captions import join_languages
from maps.figure.extent import fit_extent, region_shapes
from maps.figure.labels import project_parts, reference_place_labels, write_labels
from maps.figure.legend import draw_heading
from maps.figure.map_frame import MapFrame, add_map_frame
from maps.figure.map_layers import draw_marker, draw_parts, visible_places
from maps.figure.page import Page
from maps.figure.scale_bar import draw_scale_bar
from maps.figure.tile_source import shows_tiles
from maps.i18n import get_translator
from maps.labels.model import LabelObstacles
from maps.labels.placement import place_labels
from maps.theme import PRINT_COLOURS

LEAST_EM, HEAD_EM, BAR_EM = 7.0, 2.3, 2.6
FRAME_EM = 1.2  # the shortest side of the box that marks the large map
_FRAME_TINT = 34 / 255  # opacity


def draw_inset(
    page: Page, zone: Zone, parts: gpd.GeoDataFrame, main: MapFrame, *, box: tuple[float, ...]
) -> dict[str, list[str]]:
    """Draw the inset, unless it would be too small or has nothing to show.

    Parameters
    ----------
    main : MapFrame
        The large map.
    box : tuple of float
        Left, top, width and height of the inset with heading and scale bar, points of the page.

    Returns
    -------
    dict of list of str
        The ids of the `places`, the `context` and the `basemap` that it shows; the key `tiles`
        where it shows some.
    """
    left, top, width, height = box
    is_close = page.options.view == "region"
    height -= (HEAD_EM + BAR_EM) * page.em
    if height < LEAST_EM * page.em or (not is_close and zone.places.empty):
        return {}
    shapes = parts.geometry if is_close and len(parts) else region_shapes(zone, parts)
    extent = fit_extent(shapes, aspect=width / height, margin=0.08 if is_close else 0.14)
    if not extent.is_on_globe:
        return {}
    langs = page.options.langs
    heading = join_languages(langs, lambda lang: _inset_heading(lang, is_close=is_close))
    below = draw_heading(page, left, top, heading, width=width) + 0.3 * page.em
    frame = add_map_frame(page, extent, box=(left, below, width, height))
    line_scale = 0.35 * page.line_scale
    draw_ground(frame, zone, line_scale=line_scale)
    places: list[str] = []
    if is_close:
        draw_parts(frame, parts, line_scale=0.6 * page.line_scale)
    else:
        places = _draw_cities(page, frame, zone, main)
    colour = PRINT_COLOURS["frame"]
    page.draw_rectangle(
        left, below, width, height, facecolor="none", edgecolor=colour, linewidth=0.6
    )
    draw_scale_bar(page, frame, left, below + height + 0.3 * page.em, most=0.5 * width)
    tiles: dict[str, list[str]] = (
        {"tiles": []} if shows_tiles(frame, zone, line_scale=line_scale) else {}
    )
    return {"places": places, **tiles, **list_ground(frame, zone, line_scale=line_scale)}


def _inset_heading(lang: str, *, is_close: bool) -> str:
    _ = get_translator(lang)
    return _("Zone (enlarged)") if is_close else _("Region")


def _draw_cities(page: Page, frame: MapFrame, zone: Zone, main: MapFrame) -> list[str]:
    """Draw the border of the large map, and the cities that lie outside it; return their ids."""
    border = _project_border(main, frame)
    rectangle = _widen_box(border, FRAME_EM * page.em)
    _draw_border(frame, rectangle)
    places = [
        place
        for place in visible_places(frame, zone.places[zone.places["kind"] == "city"])
        if not border.contains(place.point)
    ]
    for place in places:
        draw_marker(frame, place, size=0.5 * page.em)
    obstacles = LabelObstacles(
        frame=frame.border,
        shapes=project_parts(frame, zone.parts.head(0)),
        occupied=(rectangle, *(place.disc(0.35 * page.em) for place in places)),
    )
    labels = reference_place_labels(places, page.options.langs, em=0.9 * page.em)
    write_labels(frame, place_labels(labels, obstacles))
    return [str(place.row["id"]) for place in places]


def _project_border(main: MapFrame, frame: MapFrame) -> Geometry:
    """Return the large map's extent as a box in points of the inset."""
    west, south, east, north = main.extent.bounds
    lon, lat = main.extent.unproject([west, east], [south, north])
    corners = zip(lon.tolist(), lat.tolist(), strict=True)
    (x0, y0), (x1, y1) = (frame.project_point(*corner) for corner in corners)
    return shapely.box(x0, y0, x1, y1)


def _draw_border(frame: MapFrame, box: Geometry) -> None:
    x0, y0, x1, y1 = box.bounds
    colour = PRINT_COLOURS["inset_frame"]
    rectangle = Rectangle((x0, y0), x1 - x0, y1 - y0, edgecolor=colour)
    rectangle.set_facecolor(to_rgba(colour, _FRAME_TINT))
    rectangle.set(linewidth=0.9, zorder=6.5)  # above the places
    frame.axes.add_artist(rectangle)


def _widen_box(box: Geometry, least: float) -> Geometry:
    """Return a box around the same middle, each of whose sides is at least `least` long."""
    x0, y0, x1, y1 = box.bounds
    across, up = (max(0.0, least - side) / 2 for side in (x1 - x0, y1 - y0))
    return shapely.box(x0 - across, y0 - up, x1 + across, y1 + up)
