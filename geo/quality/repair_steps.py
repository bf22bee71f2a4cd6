"""The repairs of a shape, one after the other: what each does, and how that is said.

A shape is a Polygon or MultiPolygon in WGS 84 degrees; a step yields it repaired, or nothing.
"""

from collections.abc import Callable, Iterator

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Shapes
from geo.errors import N_, Phrase
from geo.geodesy.area import extract_polygons, shape_area_m2, shape_areas_m2
from geo.io.geometry import describe_invalidity
from geo.quality.crossings import has_more_crossings, moved_area_m2
from geo.quality.outline_checks import find_spikes, get_rings
from geo.zone import DECIMALS

MAX_AREA_CHANGE_PERCENT = 1.0
MOST_CROSSINGS = 1_000  # of one shape: more are no slip, and take minutes to resolve
Step = Callable[[Geometry], Iterator[Geometry]]
Describe = Callable[[Geometry], Phrase]


def _round_coordinates(shape: Geometry) -> Iterator[Geometry]:
    after = shapely.transform(shape, lambda xy: xy.round(DECIMALS))
    if shape.is_valid and not after.is_valid:  # rounding must not break a valid shape
        return
    xy, rounded = shapely.get_coordinates(shape), shapely.get_coordinates(after)
    if np.abs(xy - rounded).max() > 1e-11:
        yield after


def _remove_repeated_vertices(shape: Geometry) -> Iterator[Geometry]:
    after = shapely.remove_repeated_points(shape)
    fewer = shapely.get_num_coordinates(after) < shapely.get_num_coordinates(shape)
    if fewer and all(len(ring.coords) > 3 for ring in get_rings(after)):
        yield after


def _make_valid(shape: Geometry) -> Iterator[Geometry]:
    after = None if shape.is_valid else make_shapes_valid(np.array([shape], dtype=object))[0]
    if after is not None:
        yield after


def make_shapes_valid(shapes: Shapes) -> Shapes:
    """Return shapes made valid; None where that would change too much of one, shape (n,).

    Parameters
    ----------
    shapes : array of Polygon or MultiPolygon, shape (n,)
        WGS 84 degrees, none valid, on the globe.
    """
    found = np.full(len(shapes), None, dtype=object)
    simple = np.array([not has_more_crossings(each, MOST_CROSSINGS) for each in shapes], dtype=bool)
    before = shapes[simple]
    after = _extract_all(shapely.make_valid(before, method="structure", keep_collapsed=False))
    before_m2 = shape_areas_m2(before)
    most_m2 = MAX_AREA_CHANGE_PERCENT / 100 * before_m2
    has_extent = np.isin(shapely.get_type_id(after), (3, 6)) & ~shapely.is_empty(after)
    is_safe = has_extent & (np.abs(shape_areas_m2(after) - before_m2) <= most_m2)
    for each in np.flatnonzero(is_safe):  # the net change may hide what was lost and gained
        is_safe[each] = moved_area_m2(before[each], after[each]) <= most_m2[each]
    after[~is_safe] = None
    found[simple] = after
    return found


def _extract_all(shapes: Shapes) -> Shapes:
    return np.array([*map(extract_polygons, shapes), None], dtype=object)[:-1]


def _remove_spikes(shape: Geometry) -> Iterator[Geometry]:
    if not shape.is_valid:
        return
    polygons = [_remove_polygon_spikes(polygon) for polygon in shapely.get_parts(shape)]
    after = shapely.MultiPolygon(polygons) if shape.geom_type != "Polygon" else polygons[0]
    fewer = shapely.get_num_coordinates(after) < shapely.get_num_coordinates(shape)
    if fewer and after.is_valid:
        most = MAX_AREA_CHANGE_PERCENT / 100 * shape_area_m2(shape)
        if abs(shape_area_m2(after) - shape_area_m2(shape)) <= most:
            yield after


def _remove_polygon_spikes(polygon: Polygon) -> Polygon:
    rings = [
        _remove_ring_spikes(np.asarray(ring.coords)[:-1])
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return shapely.Polygon(rings[0], rings[1:])


def _remove_ring_spikes(xy: Floats) -> Floats:
    kept = xy
    while len(kept) > 3 and (tips := find_spikes(kept)).any() and len(kept) - tips.sum() >= 3:
        kept = kept[~tips]
    return kept


def _orient_rings(shape: Geometry) -> Iterator[Geometry]:
    if shape.is_valid and not (after := shapely.orient_polygons(shape)).equals_exact(shape):
        yield after


def _describe_as(text: str, **values: object) -> Describe:
    return lambda shape: Phrase(text, values)


def _describe_invalidity(shape: Geometry) -> Phrase:
    said = N_("the invalid shape (%(reason)s) was made valid")
    return Phrase(said, {"reason": describe_invalidity(shape)})


WINDING = N_("rings were put in the right winding order")
_ROUNDED = N_("coordinates were rounded to %(count)s decimal places")
_ROUNDING_STEPS: tuple[tuple[Describe, Step], ...] = (
    (_describe_as(_ROUNDED, count=DECIMALS), _round_coordinates),
    (_describe_as(N_("repeated vertices were removed")), _remove_repeated_vertices),
)
# Making a shape valid and cutting spikes create new vertices, so rounding comes twice.
STEPS: tuple[tuple[Describe, Step], ...] = (
    *_ROUNDING_STEPS,
    (_describe_invalidity, _make_valid),
    (_describe_as(N_("a spike was removed")), _remove_spikes),
    *_ROUNDING_STEPS,
    (_describe_as(WINDING), _orient_rings),
)
