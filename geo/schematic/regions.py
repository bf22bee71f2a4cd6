"""Operations on the region that a part may be drawn in: pieces, sides of lines, cells."""

import math
from collections.abc import Sequence

import numpy as np
import shapely
from shapely import Point, Polygon, affinity
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.geodesy.projection import LocalPlane


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
    # Doubled angles make opposite directions of a line count as one, weighted by length.
    doubled = np.sum((steps[:, 0] + 1j * steps[:, 1]) ** 2 / np.maximum(np.hypot(*steps.T), 1e-9))
    return float(np.angle(doubled) / 2)


def get_nonempty_parts(geometry: Geometry) -> list[Geometry]:
    """Return the single geometries (degrees, or metres of a plane) of one, without empty ones."""
    return [part for part in shapely.get_parts(geometry).tolist() if not part.is_empty]


def get_polygons(geometry: Geometry) -> list[Polygon]:
    """Return the polygons of a geometry (degrees, or metres of a plane), without empty ones."""
    return [part for part in get_nonempty_parts(geometry) if isinstance(part, Polygon)]


def get_polygon_at(geometry: Geometry, point: Point) -> Polygon:
    """Return the polygon of `geometry` that covers `point`, else an empty one.

    Both are in degrees, or in metres of the same plane.
    """
    pieces = (polygon for polygon in get_polygons(geometry) if polygon.covers(point))
    return next(pieces, Polygon())


def remove_necks(polygon: Geometry, *, radius_m: float) -> Geometry:
    """Return the polygon (metres of a plane) without pieces narrower than twice `radius_m`."""
    shrunk = polygon.buffer(-radius_m, join_style="mitre")
    return shrunk.buffer(radius_m, join_style="mitre", mitre_limit=2.5).intersection(polygon)


def clip_to_side(region: Geometry, lines: Sequence[Geometry], point: Point) -> Polygon:
    """Return the part of `region` that can be reached from `point` without crossing a line.

    All are in degrees, or in metres of the same plane; empty where the point is not in the region.
    """
    for line in lines:
        pieces = shapely.polygonize(get_nonempty_parts(region.boundary.union(line)))
        inside = [p for p in get_polygons(pieces) if region.contains(p.representative_point())]
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
    extent = ground.buffer(10 * math.sqrt(ground.area))
    diagram = shapely.voronoi_polygons(
        shapely.multipoints(list(sites)), extend_to=extent, ordered=True
    )
    clipped = [get_polygons(cell.intersection(ground)) for cell in diagram.geoms]
    return [max(pieces, key=lambda p: p.area) for pieces in clipped]


def find_boxes_within(bounds: Floats, plane: LocalPlane, site: Point, reach_m: float) -> list[int]:
    """Return which boxes come into the square around `site` that reaches `reach_m` each way.

    Parameters
    ----------
    bounds : array, shape (n, 4)
        West, south, east, north in WGS 84 degrees.
    plane : LocalPlane
    site : Point
        In the plane's metres.
    reach_m : float
    """
    square = shapely.box(site.x - reach_m, site.y - reach_m, site.x + reach_m, site.y + reach_m)
    west, south, east, north = plane.unproject(square).bounds
    apart = (bounds[:, 0] > east) | (bounds[:, 2] < west)
    apart |= (bounds[:, 1] > north) | (bounds[:, 3] < south)
    return [int(n) for n in np.flatnonzero(~apart)]
