"""What the answer on a point would be if its coordinates were in another system.

Whoever copies coordinates from an online map of China copies numbers alone: beside them no system
stands.
"""

from collections.abc import Sequence
from typing import NamedTuple

from geo.geodesy.datum import DATUMS
from geo.lookup.index import ZoneIndex
from geo.lookup.locate import locate_point


class OtherReading(NamedTuple):
    """The innermost part of the point read in `datum`, None outside, and how sure that is."""

    datum: str
    part: str | None
    verdict: str


def find_other_readings(index: ZoneIndex, lon: float, lat: float) -> Sequence[OtherReading]:
    """Return the readings of a point whose answer is another one than as WGS 84.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    lon, lat : float
        Degrees, in a system that nobody named; outside China all systems are one.

    Raises
    ------
    InputError
        When the point is not on Earth.
    """
    read = []
    for datum in DATUMS:
        found = locate_point(index, lon, lat, datum=datum)
        read.append(OtherReading(datum, found.part, found.verdict))
    (usual,) = (each for each in read if each.datum == "wgs84")
    return [each for each in read if each[1:] != usual[1:]]
