"""Checks of outlines against each other, their parents and counties, and known lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, Phrase
from geo.fields.part_label import PartLabel
from geo.geodesy.antimeridian import find_seam, unwrap_shapes, wrap_degrees
from geo.geodesy.area import extract_polygons, shape_area_m2
from geo.geodesy.datum import detect_datum
from geo.geodesy.projection import LocalPlane
from geo.quality.area_text import tell_area
from geo.quality.dataset import Dataset, DrawnItem, representative_point
from geo.quality.nesting import propose_overlap_fix
from geo.quality.plot_overlaps import MIN_AREA_M2, MIN_SHARE
from geo.quality.rules import Finding
from geo.quality.siblings import iter_siblings

MIN_COUNTY_SHARE = 1e-3
TOUCH_M = 0.001
NEAR_MISS_M = 10.0
NEAR_PAIR_M = 2 * NEAR_MISS_M  # farther on a plane than on the ground is possible
MAX_GAP_SHARE = 0.05
MAX_STRIP_M = 50.0  # districts closer than this should touch; parks may have a road between
MITRE_LIMIT = 10.0  # length to width; a blunter angle is a corner, not a wedge


def check_comparable(dataset: Dataset) -> Iterator[Finding]:
    """Find what the other checks leave out: parts too far apart, and pairs beyond a limit."""
    for level in iter_siblings(dataset):
        for item in level.apart:
            yield Finding("too-far-apart", item.key, representative_point(item.shape))
        more = level.find_pairs(NEAR_PAIR_M)[1]
        if more:
            yield Finding("unchecked-pairs", level.items[0].key, None, {"count": more})


def check_overlaps(dataset: Dataset) -> Iterator[Finding]:
    """Find siblings that overlap."""
    for level in iter_siblings(dataset):
        areas_m2 = [shape_area_m2(item.shape) for item in level.items]
        for n, m in level.find_pairs(0.0)[0]:
            one, other = level.items[n], level.items[m]
            overlap = extract_polygons(one.shape & other.shape)
            area_m2 = shape_area_m2(overlap)
            if area_m2 > max(MIN_AREA_M2, MIN_SHARE * min(areas_m2[n], areas_m2[m])):
                names = [dataset.labels.of(item, is_quoted=True) for item in (one, other)]
                values: dict[str, Any] = {"other": names[1], "area": tell_area(area_m2)}
                fix = propose_overlap_fix(names, (area_m2 / areas_m2[n], area_m2 / areas_m2[m]))
                values |= {"fix": fix} if fix else {}
                yield Finding("overlap", one.key, representative_point(overlap), values)


def check_gaps(dataset: Dataset) -> Iterator[Finding]:
    """Find holes that siblings enclose between them."""
    for level in iter_siblings(dataset):
        cut = [item.shape for item in level.items]
        shapes = unwrap_shapes(cut, seam=find_seam(cut))
        # A hole of one part is intended; only what several parts enclose is a gap.
        own = shapely.union_all([_get_holes(shape) for shape in shapes])
        whole = shapely.union_all(shapes)
        for hole in shapely.get_parts(_get_holes(whole)):
            between = extract_polygons(hole - own)
            area = shape_area_m2(between)
            if MIN_AREA_M2 < area < MAX_GAP_SHARE * shape_area_m2(whole):
                part = level.items[int(np.argmax(shapely.intersects(shapes, hole)))].key
                spot = _spot(between.point_on_surface())
                yield Finding("gap", part, spot, {"area": tell_area(float(area))})


def check_strips(dataset: Dataset) -> Iterator[Finding]:
    """Find wedges and strips between siblings that are open to the outside.

    Siblings that almost touch are left to `check_near_misses`.
    """
    for level in iter_siblings(dataset):
        width_m = NEAR_MISS_M if _has_small_kind(level.items) else MAX_STRIP_M
        plane = level.plane
        for strip in _find_open_strips(level.shapes, width_m):
            beside = np.flatnonzero(shapely.distance(level.shapes, strip) < TOUCH_M)
            if len(beside) < 2 or _has_near_miss(level.shapes[beside]):
                continue
            spot = _spot(plane.unproject(strip.point_on_surface()))
            area = shape_area_m2(_unproject_unrounded(strip, plane))
            yield Finding("gap", level.items[beside[0]].key, spot, {"area": tell_area(float(area))})


def _has_small_kind(level: Sequence[DrawnItem]) -> bool:
    return any(item.fields.get("kind") in {"park", "parcel"} for item in level)


def _find_open_strips(shapes: Iterable[Geometry], width_m: float) -> list[Geometry]:
    """Return what a morphological closing adds to the shapes (metres), narrower than `width_m`.

    Corners are mitred, so that a concave corner is not filled unless it is a sharp wedge. Pieces
    thinner than a hundredth of `width_m` are left out: a buffer is no more accurate than that.
    """
    whole = _unite(list(shapes))
    closed = whole
    for metres in (width_m / 2, -width_m / 2):
        closed = shapely.buffer(closed, metres, join_style="mitre", mitre_limit=MITRE_LIMIT)
    pieces = shapely.get_parts(extract_polygons(closed - whole - _get_holes(whole)))
    wide = 2 * shapely.area(pieces) > width_m / 100 * shapely.length(pieces)
    return list(pieces[wide & (shapely.area(pieces) > MIN_AREA_M2)])


def _unite(shapes: list[Geometry]) -> Geometry:
    """Return the union of shapes, of which a projection may have made some invalid."""
    try:
        return shapely.union_all(shapes)
    except shapely.errors.GEOSException:
        return shapely.union_all(shapely.make_valid(shapes))


def _has_near_miss(shapes: Iterable[Geometry]) -> bool:
    return any(
        TOUCH_M < one.distance(other) < NEAR_MISS_M for one, other in combinations(shapes, 2)
    )


def _unproject_unrounded(shape: Geometry, plane: LocalPlane) -> Geometry:
    # `LocalPlane.unproject` rounds to 6 decimals, which would distort the area of a narrow strip.
    return shapely.transform(
        shape, lambda xy: xy / plane.metres_per_degree() + (plane.lon, plane.lat)
    )


def _get_holes(shape: Geometry) -> Geometry:
    rings = [ring for polygon in shapely.get_parts(shape) for ring in polygon.interiors]
    return shapely.union_all([shapely.Polygon(ring) for ring in rings])


def check_near_misses(dataset: Dataset) -> Iterator[Finding]:
    """Find siblings that almost touch: less than `NEAR_MISS_M` apart."""
    for level in iter_siblings(dataset):
        for one, other in (
            (level.items[n], level.items[m]) for n, m in level.find_pairs(NEAR_PAIR_M)[0]
        ):
            plane = LocalPlane(*representative_point(one.shape))
            line = shapely.shortest_line(plane.project(one.shape), plane.project(other.shape))
            if TOUCH_M < line.length < NEAR_MISS_M:
                name = dataset.labels.of(other, is_quoted=True)
                values = {"other": name, "width": f"{line.length:.2f}"}
                spot = _spot(plane.unproject(line.interpolate(0.5, normalized=True)))
                yield Finding("near-miss", one.key, spot, values)


def _spot(point: Geometry) -> tuple[float, float]:
    """Return a point (unwrapped degrees) as longitude and latitude."""
    lon, lat = shapely.get_coordinates(point)[0].tolist()
    return float(wrap_degrees(lon)), lat


def check_parents(dataset: Dataset) -> Iterator[Finding]:
    """Find parts that extend beyond their parent."""
    counts = Counter(item.key for item in dataset.items)
    # With two parts of one id nobody knows which one is the parent; `duplicate-id` reports it.
    once = {item.key: item for item in dataset.usable_items if counts[item.key] == 1}
    for item in dataset.usable_items:
        parent = once.get(item.fields.get("parent") or "")
        if parent is not None and parent is not item:
            name = dataset.labels.of(parent, is_quoted=True)
            yield from _check_outside(item, parent.shape, "outside-parent", name, MIN_SHARE)


def check_counties(dataset: Dataset) -> Iterator[Finding]:
    """Find parts that extend beyond the county they name by more than its line is uncertain."""
    if dataset.context.empty:
        return
    known = dataset.context[dataset.context["kind"] == "county"]
    outlines = dict(zip(known["county"], known.geometry, strict=True))
    uncertainty_m = dict(zip(known["county"], known["position_uncertainty_m"], strict=True))
    for item in dataset.usable_items:
        code = item.fields.get("county")
        if code is not None and code in outlines:
            yield from _check_outside(
                item,
                outlines[code],
                "outside-county",
                str(code),
                MIN_COUNTY_SHARE,
                uncertainty_m=uncertainty_m[code],
            )


def _check_outside(
    item: DrawnItem,
    container: Geometry,
    rule: str,
    name: str | PartLabel,
    share: float,
    *,
    uncertainty_m: float = 0.0,
) -> Iterator[Finding]:
    beyond = extract_polygons(item.shape - container)
    if not beyond.is_empty and uncertainty_m > 0:
        plane = LocalPlane(*representative_point(item.shape))
        if plane.project(container).buffer(uncertainty_m).covers(plane.project(beyond)):
            return
    if _is_significant(beyond, shape_area_m2(item.shape), share):
        values = {"other": name, "area": tell_area(shape_area_m2(beyond))}
        yield Finding(rule, item.key, representative_point(beyond), values)


def check_datum(dataset: Dataset) -> Iterator[Finding]:
    """Find a dataset in GCJ-02 or BD-09, by comparison with known outlines."""
    shapes = [item.shape for item in dataset.usable_items]
    if not shapes or dataset.context.empty:
        return
    detected = detect_datum(gpd.GeoSeries(shapes), dataset.context.geometry)
    if detected is not None:
        values = {
            "found": _name_way(detected.found),
            "offset": f"{detected.offset_m:.0f}",
            "tried": tuple(
                Phrase("%(way)s %(count)s", {"way": _name_way(way), "count": count})
                for way, count in detected.matches.items()
            ),
            "vertices": detected.vertices,
        }
        yield Finding("wrong-datum", None, representative_point(shapes[0]), values)


def _name_way(way: str) -> str | Phrase:
    """Return what `detect_datum` calls a conversion, as an arrow from datum to datum."""
    return way.replace(" to ", " → ") if " to " in way else Phrase(N_("without conversion"), {})


def _is_significant(piece: Geometry, whole_m2: float, share: float) -> bool:
    return not piece.is_empty and shape_area_m2(piece) > max(MIN_AREA_M2, share * whole_m2)
