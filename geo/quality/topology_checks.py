"""Checks of outlines against each other, the counties, and known lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.antimeridian import seam_of, to_longitude, unwrap
from geo.geodesy.area import polygons_in, size_m2
from geo.geodesy.datum import detect_datum
from geo.geodesy.projection import Plane
from geo.quality.dataset import Item, Subject, place_in
from geo.quality.rules import Problem

LEAST_M2 = 1.0  # below that, two outlines that share a line differ by rounding
LEAST_SHARE = 1e-6
COUNTY_SHARE = 1e-3
TOUCH_M = 0.001
NEAR_MISS_M = 10.0
GAP_SHARE = 0.05
STRIP_M = 50.0  # districts that are nearer than this should meet; parks may lie across a road
SHARPEST = 10.0  # length over width: what is blunter is a corner, not a wedge


def check_overlaps(subject: Subject) -> Iterator[Problem]:
    """Find parts of one level that cover the same ground."""
    for level in _levels(subject):
        for one, other in _neighbours(level, within_m=0.0):
            both = polygons_in(one.shape & other.shape)
            if _counts(both, min(size_m2(one.shape), size_m2(other.shape)), LEAST_SHARE):
                values = {"other": other.key, "area": f"{size_m2(both):.0f}"}
                yield Problem("overlap", one.key, place_in(both), values)


def check_gaps(subject: Subject) -> Iterator[Problem]:
    """Find holes that the parts of one level leave between them."""
    for level in _levels(subject):
        cut = [item.shape for item in level]
        shapes = unwrap(cut, seam=seam_of(cut))
        own = shapely.union_all([_holes(shape) for shape in shapes])
        whole = shapely.union_all(shapes)
        for hole in shapely.get_parts(_holes(whole)):
            between = polygons_in(hole - own)
            area = size_m2(between)
            if LEAST_M2 < area < GAP_SHARE * size_m2(whole):
                part = level[int(np.argmax(shapely.intersects(shapes, hole)))].key
                spot = _spot(between.point_on_surface())
                yield Problem("gap", part, spot, {"area": f"{area:.0f}"})


def check_strips(subject: Subject) -> Iterator[Problem]:
    """Find wedges and strips that are open to the outside, between parts of one level.

    Parts that all but touch are left to `check_near_misses`.
    """
    for level in _levels(subject):
        apart = all(item.fields.get("kind") != "park" for item in level)
        plane = Plane(*place_in(level[0].shape))
        shapes = {item.key: plane.project(item.shape) for item in level}
        for strip in _open_strips(shapes.values(), STRIP_M if apart else NEAR_MISS_M):
            beside = [key for key, shape in shapes.items() if shape.distance(strip) < TOUCH_M]
            if len(beside) < 2 or _any_near(shapes[key] for key in beside):
                continue
            spot = _spot(plane.unproject(strip.point_on_surface()))
            area = size_m2(_degrees(strip, plane))
            yield Problem("gap", beside[0], spot, {"area": f"{area:.0f}"})


def _open_strips(shapes: Iterable[Geometry], width_m: float) -> list[Geometry]:
    """Return what closing the shapes (metres) adds to them: ground narrower than `width_m`.

    Corners are mitred, so that a concave one stays open unless it is a sharp wedge. What is
    thinner than the hundredth by which a buffer simplifies is left out.
    """
    whole = shapely.union_all(list(shapes))
    closed = whole
    for metres in (width_m / 2, -width_m / 2):
        closed = shapely.buffer(closed, metres, join_style="mitre", mitre_limit=SHARPEST)
    pieces = shapely.get_parts(polygons_in(closed - whole - _holes(whole)))
    wide = 2 * shapely.area(pieces) > width_m / 100 * shapely.length(pieces)
    return list(pieces[wide & (shapely.area(pieces) > LEAST_M2)])


def _any_near(shapes: Iterable[Geometry]) -> bool:
    return any(
        TOUCH_M < one.distance(other) < NEAR_MISS_M for one, other in combinations(shapes, 2)
    )


def _degrees(shape: Geometry, plane: Plane) -> Geometry:
    return shapely.transform(shape, lambda xy: xy / plane.scale() + (plane.lon, plane.lat))


def _holes(shape: Geometry) -> Geometry:
    rings = [ring for polygon in shapely.get_parts(shape) for ring in polygon.interiors]
    return shapely.union_all([shapely.Polygon(ring) for ring in rings])


def check_near_misses(subject: Subject) -> Iterator[Problem]:
    """Find parts of one level that all but touch."""
    for level in _levels(subject):
        for one, other in _neighbours(level, within_m=2 * NEAR_MISS_M):
            plane = Plane(*place_in(one.shape))
            line = shapely.shortest_line(plane.project(one.shape), plane.project(other.shape))
            if TOUCH_M < line.length < NEAR_MISS_M:
                values = {"other": other.key, "width": f"{line.length:.2f}"}
                spot = _spot(plane.unproject(line.interpolate(0.5, normalized=True)))
                yield Problem("near-miss", one.key, spot, values)


def _spot(point: Geometry) -> tuple[float, float]:
    """Return a point (unwrapped degrees) as longitude and latitude."""
    lon, lat = shapely.get_coordinates(point)[0].tolist()
    return to_longitude(lon), lat


def _neighbours(level: Sequence[Item], *, within_m: float) -> Iterator[tuple[Item, Item]]:
    """Yield the pairs of items that are at most so far apart (to 1 %), in the file's order."""
    plane = Plane(*place_in(level[0].shape))
    shapes = np.array([plane.project(item.shape) for item in level], dtype=object)
    found = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=within_m)
    for one, other in sorted(found.T.tolist()):
        if one < other:
            yield level[one], level[other]


def check_parents(subject: Subject) -> Iterator[Problem]:
    """Find parts that reach outside their parent."""
    counts = Counter(item.key for item in subject.items)
    once = {item.key: item for item in subject.sound if counts[item.key] == 1}
    for item in subject.sound:
        parent = once.get(item.fields.get("parent") or "")
        if parent is not None and parent is not item:
            yield from _outside(item, parent.shape, "outside-parent", parent.key, LEAST_SHARE)


def check_counties(subject: Subject) -> Iterator[Problem]:
    """Find parts that reach outside the county they are said to lie in."""
    if subject.context.empty:
        return
    known = subject.context[subject.context["kind"] == "county"]
    outlines = dict(zip(known["county"], known.geometry, strict=True))
    for item in subject.sound:
        code = item.fields.get("county")
        if code is not None and code in outlines:
            yield from _outside(item, outlines[code], "outside-county", str(code), COUNTY_SHARE)


def _outside(item: Item, around: Geometry, rule: str, name: str, share: float) -> Iterator[Problem]:
    beyond = polygons_in(item.shape - around)
    if _counts(beyond, size_m2(item.shape), share):
        values = {"other": name, "area": f"{size_m2(beyond):.0f}"}
        yield Problem(rule, item.key, place_in(beyond), values)


def check_datum(subject: Subject) -> Iterator[Problem]:
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
        yield Problem("wrong-datum", None, place_in(shapes[0]), values)


def _counts(piece: Geometry, whole_m2: float, share: float) -> bool:
    return not piece.is_empty and size_m2(piece) > max(LEAST_M2, share * whole_m2)


def _levels(subject: Subject) -> Iterator[list[Item]]:
    """Yield the parts that share a parent and should tile, not cover each other."""
    sound = subject.sound
    for parent in dict.fromkeys(item.fields.get("parent") for item in sound):
        yield [item for item in sound if item.fields.get("parent") == parent]
