"""A small static map of some features as SVG paths: no script, no tiles, nothing to load."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.antimeridian import unwrap_shapes, unwrapped_bounds
from geo.rows import get_rows
from maps.svg.viewbox import ViewBox, squeeze

WIDTH_PX = 720.0
_MARGIN, _LONE_MARGIN = 0.08, 0.6
_MIN_DEGREES = 0.02
_TALLEST, _FLATTEST = 1.1, 0.5
_TOLERANCE_PX = 0.5


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


def overview(context: gpd.GeoDataFrame, features: gpd.GeoDataFrame) -> Overview:
    """Return the features drawn over counties and rivers, larger ones below smaller ones.

    Parameters
    ----------
    context : GeoDataFrame
        With `kind` (`county` or `river`) and `host`, WGS 84.
    features : GeoDataFrame
        With `kind`, perhaps `placement`, WGS 84; at least one.
    """
    bounds = unwrapped_bounds(features.geometry.values)
    box = _view_box(bounds, _MARGIN if len(features) > 1 else _LONE_MARGIN)
    ground = [
        (_ground_kind(row), path)
        for row in get_rows(context)
        if (path := box.path(row["geometry"], tolerance_px=_TOLERANCE_PX))
    ]
    shapes = unwrap_shapes(features.geometry.values, seam=box.seam)
    size = shapely.area(shapes)
    free = _uncovered(shapes, size)
    rows = get_rows(features)
    marks = [_mark(row, at, box) for row, at in zip(rows, free, strict=True)]
    bar_m, bar_px = box.bar(most_px=WIDTH_PX / 4)
    return Overview(
        width=box.width,
        height=round(box.height, 1),
        ground=ground,
        marks=[marks[n] for n in np.argsort(-size, kind="stable")],
        bar_px=bar_px,
        bar_m=bar_m,
    )


def _ground_kind(row: Mapping[str, Any]) -> str:
    return "host" if row["host"] else str(row["kind"])


def _view_box(bounds: Sequence[float], margin: float) -> ViewBox:
    """Return the view: the bounds with a margin, not much taller or flatter than a page likes."""
    west, south, east, north = bounds
    x, y, narrow = (west + east) / 2, (south + north) / 2, squeeze((south + north) / 2)
    wide = max(east - west, _MIN_DEGREES) * (1 + 2 * margin)
    high = max(north - south, _MIN_DEGREES) * (1 + 2 * margin)
    wide = max(wide, high / narrow / _TALLEST)
    high = max(high, wide * narrow * _FLATTEST)
    across, down = WIDTH_PX / wide, WIDTH_PX / wide / narrow
    return ViewBox(x - wide / 2, y + high / 2, 0, 0, across, down, WIDTH_PX, high * down)


def _uncovered(shapes: np.ndarray[Any, Any], size: np.ndarray[Any, Any]) -> list[Geometry]:
    """Return what smaller shapes leave of each one; all of it where they leave nothing."""
    tree = shapely.STRtree(shapes)
    found = []
    for shape, area in zip(shapes, size, strict=True):
        above = tree.query(shape, predicate="intersects")
        rest = shape.difference(shapely.union_all(shapes[above[size[above] < area]]))
        found.append(shape if rest.is_empty else rest)
    return found


def _mark(row: Mapping[str, Any], free: Geometry, box: ViewBox) -> Mark:
    widest = max(shapely.get_parts(free).tolist(), key=lambda part: part.area)
    inner = shapely.maximum_inscribed_circle(widest) if widest.area else widest
    at = box.draw(shapely.get_point(inner, 0) if widest.area else widest)
    x, y = shapely.get_coordinates(at)[0].tolist()
    is_point = row["geometry"].geom_type == "Point"
    return Mark(
        id=str(row["id"]),
        kind=row["kind"] or "place",
        placement=row.get("placement", "surveyed"),
        path="" if is_point else box.path(row["geometry"], tolerance_px=_TOLERANCE_PX),
        x=round(x, 1),
        y=round(y, 1),
    )
