"""CRSs as people name them: CGCS2000, and its zones by their width and number."""

import re
from typing import NamedTuple

from geo.geodesy.gauss_kruger import GaussKrugerZone

_CGCS2000 = ("CGCS2000", "CHINA2000", "国家2000", "2000国家大地坐标系")
_CGCS2000_EPSG = 4490
_ZONE = re.compile(
    r"(?P<system>CGCS\s*2000|国家\s*2000|2000\s*国家大地坐标系?)?\W*"
    r"(?:(?P<width>[36])\s*-?\s*(?:degree|deg|度分?带?|°)\W*)?"
    r"(?P<projection>(?:Gauss\W*Kr[uü]e?ger|高斯\W*克吕格)(?:投影)?\W*)?"
    r"(?:zone\W*)?第?(?P<number>\d{2})?\s*号?带?\W*",
    re.IGNORECASE,
)
_FIRST_OF_3_DEGREES = 24  # in China; zones of 6 degrees have smaller numbers there


class NamedZone(NamedTuple):
    """A zone of CGCS2000: how wide it is in degrees, and its number; None where none is said."""

    width_deg: int
    number: int | None


def parse_named_zone(text: str) -> NamedZone | None:
    """Return the zone that a text names; None for another text.

    >>> parse_named_zone("CGCS2000 3-degree zone 35"), parse_named_zone("CGCS2000 3度带第35带")
    (NamedZone(width_deg=3, number=35), NamedZone(width_deg=3, number=35))

    A width that is not said follows from the number.

    >>> parse_named_zone("高斯-克吕格投影 35 带"), parse_named_zone("35")
    (NamedZone(width_deg=3, number=35), None)
    """
    words = _ZONE.fullmatch(text.strip())
    if words is None:
        return None
    number = int(words["number"]) if words["number"] else None
    if words["width"]:
        is_named = bool(words["system"] or number)
        return NamedZone(int(words["width"]), number) if is_named else None
    if number is None or not words["projection"]:
        return None
    return NamedZone(3 if number >= _FIRST_OF_3_DEGREES else 6, number)


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
