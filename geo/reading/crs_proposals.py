"""Which coordinate reference system a file's numbers fit: another zone, axis order or unit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Floats, Shapes
from geo.errors import N_, Phrase
from geo.reading.area_of_use import AreaOfUse, find_area, make_to_degrees, to_degrees
from geo.reading.crs_candidates import Box, list_codes, name_changes
from geo.reading.crs_names import name_crs
from geo.reading.crs_option import UNITS, CrsOption, parse_crs
from geo.reading.offers import Offer, OfferText

STRICT_DEG = 0.5
NEAR_DEG = 1.0
SMALL_M = 20_100  # half the Earth's circumference in kilometres: no metres of a map
_MAX_NUMBER = 1e12  # of millimetres round the Earth, and more; others, and NaN, fit nowhere
_SAMPLE = 200
_LOCAL_GRID = N_(
    "No other zone, axis order or unit fits, so they may be coordinates of a local grid. Request "
    "its coordinate reference system from the surveyor, or its central meridian, false easting "
    "and false northing."
)
_SHARE = 0.9  # of the points that have to fit
_LEAST_MERCATOR_M = 1e6
_LISTED = 3


@dataclass(frozen=True)
class Proposal:
    """What may be set as --crs, and where the file would then lie.

    Attributes
    ----------
    text : str
        For example `EPSG:4523,swapped`.
    name : Phrase or str
        Of the CRS, to be translated where it is known.
    lon, lat : float
        Of the file's middle, WGS 84 degrees.
    """

    text: str
    name: Phrase | str
    lon: float
    lat: float

    @property
    def is_swapped(self) -> bool:
        """Whether it exchanges the axes."""
        return ",swapped" in self.text

    @property
    def phrase(self) -> Phrase:
        """The option, and where it leads."""
        place = f"{self.lon:.2f}° E, {self.lat:.2f}° N"
        return Phrase(
            N_("%(option)s (%(name)s: %(place)s)"),
            {"option": f"--crs {self.text}", "name": self.name, "place": place},
        )


def propose_crs(xy: Floats, declared: CRS | None, *, near: Box | None = None) -> list[Proposal]:
    """Return the systems that a file's numbers fit, those with the fewest changes first.

    A system fits if nine in ten points come to lie in its area of use. Where some come near a
    place, only those are returned.

    Parameters
    ----------
    xy : array, shape (n, 2)
        Some points as they are in the file, in the order of its axes.
    declared : CRS or None
        What the file declares; it is not proposed as it is.
    near : tuple of float, optional
        West, south, east, north in WGS 84 degrees, where the file is expected.
    """
    points = xy[(np.abs(xy) < _MAX_NUMBER).all(axis=1)]
    points = points[:: max(1, len(points) // _SAMPLE)]
    if not len(points):
        return []
    found: dict[tuple[object, ...], Proposal] = {}
    for shape in _iter_orders():
        for code in list_codes(shape.convert_numbers(points), declared, shape, near):
            proposal = _try_code(points, code, shape, near)
            if proposal is not None:
                # A zone 6 degrees wide repeats the one 3 degrees wide of the same meridian.
                place = round(proposal.lon, 7), round(proposal.lat, 7), *name_changes(shape)
                found.setdefault(place, proposal)
    proposals = list(found.values()) or _propose_mercator(points, declared)
    return _keep_near(proposals, near)


def list_corners(shapes: Shapes) -> Floats:
    """Return the lower left and upper right corners of n shapes, shape (2 n, 2).

    They are in the CRS and unit of the shapes, degrees or metres; NaN for missing ones.
    """
    return shapely.bounds(shapes).reshape(-1, 2)


def describe_proposals(found: Sequence[Proposal]) -> Phrase:
    """Return the question that lists proposals; of many zones the first ones and the last.

    Without any, it says what to request from the surveyor.
    """
    if not found:
        return Phrase(_LOCAL_GRID, {})
    offers = OfferText("", "crs", [Offer(each.text, each.text) for each in found])
    if len(found) > _LISTED + 1:
        return Phrase(
            N_(
                "If one of these is right, set it: %(options)s … %(last)s. Any other EPSG code "
                "can be set with --crs."
            ),
            {"options": _list(found[:_LISTED]), "last": found[-1].phrase, "offers": offers},
        )
    return Phrase(
        N_(
            "If one of these is right, set it: %(options)s. Any other EPSG code can be set "
            "with --crs."
        ),
        {"options": _list(found), "offers": offers},
    )


def _list(found: Sequence[Proposal]) -> Phrase:
    """Return proposals one after the other, each in the words of the reader's language."""
    values = {f"option_{n}": each.phrase for n, each in enumerate(found)}
    return Phrase("; ".join(f"%({key})s" for key in values), values)


def is_near(lonlat: Floats, near: Box, margin_deg: float = NEAR_DEG) -> bool:
    """Return whether most points (WGS 84 degrees, shape (n, 2)) lie in or beside a box."""
    west, south, east, north = near
    box = AreaOfUse(west, south, east, north)
    return bool(box.contains(lonlat, lon_deg=margin_deg, lat_deg=margin_deg).mean() > 0.5)


def _iter_orders() -> Iterator[CrsOption]:
    plain = CrsOption(CRS("EPSG:4326"))
    for unit in ("", *UNITS):
        for is_swapped in (False, True):
            yield replace(plain, unit=unit, is_swapped=is_swapped)


def _propose_mercator(points: Floats, declared: CRS | None) -> list[Proposal]:
    """Return Web Mercator where it leads to where the declared CRS is used.

    As it takes any number, it is the last to be proposed.
    """
    lonlat = to_degrees(points, CRS("EPSG:3857"), both_ways=True)
    area = None if declared is None else find_area(declared)
    is_large = np.abs(points).max() >= _LEAST_MERCATOR_M
    if not is_large or declared == CRS("EPSG:3857") or not np.isfinite(lonlat).all():
        return []
    if area and not area.contains(lonlat, lon_deg=STRICT_DEG, lat_deg=STRICT_DEG).all():
        return []
    lon, lat = np.median(lonlat, axis=0).tolist()
    return [Proposal("EPSG:3857", name_crs(CRS("EPSG:3857")), lon, lat)]


@dataclass(frozen=True)
class System:
    """What is needed of a CRS to try it.

    Attributes
    ----------
    name : Phrase or str
    area : AreaOfUse or None
    is_projected : bool
    to_degrees : Callable
        From its coordinates, shape (n, 2), in its unit, to WGS 84 degrees.
    """

    name: Phrase | str
    area: AreaOfUse | None
    is_projected: bool
    to_degrees: Callable[[Floats], Floats]


@lru_cache(maxsize=256)
def find_system(code: str) -> System:
    """Return what PROJ takes long to say of a code, and says alike for every file.

    Raises
    ------
    InputError
        When PROJ doesn't know it.
    """
    crs = parse_crs(code)
    return System(name_crs(crs), find_area(crs), crs.is_projected, make_to_degrees(crs))


def _try_code(points: Floats, code: str, order: CrsOption, near: Box | None) -> Proposal | None:
    """Return a proposal if most of the points come to lie where the code is used, or near a place.

    Surveyors go on in a zone beyond its edge.
    """
    system = find_system(code)
    area = system.area
    xy = order.convert_numbers(points)
    if area is None or (system.is_projected and (np.abs(xy) <= SMALL_M).all()):
        return None
    lonlat = system.to_degrees(xy)
    inside = area.contains(lonlat, lon_deg=STRICT_DEG, lat_deg=STRICT_DEG)
    if near is not None:
        inside |= AreaOfUse(*near).contains(lonlat, lon_deg=NEAR_DEG, lat_deg=NEAR_DEG)
    if inside.mean() < _SHARE:
        return None
    lon, lat = np.median(lonlat[inside], axis=0).tolist()
    return Proposal(",".join([code, *name_changes(order)]), system.name, lon, lat)


def _keep_near(found: list[Proposal], near: Box | None) -> list[Proposal]:
    if near is None:
        return found
    close = [each for each in found if is_near(np.array([[each.lon, each.lat]]), near)]
    return close or found
