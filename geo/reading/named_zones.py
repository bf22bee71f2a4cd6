"""CRSs as people name them: CGCS2000, and its zones by their width and number."""

import re
from typing import NamedTuple

from geo.geodesy.gauss_kruger import GaussKrugerZone

_CGCS2000 = ("CGCS2000", "CHINA2000")
_CGCS2000_EPSG = 4490
_ZONE = re.compile(
    r"CGCS\s*2000\W*(?P<width>[36])\s*-?\s*(?:degree|deg|度带?|°)\W*"
    r"(?:Gauss-Kr[uü]e?ger\W*)?(?:zone\W*)?第?(?P<number>\d{2})?带?\W*",
    re.IGNORECASE,
)


class NamedZone(NamedTuple):
    """A zone of CGCS2000: how wide it is in degrees, and its number; None where none is said."""

    width_deg: int
    number: int | None


def parse_named_zone(text: str) -> NamedZone | None:
    """Return the zone that a text names; None for another text.

    >>> parse_named_zone("CGCS2000 3-degree zone 35"), parse_named_zone("CGCS2000 3度带第35带")
    (NamedZone(width_deg=3, number=35), NamedZone(width_deg=3, number=35))
    """
    words = _ZONE.fullmatch(text.strip())
    if words is None:
        return None
    return NamedZone(int(words["width"]), int(words["number"]) if words["number"] else None)


def find_named_epsg(text: str) -> int | None:
    """Return the EPSG code of CGCS2000 or of a zone of it; None for what EPSG doesn't have.

    The eastings of a zone begin with its number.
    """
    if text.strip().upper().replace(" ", "") in _CGCS2000:
        return _CGCS2000_EPSG
    named = parse_named_zone(text)
    if named is None or named.number is None:
        return None
    zone = GaussKrugerZone(named.width_deg, named.number)
    return zone.epsg_code(has_prefix=True) if zone.is_known else None
