"""A small static map of some features as SVG paths: no script, no tiles, nothing to load."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.rows import rows_of

WIDTH_PX = 720.0
_MARGIN, _LONE_MARGIN = 0.08, 0.6
_LEAST_DEGREES = 0.02
_TALLEST, _FLATTEST = 1.1, 0.5
_METRES_PER_DEGREE = 111_320.0
Pen = Callable[[Geometry], str]


@dataclass(frozen=True)
class Mark:
    """A feature on the map: its outline (or none, for a point) and where its number stands."""

    id: str
    kind: str
    placement: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Overview:
    """What a template draws; lengths in pixels of the view box, `bar_m` in metres."""

    width: float
    height: float
    ground: Sequence[tuple[str, str]]
    marks: Sequence[Mark]
    bar_px: float
    bar_m: float


@dataclass(frozen=True)
class _Frame:
    west: float
    north: float
    east: float
    south: float
    scale_x: float
    scale_y: float

    def move(self, xy: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        offset = np.array([self.west, self.north])
        return (xy - offset) * np.array([self.scale_x, -self.scale_y])


def overview(context: gpd.GeoDataFrame, features: gpd.GeoDataFrame) -> Overview:
    """Return the features drawn over counties and rivers, larger ones below smaller ones.

    Parameters
    ----------
    context : GeoDataFrame
        With `kind` (`county` or `river`) and `host`, WGS 84.
    features : GeoDataFrame
        With `kind`, perhaps `placement`, WGS 84; at least one.
    """
    frame = _frame(features.total_bounds, _MARGIN if len(features) > 1 else _LONE_MARGIN)
    ground = [
        (_ground_kind(row), path)
        for row in rows_of(context)
        if (path := _path(row["geometry"], frame))
    ]
    shapes = np.asarray(features.geometry.array)
    size = shapely.area(shapes)
    free = _uncovered(shapes, size)
    rows = rows_of(features)
    marks = [_mark(row, at, frame) for row, at in zip(rows, free, strict=True)]
    bar_m, bar_px = _bar(frame)
    return Overview(
        width=WIDTH_PX,
        height=round((frame.north - frame.south) * frame.scale_y, 1),
        ground=ground,
        marks=[marks[n] for n in np.argsort(-size, kind="stable")],
        bar_px=bar_px,
        bar_m=bar_m,
    )


def _ground_kind(row: Mapping[str, Any]) -> str:
    return "host" if row["host"] else str(row["kind"])


def _frame(bounds: Iterable[float], margin: float) -> _Frame:
    """Return the view: the bounds with a margin, not much taller or flatter than a page likes."""
    west, south, east, north = (float(value) for value in bounds)
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.01)
    wide = max(east - west, _LEAST_DEGREES) * (1 + 2 * margin)
    high = max(north - south, _LEAST_DEGREES) * (1 + 2 * margin)
    wide = max(wide, high / shrink / _TALLEST)
    high = max(high, wide * shrink * _FLATTEST)
    x, y, scale = (west + east) / 2, (south + north) / 2, WIDTH_PX / wide
    return _Frame(x - wide / 2, y + high / 2, x + wide / 2, y - high / 2, scale, scale / shrink)


def _uncovered(shapes: np.ndarray[Any, Any], size: np.ndarray[Any, Any]) -> list[Geometry]:
    """Return what smaller shapes leave of each one; all of it where they leave nothing."""
    tree = shapely.STRtree(shapes)
    found = []
    for shape, area in zip(shapes, size, strict=True):
        above = tree.query(shape, predicate="intersects")
        rest = shape.difference(shapely.union_all(shapes[above[size[above] < area]]))
        found.append(shape if rest.is_empty else rest)
    return found


def _mark(row: Mapping[str, Any], free: Geometry, frame: _Frame) -> Mark:
    widest = max(shapely.get_parts(free).tolist(), key=lambda part: part.area)
    inner = shapely.maximum_inscribed_circle(widest) if widest.area else widest
    at = shapely.transform(shapely.get_point(inner, 0) if widest.area else widest, frame.move)
    is_point = row["geometry"].geom_type == "Point"
    return Mark(
        id=str(row["id"]),
        kind=row["kind"] or "place",
        placement=row.get("placement", "surveyed"),
        path="" if is_point else _path(row["geometry"], frame),
        x=round(at.x, 1),
        y=round(at.y, 1),
    )


def _path(shape: Geometry, frame: _Frame) -> str:
    """Return the shape, clipped to the view and simplified to half a pixel, as SVG path data."""
    margin = (frame.east - frame.west) / 20
    view = (frame.west - margin, frame.south - margin, frame.east + margin, frame.north + margin)
    seen = shapely.clip_by_rect(shape, *view)
    flat = shapely.transform(seen, frame.move).simplify(0.5)
    pieces = shapely.get_parts(flat)
    lines = [line for piece in pieces for line in _lines(piece)]
    return "".join(_steps(line) for line in lines)


def _lines(piece: Geometry) -> list[Geometry]:
    return list(shapely.get_rings(piece)) if piece.geom_type == "Polygon" else [piece]


def _steps(line: Geometry) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shapely.get_coordinates(line).tolist())
    return f"M{points}"


def _bar(frame: _Frame) -> tuple[float, float]:
    """Return a round length of about a fifth of the width, in metres and in pixels."""
    metres_per_px = _METRES_PER_DEGREE / frame.scale_y
    most = WIDTH_PX / 4 * metres_per_px
    base = 10 ** math.floor(math.log10(most))
    metres = max(step * base for step in (1, 2, 5) if step * base <= most)
    return metres, round(metres / metres_per_px, 1)
