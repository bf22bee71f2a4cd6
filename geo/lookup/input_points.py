"""Points as they come: checked to be on Earth, moved to WGS 84."""

import numpy as np

from geo.arrays import Floats, Texts
from geo.errors import N_, InputError, quote_value
from geo.geodesy.datum import DATUMS, convert_datum


def to_wgs84(lon: Floats, lat: Floats, datum: str) -> tuple[Floats, Floats]:
    """Return points on WGS 84.

    Parameters
    ----------
    lon, lat : arrays, shape (n,)
        Degrees, in `datum`; NaN stays NaN.
    datum : str
        `wgs84`, `gcj02` or `bd09`.

    Returns
    -------
    lon, lat : arrays, shape (n,)
        WGS 84 degrees.

    Raises
    ------
    InputError
        When the datum is unknown.
    """
    if datum not in DATUMS:
        raise InputError(
            N_("The coordinate system %(datum)s is unknown. Use one of %(choices)s."),
            datum=quote_value(datum),
            choices=tuple(DATUMS),
        )
    if datum == "wgs84":
        return lon, lat
    moved = convert_datum(np.column_stack([lon, lat]), source=datum, target="wgs84")
    return moved[:, 0], moved[:, 1]


def find_point_faults(lon: Floats, lat: Floats) -> Texts:
    """Return for each point why it is not a point on Earth, or None.

    Parameters
    ----------
    lon, lat : arrays, shape (n,)
        In degrees, on WGS 84 or any other datum, as they come; may be NaN or infinite.

    Returns
    -------
    array of str or None, shape (n,)
        English, each marked for translation.
    """
    faults: Texts = np.full(len(lon), None, dtype=object)
    off = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    faults[off] = N_("it lies outside longitude −180 to 180, latitude −90 to 90")
    swapped = off & (np.abs(lon) <= 90) & (np.abs(lat) <= 180)
    faults[swapped] = N_("latitude is beyond 90°; check whether longitude and latitude are swapped")
    metres = (np.abs(lon) > 360) | (np.abs(lat) > 360)
    faults[metres] = N_("it looks like projected metres, not degrees")
    faults[~(np.isfinite(lon) & np.isfinite(lat))] = N_(
        "longitude or latitude is not a finite number"
    )
    return faults
