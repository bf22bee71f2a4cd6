"""The tiles of OpenStreetMap within a file that has no server: as fine as there is room for."""

import base64
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import shapely

from geo.geodesy.antimeridian import make_box
from geo.reading.osm.archive import TileArchive
from geo.reading.osm.region import project_degrees
from geo.zone import Zone
from maps.i18n import get_translator
from maps.tiles.description import describe_tiles, find_first_zoom, list_zooms, read_detail

MOST_BYTES = 600_000  # of tiles, compressed; a third more as text
REGION_SHARE = 0.5  # of that, at most, for what is far from the zone
SCALE_AT_ZOOM_0 = 559_082_264.0  # of 256 px tiles, at the equator, for pixels of 0.28 mm


class Inlined(NamedTuple):
    """Tiles for a file: by `z/x/y`, as base64; their zooms as `list_zooms`; if some are left out.

    The finest tiles of the region are left out first, then the finest of the detail.
    """

    tiles: dict[str, str]
    zooms: list[int]
    is_cut: bool


def make_tile_data(
    zone: Zone, lang: str, url: str | None, worker_url: str | None = None
) -> dict[str, Any]:
    """Return what the layer data say of tiles: their description or its address; else nothing.

    With `worker_url`, also the address of the script that a worker paints them with.
    """
    if zone.tiles is None:
        return {}
    first = {"tilesFrom": find_first_zoom(zone)}
    if url is not None:
        return {"tiles": url, **({"tileWorker": worker_url} if worker_url else {}), **first}
    described, inlined = describe_tiles(zone, lang, url=""), pick_tiles(zone.tiles)
    return {"tiles": {**(described or {}), **inlined._asdict()}, **first}


def describe_inlined(zone: Zone, lang: str) -> str:
    """Return what a file says of the tiles that it leaves out; empty where it has all."""
    if zone.tiles is None or not pick_tiles(zone.tiles).is_cut:
        return ""
    _ = get_translator(lang)
    lat = math.radians((zone.tiles.bounds[1] + zone.tiles.bounds[3]) / 2)
    scale = SCALE_AT_ZOOM_0 * math.cos(lat) / 2 ** (pick_tiles(zone.tiles).zooms[-1] + 1)
    rounded = round(scale, 1 - int(math.log10(scale)))
    return _("In this file the detail of OpenStreetMap ends at about 1:%(scale)s.") % {
        "scale": f"{rounded:,.0f}"
    }


@lru_cache(maxsize=2)
def pick_tiles(tiles: TileArchive) -> Inlined:
    """Return the tiles for a file: coarse ones of the region, finer ones around the zone."""
    first, region_last, last = list_zooms(tiles)
    found: dict[str, bytes] = {}
    region_zoom = first
    for zoom in range(first, region_last + 1):
        added = dict(_iter_tiles(tiles, tiles.bounds, zoom))
        if zoom > first and _count_bytes(found, added) > REGION_SHARE * MOST_BYTES:
            break
        found |= added
        region_zoom = zoom
    detail_zoom = region_zoom
    for zoom in range(region_zoom + 1, last + 1):
        added = dict(_iter_tiles(tiles, read_detail(tiles), zoom))
        if _count_bytes(found, added) > MOST_BYTES:
            break
        found |= added
        detail_zoom = zoom
    packed = {key: base64.b64encode(data).decode() for key, data in found.items()}
    return Inlined(packed, [first, region_zoom, detail_zoom], is_cut=detail_zoom < last)


def _count_bytes(*groups: dict[str, bytes]) -> int:
    return sum(len(data) for group in groups for data in group.values())


def _iter_tiles(
    tiles: TileArchive, bounds: Sequence[float], zoom: int
) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles of a box (west, south, east, north in degrees) that are not empty."""
    for west, south, east, north in shapely.bounds(shapely.get_parts(make_box(bounds))).tolist():
        corners = project_degrees(np.array([[west, north], [east, south]])) * 2**zoom
        (left, top), (right, bottom) = np.floor(corners).astype(int).tolist()
        for x in range(left, min(right, 2**zoom - 1) + 1):
            for y in range(top, min(bottom, 2**zoom - 1) + 1):
                data = tiles.read_tile(zoom, x, y)
                if data:
                    yield f"{zoom}/{x}/{y}", data
