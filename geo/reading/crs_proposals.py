"""Which coordinate reference system a file's numbers fit: another zone, axis order or unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from pyproj import CRS

from geo.arrays import Floats
from geo.errors import N_, Phrase
from geo.geodesy.gauss_kruger import GaussKrugerZone, find_prefix, is_bare
from geo.reading.area_of_use import find_area, to_degrees
from geo.reading.crs_option import UNITS, CrsOption, parse_crs

STRICT_DEG = 0.5
NEAR_DEG = 1.0
_SAMPLE = 200
_SHARE = 0.9  # of the points that have to fit
_LEAST_MERCATOR_M = 1e6
_LISTED = 3
Box = tuple[float, float, float, float]

_CHINESE: Mapping[str, str] = MappingProxyType(
    {"china 2000": "CGCS2000", "cgcs2000": "CGCS2000", "xian 1980": "Xian 1980",
     "beijing 1954": "Beijing 1954"}
)  # fmt: skip
# Other families whose eastings begin with the number of the zone: codes from that of zone 0.
_PREFIXED: Mapping[str, tuple[int, range]] = MappingProxyType(
    {
        "deutsches hauptdreiecksnetz": (31464, range(2, 6)),
        "pulkovo 1942": (28400, range(2, 33)),
        "pulkovo 1995": (20000, range(4, 33)),
    }
)
_ZONES = (
    *(GaussKrugerZone(3, n) for n in range(25, 46)),
    *(GaussKrugerZone(6, n) for n in range(13, 24)),
)


@dataclass(frozen=True)
class Proposal:
    """What may be set as --crs, and where the file would then lie.

    Attributes
    ----------
    text : str
        For example `EPSG:4523,swapped`.
    name : str
        Of the CRS.
    lon, lat : float
        Of the file's middle, WGS 84 degrees.
    """

    text: str
    name: str
    lon: float
    lat: float

    @property
    def is_swapped(self) -> bool:
        """Whether it exchanges the axes."""
        return ",swapped" in self.text

    def __str__(self) -> str:
        """Return the option with where it leads, the same in every language."""
        return f"--crs {self.text} ({self.name}: {self.lon:.2f}° E, {self.lat:.2f}° N)"


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
    points = xy[np.isfinite(xy).all(axis=1)]
    points = points[:: max(1, len(points) // _SAMPLE)]
    if not len(points):
        return []
    found: dict[str, Proposal] = {}
    for shape in _iter_orders():
        for code in _list_codes(shape.convert_numbers(points), declared, shape, near):
            text = ",".join([code, *_name_changes(shape)])
            lonlat = _place(points, replace(shape, crs=parse_crs(code)), text)
            if text not in found and lonlat is not None:
                found[text] = Proposal(text, parse_crs(code).name, *lonlat)
    if not found:
        found = _propose_mercator(points, declared)
    return _keep_near(list(found.values()), near)


def describe_proposals(found: Sequence[Proposal]) -> Phrase:
    """Return the question that lists proposals; of many zones the first ones and the last."""
    if len(found) > _LISTED + 1:
        return Phrase(
            N_("If one of these is right, set it: %(options)s … %(last)s."),
            {"options": "; ".join(map(str, found[:_LISTED])), "last": found[-1]},
        )
    return Phrase(
        N_("If one of these is right, set it: %(options)s."),
        {"options": "; ".join(map(str, found))},
    )


def find_code(crs: CRS | None) -> str | None:
    """Return the code of a CRS, such as `EPSG:4523`; None where it has none."""
    authority = None if crs is None else crs.to_authority()
    return None if authority is None else ":".join(authority)


def is_near(lonlat: Floats, near: Box, margin_deg: float = NEAR_DEG) -> bool:
    """Return whether most points (WGS 84 degrees, shape (n, 2)) lie in or beside a box."""
    west, south, east, north = near
    inside = np.mod(lonlat[:, 0] - west + margin_deg, 360) <= (east - west) % 360 + 2 * margin_deg
    inside &= (lonlat[:, 1] >= south - margin_deg) & (lonlat[:, 1] <= north + margin_deg)
    return bool(inside.mean() > 0.5)


def _iter_orders() -> Iterator[CrsOption]:
    plain = CrsOption(CRS("EPSG:4326"))
    for unit in ("", *UNITS):
        for is_swapped in (False, True):
            yield replace(plain, unit=unit, is_swapped=is_swapped)


def _name_changes(option: CrsOption) -> list[str]:
    return ["swapped"] * option.is_swapped + [option.unit] * bool(option.unit)


def _list_codes(
    xy: Floats, declared: CRS | None, order: CrsOption, near: Box | None
) -> Iterator[str]:
    """Yield the codes that coordinates (east first) may be in by their size."""
    is_plain = not _name_changes(order)
    base = None if declared is None else declared.geodetic_crs
    if (np.abs(xy) <= (180, 90)).all():
        if not order.unit and not (is_plain and declared is not None and declared.is_geographic):
            yield find_code(base) or "EPSG:4326"
        return
    own = None if declared is None else find_code(declared)
    if own and not is_plain and not (declared is not None and declared.is_geographic):
        yield own
    lowest, highest = np.percentile(xy[:, 0], (5, 95)).tolist()
    datum = _normalize_datum(base)
    yield from _list_prefixed(xy, datum)
    system = next((name for mark, name in _CHINESE.items() if mark in datum), None)
    if system is None and (base is None or "world geodetic system 1984" in datum):
        system = "CGCS2000"
    if system is not None:
        prefix = find_prefix(lowest, highest)
        if prefix is not None:
            yield f"EPSG:{prefix.epsg_code(system, has_prefix=True)}"
        elif is_bare(lowest, highest):
            yield from _list_bare(system, declared, near)
    if is_plain and near is not None and is_bare(lowest, highest):
        yield from _list_utm(near)


def _list_utm(near: Box) -> Iterator[str]:
    """Yield the UTM zone around a box of WGS 84 degrees, and those beside it."""
    middle = int((near[0] + 180) // 6)
    base = 32600 if near[1] + near[3] >= 0 else 32700
    yield from (f"EPSG:{base + zone % 60 + 1}" for zone in (middle, middle - 1, middle + 1))


def _propose_mercator(points: Floats, declared: CRS | None) -> dict[str, Proposal]:
    """Return Web Mercator where it leads to where the declared CRS is used.

    As it takes any number, it is the last to be proposed.
    """
    lonlat = to_degrees(points, CRS("EPSG:3857"), both_ways=True)
    area = None if declared is None else find_area(declared)
    is_large = np.abs(points).max() >= _LEAST_MERCATOR_M
    if not is_large or declared == CRS("EPSG:3857") or not np.isfinite(lonlat).all():
        return {}
    if area and not area.contains(lonlat, lon_deg=STRICT_DEG, lat_deg=STRICT_DEG).all():
        return {}
    lon, lat = np.median(lonlat, axis=0).tolist()
    return {"EPSG:3857": Proposal("EPSG:3857", "WGS 84 / Pseudo-Mercator", lon, lat)}


def _list_prefixed(xy: Floats, datum: str) -> Iterator[str]:
    """Yield the zone of another family whose number the eastings begin with."""
    numbers = np.unique(np.floor(xy[:, 0] / 1e6))
    for mark, (zero, zones) in _PREFIXED.items():
        if mark in datum and len(numbers) == 1 and int(numbers[0]) in zones:
            yield f"EPSG:{zero + int(numbers[0])}"
    if "european terrestrial" in datum and numbers.tolist() in ([31], [32], [33]):
        yield {31: "EPSG:5649", 32: "EPSG:4647", 33: "EPSG:5650"}[int(numbers[0])]


def _list_bare(system: str, declared: CRS | None, near: Box | None) -> Iterator[str]:
    """Yield the zones without a number: the one of the declared meridian first, then by meridian.

    Others than that one are beyond doubt no better than a declared zone of the same kind.
    """
    codes = {
        zone: f"EPSG:{zone.epsg_code(system, has_prefix=False)}"
        for zone in sorted(_ZONES, key=lambda zone: (zone.width_deg, zone.number))
    }
    own, easting = _read_meridian(declared)
    yield from (code for zone, code in codes.items() if zone.central_meridian_deg == own)
    if easting != 500_000 or near is not None:
        yield from codes.values()


def _read_meridian(crs: CRS | None) -> tuple[float | None, float | None]:
    """Return the central meridian (degrees) and the false easting (m) of a zone."""
    operation = None if crs is None else crs.coordinate_operation
    if operation is None or operation.method_name != "Transverse Mercator":
        return None, None
    said = {each.name: each.value for each in operation.params}
    return said.get("Longitude of natural origin"), said.get("False easting")


def _place(points: Floats, option: CrsOption, text: str) -> tuple[float, float] | None:
    """Return the middle of the points (WGS 84 degrees) if the option fits them."""
    area = find_area(option.crs)
    lonlat = to_degrees(option.convert_numbers(points), option.crs, both_ways=True)
    if area is None:
        return None
    inside = area.contains(lonlat, lon_deg=STRICT_DEG, lat_deg=STRICT_DEG)
    if inside.mean() < _SHARE:
        return None
    lon, lat = np.median(lonlat[inside], axis=0).tolist()
    return lon, lat


def _keep_near(found: list[Proposal], near: Box | None) -> list[Proposal]:
    if near is None:
        return found
    close = [each for each in found if is_near(np.array([[each.lon, each.lat]]), near)]
    return close or found


def _normalize_datum(base: CRS | None) -> str:
    datum = None if base is None else base.datum
    return "" if datum is None else datum.name.replace("_", " ").replace("'", "").lower()
