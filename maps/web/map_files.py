"""Which scripts and styles a map needs, by what is drawn on it."""

from geo.measured import Measured
from maps.assets import (
    LEAN,
    LIST_SCRIPTS,
    ONLINE_SCRIPTS,
    ONLINE_STYLES,
    ROAD_SCRIPTS,
    ROAD_STYLES,
    STYLES,
    TILE_SCRIPTS,
    TILE_STYLES,
)
from maps.content.part_list import has_many_parts
from maps.web.chrome import PAGE_TEMPLATE, Chrome


def list_map_files(
    measured: Measured, chrome: Chrome, *, inline: bool = False
) -> tuple[list[str], list[str]]:
    """Return the names of the scripts and of the styles of a map, each in their order.

    Parameters
    ----------
    inline : bool
        Whether they are for a file, which asks no server for anything.
    """
    zone, windowed = measured.zone, has_many_parts(measured.zone)
    has_tiles = zone.tiles is not None
    has_roads = zone.roads is not None and zone.roads.is_current
    lean = {} if windowed or has_tiles or "backgrounds" in chrome.data else LEAN
    away = ONLINE_SCRIPTS + ONLINE_STYLES if inline else ()
    scripts = [lean.get(each, each) for each in chrome.scripts if each not in away]
    scripts += LIST_SCRIPTS if windowed and chrome.template == PAGE_TEMPLATE else ()
    scripts += TILE_SCRIPTS if has_tiles else ()
    scripts += ROAD_SCRIPTS if has_roads else ()
    styles = [lean.get(each, each) for each in STYLES if each not in away]
    styles += TILE_STYLES if has_tiles else ()
    styles += ROAD_STYLES if has_roads else ()
    return scripts, styles
