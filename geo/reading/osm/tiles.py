"""Vector tiles (MVT 2.1) of generalised shapes, each of at most `MOST_BYTES` as it is sent.

References
----------
Mapbox (2016). Vector tile specification 2.1: https://github.com/mapbox/vector-tile-spec
"""

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import shapely
from pmtiles.tile import zxy_to_tileid
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Shapes
from geo.io.optional_package import load_package
from geo.reading.osm.classes import Drawn
from geo.reading.osm.generalise import Generaliser
from geo.reading.osm.region import DETAIL_ZOOM, Tier, project_shapes

EXTENT = 4096
BUFFER = 64  # units around a tile that it holds too, so that lines have no ends at its edge
MOST_BYTES = 16_000
MOST_BYTES_FAR = 12_000  # below the last zoom, where a screen shows more of a city
# What a tile that is too large does without, one after the other.
DISPENSABLE = (
    {"footway", "path", "cycleway", "steps", "bridleway"},
    {"service", "track"},
    {"building"},
    {"stream", "drain", "ditch", "grass", "scrub", "garden", "meadow", "heath"},
    {"residential", "unclassified", "living_street", "pedestrian"},
    {"forest", "wetland", "orchard", "farmland", "retail", "commercial"},
)
Tile = tuple[int, int, int]
Piece = tuple[Drawn, Geometry]
Dropped = dict[str, int]


def load_encoder() -> Callable[..., bytes]:
    """Return `mapbox_vector_tile.encode`; raise InputError where it is not installed."""
    encode: Callable[..., bytes] = load_package("mapbox_vector_tile", extra="basemap").encode
    return encode


def iter_tiles(
    generaliser: Generaliser, tier: Tier, zoom: int, dropped: Dropped
) -> Iterator[tuple[Tile, bytes]]:
    """Yield the tiles (z, x, y) of a zoom that are not empty, compressed with gzip.

    `dropped` is told how many tiles go without what.
    """
    drawn, shapes = [], []
    for each, found in generaliser.iter_zoom(zoom):
        drawn += [each] * len(found)
        shapes.append(found)
    if not shapes:
        return
    all_shapes = np.concatenate(shapes)
    for tile, rows in _assign_tiles(all_shapes, tier, zoom).items():
        pieces = _cut_tile(all_shapes[rows], [drawn[n] for n in rows], tile)
        most = MOST_BYTES if zoom >= DETAIL_ZOOM else MOST_BYTES_FAR
        data = _encode_tile(pieces, dropped, most_bytes=most)
        if data:
            yield tile, data


def _assign_tiles(shapes: Shapes, tier: Tier, zoom: int) -> dict[Tile, list[int]]:
    """Return which shapes each tile holds; tiles are in the order that PMTiles has them."""
    found: dict[Tile, list[int]] = defaultdict(list)
    count, margin = 2**zoom, BUFFER / EXTENT
    bounds = shapely.bounds(shapes) * count
    frames = shapely.bounds(project_shapes(shapely.get_parts(tier.shape))) * count
    spans = np.column_stack([np.floor(bounds[:, :2] - margin), np.floor(bounds[:, 2:] + margin)])
    for frame in frames:
        low, high = np.floor(frame[:2]), np.ceil(frame[2:]) - 1
        for n, (x0, y0, x1, y1) in enumerate(spans.tolist()):
            columns = range(int(max(x0, low[0], 0)), int(min(x1, high[0], count - 1)) + 1)
            rows = range(int(max(y0, low[1], 0)), int(min(y1, high[1], count - 1)) + 1)
            if len(columns) * len(rows) == 1:
                found[zoom, columns[0], rows[0]].append(n)
                continue
            for x in columns:
                strip = _clip_to(shapes[n], x, None, zoom)
                for y in rows if not strip.is_empty else ():
                    if not _clip_to(strip, x, y, zoom).is_empty:
                        found[zoom, x, y].append(n)
    order = sorted(found, key=lambda tile: zxy_to_tileid(*tile))
    return {tile: list(dict.fromkeys(found[tile])) for tile in order}


def _clip_to(shape: Geometry, x: int, y: int | None, zoom: int) -> Geometry:
    """Return what of a shape a column of tiles, or a tile, holds."""
    size, margin = 1 / 2**zoom, BUFFER / EXTENT / 2**zoom
    low, high = (0.0, 1.0) if y is None else (y * size - margin, (y + 1) * size + margin)
    return shapely.clip_by_rect(shape, x * size - margin, low, (x + 1) * size + margin, high)


def _cut_tile(shapes: Shapes, drawn: list[Drawn], tile: Tile) -> list[Piece]:
    """Return what a tile holds, in its own units, x eastwards and y southwards."""
    zoom, x, y = tile
    margin, scale = BUFFER / EXTENT, 2**zoom
    box = np.array([x - margin, y - margin, x + 1 + margin, y + 1 + margin]) / scale
    clipped = shapely.clip_by_rect(shapes, *box)
    placed = shapely.transform(
        clipped, lambda xy: np.round((xy * scale - np.array([x, y])) * EXTENT)
    )
    is_area = shapely.get_dimensions(placed) == 2
    # Leaves out points in a line, and rings that rounding has made lines.
    areas = shapely.simplify(placed[is_area], 0, preserve_topology=False)
    placed[is_area] = shapely.orient_polygons(areas)
    return [(each, piece) for each, piece in zip(drawn, placed, strict=True) if _is_drawn(piece)]


def _is_drawn(piece: Geometry) -> bool:
    """Return whether something is left of a shape after rounding."""
    if piece.is_empty:
        return False
    dimension = shapely.get_dimensions(piece)
    return bool(dimension == 0 or (piece.length if dimension == 1 else piece.area) > 0)


def _encode_tile(pieces: list[Piece], dropped: Dropped, *, most_bytes: int) -> bytes:
    """Return a tile; empty bytes for nothing."""
    packed = _pack(pieces)
    for kinds in DISPENSABLE:
        if len(packed) <= most_bytes:
            break
        kept = [each for each in pieces if each[0].kind not in kinds]
        if len(kept) < len(pieces):
            dropped[", ".join(sorted(kinds))] += 1
            pieces, packed = kept, _pack(kept)
    return packed


def _pack(pieces: list[Piece]) -> bytes:
    if not pieces:
        return b""
    layers: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for drawn, piece in pieces:
        layers[drawn.layer].append({"geometry": piece, "properties": dict(drawn.attributes)})
    made = [{"name": name, "features": found} for name, found in layers.items()]
    options = {"y_coord_down": True, "check_winding_order": False, "extents": EXTENT}
    return gzip.compress(load_encoder()(made, default_options=options), mtime=0)
