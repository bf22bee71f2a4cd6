"""Checks of each outline by itself: its rings, its vertices, its axes."""

import math
from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from shapely import LinearRing, Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Floats
from geo.errors import N_, Phrase
from geo.fields.digits import format_digits
from geo.geodesy.area import perimeter_m, shape_area_m2
from geo.geodesy.projection import LocalPlane
from geo.io.geojson import CRS84
from geo.io.geometry import crosses_antimeridian, split_reason
from geo.io.range_check import FARTHEST
from geo.quality.dataset import Dataset, DrawnItem, is_in_range, is_swapped, representative_point
from geo.quality.rules import Finding
from geo.reading.assumed_degrees import find_degrees
from geo.reading.crs_candidates import Box
from geo.reading.crs_proposals import describe_proposals, list_corners, propose_crs
from geo.zone import DECIMALS

_CORRECT = Phrase(N_("Correct the coordinates, or cut the outline at the antimeridian."), {})
SPIKE_DEG = 1.0
SLIVER_M = 2.0


def check_geometry(dataset: Dataset) -> Iterator[Finding]:
    """Find features whose geometry is not a polygon or multipolygon."""
    for item in dataset.items:
        if item.shape is None:
            yield Finding("unusable-geometry", item.key, values={"reason": item.reason})


def check_axes(dataset: Dataset) -> Iterator[Finding]:
    """Find latitude before longitude, out-of-range coordinates, and uncut antimeridian edges."""
    far = [
        item.shape
        for item in dataset.drawn_items
        if _is_no_degrees(item.shape) and not _is_nowhere(item.shape)
    ]
    fix = _propose_import(far, dataset.near) if far else None
    for item in dataset.drawn_items:
        shape = item.shape
        if is_swapped(shape, dataset):
            yield Finding("swapped-axes", item.key, dataset.locate_item(item))
        elif not is_in_range(shape):
            can_be_other = _is_no_degrees(shape) and not _is_nowhere(shape)
            own_fix = fix if can_be_other else _CORRECT
            yield Finding("out-of-range", item.key, values={"fix": own_fix})
        elif crosses_antimeridian(np.array([shape], dtype=object))[0]:
            yield Finding("antimeridian", item.key, representative_point(shape))


def _is_no_degrees(shape: Geometry) -> bool:
    return not find_degrees(np.array([shape], dtype=object))[0]


def _is_nowhere(shape: Geometry) -> bool:
    return bool(np.abs(shape.bounds).max() >= FARTHEST)


def _propose_import(shapes: Sequence[Geometry], near: Box | None) -> Phrase:
    """Return how shapes that are no degrees (any CRS) become degrees, with the likely CRS."""
    found = propose_crs(list_corners(np.array(shapes, dtype=object)), CRS(CRS84), near=near)
    if not found:
        return Phrase(N_("Convert the file with `zonemap import --crs`."), {})
    return Phrase(
        N_("Convert the file with `zonemap import`. %(question)s"),
        {"question": describe_proposals(found)},
    )


def check_validity(dataset: Dataset) -> Iterator[Finding]:
    """Find invalid shapes, for example self-intersecting rings, with the place of the fault."""
    for item in dataset.drawn_items:
        shape = item.shape
        if not shape.is_valid and is_in_range(shape):
            reason, place = split_reason(shapely.is_valid_reason(shape))
            values = {"reason": Phrase(reason.lower(), {})}
            yield Finding("invalid-ring", item.key, place or representative_point(shape), values)


def check_direction(dataset: Dataset) -> Iterator[Finding]:
    """Find clockwise exterior rings and counter-clockwise holes in GeoJSON (RFC 7946, 3.1.6).

    Other formats have rules of their own: a Shapefile's exterior rings are clockwise.
    """
    for item in dataset.usable_items if dataset.is_geojson else ():
        for polygon in _get_polygons(item.shape):
            wrong = [polygon.exterior] if not polygon.exterior.is_ccw else []
            wrong += [ring for ring in polygon.interiors if ring.is_ccw]
            if wrong:
                lon, lat = shapely.get_coordinates(wrong[0])[0].tolist()
                yield Finding("ring-direction", item.key, (lon, lat))
                break


def check_repeats(dataset: Dataset) -> Iterator[Finding]:
    """Find vertices that repeat the one before them."""
    for item in dataset.drawn_items:
        shape = item.shape
        xy, ring = shapely.get_coordinates(get_rings(shape), return_index=True)
        same = (ring[1:] == ring[:-1]) & (xy[1:] == xy[:-1]).all(axis=1)
        if same.any():
            lon, lat = xy[1:][same][0].tolist()
            values = {"count": int(same.sum())}
            yield Finding("duplicate-vertex", item.key, (lon, lat), values)


def get_rings(shape: Geometry) -> list[LinearRing]:
    """Return the rings of a polygon or multipolygon (degrees, or metres of a plane)."""
    return [
        ring for polygon in _get_polygons(shape) for ring in (polygon.exterior, *polygon.interiors)
    ]


def _get_polygons(shape: Geometry) -> list[Polygon]:
    return list(shapely.get_parts(shape))


def check_spikes(dataset: Dataset) -> Iterator[Finding]:
    """Find vertices where the outline turns back on itself, within `SPIKE_DEG` degrees."""
    for item in dataset.usable_items:
        for ring in get_rings(item.shape):
            xy = shapely.get_coordinates(ring)[:-1]
            tips = find_spikes(xy)
            if tips.any():
                lon, lat = xy[tips][0].tolist()
                yield Finding("spike", item.key, (lon, lat))
                break


def find_spikes(xy: Floats) -> Bools:
    """Return which vertices of a ring are the tips of spikes.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        An open ring (the first vertex is not repeated), WGS 84 degrees; n is at least 1.

    Returns
    -------
    array of bool, shape (n,)
        Where the outline turns back on itself within `SPIKE_DEG` degrees.
    """
    xy = np.asarray(xy)
    scale = LocalPlane(*xy[0]).metres_per_degree()
    back, ahead = (np.roll(xy, 1, 0) - xy) * scale, (np.roll(xy, -1, 0) - xy) * scale
    cross = back[:, 0] * ahead[:, 1] - back[:, 1] * ahead[:, 0]
    angle = np.degrees(np.abs(np.arctan2(cross, (back * ahead).sum(axis=1))))
    length = np.minimum(np.hypot(*back.T), np.hypot(*ahead.T))
    is_tip: Bools = (angle < SPIKE_DEG) & (length > 0)
    return is_tip


def check_slivers(dataset: Dataset) -> Iterator[Finding]:
    """Find polygons that are slivers by their mean width: twice the area over the perimeter."""
    for item in dataset.usable_items:
        polygons = _get_polygons(item.shape)
        limits_m = _widest_slivers_m(item, polygons)
        for polygon, limit_m in zip(polygons, limits_m, strict=True):
            width_m = _measure_width_m(polygon, limit_m)
            if width_m < limit_m:
                place = representative_point(polygon)
                yield Finding("sliver", item.key, place, {"width": format_digits(width_m)})


def _widest_slivers_m(item: DrawnItem, polygons: list[Polygon]) -> list[float]:
    """Return for each polygon of a part below which width it is a sliver.

    That is `SLIVER_M`. The main polygon of a part whose position is surveyed or digitised is one
    only where its sides are nearer to each other than both may be off.
    """
    limits_m = [SLIVER_M] * len(polygons)
    uncertainty_m = item.fields.get("position_uncertainty_m", math.nan)
    if item.fields.get("placement") != "schematic" and not math.isnan(uncertainty_m):
        limits_m[int(np.argmax(shapely.area(polygons)))] = min(SLIVER_M, 2 * uncertainty_m)
    return limits_m


def _measure_width_m(polygon: Polygon, limit_m: float) -> float:
    """Return the mean width; measured on the ellipsoid where a plane makes it less than a limit."""
    flat = LocalPlane(*polygon.exterior.coords[0]).project(polygon)
    width_m = float(2 * flat.area / flat.length)
    if width_m < limit_m:
        edge_m = float(perimeter_m(gpd.GeoSeries([polygon])).iloc[0])
        return 2 * shape_area_m2(polygon) / edge_m if edge_m else math.inf
    return width_m


def check_precision(dataset: Dataset) -> Iterator[Finding]:
    """Find coordinates of more than `DECIMALS` decimals."""
    for item in dataset.drawn_items:
        xy = shapely.get_coordinates(item.shape)
        xy = xy[(np.abs(xy) < FARTHEST).all(axis=1)]  # others are no coordinates at all
        # A tenth of the next decimal, well above the rounding error of a float.
        finer = xy[np.abs(xy - np.round(xy, DECIMALS)) > 1e-11]
        if len(finer):
            decimals = max(len(repr(float(v)).partition(".")[2]) for v in finer[:100])
            values = {"decimals": decimals}
            yield Finding("excessive-precision", item.key, dataset.locate_item(item), values)
