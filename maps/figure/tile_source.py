"""The tiles of OpenStreetMap that a figure shows, placed in points of the map."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.geodesy.antimeridian import make_box, wrap_degrees
from geo.reading.osm.archive import TileArchive
from geo.reading.osm.region import EQUATOR_M, project_degrees, unproject_to_degrees
from geo.reading.osm.vector_tile import EXTENT, TileFeature, read_number, read_tile
from geo.zone import Zone
from maps.figure.map_frame import MapFrame
from maps.figure.map_layers import EDGE_PT, POINTS_PER_PX, VisiblePlace
from maps.figure.typography import clean_text
from maps.tiles.description import find_first_zoom, list_zooms, read_detail

MOST_TILES = 120
Layers = Mapping[str, list[TileFeature]]


@dataclass(frozen=True)
class FigureTiles:
    """The tiles that a frame shows.

    Attributes
    ----------
    frame : MapFrame
    zoom : float
        Of 256 px tiles, at which a pixel is as large as in the frame.
    line_scale : float
        By which lines are wider than on the page.
    layers : mapping of str to list of TileFeature
        With shapes in points of the map, cut at the frame.
    """

    frame: MapFrame
    zoom: float
    line_scale: float
    layers: Layers

    @property
    def px_per_m(self) -> float:
        """Pixels for one metre of the ground."""
        return self.frame.points_per_m / POINTS_PER_PX / self.line_scale


def shows_tiles(frame: MapFrame, zone: Zone, *, line_scale: float) -> bool:
    """Return whether a frame shows tiles, in place of the base map's own lines."""
    if zone.tiles is None or _find_zoom(frame, line_scale) < find_first_zoom(zone):
        return False
    return bool(_find_box(frame).intersects(make_box(zone.tiles.bounds)))


def load_tiles(frame: MapFrame, tiles: TileArchive, *, line_scale: float) -> FigureTiles:
    """Return what the tiles have in the frame, at the zoom that suits its scale."""
    zoom = _find_zoom(frame, line_scale)
    found: dict[str, list[TileFeature]] = defaultdict(list)
    for tile in _list_tiles(frame, tiles, round(zoom) - 1):
        for name, features in _place_tile(frame, tiles, tile).items():
            found[name] += features
    return FigureTiles(frame, zoom, line_scale, found)


def list_names(frame: MapFrame, tiles: TileArchive, *, line_scale: float) -> list[VisiblePlace]:
    """Return the settlements, stations and airports in the frame, the most important first."""
    layers = load_tiles(frame, tiles, line_scale=line_scale).layers
    found: dict[str, tuple[float, VisiblePlace]] = {}
    for tags, shape in (*layers.get("place_labels", ()), *layers.get("public_transport", ())):
        at, rank = shape.centroid, read_number(tags, "rank", 9)
        name = clean_text(str(tags.get("name_en", tags.get("name", ""))))
        chinese = clean_text(str(tags.get("name_zh", tags.get("name", ""))))
        row = {"id": "", "name": name, "name_zh": chinese}
        if name and frame.border.buffer(-EDGE_PT).contains(at):
            found.setdefault(name, (rank, VisiblePlace(row, str(tags.get("kind", "")), at.x, at.y)))
    return [place for _, place in sorted(found.values(), key=lambda each: each[0])]


def _find_zoom(frame: MapFrame, line_scale: float) -> float:
    """Return the zoom at which the frame's scale is that of the page, with its width of lines."""
    px_per_m = frame.points_per_m / POINTS_PER_PX / line_scale
    lat = math.radians(frame.extent.lat)
    return math.log2(px_per_m * EQUATOR_M * math.cos(lat) / 256)


def _find_box(frame: MapFrame) -> Geometry:
    """Return the box of degrees (WGS 84) around what the frame shows, beyond 180 where it crosses.

    Points on its edges count, since the parallels of a map curve.
    """
    west, south, east, north = frame.extent.bounds
    x, y = np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9))
    lon, lat = frame.extent.unproject(x, y)
    lon = frame.extent.lon + wrap_degrees(lon - frame.extent.lon)
    return shapely.box(lon.min(), lat.min(), lon.max(), lat.max())


def _list_tiles(frame: MapFrame, tiles: TileArchive, zoom: int) -> Iterator[tuple[int, int, int]]:
    """Yield the tiles that cover the frame: coarser ones where there would be too many."""
    first, region_zoom, last = list_zooms(tiles)
    inside = make_box(read_detail(tiles)).covers(_find_box(frame))
    zoom = max(first, min(zoom, last if inside else region_zoom))
    while True:
        found = list(_cover(frame, zoom))
        if len(found) <= MOST_TILES or zoom == first:
            yield from found
            return
        zoom -= 1


def _cover(frame: MapFrame, zoom: int) -> Iterator[tuple[int, int, int]]:
    count = 2**zoom
    west, south, east, north = _find_box(frame).bounds
    corners = project_degrees(np.array([[west, north], [east, south]])) * count
    (left, top), (right, bottom) = np.floor(corners).astype(int).tolist()
    for x in range(left, right + 1):
        for y in range(max(top, 0), min(bottom, count - 1) + 1):
            yield zoom, x % count, y


def _place_tile(
    frame: MapFrame, tiles: TileArchive, tile: tuple[int, int, int]
) -> dict[str, list[TileFeature]]:
    """Return what a tile has within its own edges, in points of the map."""
    placed: dict[str, list[TileFeature]] = {}
    for name, features in _read_cached(tiles, tile).items():
        shapes: Shapes = np.array([each.shape for each in features], dtype=object)
        shapes = shapely.clip_by_rect(shapes, 0, 0, EXTENT, EXTENT)
        shapes = shapely.transform(shapes, lambda xy: _to_points(frame, xy, tile))
        shapes = shapely.clip_by_rect(shapes, 0, 0, frame.width, frame.height)
        placed[name] = [
            TileFeature(each.tags, shape)
            for each, shape in zip(features, shapes, strict=True)
            if not shape.is_empty
        ]
    return placed


@lru_cache(maxsize=64)
def _read_cached(tiles: TileArchive, tile: tuple[int, int, int]) -> Layers:
    try:
        return read_tile(tiles.unpack_tile(*tile))
    except ValueError:
        raise tiles.refuse() from None


def _to_points(frame: MapFrame, xy: Floats, tile: tuple[int, int, int]) -> Floats:
    zoom, x, y = tile
    lonlat = unproject_to_degrees((xy / EXTENT + (x, y)) / 2**zoom)
    flat = np.column_stack(frame.extent.transformer.transform(*lonlat.T))
    points: Floats = (flat - frame.extent.bounds[:2]) * frame.points_per_m
    return points
