"""Repair what can safely be repaired in a zone file, and report each repair.

Safe means that no intention is guessed: rings are closed, oriented and freed of repeated
vertices, coordinates are rounded, axes are exchanged where the file leaves no doubt, and a ring
that crosses itself is split there, as long as that changes the area by at most
`MAX_AREA_CHANGE_PERCENT`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Json
from geo.errors import InputError
from geo.geodesy.area import extract_polygons, shape_area_m2
from geo.io.geometry import read_shape, split_reason
from geo.quality.dataset import POLYGON_TYPES, Dataset, Item, is_in_range, is_swapped, swap_axes
from geo.quality.outline_checks import find_spikes, get_rings
from geo.zone import DECIMALS

MAX_AREA_CHANGE_PERCENT = 1.0
MIN_AREA_CHANGE_M2 = 0.001


@dataclass(frozen=True)
class Repair:
    """One repair of one part.

    Attributes
    ----------
    part : str
        The part's id.
    action : str
        What was done, in English.
    area_m2 : float
        By how much the repair changed the geodesic area, in m²; 0 where it was not measured.
    """

    part: str
    action: str
    area_m2: float = 0.0

    @property
    def sentence(self) -> str:
        """The repair as one English sentence."""
        is_noticeable = abs(self.area_m2) >= MIN_AREA_CHANGE_M2
        effect = f"; the area changes by {self.area_m2:+.4g} m²" if is_noticeable else ""
        return f"{self.part}: {self.action}{effect}"


def repair_dataset(dataset: Dataset) -> tuple[Json, list[Repair]]:
    """Return the collection repaired as far as is safe, and every repair.

    What can't be repaired safely is left unchanged, so the checks find it again.
    """
    repairs: list[Repair] = []
    features: list[Mapping[str, Any]] = []
    for item in dataset.items:
        raw = _close_rings(item, repairs)
        shape = _try_read_shape(raw)
        if shape is None:
            features.append(raw)
            continue
        repaired = repair_shape(shape, item.key, repairs, dataset=dataset)
        features.append(
            raw if repaired is shape else {**_drop_bbox(raw), "geometry": _to_geometry(repaired)}
        )
    collection = {**dataset.collection, "features": features}
    if repairs:
        collection.pop("bbox", None)
    return collection, repairs


def _drop_bbox(raw: Mapping[str, Any]) -> Json:
    return {key: value for key, value in raw.items() if key != "bbox"}


def _to_geometry(shape: Geometry) -> Json:
    return dict(json.loads(shapely.to_geojson(shape)))


def _try_read_shape(raw: Mapping[str, Any]) -> Geometry | None:
    try:
        shape = read_shape(raw.get("geometry"), POLYGON_TYPES, "it")
    except InputError:
        return None
    return None if shape.is_empty else shape


def _close_rings(item: Item, repairs: list[Repair]) -> Mapping[str, Any]:
    """Return the feature with every open ring closed, if that makes it a shape."""
    geometry = item.raw.get("geometry")
    if item.shape is not None or not isinstance(geometry, dict):
        return item.raw
    coordinates = geometry.get("coordinates")
    is_polygon = geometry.get("type") == "Polygon"
    nested = [coordinates] if is_polygon else coordinates
    try:
        rings = [[_close_ring(ring) for ring in polygon] for polygon in nested]  # type: ignore[union-attr]
    except (TypeError, LookupError):
        return item.raw
    closed = {**geometry, "coordinates": rings[0] if is_polygon else rings}
    if _try_read_shape({"geometry": closed}) is None:
        return item.raw
    repairs.append(Repair(item.key, "an open ring was closed"))
    return {**item.raw, "geometry": closed}


def _close_ring(ring: list[Any]) -> list[Any]:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def repair_shape(
    shape: Geometry, key: str, repairs: list[Repair], *, dataset: Dataset | None = None
) -> Geometry:
    """Return a shape repaired step by step, and append each repair to `repairs`.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        WGS 84 degrees, valid or not; one that is out of range is returned unchanged.
    key : str
        The part's id, for the repairs.
    repairs : list of Repair
        The repairs so far; areas in m².
    dataset : Dataset, optional
        What the shape belongs to; without it swapped axes are left alone.

    Returns
    -------
    Polygon or MultiPolygon
        The same object where nothing was repaired.
    """
    if dataset is not None and is_swapped(shape, dataset):
        shape = _repair_axes(shape, key, repairs)
    if not is_in_range(shape):
        return shape
    for action, step in _STEPS:
        with suppress(shapely.errors.GEOSException):  # it can't take a ring of one point
            for after in step(shape):
                gain_m2 = shape_area_m2(after) - shape_area_m2(shape)
                repairs.append(Repair(key, action(shape), gain_m2))
                shape = after
    return shape


def _repair_axes(shape: Geometry, key: str, repairs: list[Repair]) -> Geometry:
    """Return the shape with its axes exchanged; its area out of range counts as 0."""
    after = swap_axes(shape)
    before_m2 = shape_area_m2(shape) if is_in_range(shape) else 0.0
    repairs.append(
        Repair(key, "latitude and longitude were swapped", shape_area_m2(after) - before_m2)
    )
    return after


Step = Callable[[Geometry], Iterator[Geometry]]


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
    if shape.is_valid:
        return
    after = extract_polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    most = MAX_AREA_CHANGE_PERCENT / 100 * shape_area_m2(shape)
    has_extent = after.geom_type in POLYGON_TYPES and not after.is_empty
    if has_extent and _moved_area_m2(shape, after) <= most:
        yield after


def _moved_area_m2(before: Geometry, after: Geometry) -> float:
    """Return the lost and gained area together, in m²: the net change may hide both."""
    whole = extract_polygons(shapely.make_valid(before, method="linework"))
    return max(shape_area_m2(whole ^ after), abs(shape_area_m2(after) - shape_area_m2(before)))


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
    rings = (polygon.exterior, *polygon.interiors)
    shell, *holes = (_remove_ring_spikes(np.asarray(ring.coords)[:-1]) for ring in rings)
    return shapely.Polygon(shell, holes)


def _remove_ring_spikes(xy: Floats) -> Floats:
    kept = xy
    while len(kept) > 3 and (tips := find_spikes(kept)).any() and len(kept) - tips.sum() >= 3:
        kept = kept[~tips]
    return kept


def _orient_rings(shape: Geometry) -> Iterator[Geometry]:
    if shape.is_valid and not (after := shapely.orient_polygons(shape)).equals_exact(shape):
        yield after


def _describe_as(text: str) -> Callable[[Geometry], str]:
    return lambda shape: text


def _describe_invalidity(shape: Geometry) -> str:
    reason, place = split_reason(shapely.is_valid_reason(shape))
    at = f" at {place[0]:.6f}, {place[1]:.6f}" if place else ""
    return f"the invalid shape ({reason.lower()}{at}) was made valid"


_ROUNDING_STEPS: tuple[tuple[Callable[[Geometry], str], Step], ...] = (
    (_describe_as(f"coordinates were rounded to {DECIMALS} decimal places"), _round_coordinates),
    (_describe_as("repeated vertices were removed"), _remove_repeated_vertices),
)
# Making a shape valid and cutting spikes create new vertices, so rounding comes twice.
_STEPS: tuple[tuple[Callable[[Geometry], str], Step], ...] = (
    *_ROUNDING_STEPS,
    (_describe_invalidity, _make_valid),
    (_describe_as("a spike was removed"), _remove_spikes),
    *_ROUNDING_STEPS,
    (_describe_as("rings were put in the right winding order"), _orient_rings),
)
