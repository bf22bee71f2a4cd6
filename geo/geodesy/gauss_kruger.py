"""The Gauss-Krüger zones of China: their codes, their numbers, and how coordinates show them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FALSE_EASTING_M = 500_000.0
MAX_LAT_DEG = 54.0
MAX_NORTH_M = 6_000_000.0  # China ends at 54° N
_PREFIX_M = 1_000_000.0
_MAX_OFFSET_M = 400_000.0  # of an easting from the central meridian, with room for bad zones


@dataclass(frozen=True)
class _Codes:
    """The EPSG codes of a series of zones: of the first one, with and without its number."""

    wide: int
    wide_bare: int
    narrow: int
    narrow_bare: int


_SERIES: Mapping[str, _Codes] = MappingProxyType(
    {
        "CGCS2000": _Codes(4491, 4502, 4513, 4534),
        "Xian 1980": _Codes(2327, 2338, 2349, 2370),
        "Beijing 1954": _Codes(21413, 21453, 2401, 2422),
    }
)


@dataclass(frozen=True)
class GaussKrugerZone:
    """A zone, `width_deg` (3 or 6) wide: number 25 to 45 (3 degrees), or 13 to 23 (6 degrees)."""

    width_deg: int
    number: int

    @property
    def central_meridian_deg(self) -> int:
        """Its central meridian in degrees east."""
        return self.number * 3 if self.width_deg == 3 else self.number * 6 - 3

    @property
    def is_known(self) -> bool:
        """Whether EPSG has it."""
        first, last = (25, 45) if self.width_deg == 3 else (13, 23)
        return self.width_deg in {3, 6} and first <= self.number <= last

    def epsg_code(self, system: str = "CGCS2000", *, has_prefix: bool) -> int:
        """Return the code of its CRS, `has_prefix` if eastings begin with the zone's number.

        `system` is `CGCS2000`, `Xian 1980` or `Beijing 1954`; the zone has to be known.
        """
        codes = _SERIES[system]
        if self.width_deg == 3:
            return self.number - 25 + (codes.narrow if has_prefix else codes.narrow_bare)
        return self.number - 13 + (codes.wide if has_prefix else codes.wide_bare)


def find_zone(lon_deg: float) -> GaussKrugerZone:
    """Return the 3-degree zone whose central meridian is nearest to a longitude in degrees."""
    return GaussKrugerZone(3, round(lon_deg / 3))


def reaches(zone: GaussKrugerZone, bounds: tuple[float, float, float, float]) -> bool:
    """Return whether a zone fits bounds: at most twice as far as it reaches, 0° to 54° N.

    `bounds` are the least longitude and latitude and the greatest, in degrees.
    """
    west, south, east, north = bounds
    middle, reach = zone.central_meridian_deg, float(zone.width_deg)
    return middle - reach <= west and east <= middle + reach and south >= 0 and north <= MAX_LAT_DEG


def find_fitting_zone(bounds: tuple[float, float, float, float]) -> GaussKrugerZone | None:
    """Return the 3-degree zone of the middle of bounds in degrees; None where none fits."""
    if not all(map(math.isfinite, bounds)):
        return None
    zone = find_zone((bounds[0] + bounds[2]) / 2)
    return zone if zone.is_known and reaches(zone, bounds) else None


def find_prefix(least_m: float, most_m: float) -> GaussKrugerZone | None:
    """Return the zone whose number the eastings begin with, all from `least_m` to `most_m`.

    None where they have no such number, or not the same one.
    """
    number = round((least_m - FALSE_EASTING_M) / _PREFIX_M)
    zone = GaussKrugerZone(3 if number >= 25 else 6, number)
    middle = number * _PREFIX_M + FALSE_EASTING_M
    is_near = all(abs(east - middle) < _MAX_OFFSET_M for east in (least_m, most_m))
    return zone if zone.is_known and is_near else None


def is_bare(least_m: float, most_m: float) -> bool:
    """Return whether eastings may be of a zone without its number."""
    return all(abs(east - FALSE_EASTING_M) < _MAX_OFFSET_M for east in (least_m, most_m))


def is_north(least_m: float, most_m: float) -> bool:
    """Return whether all may be northings in China, and no eastings of a zone."""
    return least_m > FALSE_EASTING_M + _MAX_OFFSET_M and most_m < MAX_NORTH_M
