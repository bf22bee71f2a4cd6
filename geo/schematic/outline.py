"""Schematic outlines of a given area that fit a region and follow its real edges."""

import hashlib
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
import shapely
from shapely import Point, Polygon, affinity
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import InputError
from geo.geodesy.projection import WGS84, Plane

AREA_TOLERANCE = 1e-5
SIMPLIFY_SHARE = 0.02  # of the width below which detail is left out
TURNS_DEG = (0, 3, -3, 6, -6)
SIZE_NUDGES = tuple(2e-7 * step for step in range(-20, 21))  # to find the best rounding
Shape = TypeVar("Shape", bound=Geometry)


def geodesic_area_m2(polygon: Polygon) -> float:
    """Return the geodesic area in m² of a polygon in WGS 84 degrees, whatever its direction.

    >>> round(geodesic_area_m2(shapely.box(105, 28, 106, 29)) / 1e6)
    10850
    """
    area, _ = WGS84.geometry_area_perimeter(shapely.orient_polygons(polygon))
    return float(abs(area))


def make_irregular_polygon(
    key: str, *, angle: float, corners: int = 5, aspect: float = 1.4
) -> Polygon:
    """Return a slightly irregular polygon with rounded corners around the origin of a plane.

    The irregularity comes from a hash of `key`, so that equal keys give equal shapes.

    Parameters
    ----------
    key : str
        Any text, for example a part's id.
    angle : float
        The direction of the longer axis, in radians counter-clockwise from east.
    corners : int
        At most 16.
    aspect : float
        Length to width.

    Returns
    -------
    Polygon
        Without unit: about one unit from centre to corner.
    """
    digest = hashlib.sha256(key.encode()).digest()
    wobble = np.frombuffer(digest[: 2 * corners], dtype=np.uint8) / 127.5 - 1
    turn = 2 * math.pi * (np.arange(corners) + 0.5 + 0.13 * wobble[:corners]) / corners
    radius = 1 + 0.1 * wobble[corners:]
    points = np.column_stack([np.cos(turn), np.sin(turn)]) * radius[:, None]
    stretched = _round_corners(points * (math.sqrt(aspect), 1 / math.sqrt(aspect)))
    return affinity.rotate(Polygon(stretched), angle, origin=(0, 0), use_radians=True)


def _round_corners(points: Floats, *, cut: float = 0.22) -> Floats:
    """Return the ring with each corner replaced by three points of a parabola, shape (3n, 2)."""
    before = points + cut * (np.roll(points, 1, axis=0) - points)
    after = points + cut * (np.roll(points, -1, axis=0) - points)
    middle = (before + 2 * points + after) / 4
    return np.stack([before, middle, after], axis=1).reshape(-1, 2)


def main_direction_rad(lines: Sequence[Geometry], *, reach_m: float) -> float:
    """Return the main direction of lines near the origin, in radians from east.

    Parameters
    ----------
    lines : sequence of Geometry
        In metres of a local plane.
    reach_m : float
        Lines count within this distance of the origin, or within twice the distance of the
        nearest one if that is more.

    Returns
    -------
    float
        -π/2 to π/2; 0 where there are no lines.
    """
    merged = shapely.union_all(list(lines))
    origin = Point(0, 0)
    if merged.is_empty:
        return 0.0
    near = merged.intersection(origin.buffer(max(reach_m, 2 * merged.distance(origin))))
    steps = np.concatenate(
        [np.diff(shapely.get_coordinates(p), axis=0) for p in get_nonempty_parts(near)]
    )
    doubled = np.sum((steps[:, 0] + 1j * steps[:, 1]) ** 2 / np.maximum(np.hypot(*steps.T), 1e-9))
    return float(np.angle(doubled) / 2)


def get_nonempty_parts(geometry: Geometry) -> list[Geometry]:
    """Return the single geometries (degrees, or metres of a plane) of one, without empty ones."""
    return [part for part in shapely.get_parts(geometry).tolist() if not part.is_empty]


def polygons_of(geometry: Geometry) -> list[Polygon]:
    """Return the polygons of a geometry (degrees, or metres of a plane), without empty ones."""
    return [part for part in get_nonempty_parts(geometry) if isinstance(part, Polygon)]


def get_polygon_at(geometry: Geometry, point: Point) -> Polygon:
    """Return the polygon of `geometry` that covers `point`, else an empty one.

    Both are in degrees, or in metres of the same plane.
    """
    pieces = (polygon for polygon in polygons_of(geometry) if polygon.covers(point))
    return next(pieces, Polygon())


def remove_necks(polygon: Geometry, *, radius_m: float) -> Geometry:
    """Return the polygon (metres of a plane) without what is narrower than twice `radius_m`."""
    shrunk = polygon.buffer(-radius_m, join_style="mitre")
    return shrunk.buffer(radius_m, join_style="mitre", mitre_limit=2.5).intersection(polygon)


def clip_to_side(region: Geometry, lines: Sequence[Geometry], point: Point) -> Polygon:
    """Return the part of `region` that can be reached from `point` without crossing a line.

    All are in degrees, or in metres of the same plane; empty where the point is not in the region.
    """
    for line in lines:
        pieces = shapely.polygonize(get_nonempty_parts(region.boundary.union(line)))
        inside = [p for p in polygons_of(pieces) if region.contains(p.representative_point())]
        region = get_polygon_at(shapely.MultiPolygon(inside), point)
    return get_polygon_at(region, point)


def divide_into_cells(
    ground: Polygon, count: int, *, angle: float, rounds: int = 60
) -> list[Polygon]:
    """Divide a polygon into compact cells of similar size, which touch and do not overlap.

    Lloyd's relaxation, starting from a zigzag through the centroid.

    Parameters
    ----------
    ground : Polygon
        In metres of a local plane.
    count : int
        How many cells, at least 1.
    angle : float
        The direction of the zigzag, in radians from east.
    rounds : int
        How many steps of the relaxation.

    References
    ----------
    Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Transactions on Information
    Theory 28 (2), 129-137.
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
    shape: Polygon, plane: Plane, *, region: Polygon, area_m2: float, detail_m: float
) -> Polygon:
    """Return a shape grown from the origin of a plane, inside a region, to a geodesic area.

    Where the shape meets the region's edge it follows that edge. Where leaving out detail makes
    the area jump across the target, the shape is turned by a few degrees.

    Parameters
    ----------
    shape, region : Polygon
        In the plane's metres.
    plane : Plane
        Its origin is the point to grow from.
    area_m2 : float
        The area to reach within `AREA_TOLERANCE`, in m² on the WGS 84 ellipsoid.
    detail_m : float
        Anything narrower is left out; edges are simplified to `SIMPLIFY_SHARE` of it.

    Returns
    -------
    Polygon
        In WGS 84 degrees.

    Raises
    ------
    InputError
        When the region around the origin is too small for the area.
    """

    def error(polygon: Polygon) -> float:
        return abs(geodesic_area_m2(polygon) / area_m2 - 1)

    best = Polygon()
    for turn in TURNS_DEG:
        draw = partial(
            _grow_shape, affinity.rotate(shape, turn, origin=(0, 0)), plane, region, detail_m
        )
        size = _find_size(draw, area_m2)
        best = min([best, *(draw(size * (1 + nudge)) for nudge in SIZE_NUDGES)], key=error)
        if error(best) <= AREA_TOLERANCE:
            return best
    raise InputError(
        f"{area_m2 / 1e6:.4g} km² can't be drawn round {plane.lon:.4f}, {plane.lat:.4f}, the "
        f"nearest is {geodesic_area_m2(best) / 1e6:.4g}; move the seed, change the area or widen "
        "the host"
    )


def _grow_shape(
    shape: Polygon, plane: Plane, region: Polygon, detail_m: float, size: float
) -> Polygon:
    origin = Point(0, 0)
    clipped = affinity.scale(shape, size, size, origin=(0, 0)).intersection(region)
    wide = remove_necks(get_polygon_at(clipped, origin), radius_m=detail_m / 2)
    simpler = get_polygon_at(wide.simplify(SIMPLIFY_SHARE * detail_m), origin)
    return normalize_polygon(plane.unproject(simpler))


def normalize_polygon(polygon: Polygon) -> Polygon:
    """Return the polygon (degrees of any CRS) with a counter-clockwise exterior.

    Equal polygons come out vertex by vertex the same, whichever vertex they started from.
    """
    return shapely.orient_polygons(shapely.normalize(polygon))


def _find_size(draw: Callable[[float], Polygon], area_m2: float) -> float:
    """Return the size at which the drawn polygon reaches the area, by bisection."""
    low, high = 0.0, math.sqrt(area_m2)
    limit = 64 * high
    while geodesic_area_m2(draw(high)) < area_m2 and high < limit:
        low, high = high, 2 * high
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if geodesic_area_m2(draw(middle)) < area_m2 else (low, middle)
    return high
