"""Checks of one outline by itself: its rings, its vertices, its axes."""

import re
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.geodesy.projection import LocalPlane
from geo.io.geometry import crosses_antimeridian
from geo.quality.dataset import Dataset, Item, is_in_range, is_swapped, representative_point
from geo.quality.rules import Finding
from geo.zone import DECIMALS

SPIKE_DEG = 1.0
SLIVER_M = 2.0


def check_geometry(subject: Dataset) -> Iterator[Finding]:
    """Find features whose coordinates make no polygon."""
    for item in subject.items:
        if item.shape is None:
            yield Finding(
                "unusable-geometry", item.key, values={"reason": _shorten_reason(item.reason)}
            )


def _shorten_reason(reason: str) -> str:
    return reason.split(";", maxsplit=1)[0].removeprefix("it ").rstrip(".")


def check_axes(subject: Dataset) -> Iterator[Finding]:
    """Find latitude before longitude, and what is off the globe."""
    for item, shape in _iter_shapes(subject):
        if is_swapped(shape, subject):
            yield Finding("swapped-axes", item.key, subject.place_of(item))
        elif not is_in_range(shape):
            yield Finding("out-of-range", item.key)
        elif crosses_antimeridian(np.array([shape], dtype=object))[0]:
            yield Finding("antimeridian", item.key, representative_point(shape))


def check_validity(subject: Dataset) -> Iterator[Finding]:
    """Find rings that cross themselves, holes outside, and the like, with the place."""
    for item, shape in _iter_shapes(subject):
        if not shape.is_valid and is_in_range(shape):
            reason, place = split_reason(shapely.is_valid_reason(shape))
            values = {"reason": reason.lower()}
            yield Finding("invalid-ring", item.key, place or representative_point(shape), values)


def split_reason(reason: str) -> tuple[str, tuple[float, float] | None]:
    """Return the words and the place of what GEOS says.

    >>> split_reason("Self-intersection[105.5 28.5]")
    ('Self-intersection', (105.5, 28.5))
    """
    found = re.fullmatch(r"(.*?)\[(\S+) (\S+)\]", reason)
    if not found:
        return reason, None
    return found[1], (float(found[2]), float(found[3]))


def check_direction(subject: Dataset) -> Iterator[Finding]:
    """Find exterior rings that run clockwise and holes that do not."""
    for item in subject.sound:
        for polygon in shapely.get_parts(item.shape):
            wrong = [polygon.exterior] if not polygon.exterior.is_ccw else []
            wrong += [ring for ring in polygon.interiors if ring.is_ccw]
            if wrong:
                yield Finding("ring-direction", item.key, wrong[0].coords[0])
                break


def check_repeats(subject: Dataset) -> Iterator[Finding]:
    """Find vertices that repeat the one before."""
    for item, shape in _iter_shapes(subject):
        xy, ring = shapely.get_coordinates(get_rings(shape), return_index=True)
        same = (ring[1:] == ring[:-1]) & (xy[1:] == xy[:-1]).all(axis=1)
        if same.any():
            place = xy[1:][same][0]
            values = {"count": int(same.sum())}
            yield Finding("duplicate-vertex", item.key, (place[0], place[1]), values)


def get_rings(shape: Geometry) -> Floats:
    """Return all rings of a polygon or multipolygon."""
    return np.asarray(shapely.get_rings(shapely.get_parts(shape)))


def check_spikes(subject: Dataset) -> Iterator[Finding]:
    """Find vertices where the outline turns back on itself, within `SPIKE_DEG` degrees."""
    for item in subject.sound:
        for ring in get_rings(item.shape):
            xy = shapely.get_coordinates(ring)[:-1]
            at = find_spikes(xy)
            if at.any():
                yield Finding("spike", item.key, tuple(xy[at][0].tolist()))
                break


def find_spikes(xy: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which vertices of an open ring (degrees) are tips of spikes."""
    xy = np.asarray(xy)
    scale = LocalPlane(*xy[0]).metres_per_degree()
    back, ahead = (np.roll(xy, 1, 0) - xy) * scale, (np.roll(xy, -1, 0) - xy) * scale
    cross = back[:, 0] * ahead[:, 1] - back[:, 1] * ahead[:, 0]
    angle = np.degrees(np.abs(np.arctan2(cross, (back * ahead).sum(axis=1))))
    length = np.minimum(np.hypot(*back.T), np.hypot(*ahead.T))
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (angle < SPIKE_DEG) & (length > 0)
    return found


def check_slivers(subject: Dataset) -> Iterator[Finding]:
    """Find polygons whose mean width (twice the area by the perimeter) is below `SLIVER_M`."""
    for item in subject.sound:
        for polygon in shapely.get_parts(item.shape):
            flat = LocalPlane(*polygon.exterior.coords[0]).project(polygon)
            width = 2 * flat.area / flat.length
            if width < SLIVER_M:
                yield Finding(
                    "sliver", item.key, representative_point(polygon), {"width": f"{width:.2g}"}
                )


def check_precision(subject: Dataset) -> Iterator[Finding]:
    """Find coordinates with more decimals than any survey has."""
    for item, shape in _iter_shapes(subject):
        xy = shapely.get_coordinates(shape)
        finer = xy[np.abs(xy - np.round(xy, DECIMALS)) > 1e-11]
        if len(finer):
            decimals = max(len(repr(float(v)).partition(".")[2]) for v in finer[:100])
            values = {"decimals": decimals}
            yield Finding("excessive-precision", item.key, subject.place_of(item), values)


def _iter_shapes(subject: Dataset) -> Iterator[tuple[Item, Geometry]]:
    return ((item, item.shape) for item in subject.items if item.shape is not None)
