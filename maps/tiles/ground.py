"""Waters, railways and main roads of the tiles around a zone, for small maps."""

from collections.abc import Iterator
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.geodesy.antimeridian import Box, unwrapped_bounds
from geo.reading.osm.archive import TileArchive
from geo.reading.osm.region import project_degrees, unproject_to_degrees
from geo.reading.osm.vector_tile import EXTENT, read_tile
from geo.zone import Zone
from maps.tiles.description import list_zooms

MOST_TILES = 16
AROUND = 0.5  # of the zone's sides that is added on each side
# From below to above: class names of the style sheets, layer and kind of Shortbread.
_DRAWN = (
    ("tile-water", "water_polygons", ""),
    ("tile-river", "water_lines", "river"),
    ("tile-rail", "streets", "rail"),
    *((f"tile-road {kind}", "streets", kind) for kind in ("primary", "trunk", "motorway")),
)


def list_tile_ground(zone: Zone, bounds: Box) -> gpd.GeoDataFrame | None:
    """Return what the tiles have in the bounds, a row for each class; None where that is nothing.

    Bounds within the zone have what there is around all of it, which is read once.

    Parameters
    ----------
    zone : Zone
    bounds : tuple of float
        West, south, east, north in unwrapped degrees.

    Returns
    -------
    GeoDataFrame
        With `kind` (class names of the style sheets) and `host`, which is false; OGC:CRS84 degrees.

    Raises
    ------
    InputError
        When the file of the tiles is damaged.
    """
    if zone.tiles is None:
        return None
    whole = shapely.box(*unwrapped_bounds(zone.parts.geometry))
    wanted = shapely.box(*bounds)
    found = _load_ground(zone.tiles, (whole if whole.covers(wanted) else wanted).bounds)
    return None if found.empty else found


@lru_cache(maxsize=8)
def _load_ground(tiles: TileArchive, bounds: Box) -> gpd.GeoDataFrame:
    found: dict[str, list[Shapes]] = {name: [] for name, *_ in _DRAWN}
    for tile in _list_tiles(tiles, bounds):
        for name, shapes in _read_classes(tiles, tile):
            found[name].append(shapes)
    rows = [
        {"kind": name, "host": False, "geometry": merged}
        for name, some in found.items()
        if not (merged := _merge(np.concatenate([np.empty(0, dtype=object), *some]))).is_empty
    ]
    return gpd.GeoDataFrame(rows, columns=["kind", "host", "geometry"], crs="OGC:CRS84")


def _read_classes(tiles: TileArchive, tile: tuple[int, int, int]) -> Iterator[tuple[str, Shapes]]:
    """Yield the shapes of each class that a tile has within its own edges, degrees."""
    try:
        layers = read_tile(tiles.unpack_tile(*tile))
    except ValueError:
        raise tiles.refuse() from None
    for name, layer, kind in _DRAWN:
        features = [each for each in layers.get(layer, ()) if kind in ("", each.tags.get("kind"))]
        shapes: Shapes = np.array([each.shape for each in features], dtype=object)
        cut = shapely.clip_by_rect(shapes, 0, 0, EXTENT, EXTENT)
        yield name, shapely.transform(cut, lambda xy: _to_degrees(xy, *tile))


def _list_tiles(tiles: TileArchive, bounds: Box) -> list[tuple[int, int, int]]:
    """Return the tiles that cover the bounds and what is around them, not more than a few."""
    west, south, east, north = bounds
    wide, high = AROUND * (east - west), AROUND * (north - south)
    corners = np.array([[west - wide, north + high], [east + wide, south - high]])
    first, last, _ = list_zooms(tiles)
    for zoom in range(last, first - 1, -1):
        (left, top), (right, bottom) = np.floor(project_degrees(corners) * 2**zoom).astype(int)
        if (right - left + 1) * (bottom - top + 1) <= MOST_TILES:
            rows = range(max(top, 0), min(bottom, 2**zoom - 1) + 1)
            return [(zoom, x % 2**zoom, y) for x in range(left, right + 1) for y in rows]
    return []


def _to_degrees(xy: Floats, zoom: int, x: int, y: int) -> Floats:
    return unproject_to_degrees((xy / EXTENT + (x, y)) / 2**zoom)


def _merge(shapes: Shapes) -> Geometry:
    """Return shapes as one, joined where they were cut at the edges of tiles."""
    merged: Geometry = shapely.union_all(shapely.make_valid(shapes))
    return shapely.line_merge(merged) if shapely.get_dimensions(merged) == 1 else merged
