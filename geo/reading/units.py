"""How long the unit of a coordinate reference system is."""

import math
from functools import lru_cache

from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.errors import InputError
from geo.reading.crs_option import UNITS, parse_crs_option

METRES_PER_DEGREE = 111_320.0  # of a great circle, along the equator
_METRES_PER_RADIAN = METRES_PER_DEGREE * math.degrees(1)


def find_unit_m(crs: CRS | None) -> float | None:
    """Return the metres in a unit of the horizontal axes; None where PROJ doesn't know.

    Degrees, gradians and other angles are converted at 111,320 m a degree.

    >>> round(find_unit_m(CRS.from_epsg(2277)), 9)
    0.30480061
    """
    if crs is None:
        return None
    axes = crs.axis_info or (crs.source_crs.axis_info if crs.source_crs else [])
    factor = axes[0].unit_conversion_factor if axes else 0.0
    if not factor > 0:
        return None
    is_angle = crs.is_geographic and not crs.is_geocentric
    return factor * (_METRES_PER_RADIAN if is_angle else 1.0)


def choose_unit_m(crs: CRS | None, option: str | None) -> float | None:
    """Return the metres in a unit of a file's numbers; None where it is not known.

    Parameters
    ----------
    crs : CRS or None
        What the file declares.
    option : str or None
        Of `--crs`, which goes before it: `EPSG:4523,km`.
    """
    if option is None:
        return find_unit_m(crs)
    try:
        chosen = parse_crs_option(option)
    except InputError:  # told where the option is applied
        return None
    unit_m = find_unit_m(chosen.crs)
    return unit_m and unit_m * UNITS.get(chosen.unit, 1.0)


@lru_cache(maxsize=64)
def find_srid_unit_m(srid: int | None) -> float | None:
    """Return the metres in a unit of an EPSG code; None where PROJ doesn't know it."""
    try:
        return find_unit_m(CRS.from_epsg(srid)) if srid else None
    except CRSError:
        return None
