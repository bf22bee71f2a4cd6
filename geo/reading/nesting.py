"""Rings to areas: one that lies in another is a hole, one that lies in a hole an area again."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats


def build_nested(rings: Sequence[Floats]) -> Geometry:
    """Return closed rings as a polygon, or a multipolygon where several are outer ones.

    Parameters
    ----------
    rings : sequence of arrays, shape (n, 2)
        At least one, closed, in any CRS, degrees or metres; they may cross themselves.
    """
    if len(rings) == 1:
        return shapely.Polygon(rings[0])
    areas = shapely.polygons([shapely.LinearRing(ring) for ring in rings])
    around = _find_containers(areas)
    depth = [len(each) for each in around]
    holes: dict[int, list[Floats]] = {n: [] for n, each in enumerate(depth) if each % 2 == 0}
    for n in (n for n, each in enumerate(depth) if each % 2):
        # Rings that cross have no certain order; one without an area around it is an area.
        parents = [each for each in around[n] if each in holes]
        if parents:
            holes[max(parents, key=depth.__getitem__)].append(rings[n])
        else:
            holes[n] = []
    polygons = [shapely.Polygon(rings[n], inner) for n, inner in holes.items()]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _find_containers(areas: np.ndarray) -> list[list[int]]:
    """Return for each ring the larger ones in which a point of its inside lies."""
    sizes = shapely.area(areas)
    inside = shapely.point_on_surface(areas)
    x, y = shapely.get_x(inside), shapely.get_y(inside)
    found: list[list[int]] = [[] for _ in areas]
    for around, area in enumerate(areas):
        shapely.prepare(area)
        for ring in np.flatnonzero(shapely.contains_xy(area, x, y)).tolist():
            if (sizes[around], ring) > (sizes[ring], around):
                found[ring].append(around)
    return found
