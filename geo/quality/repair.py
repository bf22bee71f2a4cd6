"""Repair what can safely be repaired in a zone file, and report each repair.

Safe means that no intention is guessed: rings are closed, oriented and freed of repeated
vertices, coordinates are rounded, axes are exchanged where the file leaves no doubt, and a ring
that crosses itself is split there, as long as that changes the area by at most
`MAX_AREA_CHANGE_PERCENT` (`geo.quality.repair_steps`).
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Json, Shapes
from geo.errors import N_, InputError, Phrase
from geo.fields.part_label import PartLabel
from geo.geodesy.area import shape_area_m2
from geo.io.geometry import read_shape
from geo.quality.area_text import tell_area
from geo.quality.dataset import POLYGON_TYPES, Dataset, Item, is_in_range, is_swapped, swap_axes
from geo.quality.position_key import ShownKey
from geo.quality.repair_steps import STEPS, make_shapes_valid
from geo.zone import DECIMALS

MIN_AREA_CHANGE_M2 = 0.005  # smaller ones are 0.00 m² as text
SEEN_M2 = 1.0  # a change of the area that a map shows


@dataclass(frozen=True)
class Repair:
    """One repair of one part.

    Attributes
    ----------
    part : str
        The part's id.
    action : Phrase
        What was done.
    area_m2 : float
        By how much the repair changed the geodesic area, in m²; 0 where it was not measured.
    before : Polygon or MultiPolygon, optional
        The outline before the repair, WGS 84 degrees; None where it was no shape yet.
    label : PartLabel, optional
        What the part is called in the sentence; its id by default.
    """

    part: str
    action: Phrase
    area_m2: float = 0.0
    before: Geometry | None = field(default=None, compare=False, repr=False)
    label: PartLabel | None = field(default=None, compare=False)

    @property
    def is_visible(self) -> bool:
        """Whether the outline looks different: it crossed itself, or its area changed."""
        is_crossed = self.before is not None and not self.before.is_valid
        return is_crossed or abs(self.area_m2) >= SEEN_M2

    @property
    def phrase(self) -> Phrase:
        """The repair as one sentence."""
        part = self.part.phrase if isinstance(self.part, ShownKey) else self.part
        values = {"part": self.label or part, "action": self.action}
        done = Phrase(N_("%(part)s: %(action)s"), values)
        if abs(self.area_m2) < MIN_AREA_CHANGE_M2:
            return done
        values = {"done": done, "area": tell_area(abs(self.area_m2))}
        if self.area_m2 > 0:
            return Phrase(N_("%(done)s; the area grows by %(area)s"), values)
        return Phrase(N_("%(done)s; the area shrinks by %(area)s"), values)


def repair_dataset(dataset: Dataset) -> tuple[Json, list[Repair]]:
    """Return the collection repaired as far as is safe, and every repair.

    What can't be repaired safely is left unchanged, so the checks find it again.
    """
    repairs: list[Repair] = []
    features: list[Mapping[str, Any]] = []
    raws = dataset.collection["features"]
    for n, item in enumerate(dataset.items):
        own: list[Repair] = []
        features.append(_repair_item(item, own, dataset))
        if not item.raw and len(raws) == len(dataset.items):
            features[n] = raws[n]  # what is no feature is kept as it is
        repairs += [replace(each, label=dataset.labels.of(item)) for each in own]
    collection = {**dataset.collection, "features": features}
    if repairs:
        collection.pop("bbox", None)
    return collection, repairs


def _repair_item(item: Item, repairs: list[Repair], dataset: Dataset) -> Mapping[str, Any]:
    raw = _close_rings(item, repairs)
    shape = _try_read_shape(raw)
    if shape is None:
        return raw
    repaired = repair_shape(shape, item.key, repairs, dataset=dataset)
    return raw if repaired is shape else _replace_shape(raw, repaired, item.key, repairs)


def _replace_shape(
    raw: Mapping[str, Any], shape: Geometry, key: str, repairs: list[Repair]
) -> Mapping[str, Any]:
    """Return the feature with another shape; what its geometry says besides the shape is kept.

    What can't be kept is told: heights, and boxes around what was there before.
    """
    before = raw["geometry"]
    others = {name: value for name, value in before.items() if name not in {"type", "coordinates"}}
    made = {**json.loads(shapely.to_geojson(shape)), **others}
    if _has_heights(before.get("coordinates")):
        repairs.append(Repair(key, Phrase(N_("heights were left out"), {})))
    if made.pop("bbox", None) is not None or "bbox" in raw:
        repairs.append(Repair(key, Phrase(N_("the member bbox was left out"), {})))
    kept = {name: value for name, value in raw.items() if name != "bbox"}
    return {**kept, "geometry": made}


def _has_heights(coordinates: Any) -> bool:
    if not isinstance(coordinates, list) or not coordinates:
        return False
    if isinstance(coordinates[0], list):
        return any(map(_has_heights, coordinates))
    return len(coordinates) > 2


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
    count = sum(ring[0] != ring[-1] for polygon in nested for ring in polygon)  # type: ignore[union-attr]
    said = N_("an open ring was closed") if count == 1 else N_("%(count)s open rings were closed")
    repairs.append(Repair(item.key, Phrase(said, {"count": count} if count > 1 else {})))
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
    for action, step in STEPS:
        with suppress(shapely.errors.GEOSException):  # it can't take a ring of one point
            for after in step(shape):
                gain_m2 = shape_area_m2(after) - shape_area_m2(shape)
                repairs.append(Repair(key, action(shape), gain_m2, shape))
                shape = after
    return shape


def find_repairable(shapes: Shapes) -> Bools:
    """Return which invalid shapes a repair makes valid, shape (n,).

    Parameters
    ----------
    shapes : array of Polygon or MultiPolygon, shape (n,)
        WGS 84 degrees, on the globe.
    """
    rounded = shapely.transform(shapes, lambda xy: xy.round(DECIMALS))
    found = np.asarray(shapely.is_valid(rounded))
    left = np.flatnonzero(~found)
    try:
        found[left] = ~shapely.is_missing(make_shapes_valid(rounded[left]))
    except shapely.errors.GEOSException:  # of one of them
        found[left] = [repair_shape(shape, "", []).is_valid for shape in shapes[left]]
    return found


def _repair_axes(shape: Geometry, key: str, repairs: list[Repair]) -> Geometry:
    """Return the shape with its axes exchanged; its area out of range counts as 0."""
    after = swap_axes(shape)
    before_m2 = shape_area_m2(shape) if is_in_range(shape) else 0.0
    action = Phrase(N_("latitude and longitude were swapped"), {})
    repairs.append(Repair(key, action, shape_area_m2(after) - before_m2))
    return after
