"""The option --crs: a coordinate reference system, and how the file's numbers deviate from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Floats, Shapes
from geo.errors import N_, InputError, quote_value
from geo.reading.crs_text import find_crs
from geo.reading.datum_names import find_named_datum
from geo.reading.named_zones import find_named_epsg

UNITS: Mapping[str, float] = MappingProxyType({"km": 1000.0, "mm": 0.001})
_NO_MAP_CRS = N_(
    "The CRS %(crs)s is neither in longitude and latitude nor in east and north. Use a code "
    "such as EPSG:4490."
)
_GCJ02 = N_("%(crs)s is the coordinate system of an online map. Use --datum gcj02.")
_BD09 = N_("%(crs)s is the coordinate system of an online map. Use --datum bd09.")
_CODE = re.compile(r"[0-9]{1,9}")
_WORDS = ("swapped", *UNITS, "dms", "anywhere")


@dataclass(frozen=True)
class CrsOption:
    """A CRS, and what has to be done to a file's numbers before they are coordinates in it.

    Attributes
    ----------
    crs : CRS
    is_swapped : bool
        Whether north (or latitude) comes before east (or longitude).
    unit : str
        `km` or `mm`, in place of the unit of the CRS; empty for that unit.
    is_packed : bool
        Whether 105.2435 is 105° 24′ 35″.
    anywhere : bool
        Whether the coordinates may lie outside the area of use.
    """

    crs: CRS
    is_swapped: bool = False
    unit: str = ""
    is_packed: bool = False
    anywhere: bool = False

    @property
    def changes_numbers(self) -> bool:
        """Whether the file's numbers are not yet the coordinates."""
        return self.is_swapped or bool(self.unit) or self.is_packed

    def convert_numbers(self, xy: Floats) -> Floats:
        """Return a file's numbers, shape (n, 2), as coordinates of the CRS, east first.

        They are in the unit of the CRS afterwards, degrees or metres; NaN stays.
        """
        found = xy[:, ::-1] if self.is_swapped else xy
        if self.unit:
            found = found * UNITS[self.unit]
        return _unpack_degrees(found) if self.is_packed else found

    def convert_shapes(self, shapes: Shapes) -> Shapes:
        """Return shapes of a file's numbers in the CRS and its unit, degrees or metres.

        Missing and empty ones stay.
        """
        if not self.changes_numbers:
            return shapes
        return np.asarray(shapely.transform(shapes, self.convert_numbers))


def parse_crs(text: str) -> CRS:
    """Return the CRS of a name or code: `EPSG:4523`, `4523`, or `CGCS2000 3-degree zone 35`.

    Raises
    ------
    InputError
        When PROJ doesn't know it, or its coordinates are none of a map.
    """
    code = int(text) if _CODE.fullmatch(text) else find_named_epsg(text)
    crs = find_crs(text if code is None else f"EPSG:{code}")
    named = find_named_datum([text])
    if crs is None and named is not None:
        raise InputError(_GCJ02 if named[0] == "gcj02" else _BD09, crs=quote_value(text))
    if crs is None:
        raise InputError(
            N_("The CRS %(crs)s is unknown. Use a code such as EPSG:4490."), crs=quote_value(text)
        )
    if crs.is_geocentric or crs.is_vertical:
        raise InputError(_NO_MAP_CRS, crs=quote_value(text))
    return crs


def parse_crs_option(text: str) -> CrsOption:
    """Return the CRS of an option, and the words after it: `EPSG:4523,swapped,km`.

    Raises
    ------
    InputError
        When PROJ doesn't know the CRS.
    """
    head, comma, last = text.rpartition(",")
    word = last.strip().lower()
    if not comma or word not in _WORDS:
        return CrsOption(parse_crs(text.strip()))
    option = parse_crs_option(head)
    return replace(
        option,
        unit=word if word in UNITS else option.unit,
        is_swapped=option.is_swapped or word == "swapped",
        is_packed=option.is_packed or word == "dms",
        anywhere=option.anywhere or word == "anywhere",
    )


def _unpack_degrees(packed: Floats) -> Floats:
    """Return degrees of numbers like 105.2435, which is 105° 24′ 35″, any shape."""
    # Rounded to 1e-7″, since 105.24 is 105.2399… in binary.
    seconds = np.abs(packed).round(11)
    degrees = np.trunc(seconds)
    minutes = ((seconds - degrees) * 100).round(9)
    whole = np.trunc(minutes)
    found = degrees + whole / 60 + (minutes - whole) / 36
    return np.asarray(np.copysign(found, packed))
