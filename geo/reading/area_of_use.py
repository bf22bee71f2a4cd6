"""The area of use of a CRS, in degrees, and which coordinates lie in it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import shapely
from pyproj import CRS, Transformer

from geo.arrays import Bools, Floats, Shapes

_WGS84 = "OGC:CRS84"
_ROUND_TRIP = 1e-6  # of the greater coordinate, and of this many metres at least:
_LEAST_M = 1000.0
_BAND_DEG = 3.0  # of a transverse Mercator zone that EPSG doesn't have, each side
_MAX_LON_DEG = 360.0  # some count longitude from 0 to 360


@dataclass(frozen=True)
class AreaOfUse:
    """A box of WGS 84 degrees; west > east where it crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width_deg(self) -> float:
        """How many degrees of longitude it spans."""
        return (self.east - self.west) % 360 or 360.0

    @property
    def is_world(self) -> bool:
        """Whether it spans every longitude."""
        return self.width_deg >= 359

    def contains(self, lonlat: Floats, *, lon_deg: float, lat_deg: float) -> Bools:
        """Return which points lie in it, or so many degrees beside it; shape (n,).

        Parameters
        ----------
        lonlat : array, shape (n, 2)
            WGS 84 degrees; NaN and infinite ones lie nowhere.
        lon_deg, lat_deg : float
            The margins.
        """
        lon, lat = lonlat.T
        with np.errstate(invalid="ignore"):
            offset = np.mod(lon - self.west + lon_deg, 360)
        is_between = (offset <= self.width_deg + 2 * lon_deg) & (np.abs(lon) <= _MAX_LON_DEG)
        is_high = (lat >= self.south - lat_deg) & (lat <= self.north + lat_deg)
        return np.asarray(is_between & is_high & (np.abs(lat) <= 90))

    def __str__(self) -> str:
        """Return it as two ranges of degrees, the same in every language."""
        return f"{self.west:g}–{self.east:g}° E, {self.south:g}–{self.north:g}° N"


@lru_cache(maxsize=256)
def find_area(crs: CRS) -> AreaOfUse | None:
    """Return the area of use of a CRS as EPSG has it; None where nothing is known of it.

    One without a code, as from an Esri .prj, is looked up by its parameters; an unknown
    transverse Mercator zone reaches 3° either side of its meridian.
    """
    known = crs.area_of_use
    if known is None and (authority := crs.to_authority()) is not None:
        known = CRS.from_authority(*authority).area_of_use
    if known is not None:
        return AreaOfUse(*known.bounds)
    operation = crs.coordinate_operation
    if operation is None or operation.method_name != "Transverse Mercator":
        return None
    meridian = next(float(p.value) for p in operation.params if p.name.startswith("Longitude"))
    return AreaOfUse(meridian - _BAND_DEG, -84.0, meridian + _BAND_DEG, 84.0)


def to_degrees(xy: Floats, crs: CRS, *, both_ways: bool = False) -> Floats:
    """Return coordinates of a CRS in WGS 84 degrees, longitude first; NaN or infinite if lost.

    Parameters
    ----------
    xy : array, shape (n, 2)
        East (or longitude) first, in the unit of the CRS.
    crs : CRS
        One that PROJ can relate to the Earth.
    both_ways : bool
        Whether those that don't come back to where they started are NaN: far from a zone a
        projection may return any degrees.
    """
    return xy if _is_wgs84(crs) else _transform(xy, find_transformer(crs), both_ways=both_ways)


def _is_wgs84(crs: CRS) -> bool:
    datum = crs.datum
    return crs.is_geographic and datum is not None and "World Geodetic System 1984" in datum.name


def try_to_degrees(xy: Floats, crs: CRS) -> Floats:
    """Return what `to_degrees` does both ways, quickly for one of many CRSs of few datums."""
    return make_to_degrees(crs)(xy)


def make_to_degrees(crs: CRS) -> Callable[[Floats], Floats]:
    """Return the way of `try_to_degrees` from one CRS, which takes longer to find than to go.

    PROJ takes long to find the way from a datum to WGS 84, and next to nothing for a projection.
    """
    base = crs.geodetic_crs
    if not crs.is_projected or base is None:
        return partial(to_degrees, crs=crs, both_ways=True)
    project = partial(
        _transform, transformer=Transformer.from_crs(crs, base, always_xy=True), both_ways=True
    )
    if _is_wgs84(base):
        return project
    shift = find_transformer(base)
    return lambda xy: _transform(project(xy), shift, both_ways=False)


def _transform(xy: Floats, transformer: Transformer, *, both_ways: bool) -> Floats:
    found = np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
    if both_ways:
        found[_find_strays(xy, found, transformer)] = np.nan
    return found


def _find_strays(xy: Floats, lonlat: Floats, transformer: Transformer) -> Bools:
    """Return which points don't come back from degrees to where they started, shape (n,)."""
    turned = transformer.transform(lonlat[:, 0], lonlat[:, 1], direction="INVERSE")
    size = np.abs(xy).max(axis=1, initial=_LEAST_M)
    with np.errstate(invalid="ignore"):
        off = np.abs(np.column_stack(turned) - xy).max(axis=1)
        return np.asarray(~(off <= _ROUND_TRIP * size))


def find_lost_shapes(shapes: Shapes, crs: CRS) -> Bools:
    """Return which shapes of a plane CRS have no place on Earth, shape (n,).

    PROJ takes what lies far beyond a projection to any degrees: such corners don't come back.

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,)
        In the CRS and its unit; a missing or empty one has no place.
    crs : CRS
        A projected one.
    """
    lower, upper = np.hsplit(shapely.bounds(shapes).reshape(-1, 4), 2)
    transformer = find_transformer(crs)
    is_lost = _are_lost(lower, transformer)
    is_wide = (lower != upper).any(axis=1)
    is_lost[is_wide] |= _are_lost(upper[is_wide], transformer)
    return is_lost


def _are_lost(xy: Floats, transformer: Transformer) -> Bools:
    return np.asarray(~np.isfinite(_transform(xy, transformer, both_ways=True)).all(axis=1))


@lru_cache(maxsize=256)
def find_transformer(crs: CRS) -> Transformer:
    """Return the one transformer of a CRS to WGS 84 degrees; it takes PROJ long to find.

    Raises
    ------
    ProjError, CRSError
        When PROJ can't relate the CRS to the Earth.
    """
    return Transformer.from_crs(crs, _WGS84, always_xy=True)
