"""Checks of outlines against each other, the counties, and known lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.antimeridian import find_seam, unwrap_shapes, wrap_degrees
from geo.geodesy.area import extract_polygons, shape_area_m2
from geo.geodesy.datum import detect_datum
from geo.geodesy.projection import LocalPlane
from geo.quality.dataset import Dataset, Item, representative_point
from geo.quality.rules import Finding

MIN_AREA_M2 = 1.0  # below that, two outlines that share a line differ by rounding
MIN_SHARE = 1e-6
MIN_COUNTY_SHARE = 1e-3
TOUCH_M = 0.001
NEAR_MISS_M = 10.0
MAX_GAP_SHARE = 0.05
MAX_STRIP_M = 50.0  # districts that are nearer than this should meet; parks may lie across a road
MITRE_LIMIT = 10.0  # length over width: what is blunter is a corner, not a wedge


def check_overlaps(subject: Dataset) -> Iterator[Finding]:
    """Find parts of one level that cover the same ground."""
    for level in _iter_siblings(subject):
        for one, other in _iter_near_pairs(level, within_m=0.0):
            both = extract_polygons(one.shape & other.shape)
            if _is_significant(
                both, min(shape_area_m2(one.shape), shape_area_m2(other.shape)), MIN_SHARE
            ):
                values = {"other": other.key, "area": f"{shape_area_m2(both):.0f}"}
                yield Finding("overlap", one.key, representative_point(both), values)


def check_gaps(subject: Dataset) -> Iterator[Finding]:
    """Find holes that the parts of one level leave between them."""
    for level in _iter_siblings(subject):
        cut = [item.shape for item in level]
        shapes = unwrap_shapes(cut, seam=find_seam(cut))
        own = shapely.union_all([_get_holes(shape) for shape in shapes])
        whole = shapely.union_all(shapes)
        for hole in shapely.get_parts(_get_holes(whole)):
            between = extract_polygons(hole - own)
            area = shape_area_m2(between)
            if MIN_AREA_M2 < area < MAX_GAP_SHARE * shape_area_m2(whole):
                part = level[int(np.argmax(shapely.intersects(shapes, hole)))].key
                spot = _spot(between.point_on_surface())
                yield Finding("gap", part, spot, {"area": f"{area:.0f}"})


def check_strips(subject: Dataset) -> Iterator[Finding]:
    """Find wedges and strips that are open to the outside, between parts of one level.

    Parts that all but touch are left to `check_near_misses`.
    """
    for level in _iter_siblings(subject):
        apart = all(item.fields.get("kind") != "park" for item in level)
        plane = LocalPlane(*representative_point(level[0].shape))
        shapes = {item.key: plane.project(item.shape) for item in level}
        for strip in _find_open_strips(shapes.values(), MAX_STRIP_M if apart else NEAR_MISS_M):
            beside = [key for key, shape in shapes.items() if shape.distance(strip) < TOUCH_M]
            if len(beside) < 2 or _has_near_miss(shapes[key] for key in beside):
                continue
            spot = _spot(plane.unproject(strip.point_on_surface()))
            area = shape_area_m2(_unproject_unrounded(strip, plane))
            yield Finding("gap", beside[0], spot, {"area": f"{area:.0f}"})


def _find_open_strips(shapes: Iterable[Geometry], width_m: float) -> list[Geometry]:
    """Return what closing the shapes (metres) adds to them: ground narrower than `width_m`.

    Corners are mitred, so that a concave one stays open unless it is a sharp wedge. What is
    thinner than the hundredth by which a buffer simplifies is left out.
    """
    whole = shapely.union_all(list(shapes))
    closed = whole
    for metres in (width_m / 2, -width_m / 2):
        closed = shapely.buffer(closed, metres, join_style="mitre", mitre_limit=MITRE_LIMIT)
    pieces = shapely.get_parts(extract_polygons(closed - whole - _get_holes(whole)))
    wide = 2 * shapely.area(pieces) > width_m / 100 * shapely.length(pieces)
    return list(pieces[wide & (shapely.area(pieces) > MIN_AREA_M2)])


def _has_near_miss(shapes: Iterable[Geometry]) -> bool:
    return any(
        TOUCH_M < one.distance(other) < NEAR_MISS_M for one, other in combinations(shapes, 2)
    )


def _unproject_unrounded(shape: Geometry, plane: LocalPlane) -> Geometry:
    return shapely.transform(
        shape, lambda xy: xy / plane.metres_per_degree() + (plane.lon, plane.lat)
    )


def _get_holes(shape: Geometry) -> Geometry:
    rings = [ring for polygon in shapely.get_parts(shape) for ring in polygon.interiors]
    return shapely.union_all([shapely.Polygon(ring) for ring in rings])


def check_near_misses(subject: Dataset) -> Iterator[Finding]:
    """Find parts of one level that all but touch."""
    for level in _iter_siblings(subject):
        for one, other in _iter_near_pairs(level, within_m=2 * NEAR_MISS_M):
            plane = LocalPlane(*representative_point(one.shape))
            line = shapely.shortest_line(plane.project(one.shape), plane.project(other.shape))
            if TOUCH_M < line.length < NEAR_MISS_M:
                values = {"other": other.key, "width": f"{line.length:.2f}"}
                spot = _spot(plane.unproject(line.interpolate(0.5, normalized=True)))
                yield Finding("near-miss", one.key, spot, values)


def _spot(point: Geometry) -> tuple[float, float]:
    """Return a point (unwrapped degrees) as longitude and latitude."""
    lon, lat = shapely.get_coordinates(point)[0].tolist()
    return float(wrap_degrees(lon)), lat


def _iter_near_pairs(level: Sequence[Item], *, within_m: float) -> Iterator[tuple[Item, Item]]:
    """Yield the pairs of items that are at most so far apart (to 1 %), in the file's order."""
    plane = LocalPlane(*representative_point(level[0].shape))
    shapes = np.array([plane.project(item.shape) for item in level], dtype=object)
    found = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=within_m)
    for one, other in sorted(found.T.tolist()):
        if one < other:
            yield level[one], level[other]


def check_parents(subject: Dataset) -> Iterator[Finding]:
    """Find parts that reach outside their parent."""
    counts = Counter(item.key for item in subject.items)
    once = {item.key: item for item in subject.sound if counts[item.key] == 1}
    for item in subject.sound:
        parent = once.get(item.fields.get("parent") or "")
        if parent is not None and parent is not item:
            yield from _check_outside(item, parent.shape, "outside-parent", parent.key, MIN_SHARE)


def check_counties(subject: Dataset) -> Iterator[Finding]:
    """Find parts that reach outside the county they are said to lie in."""
    if subject.context.empty:
        return
    known = subject.context[subject.context["kind"] == "county"]
    outlines = dict(zip(known["county"], known.geometry, strict=True))
    for item in subject.sound:
        code = item.fields.get("county")
        if code is not None and code in outlines:
            yield from _check_outside(
                item, outlines[code], "outside-county", str(code), MIN_COUNTY_SHARE
            )


def _check_outside(
    item: Item, around: Geometry, rule: str, name: str, share: float
) -> Iterator[Finding]:
    beyond = extract_polygons(item.shape - around)
    if _is_significant(beyond, shape_area_m2(item.shape), share):
        values = {"other": name, "area": f"{shape_area_m2(beyond):.0f}"}
        yield Finding(rule, item.key, representative_point(beyond), values)


def check_datum(subject: Dataset) -> Iterator[Finding]:
    """Find a dataset that lies on GCJ-02 or BD-09, by the outlines it should follow."""
    shapes = [item.shape for item in subject.sound]
    if not shapes or subject.context.empty:
        return
    found = detect_datum(gpd.GeoSeries(shapes), subject.context.geometry)
    if found is not None:
        tried = ", ".join(f"{way} {n}" for way, n in found.matches.items())
        values = {
            "found": found.found,
            "offset": f"{found.offset_m:.0f}",
            "tried": f"{tried}; {found.vertices}",
        }
        yield Finding("wrong-datum", None, representative_point(shapes[0]), values)


def _is_significant(piece: Geometry, whole_m2: float, share: float) -> bool:
    return not piece.is_empty and shape_area_m2(piece) > max(MIN_AREA_M2, share * whole_m2)


def _iter_siblings(subject: Dataset) -> Iterator[list[Item]]:
    """Yield the parts that share a parent and should tile, not cover each other."""
    sound = subject.sound
    for parent in dict.fromkeys(item.fields.get("parent") for item in sound):
        yield [item for item in sound if item.fields.get("parent") == parent]
