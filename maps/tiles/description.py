"""A zone's tiles as the page's script needs them: addresses, coverage, style, credit."""

from typing import Any, TypeGuard

import shapely

from geo.geodesy.antimeridian import make_bbox, make_box
from geo.reading.osm.archive import TileArchive
from geo.reading.osm.region import lies_in_china
from geo.zone import Zone
from maps.i18n import get_translator
from maps.theme import INKS, SHIELDS, TILE_INKS
from maps.tiles.style import describe_style

NEAR_ZOOM = 9  # from which on tiles that miss some of the region take the place of its lines
ENOUGH = 0.9  # of the region that they must cover to do so at all zooms


def describe_tiles(zone: Zone, lang: str, *, url: str) -> dict[str, Any] | None:
    """Return what the script draws tiles with; None where the zone has none.

    Parameters
    ----------
    zone : Zone
    lang : str
        In which names are preferred.
    url : str
        The address of a tile, with `{z}`, `{x}` and `{y}`; empty where a file holds the tiles.
    """
    tiles = zone.tiles
    if tiles is None:
        return None
    return {
        "url": url,
        "lang": lang,
        "field": f"name_{lang}",
        "from": find_first_zoom(zone),
        "bounds": list(tiles.bounds),
        "zooms": list_zooms(tiles),
        "detail": read_detail(tiles),
        "isChinese": lies_in_china(zone),  # where signs number roads by colour
        "legend": list_legend(lang),
        "ground": [INKS["ground"].light, INKS["ground"].dark],
        "style": describe_style(TILE_INKS, SHIELDS),
    }


def list_legend(lang: str) -> list[list[str]]:
    """Return what the legend says of the tiles: an ink, that of its edge or none, and words."""
    _ = get_translator(lang)
    return [
        ["motorway", "motorway-case", _("Motorway")],
        ["primary", "primary-case", _("Main road")],
        ["rail", "", _("Railway")],
        ["waterway", "", _("River")],
    ]


def list_zooms(tiles: TileArchive) -> list[int]:
    """Return the first zoom of the tiles, the last of all the region, the last of the detail."""
    region = tiles.about.get("region")
    last = region.get("zoom") if isinstance(region, dict) else None
    if not (isinstance(last, int) and tiles.min_zoom <= last <= tiles.max_zoom):
        last = tiles.max_zoom
    return [tiles.min_zoom, last, tiles.max_zoom]


def read_detail(tiles: TileArchive) -> list[float]:
    """Return west, south, east, north of what has the last zooms, degrees; else of all."""
    detail = tiles.about.get("detail")
    bbox = detail.get("bbox") if isinstance(detail, dict) else None
    return [float(side) for side in bbox] if _is_box(bbox) else list(tiles.bounds)


def _is_box(bbox: Any) -> TypeGuard[list[float]]:
    """Return whether this is west, south, east, north in degrees; west > east crosses 180°."""
    if not (isinstance(bbox, list) and len(bbox) == 4):
        return False
    if not all(isinstance(side, int | float) for side in bbox):
        return False
    west, south, east, north = bbox
    return -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90


def find_first_zoom(zone: Zone) -> float:
    """Return from which zoom on (256 px tiles) the tiles are drawn in place of other lines.

    At all zooms where they cover the region of the zone's own base map, or it has none.
    """
    lines = zone.basemap.geometry[zone.basemap.geometry.geom_type != "Point"]
    if zone.tiles is None or lines.empty:
        return 0
    region = make_box(make_bbox(lines))
    shared = shapely.intersection(region, make_box(zone.tiles.bounds))
    return 0 if shared.area >= ENOUGH * region.area else NEAR_ZOOM
