"""The codes of coordinate reference systems that numbers may be in by their size."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
from pyproj import CRS

from geo.arrays import Floats
from geo.geodesy.gauss_kruger import FALSE_EASTING_M, GaussKrugerZone, find_prefix, is_bare
from geo.reading.crs_option import CrsOption

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
_UTM_SCALE = 0.9996
_ZONES = (
    *(GaussKrugerZone(3, n) for n in range(25, 46)),
    *(GaussKrugerZone(6, n) for n in range(13, 24)),
)


def name_changes(option: CrsOption) -> list[str]:
    """Return the words after the code that change a file's numbers."""
    return ["swapped"] * option.is_swapped + [option.unit] * bool(option.unit)


def find_code(crs: CRS | None) -> str | None:
    """Return the code of a CRS, such as `EPSG:4523`; None where it has none."""
    authority = None if crs is None else crs.to_authority()
    return None if authority is None else ":".join(authority)


def list_codes(
    xy: Floats, declared: CRS | None, order: CrsOption, near: Box | None
) -> Iterator[str]:
    """Yield the codes that coordinates may be in by their size.

    Parameters
    ----------
    xy : array, shape (n, 2)
        East (or longitude) first, in metres or degrees of an unknown CRS.
    declared : CRS or None
    order : CrsOption
        What was done to the file's numbers to get `xy`.
    near : tuple of float or None
        West, south, east, north in WGS 84 degrees, where the file is expected.
    """
    is_geographic = declared is not None and declared.is_geographic
    is_plain = not name_changes(order)
    if (np.abs(xy) <= (180, 90)).all():
        if not order.unit and not (is_plain and is_geographic):
            base = None if declared is None else declared.geodetic_crs
            # CGCS2000 fits in China alone.
            yield from [find_code(base) or "EPSG:4326"] if base else ["EPSG:4490", "EPSG:4326"]
        return
    own = find_code(declared)
    if own and not is_plain and not is_geographic:
        yield own
    yield from _list_zones(xy, declared, near)


def _list_zones(xy: Floats, declared: CRS | None, near: Box | None) -> Iterator[str]:
    """Yield the codes of the zones that metres may be in, on the declared datum."""
    lowest, highest = np.percentile(xy[:, 0], (5, 95)).tolist()
    datum = _normalize_datum(declared)
    yield from _list_prefixed(xy, datum)
    system = next((name for mark, name in _CHINESE.items() if mark in datum), None)
    if not datum or "world geodetic system 1984" in datum:
        system = "CGCS2000"
    prefix = find_prefix(lowest, highest)
    if system is not None and prefix is not None:
        yield f"EPSG:{prefix.epsg_code(system, has_prefix=True)}"
    elif system is not None and is_bare(lowest, highest):
        yield from _list_bare(system, declared, near)
    if near is not None and is_bare(lowest, highest):
        yield from _list_utm(near)


def find_relative(crs: CRS) -> str | None:
    """Return the code of the other system with nearly the same numbers; None where there is none.

    UTM and Gauss-Krüger on one meridian differ by the scale alone: in China by up to 2 km.

    >>> find_relative(CRS("EPSG:4544")), find_relative(CRS("EPSG:32648"))
    ('EPSG:32648', 'EPSG:4544')
    """
    meridian, easting, scale = _read_zone(crs)
    if meridian is None or easting != FALSE_EASTING_M or meridian % 3:
        return None
    zone = GaussKrugerZone(3, round(meridian / 3))
    if scale == _UTM_SCALE and zone.is_known:
        return f"EPSG:{zone.epsg_code(has_prefix=False)}"
    is_utm_too = scale == 1 and meridian % 6 == 3
    return f"EPSG:{32600 + round((meridian + 183) / 6)}" if is_utm_too else None


def _list_utm(near: Box) -> Iterator[str]:
    """Yield the UTM zone around a box of WGS 84 degrees, and those beside it."""
    middle = int((near[0] + 180) // 6)
    base = 32600 if near[1] + near[3] >= 0 else 32700
    yield from (f"EPSG:{base + zone % 60 + 1}" for zone in (middle, middle - 1, middle + 1))


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
        for zone in sorted(_ZONES, key=lambda zone: (zone.central_meridian_deg, zone.width_deg))
    }
    own, easting, _ = _read_zone(declared)
    yield from (code for zone, code in codes.items() if zone.central_meridian_deg == own)
    if easting != FALSE_EASTING_M or near is not None:
        yield from codes.values()


def _read_zone(crs: CRS | None) -> tuple[float | None, float | None, float | None]:
    """Return the central meridian (degrees), the false easting (m) and the scale of a zone."""
    operation = None if crs is None else crs.coordinate_operation
    if operation is None or operation.method_name != "Transverse Mercator":
        return None, None, None
    said = {each.name: float(each.value) for each in operation.params}
    names = ("Longitude of natural origin", "False easting", "Scale factor at natural origin")
    meridian, easting, scale = map(said.get, names)
    return meridian, easting, scale


def _normalize_datum(crs: CRS | None) -> str:
    base = None if crs is None else crs.geodetic_crs
    datum = None if base is None else base.datum
    return "" if datum is None else datum.name.replace("_", " ").replace("'", "").lower()
