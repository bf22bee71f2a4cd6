"""Verdicts on a point that is itself known only within some accuracy, as a device reports it."""

from dataclasses import replace

import numpy as np

from geo.arrays import Floats
from geo.geodesy.geodesic import solve_direct
from geo.lookup.index import ZoneIndex
from geo.lookup.locate import Location, locate_points

_AZIMUTHS = 64  # around the point; a band that reaches in between them does so by 0.2 % at most


def judge_with_accuracy(index: ZoneIndex, found: Location, accuracy_m: float) -> Location:
    """Return the location with the verdicts that hold anywhere within the point's accuracy.

    Parameters
    ----------
    index : ZoneIndex
        That the point was looked up in.
    found : Location
        Of the point itself, WGS 84.
    accuracy_m : float
        How far from there the point may be, in metres, 0 or more.

    Returns
    -------
    Location
        A verdict of "certain" becomes "possible" where, within the accuracy, the answer is
        another or uncertain; distances stay those from the point itself.
    """
    around = locate_points(index, *_circle(found.longitude, found.latitude, accuracy_m))
    is_same = found.edge_distance_m > accuracy_m and (around["verdict"] == "certain").all()
    same_county = (around["county_verdict"] == "certain").all() and set(around["county"]) == {
        found.county
    }
    verdict = "possible" if found.verdict == "certain" and not is_same else found.verdict
    return replace(
        found,
        verdict=verdict,
        certain=verdict == "certain",
        county_verdict=(
            "possible"
            if found.county_verdict == "certain" and not same_county
            else found.county_verdict
        ),
    )


def _circle(lon: float, lat: float, radius_m: float) -> tuple[Floats, Floats]:
    azimuths = np.linspace(0.0, 360.0, _AZIMUTHS, endpoint=False)
    lons, lats, radii = (np.full(_AZIMUTHS, value) for value in (lon, lat, radius_m))
    x, y, _ = solve_direct(lons, lats, azimuths, radii)
    return x, y
