"""Coordinates of a file that declares no CRS: are they degrees? One rule for every reader."""

from dataclasses import replace

import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Bools, Shapes
from geo.errors import N_, Phrase
from geo.reading.layer import RawLayer, ReadOptions

DEGREES_ASSUMED = Phrase(
    N_(
        "No coordinate reference system is declared. The coordinates are taken as WGS 84 "
        "degrees, longitude first. Set another with --crs, or the system of Amap or Tencent "
        "maps with --datum gcj02, that of Baidu maps with --datum bd09."
    ),
    {},
)
_DEGREES_TAKEN = Phrase(
    N_(
        "No coordinate reference system is declared. The coordinates are taken as degrees, "
        "longitude first."
    ),
    {},
)
# Some count longitude from 0 to 360, and some outlines reach a little beyond 180.
_MAX_LON_DEG, _MAX_LAT_DEG = 360.0, 90.0
_LEAST_SHARE = 0.5


def assume_degrees(raw: RawLayer, options: ReadOptions) -> RawLayer:
    """Return a layer without a CRS as WGS 84, and say so, if its coordinates are degrees."""
    shapes = np.asarray(raw.table.geometry.values)
    if raw.table.crs is not None or options.crs is not None or not are_mostly_degrees(shapes):
        return raw
    steps = (*raw.steps, tell_degrees(options))
    return replace(raw, table=raw.table.set_crs(CRS("OGC:CRS84")), steps=steps)


def tell_degrees(options: ReadOptions) -> Phrase:
    """Return that degrees are assumed, with the datum to choose unless one was chosen."""
    is_said = options.is_datum_said or options.datum != "wgs84"
    return _DEGREES_TAKEN if is_said else DEGREES_ASSUMED


def are_mostly_degrees(shapes: Shapes) -> bool:
    """Return whether at least half of the shapes, in any CRS and unit, have degrees.

    The others are judged one by one, as in a file that declares degrees. Without a shape nothing
    speaks against it.
    """
    return not len(shapes) or bool(find_degrees(shapes).mean() >= _LEAST_SHARE)


def find_degrees(shapes: Shapes) -> Bools:
    """Return which shapes have numbers that are degrees in either order of the axes, shape (n,).

    Longitudes up to 360 count, and latitudes before longitudes: they are refused or left out as
    such, with what to do, while another CRS would be no answer.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        In any CRS and unit, degrees or metres; none missing or empty.
    """
    greatest = np.abs(shapely.bounds(shapes)).reshape(-1, 2, 2).max(axis=1)
    limits = np.array([_MAX_LON_DEG, _MAX_LAT_DEG])
    in_order = (greatest <= limits).all(axis=1)
    return np.asarray(in_order | (greatest <= limits[::-1]).all(axis=1))
