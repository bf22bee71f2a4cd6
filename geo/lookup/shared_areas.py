"""The geodesic area that polygons share with the parts of a zone.

An edge is the geodesic between its vertices here too: before they are intersected, both sides get
vertices along their long edges, to 1 cm (`geo.geodesy.densify.follow_geodesics`). Where an outline
is narrower than its edges bow, so that it would cross itself, they are taken as straight in
longitude and latitude.
"""

import numpy as np
import shapely

from geo.arrays import Floats, Ints, Shapes
from geo.geodesy.area import extract_polygons, shape_areas_m2
from geo.geodesy.densify import follow_geodesics
from geo.lookup.index import ZoneIndex

_COLLECTION = 7


def shared_areas_m2(
    index: ZoneIndex, shapes: Shapes, areas_m2: Floats
) -> tuple[Ints, Ints, Floats]:
    """Return which polygons overlap which parts, and the geodesic area that they share.

    Shapes that only touch do not overlap.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees; none missing or empty.
    areas_m2 : array, shape (n,)
        The shapes' own geodesic areas, which are shared where a part covers a shape.

    Returns
    -------
    polygons, parts : arrays of int, shape (k,)
        Positions in `shapes` and in `index.parts`, sorted by polygon, then by part.
    shared_m2 : array, shape (k,)
        Square metres.
    """
    parts, shapes = follow_both(index, shapes)
    shape, part = shapely.STRtree(parts).query(shapes, predicate="intersects")
    order = np.lexsort((part, shape))
    shape, part = shape[order], part[order]
    shapely.prepare(parts)
    common_m2: Floats = areas_m2[shape]
    cut = np.flatnonzero(~shapely.covers(parts[part], shapes[shape]))
    common_m2[cut] = areal_m2(shapely.intersection(shapes[shape[cut]], parts[part[cut]]))
    overlaps = common_m2 > 0
    return shape[overlaps], part[overlaps], common_m2[overlaps]


def follow_both(index: ZoneIndex, shapes: Shapes) -> tuple[Shapes, Shapes]:
    """Return the parts and some polygons as they are intersected, with vertices on long edges.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    shapes : array of Polygon or MultiPolygon, shape (n,)
        Valid, WGS 84 longitude and latitude in degrees.
    """
    parts = _keep_valid(index.part_grid.shapes, np.asarray(index.parts.geometry.array))
    return parts, _keep_valid(follow_geodesics(shapes), shapes)


def _keep_valid(followed: Shapes, straight: Shapes) -> Shapes:
    """Return the shapes whose edges follow the geodesics; the straight ones where those cross."""
    pairs = zip(followed.tolist(), straight.tolist(), strict=True)
    changed = np.flatnonzero([one is not other for one, other in pairs])
    broken = changed[~shapely.is_valid(followed[changed])]
    sound = followed.copy()
    sound[broken] = straight[broken]
    return sound


def areal_m2(shapes: Shapes) -> Floats:
    """Return the geodesic areas of what is polygonal in shapes, shape (n,).

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees.
    """
    return shape_areas_m2(keep_areal(shapes))


def keep_areal(shapes: Shapes) -> Shapes:
    """Return the polygons of shapes alone: an intersection may also contain lines and points.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        In any CRS and unit, degrees or metres.
    """
    kept: Shapes = np.array(shapes, dtype=object)
    for n in np.flatnonzero(shapely.get_type_id(kept) == _COLLECTION).tolist():
        kept[n] = extract_polygons(kept[n])
    return kept
