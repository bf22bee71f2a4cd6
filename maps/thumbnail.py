"""Small maps of parts as inline SVG, all of one scale, so that sizes can be compared by eye."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.rows import row_of
from geo.zone import Zone
from maps.explain import part_words
from maps.render import environment
from maps.style import distance

WIDTH, HEIGHT = 200, 150
MARGIN = 1.15
_M_PER_DEG = 111_320.0


@dataclass(frozen=True)
class Window:
    """The ground that a small map shows, as a local plane of `m_per_px` around a point."""

    lon: float
    lat: float
    m_per_px: float

    def project(self, lonlat: Any) -> Any:
        """Return degrees as pixels from the top left, y downwards."""
        lon, lat = np.asarray(lonlat).T
        px_per_deg = _M_PER_DEG / self.m_per_px
        x = ((lon - self.lon + 180) % 360 - 180) * px_per_deg * math.cos(math.radians(self.lat))
        return np.column_stack([WIDTH / 2 + x, HEIGHT / 2 - (lat - self.lat) * px_per_deg])

    def path(self, shape: Geometry) -> str:
        """Return a shape's lines within the window as SVG path data; empty when outside."""
        drawn = shapely.transform(shape, self.project)
        seen = shapely.clip_by_rect(drawn, -20, -20, WIDTH + 20, HEIGHT + 20)
        return "".join(_line(line) for piece in shapely.get_parts(seen) for line in _rings(piece))


def _rings(piece: Geometry) -> list[Geometry]:
    return list(shapely.get_rings(piece)) if piece.area else [piece]


def _line(line: Geometry) -> str:
    points = shapely.get_coordinates(line).round(1).tolist()
    closing = "Z" if shapely.is_closed(line) and len(points) > 2 else ""
    return f"M{'L'.join(f'{x:g} {y:g}' for x, y in points)}{closing}" if points else ""


def windows(parts: gpd.GeoDataFrame) -> dict[str, Window]:
    """Return a window for each part: around its middle, all wide enough for the largest."""
    middles, scale = {}, 1.0
    for part_id, shape in parts.geometry.items():
        middle = _middle(shape)
        west, north, east, south = shapely.bounds(
            shapely.transform(shape, Window(*middle, 1.0).project)
        )
        scale = max(scale, (east - west) / WIDTH, (south - north) / HEIGHT)
        middles[str(part_id)] = middle
    return {part_id: Window(*middle, scale * MARGIN) for part_id, middle in middles.items()}


def _middle(shape: Geometry) -> tuple[float, float]:
    west, south, east, north = shape.bounds
    if east - west > 180:  # across the antimeridian
        xy = shapely.get_coordinates(shape)[:, 0] % 360
        west, east = xy.min(), xy.max()
    return (west + east) / 2, (south + north) / 2


def draw_thumbnail(zone: Zone, part_id: str, window: Window, *, lang: str) -> str:
    """Return a small map of one part as SVG text, with a scale bar and no style of its own."""
    length_m = _round_length(WIDTH / 3 * window.m_per_px)
    return (
        environment(lang)
        .get_template("thumbnail.html")
        .render(
            width=WIDTH,
            height=HEIGHT,
            name=part_words(row_of(zone.parts, part_id), lang),
            shapes=list(_shapes(zone, part_id, window)),
            bar_px=round(length_m / window.m_per_px, 1),
            bar=distance(length_m, lang),
        )
    )


def _shapes(zone: Zone, part_id: str, window: Window) -> Iterator[tuple[str, str]]:
    for kind, is_host, shape in zip(
        zone.context["kind"], zone.context["host"], zone.context.geometry, strict=True
    ):
        yield ("river" if kind == "river" else f"county{' host' * is_host}"), window.path(shape)
    for other, row in zone.parts.iterrows():
        mine = "" if other == part_id else " other"
        yield (
            f"part kind-{row['kind']} placement-{row['placement']}{mine}",
            window.path(row.geometry),
        )


def _round_length(most_m: float) -> float:
    """Return the longest of 1, 2, 5 times a power of ten that is not over `most_m`."""
    power = 10.0 ** math.floor(math.log10(most_m))
    return power * max(each for each in (1, 2, 5) if each * power <= most_m)
