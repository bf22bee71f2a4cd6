"""Mend what is safe to mend in a zone file, and say what was done to each part.

Safe means: nobody's meaning is guessed. Rings are closed, turned and tidied, coordinates are
rounded, axes are exchanged where the file can't be meant otherwise, and a ring that crosses
itself is split there, as long as that changes the area by less than `MOST_PERCENT`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import InputError
from geo.geodesy.area import polygons_in, size_m2
from geo.io.geometry import read_shape
from geo.quality.dataset import TYPES, Item, Subject, is_in_range, is_swapped, swap_axes
from geo.quality.outline_checks import spikes, split_reason
from geo.schematic.outline import polygons_of
from geo.zone import DECIMALS

MOST_PERCENT = 1.0
LEAST_M2 = 0.001
Json = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """What was mended.

    Attributes
    ----------
    part : str
        The part's id.
    action : str
        What was done, in English.
    area_m2 : float
        By how much that changed the area, in square metres (geodesic); 0 where it can't.
    """

    part: str
    action: str
    area_m2: float = 0.0

    @property
    def sentence(self) -> str:
        """The change as one sentence."""
        noticed = abs(self.area_m2) >= LEAST_M2
        changed = f"; the area changes by {self.area_m2:+.4g} m²" if noticed else ""
        return f"{self.part}: {self.action}{changed}"


def repair(subject: Subject) -> tuple[Json, list[Change]]:
    """Return the collection mended as far as is safe, and every change.

    What can't be mended safely stays as it is, to be found by the checks again.
    """
    changes: list[Change] = []
    features: list[Mapping[str, Any]] = []
    for item in subject.items:
        raw = _closed(item, changes)
        shape = _shape(raw)
        if shape is None:
            features.append(raw)
            continue
        mended = mend(shape, item.key, changes, subject=subject)
        features.append(raw if mended is shape else {**_bare(raw), "geometry": _geometry(mended)})
    collection = {**subject.collection, "features": features}
    if changes:
        collection.pop("bbox", None)
    return collection, changes


def _bare(raw: Mapping[str, Any]) -> Json:
    return {key: value for key, value in raw.items() if key != "bbox"}


def _geometry(shape: Geometry) -> Json:
    return dict(json.loads(shapely.to_geojson(shape)))


def _shape(raw: Mapping[str, Any]) -> Geometry | None:
    try:
        shape = read_shape(raw.get("geometry"), TYPES, "it")
    except InputError:
        return None
    return None if shape.is_empty else shape


def _closed(item: Item, changes: list[Change]) -> Mapping[str, Any]:
    """Return the feature with every open ring closed, if that makes it a shape."""
    geometry = item.raw.get("geometry")
    if item.shape is not None or not isinstance(geometry, dict):
        return item.raw
    coordinates = geometry.get("coordinates")
    nested = [coordinates] if geometry.get("type") == "Polygon" else coordinates
    try:
        rings = [[_close(ring) for ring in polygon] for polygon in nested]  # type: ignore[union-attr]
    except (TypeError, IndexError):
        return item.raw
    closed = {**geometry, "coordinates": rings[0] if geometry["type"] == "Polygon" else rings}
    if _shape({"geometry": closed}) is None:
        return item.raw
    changes.append(Change(item.key, "an open ring was closed"))
    return {**item.raw, "geometry": closed}


def _close(ring: list[Any]) -> list[Any]:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def mend(
    shape: Geometry, key: str, changes: list[Change], *, subject: Subject | None = None
) -> Geometry:
    """Return a shape (degrees) mended step by step; append what was done to `changes`.

    The very same object comes back when nothing was to be done.
    """
    if subject is not None and is_swapped(shape, subject):
        shape = _exchanged(shape, key, changes)
    if not is_in_range(shape):
        return shape
    for action, step in _STEPS:
        for after in step(shape):
            changes.append(Change(key, action(shape), size_m2(after) - size_m2(shape)))
            shape = after
    return shape


def _exchanged(shape: Geometry, key: str, changes: list[Change]) -> Geometry:
    """Return the shape with its axes exchanged; off the globe it covered no ground."""
    after = swap_axes(shape)
    before_m2 = size_m2(shape) if is_in_range(shape) else 0.0
    changes.append(Change(key, "latitude and longitude were exchanged", size_m2(after) - before_m2))
    return after


Step = Callable[[Geometry], Iterator[Geometry]]


def _rounded(shape: Geometry) -> Iterator[Geometry]:
    after = shapely.transform(shape, lambda xy: xy.round(DECIMALS))
    if shape.is_valid and not after.is_valid:
        return
    xy, rounded = shapely.get_coordinates(shape), shapely.get_coordinates(after)
    if np.abs(xy - rounded).max() > 1e-11:
        yield after


def _tidied(shape: Geometry) -> Iterator[Geometry]:
    after = shapely.remove_repeated_points(shape)
    if shapely.get_num_coordinates(after) < shapely.get_num_coordinates(shape):
        yield after


def _split(shape: Geometry) -> Iterator[Geometry]:
    if shape.is_valid:
        return
    after = polygons_in(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    most = MOST_PERCENT / 100 * size_m2(shape)
    if after.geom_type in TYPES and not after.is_empty and abs(_moved(shape, after)) <= most:
        yield after


def _moved(before: Geometry, after: Geometry) -> float:
    """Return the larger of the area lost and gained, in m², also where they cancel out."""
    whole = polygons_in(shapely.make_valid(before, method="linework"))
    return max(size_m2(whole ^ after), abs(size_m2(after) - size_m2(before)))


def _despiked(shape: Geometry) -> Iterator[Geometry]:
    if not shape.is_valid:
        return
    polygons = [_without_spikes(polygon) for polygon in polygons_of(shape)]
    after = shapely.MultiPolygon(polygons) if shape.geom_type != "Polygon" else polygons[0]
    fewer = shapely.get_num_coordinates(after) < shapely.get_num_coordinates(shape)
    if fewer and after.is_valid:
        most = MOST_PERCENT / 100 * size_m2(shape)
        if abs(size_m2(after) - size_m2(shape)) <= most:
            yield after


def _without_spikes(polygon: Polygon) -> Polygon:
    rings = [
        _blunt(np.asarray(ring.coords)[:-1]) for ring in (polygon.exterior, *polygon.interiors)
    ]
    return shapely.Polygon(rings[0], rings[1:])


def _blunt(xy: Any) -> Any:
    kept = xy
    while len(kept) > 3 and (tips := spikes(kept)).any() and len(kept) - tips.sum() >= 3:
        kept = kept[~tips]
    return kept


def _turned(shape: Geometry) -> Iterator[Geometry]:
    if shape.is_valid and not (after := shapely.orient_polygons(shape)).equals_exact(shape):
        yield after


def _said(text: str) -> Callable[[Geometry], str]:
    return lambda shape: text


def _split_said(shape: Geometry) -> str:
    reason, place = split_reason(shapely.is_valid_reason(shape))
    at = f" at {place[0]:.6f}, {place[1]:.6f}" if place else ""
    return f"the invalid shape ({reason.lower()}{at}) was made valid"


_ROUND_AND_TIDY: tuple[tuple[Callable[[Geometry], str], Step], ...] = (
    (_said(f"coordinates were rounded to {DECIMALS} decimals"), _rounded),
    (_said("repeated vertices were dropped"), _tidied),
)
_STEPS: tuple[tuple[Callable[[Geometry], str], Step], ...] = (
    *_ROUND_AND_TIDY,
    (_split_said, _split),
    (_said("a spike was cut off"), _despiked),
    *_ROUND_AND_TIDY,
    (_said("rings were turned the right way round"), _turned),
)
