"""Checks of one outline by itself: its rings, its vertices, its axes."""

import re
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.geodesy.projection import Plane
from geo.io.geometry import turns_back
from geo.quality.dataset import Item, Subject, is_in_range, is_swapped, place_in
from geo.quality.rules import Problem
from geo.zone import DECIMALS

SPIKE_DEG = 1.0
SLIVER_M = 2.0


def check_geometry(subject: Subject) -> Iterator[Problem]:
    """Find features whose coordinates make no polygon."""
    for item in subject.items:
        if item.shape is None:
            yield Problem("unusable-geometry", item.key, values={"reason": _phrase(item.reason)})


def _phrase(reason: str) -> str:
    return reason.split(";", maxsplit=1)[0].removeprefix("it ").rstrip(".")


def check_axes(subject: Subject) -> Iterator[Problem]:
    """Find latitude before longitude, and what is off the globe."""
    for item, shape in _shapes(subject):
        if is_swapped(shape, subject):
            yield Problem("swapped-axes", item.key, subject.place_of(item))
        elif not is_in_range(shape):
            yield Problem("out-of-range", item.key)
        elif turns_back(np.array([shape], dtype=object))[0]:
            yield Problem("antimeridian", item.key, place_in(shape))


def check_validity(subject: Subject) -> Iterator[Problem]:
    """Find rings that cross themselves, holes outside, and the like, with the place."""
    for item, shape in _shapes(subject):
        if not shape.is_valid and is_in_range(shape):
            reason, place = split_reason(shapely.is_valid_reason(shape))
            values = {"reason": reason.lower()}
            yield Problem("invalid-ring", item.key, place or place_in(shape), values)


def split_reason(reason: str) -> tuple[str, tuple[float, float] | None]:
    """Return the words and the place of what GEOS says.

    >>> split_reason("Self-intersection[105.5 28.5]")
    ('Self-intersection', (105.5, 28.5))
    """
    found = re.fullmatch(r"(.*?)\[(\S+) (\S+)\]", reason)
    if not found:
        return reason, None
    return found[1], (float(found[2]), float(found[3]))


def check_direction(subject: Subject) -> Iterator[Problem]:
    """Find exterior rings that run clockwise and holes that do not."""
    for item in subject.sound:
        for polygon in shapely.get_parts(item.shape):
            wrong = [polygon.exterior] if not polygon.exterior.is_ccw else []
            wrong += [ring for ring in polygon.interiors if ring.is_ccw]
            if wrong:
                yield Problem("ring-direction", item.key, wrong[0].coords[0])
                break


def check_repeats(subject: Subject) -> Iterator[Problem]:
    """Find vertices that repeat the one before."""
    for item, shape in _shapes(subject):
        xy, ring = shapely.get_coordinates(rings_of(shape), return_index=True)
        same = (ring[1:] == ring[:-1]) & (xy[1:] == xy[:-1]).all(axis=1)
        if same.any():
            place = xy[1:][same][0]
            values = {"count": int(same.sum())}
            yield Problem("duplicate-vertex", item.key, (place[0], place[1]), values)


def rings_of(shape: Geometry) -> Floats:
    """Return all rings of a polygon or multipolygon."""
    return np.asarray(shapely.get_rings(shapely.get_parts(shape)))


def check_spikes(subject: Subject) -> Iterator[Problem]:
    """Find vertices where the outline turns back on itself, within `SPIKE_DEG` degrees."""
    for item in subject.sound:
        for ring in rings_of(item.shape):
            xy = shapely.get_coordinates(ring)[:-1]
            at = spikes(xy)
            if at.any():
                yield Problem("spike", item.key, tuple(xy[at][0].tolist()))
                break


def spikes(xy: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which vertices of an open ring (degrees) are tips of spikes."""
    xy = np.asarray(xy)
    scale = Plane(*xy[0]).scale()
    back, ahead = (np.roll(xy, 1, 0) - xy) * scale, (np.roll(xy, -1, 0) - xy) * scale
    cross = back[:, 0] * ahead[:, 1] - back[:, 1] * ahead[:, 0]
    angle = np.degrees(np.abs(np.arctan2(cross, (back * ahead).sum(axis=1))))
    length = np.minimum(np.hypot(*back.T), np.hypot(*ahead.T))
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (angle < SPIKE_DEG) & (length > 0)
    return found


def check_slivers(subject: Subject) -> Iterator[Problem]:
    """Find polygons whose mean width (twice the area by the perimeter) is below `SLIVER_M`."""
    for item in subject.sound:
        for polygon in shapely.get_parts(item.shape):
            flat = Plane(*polygon.exterior.coords[0]).project(polygon)
            width = 2 * flat.area / flat.length
            if width < SLIVER_M:
                yield Problem("sliver", item.key, place_in(polygon), {"width": f"{width:.2g}"})


def check_precision(subject: Subject) -> Iterator[Problem]:
    """Find coordinates with more decimals than any survey has."""
    for item, shape in _shapes(subject):
        xy = shapely.get_coordinates(shape)
        finer = xy[np.abs(xy - np.round(xy, DECIMALS)) > 1e-11]
        if len(finer):
            decimals = max(len(repr(float(v)).partition(".")[2]) for v in finer[:100])
            values = {"decimals": decimals}
            yield Problem("excessive-precision", item.key, subject.place_of(item), values)


def _shapes(subject: Subject) -> Iterator[tuple[Item, Geometry]]:
    return ((item, item.shape) for item in subject.items if item.shape is not None)
