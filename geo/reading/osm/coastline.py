"""The sea of a box, from coastlines that have the water on their right."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.reading.osm.region import EQUATOR_M, project_shapes

SNAP_M = 100.0  # a coast that ends this close to the box goes on to it
STEP = 1e-9  # of the world's width, 4 cm: from a coast to what lies beside it
LEAST_AGREEMENT = 0.9  # of a face's coast, by length, that must have it on one side


def find_sea(coast: Sequence[Geometry], box: Sequence[float]) -> tuple[list[Geometry], int]:
    """Return the sea within a box, Web Mercator from 0 to 1, and how many faces are uncertain.

    Parameters
    ----------
    coast : sequence of LineString or MultiLineString
        WGS 84 degrees, in the order of OpenStreetMap: the water is on their right.
    box : sequence of 4 floats
        West, south, east, north, WGS 84 degrees, which the coast is known in.

    Notes
    -----
    A face that has coast on both its sides, since a coast ends within the box, is left out and
    counted; so is nothing where the box has no coast at all.
    """
    if not coast:
        return [], 0
    west, south, east, north = box
    frame = project_shapes([shapely.box(west, south, east, north)])[0]
    edge = shapely.boundary(frame)
    parts = shapely.get_parts(shapely.get_parts(shapely.intersection(project_shapes(coast), frame)))
    parts = parts[shapely.get_dimensions(parts) == 1]
    if not len(parts):
        return [], 0
    edges = [*parts, *_close_ends(parts, edge, within=_to_world(SNAP_M, south, north)), edge]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(edges)]))
    water, land = _measure_sides(faces, parts)
    known = water + land
    agreed = np.maximum(water, land) >= LEAST_AGREEMENT * known
    is_sea = (water > land) & agreed
    return list(faces[is_sea]), int(((known > 0) & ~agreed).sum())


def _to_world(metres: float, south: float, north: float) -> float:
    """Return a length in the middle of a box as a fraction of the world."""
    return float(metres / (EQUATOR_M * np.cos(np.radians((south + north) / 2))))


def _close_ends(parts: Shapes, edge: Geometry, *, within: float) -> list[Geometry]:
    """Return the lines from the coast's loose ends to the box's edge, where it is close."""
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(parts)))
    points = shapely.get_parts(shapely.boundary(merged))
    gaps = shapely.distance(points, edge)
    close = points[(gaps > 0) & (gaps < within)]
    return list(shapely.shortest_line(close, edge))


def _measure_sides(faces: Shapes, parts: Shapes) -> tuple[Floats, Floats]:
    """Return for each face the length of coast that has it on its right, and on its left."""
    xy, part = shapely.get_coordinates(parts, return_index=True)
    joined = part[1:] == part[:-1]
    start, end = xy[:-1][joined], xy[1:][joined]
    length = np.hypot(*(end - start).T)
    start, end, length = start[length > 0], end[length > 0], length[length > 0]
    # y grows southwards: the right of (dx, dy) is (-dy, dx)
    aside = np.column_stack([-(end - start)[:, 1], (end - start)[:, 0]]) / length[:, None] * STEP
    tree, found = shapely.STRtree(faces), []
    for side in (aside, -aside):
        at = shapely.points((start + end) / 2 + side)
        rows, owner = tree.query(at, predicate="within")
        sums = np.bincount(owner, weights=length[rows], minlength=len(faces))
        found.append(sums.astype(np.float64))
    return found[0], found[1]
