"""Geodesics on the WGS 84 ellipsoid: the inverse and the direct problem, for arrays.

References
----------
Karney, C. F. F. (2013). Algorithms for geodesics. Journal of Geodesy 87, 43-55.
"""

import numpy as np
from pyproj import Geod

from geo.arrays import Floats

WGS84 = Geod(ellps="WGS84")
_AT_POLE_DEG = 1e-9


def solve_inverse(
    lon: Floats, lat: Floats, to_lon: Floats | float, to_lat: Floats | float
) -> tuple[Floats, Floats, Floats]:
    """Return the geodesics from points to points: azimuths there and back, and lengths.

    Parameters
    ----------
    lon, lat, to_lon, to_lat : arrays of one shape, or float for a target that all share
        WGS 84 degrees; longitudes may be beyond 180. NaN gives NaN.

    Returns
    -------
    azimuth, back_azimuth, metres : arrays
        Azimuths are degrees clockwise from north, -180 to 180: at the start towards the end, and
        at the end back towards the start.

    References
    ----------
    Karney (2013), section 4.
    """
    x, y, to_x, to_y = np.broadcast_arrays(lon, lat, to_lon, to_lat)
    azimuth, back, metres = WGS84.inv(x, y, to_x, to_y)
    return np.asarray(azimuth), np.asarray(back), np.asarray(metres)


def solve_direct(
    lon: Floats, lat: Floats, azimuth: Floats, metres: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return where geodesics end, and the azimuths from there back to their start.

    Parameters
    ----------
    lon, lat, azimuth, metres : arrays of one shape
        Start (WGS 84 degrees), azimuth there (degrees clockwise from north), and length.

    Returns
    -------
    lon, lat, back_azimuth : arrays
        Degrees; longitudes -180 to 180.

    References
    ----------
    Karney (2013), section 2.
    """
    x, y, back = WGS84.fwd(lon, lat, azimuth, metres)
    return np.asarray(x), np.asarray(y), np.asarray(back)


def mask_at_poles(bearing_deg: Floats, lat: Floats | float) -> Floats:
    """Return bearings, NaN for those taken at a pole, where north is no direction or every one.

    Parameters
    ----------
    bearing_deg : array of float
        Degrees clockwise from north.
    lat : array of that shape, or float
        Where each is taken: WGS 84 latitude in degrees. What is within 0.1 mm of a pole is there.
    """
    masked: Floats = np.where(np.abs(lat) >= 90 - _AT_POLE_DEG, np.nan, bearing_deg)
    return masked
