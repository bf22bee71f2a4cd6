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

from geo.arrays import Floats, Shapes
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
BLOCK_ZOOMS = 3  # 64 tiles
Tile = tuple[int, int, int]
Range = tuple[int, int, int, int]
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

    A block of tiles at a time is in memory; they come in the order that PMTiles has them.
    `dropped` is told how many tiles go without what.
    """
    most = MOST_BYTES if zoom >= DETAIL_ZOOM else MOST_BYTES_FAR
    for block in _list_blocks(tier, zoom):
        drawn, shapes = [], []
        for each, found in generaliser.iter_within(zoom, _bound_block(block, zoom)):
            drawn += [each] * len(found)
            shapes.append(found)
        all_shapes = np.concatenate(shapes) if shapes else np.empty(0, dtype=object)
        for tile, rows in _assign_tiles(all_shapes, block, zoom).items():
            pieces = _cut_tile(all_shapes[rows], [drawn[n] for n in rows], tile)
            data = _encode_tile(pieces, dropped, most_bytes=most)
            if data:
                yield tile, data


def _list_blocks(tier: Tier, zoom: int) -> list[list[Range]]:
    """Return the tiles of a tier as ranges (west, north, east, south), block after block.

    A block is what of the tier lies in one tile of `BLOCK_ZOOMS` less; on the curve along which
    PMTiles has its tiles, one such follows the other.
    """
    up = min(BLOCK_ZOOMS, zoom)
    found: dict[Tile, list[Range]] = defaultdict(list)
    frames = shapely.bounds(project_shapes(shapely.get_parts(tier.shape))) * 2**zoom
    for frame in frames:
        left, top = np.maximum(np.floor(frame[:2]), 0).astype(int).tolist()
        right, bottom = np.minimum(np.ceil(frame[2:]), 2**zoom).astype(int).tolist()
        for x in range(left >> up, (right - 1 >> up) + 1):
            for y in range(top >> up, (bottom - 1 >> up) + 1):
                (x0, y0), (x1, y1) = ((each << up, other << up) for each, other in
                                      ((x, y), (x + 1, y + 1)))  # fmt: skip
                own = max(left, x0), max(top, y0), min(right, x1) - 1, min(bottom, y1) - 1
                found[zoom - up, x, y].append(own)
    return [found[tile] for tile in sorted(found, key=lambda tile: zxy_to_tileid(*tile))]


def _bound_block(block: list[Range], zoom: int) -> Floats:
    """Return west, north, east, south of a block with what its tiles hold around them."""
    ranges, margin = np.array(block, dtype=float), BUFFER / EXTENT
    low, high = ranges[:, :2].min(axis=0) - margin, ranges[:, 2:].max(axis=0) + 1 + margin
    return np.concatenate([low, high]) / 2**zoom


def _assign_tiles(shapes: Shapes, block: list[Range], zoom: int) -> dict[Tile, list[int]]:
    """Return which shapes each tile holds; tiles are in the order that PMTiles has them."""
    found: dict[Tile, list[int]] = defaultdict(list)
    margin = BUFFER / EXTENT
    bounds = shapely.bounds(shapes) * 2**zoom
    spans = np.column_stack([np.floor(bounds[:, :2] - margin), np.floor(bounds[:, 2:] + margin)])
    for left, top, right, bottom in block:
        for n, (x0, y0, x1, y1) in enumerate(spans.tolist()):
            columns = range(int(max(x0, left)), int(min(x1, right)) + 1)
            rows = range(int(max(y0, top)), int(min(y1, bottom)) + 1)
            if len(columns) * len(rows) == 1:
                found[zoom, columns[0], rows[0]].append(n)
                continue
            for x in columns if rows else ():
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
