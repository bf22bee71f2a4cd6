"""What coordinate reference systems are called, with the words of each language."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from pyproj import CRS

from geo.errors import N_, Phrase
from geo.reading.crs_candidates import find_code

# The names of EPSG, and those that ESRI writes into .prj files.
_ZONE = re.compile(
    r"(?P<system>CGCS2000|Xian[ _]1980|Beijing[ _]1954|New[ _]Beijing)(?: / |_)"
    r"(?P<narrow>3-degree |3_Degree_)?(?:Gauss-Kruger|GK)[ _]"
    r"(?:CM[ _](?P<meridian>\d+)E|[zZ]one[ _](?P<number>\d+))"
)
_UTM = re.compile(r"WGS[ _](?:19)?84(?: / |_)UTM[ _][zZ]one[ _](?P<number>\d+[NS])")
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        each: each
        for each in (
            N_("China Geodetic Coordinate System 2000"),
            N_("Xian 1980"),
            N_("Beijing 1954"),
            N_("New Beijing"),
            N_("WGS 84"),
            N_("WGS 84 (CRS84)"),
            N_("WGS 84 / Pseudo-Mercator"),
        )
    }
)
_BY_MERIDIAN = {
    True: N_("%(system)s / 3-degree Gauss-Kruger CM %(meridian)sE"),
    False: N_("%(system)s / Gauss-Kruger CM %(meridian)sE"),
}
_BY_NUMBER = {
    True: N_("%(system)s / 3-degree Gauss-Kruger zone %(number)s"),
    False: N_("%(system)s / Gauss-Kruger zone %(number)s"),
}

# The words that an option has after a comma.
_HOW: Mapping[str, str] = MappingProxyType(
    {
        "swapped": N_("north or latitude first"),
        "km": N_("in kilometres"),
        "mm": N_("in millimetres"),
        "dms": N_("105.2435 is 105° 24′ 35″"),
        "anywhere": N_("also outside its area of use"),
    }
)


def name_crs(crs: CRS) -> Phrase | str:
    """Return the name of a CRS, to be translated where it is one that is used in China.

    >>> str(name_crs(CRS("EPSG:4544")))
    'CGCS2000 / 3-degree Gauss-Kruger CM 105E'
    """
    if found := _ZONE.fullmatch(crs.name):
        system = name_system(found["system"].replace("_", " "))
        is_narrow = found["narrow"] is not None
        if found["meridian"]:
            values = {"system": system, "meridian": found["meridian"]}
            return Phrase(_BY_MERIDIAN[is_narrow], values)
        return Phrase(_BY_NUMBER[is_narrow], {"system": system, "number": found["number"]})
    if found := _UTM.fullmatch(crs.name):
        return Phrase(N_("WGS 84 / UTM zone %(number)s"), {"number": found["number"]})
    return name_system(crs.name)


def name_system(name: str) -> Phrase | str:
    """Return a name of a geographic CRS or a datum, to be translated if it is known."""
    return Phrase(_NAMES[name], {}) if name in _NAMES else name


def label_crs(crs: CRS, option: str | None = None) -> Phrase | str:
    """Return the code and the name of a CRS; `option` is told in place of the code, in words.

    >>> str(label_crs(CRS("EPSG:4544"), "EPSG:4544,swapped"))
    'EPSG:4544 (CGCS2000 / 3-degree Gauss-Kruger CM 105E), north or latitude first'
    """
    head, *words = (option or "").split(",")
    code = head or find_code(crs)
    if code is None:
        return name_crs(crs)
    label = Phrase(N_("%(code)s (%(name)s)"), {"code": code, "name": name_crs(crs)})
    for word in words:
        label = Phrase(N_("%(label)s, %(how)s"), {"label": label, "how": Phrase(_HOW[word], {})})
    return label
