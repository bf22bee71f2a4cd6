"""A small static map of features as SVG paths, without scripts and tiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.geodesy.antimeridian import unwrap_shapes, unwrapped_bounds
from geo.rows import get_rows
from maps.numerals import word_length
from maps.svg.viewbox import ViewBox, squeeze

WIDTH_PX = 720.0
_MARGIN, _LONE_MARGIN = 0.08, 0.6
_MIN_DEGREES = 0.02
_TALLEST, _FLATTEST = 1.1, 0.5
_TOLERANCE_PX = 0.5


@dataclass(frozen=True)
class Mark:
    """A feature on the map: path data (empty for a point) and the position of its number."""

    id: str
    kind: str
    placement: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Overview:
    """What a template draws; lengths in units of the view box, `bar_m` in metres.

    Attributes
    ----------
    ground : sequence of (str, str)
        Class names and path data, from below to above.
    marks : sequence of Mark
        Larger features before smaller ones.
    """

    width: float
    height: float
    ground: Sequence[tuple[str, str]]
    marks: Sequence[Mark]
    bar_px: float
    bar_m: float
    credits: Sequence[str] = ()

    @property
    def bar(self) -> str:
        """Return how long the bar is, in words."""
        return word_length(self.bar_m)


def make_overview(
    ground: gpd.GeoDataFrame, features: gpd.GeoDataFrame, *, credits: Sequence[str] = ()
) -> Overview:
    """Return the features drawn over what lies beneath, larger ones below smaller ones.

    Parameters
    ----------
    ground : GeoDataFrame
        With `kind` and `host`, WGS 84 (`maps.svg.ground`).
    features : GeoDataFrame
        With `kind`, perhaps `placement`, WGS 84; at least one.
    credits : sequence of str
        What the ground asks to be said.
    """
    bounds = unwrapped_bounds(features.geometry.values)
    box = _view_box(bounds, _MARGIN if len(features) > 1 else _LONE_MARGIN)
    drawn = [
        (_classify_ground(row), path)
        for row in get_rows(ground)
        if (path := box.path(row["geometry"], tolerance_px=_TOLERANCE_PX))
    ]
    shapes = unwrap_shapes(features.geometry.values, seam=box.seam)
    size: Floats = shapely.area(shapes)
    free = _list_uncovered(shapes, size)
    rows = get_rows(features)
    marks = [_make_mark(row, at, box) for row, at in zip(rows, free, strict=True)]
    bar_m, bar_px = box.fit_bar(most_px=WIDTH_PX / 4)
    return Overview(
        width=box.width,
        height=round(box.height, 1),
        ground=drawn,
        marks=[marks[n] for n in np.argsort(-size, kind="stable")],
        bar_px=bar_px,
        bar_m=bar_m,
        credits=credits,
    )


def _classify_ground(row: Mapping[str, Any]) -> str:
    return "host" if row["host"] else str(row["kind"])


def _view_box(bounds: Sequence[float], margin: float) -> ViewBox:
    """Return the bounds (degrees) with a margin, widened to a shape that suits a page."""
    west, south, east, north = bounds
    x, y, narrow = (west + east) / 2, (south + north) / 2, squeeze((south + north) / 2)
    wide = max(east - west, _MIN_DEGREES) * (1 + 2 * margin)
    high = max(north - south, _MIN_DEGREES) * (1 + 2 * margin)
    wide = max(wide, high / narrow / _TALLEST)
    high = max(high, wide * narrow * _FLATTEST)
    across, down = WIDTH_PX / wide, WIDTH_PX / wide / narrow
    return ViewBox(x - wide / 2, y + high / 2, 0, 0, across, down, WIDTH_PX, high * down)


def _list_uncovered(shapes: Shapes, size: Floats) -> list[Geometry]:
    """Return each shape without the smaller ones; the whole where nothing would be left."""
    tree = shapely.STRtree(shapes)
    found: list[Geometry] = []
    every: list[Geometry] = shapes.tolist()
    for shape, area in zip(every, size.tolist(), strict=True):
        above = tree.query(shape, predicate="intersects")
        rest = shape.difference(shapely.union_all(shapes[above[size[above] < area]]))
        found.append(shape if rest.is_empty else rest)
    return found


def _make_mark(row: Mapping[str, Any], free: Geometry, box: ViewBox) -> Mark:
    x, y = shapely.get_coordinates(box.draw(_number_point(free)))[0].tolist()
    is_point = row["geometry"].geom_type == "Point"
    return Mark(
        id=str(row["id"]),
        kind=row["kind"] or "place",
        placement=row.get("placement", "surveyed"),
        path="" if is_point else box.path(row["geometry"], tolerance_px=_TOLERANCE_PX),
        x=round(x, 1),
        y=round(y, 1),
    )


def _number_point(free: Geometry) -> Geometry:
    """Return the point inside the largest piece that is farthest from its outline (degrees)."""
    pieces: list[Geometry] = shapely.get_parts(free).tolist()
    largest = max(pieces, key=lambda piece: piece.area)
    if not isinstance(largest, shapely.Polygon) or not largest.area:
        return largest
    return shapely.Point(shapely.maximum_inscribed_circle(largest).coords[0])
