"""Outlines drawn to an area: generalised shapes that fit a region and follow its real edges."""

import hashlib
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
import shapely
from shapely import Point, Polygon, affinity
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import InputError
from geo.geodesy.area import shape_area_m2
from geo.geodesy.projection import LocalPlane

AREA_TOLERANCE = 1e-5
SIMPLIFY_SHARE = 0.02  # of the least width that is kept
TURNS_DEG = (0, 3, -3, 6, -6)  # degrees
SIZE_NUDGES = tuple(2e-7 * step for step in range(-20, 21))  # finds the best rounding
Shape = TypeVar("Shape", bound=Geometry)


def make_irregular_polygon(
    key: str, *, angle: float, corners: int = 5, aspect: float = 1.4
) -> Polygon:
    """Return a slightly irregular polygon with rounded corners about the origin, of size one.

    The irregularity comes from a hash of `key`, so the same key gives the same shape anywhere.
    `angle` is the direction of the length in radians from east, `aspect` length over width;
    `corners` is at most 16.
    """
    digest = hashlib.sha256(key.encode()).digest()
    wobble = np.frombuffer(digest[: 2 * corners], dtype=np.uint8) / 127.5 - 1
    turn = 2 * math.pi * (np.arange(corners) + 0.5 + 0.13 * wobble[:corners]) / corners
    radius = 1 + 0.1 * wobble[corners:]
    points = np.column_stack([np.cos(turn), np.sin(turn)]) * radius[:, None]
    stretched = _round_corners(points * (math.sqrt(aspect), 1 / math.sqrt(aspect)))
    return affinity.rotate(Polygon(stretched), angle, origin=(0, 0), use_radians=True)


def _round_corners(points: np.ndarray, *, cut: float = 0.22) -> np.ndarray:
    """Return the ring with each corner replaced by three points of a parabola."""
    before = points + cut * (np.roll(points, 1, axis=0) - points)
    after = points + cut * (np.roll(points, -1, axis=0) - points)
    middle = (before + 2 * points + after) / 4
    return np.stack([before, middle, after], axis=1).reshape(-1, 2)


def main_direction_rad(lines: Sequence[Geometry], *, reach: float) -> float:
    """Return the main direction of the lines (metres) near the origin, in radians from east.

    Lines count within twice the distance of the nearest one, and at least within `reach`
    metres; 0 where there is no line.
    """
    merged = shapely.union_all(list(lines))
    origin = Point(0, 0)
    if merged.is_empty:
        return 0.0
    near = merged.intersection(origin.buffer(max(reach, 2 * merged.distance(origin))))
    steps = np.concatenate(
        [np.diff(shapely.get_coordinates(p), axis=0) for p in get_nonempty_parts(near)]
    )
    doubled = np.sum((steps[:, 0] + 1j * steps[:, 1]) ** 2 / np.maximum(np.hypot(*steps.T), 1e-9))
    return float(np.angle(doubled) / 2)


def get_nonempty_parts(geometry: Geometry) -> list[Geometry]:
    """Return the single geometries of `geometry`, without empty ones."""
    return [part for part in shapely.get_parts(geometry).tolist() if not part.is_empty]


def polygons_of(geometry: Geometry) -> list[Polygon]:
    """Return the polygons of `geometry` (degrees or metres of a plane), without empty ones."""
    return [part for part in get_nonempty_parts(geometry) if isinstance(part, Polygon)]


def get_polygon_at(geometry: Geometry, point: Point) -> Polygon:
    """Return the polygon of `geometry` that holds `point`, or an empty one."""
    pieces = (polygon for polygon in polygons_of(geometry) if polygon.covers(point))
    return next(pieces, Polygon())


def remove_necks(polygon: Geometry, *, radius: float) -> Geometry:
    """Return the polygon without its needles and necks narrower than twice `radius` metres."""
    shrunk = polygon.buffer(-radius, join_style="mitre")
    return shrunk.buffer(radius, join_style="mitre", mitre_limit=2.5).intersection(polygon)


def clip_to_side(region: Geometry, lines: Sequence[Geometry], point: Point) -> Polygon:
    """Return the part of `region` that can be reached from `point` without crossing a line."""
    for line in lines:
        pieces = shapely.polygonize(get_nonempty_parts(region.boundary.union(line)))
        inside = [p for p in polygons_of(pieces) if region.contains(p.representative_point())]
        region = get_polygon_at(shapely.MultiPolygon(inside), point)
    return get_polygon_at(region, point)


def divide_into_cells(
    ground: Polygon, count: int, *, angle: float, rounds: int = 60
) -> list[Polygon]:
    """Divide `ground` into `count` compact cells of like size, along `angle` first.

    Lloyd's relaxation from a zigzag through the middle; the cells touch and do not overlap.
    """
    if count == 1:
        return [ground]
    size = math.sqrt(ground.area)
    along = (np.arange(count) + 0.5) / count - 0.5
    across = np.where(np.arange(count) % 2, 0.2, -0.2)
    start = [Point(x, y) for x, y in zip(size * along, size * across, strict=True)]
    sites = [affinity.rotate(p, angle, origin=(0, 0), use_radians=True) for p in start]
    centre = ground.centroid
    sites = [affinity.translate(p, centre.x, centre.y) for p in sites]
    for _ in range(rounds):
        cells = _make_voronoi_cells(ground, sites)
        sites = [cell.centroid for cell in cells]
    return cells


def _make_voronoi_cells(ground: Polygon, sites: Sequence[Point]) -> list[Polygon]:
    everywhere = ground.buffer(10 * math.sqrt(ground.area))
    found = shapely.voronoi_polygons(
        shapely.multipoints(list(sites)), extend_to=everywhere, ordered=True
    )
    clipped = [polygons_of(cell.intersection(ground)) for cell in found.geoms]
    return [max(pieces, key=lambda p: p.area) for pieces in clipped]


def grow_to_area(
    shape: Polygon, plane: LocalPlane, *, region: Polygon, area_m2: float, detail: float
) -> Polygon:
    """Return `shape` grown about the origin inside `region` to the geodesic area `area_m2`.

    `shape` and `region` are in the plane's metres, the result in degrees. Where the shape meets
    the region's edge it follows that edge, to `SIMPLIFY_SHARE` of `detail` metres; what is narrower
    than `detail` is left out. Where leaving it out makes the area jump over the target, a turn
    of a few degrees is tried.

    Raises
    ------
    InputError
        When the region round the origin is too small for the area.
    """

    def error(polygon: Polygon) -> float:
        return abs(shape_area_m2(polygon) / area_m2 - 1)

    best = Polygon()
    for turn in TURNS_DEG:
        draw = partial(
            _grow_shape, affinity.rotate(shape, turn, origin=(0, 0)), plane, region, detail
        )
        size = _find_size(draw, area_m2)
        best = min([best, *(draw(size * (1 + nudge)) for nudge in SIZE_NUDGES)], key=error)
        if error(best) <= AREA_TOLERANCE:
            return best
    raise InputError(
        f"{area_m2 / 1e6:.4g} km² can't be drawn round {plane.lon:.4f}, {plane.lat:.4f}, the "
        f"nearest is {shape_area_m2(best) / 1e6:.4g}; move the seed, change the area or widen "
        "the host"
    )


def _grow_shape(
    shape: Polygon, plane: LocalPlane, region: Polygon, detail: float, size: float
) -> Polygon:
    origin = Point(0, 0)
    clipped = affinity.scale(shape, size, size, origin=(0, 0)).intersection(region)
    tidy = remove_necks(get_polygon_at(clipped, origin), radius=detail / 2).simplify(
        SIMPLIFY_SHARE * detail
    )
    return normalize_polygon(plane.unproject(get_polygon_at(tidy, origin)))


def normalize_polygon(polygon: Polygon) -> Polygon:
    """Return the polygon with a counter-clockwise exterior and a defined first vertex."""
    return shapely.orient_polygons(shapely.normalize(polygon))


def _find_size(draw: Callable[[float], Polygon], target: float) -> float:
    """Return the size at which the growing area (m²) reaches `target`, by bisection."""
    low, high = 0.0, math.sqrt(target)
    limit = 64 * high
    while shape_area_m2(draw(high)) < target and high < limit:
        low, high = high, 2 * high
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if shape_area_m2(draw(middle)) < target else (low, middle)
    return high
