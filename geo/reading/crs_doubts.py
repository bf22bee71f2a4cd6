"""Coordinates that lie in the area of use of their CRS, and yet may mean another place."""

from collections.abc import Sequence

import numpy as np

from geo.arrays import Bools, Floats
from geo.errors import N_, Phrase, file_label
from geo.reading.area_of_use import AreaOfUse, find_area, to_degrees
from geo.reading.crs_candidates import Box, find_code, find_relative, name_changes
from geo.reading.crs_names import name_crs
from geo.reading.crs_option import CrsOption, parse_crs
from geo.reading.crs_proposals import (
    Proposal,
    describe_proposals,
    is_near,
    propose_crs,
)
from geo.reading.misfit import Corners, Misfit, list_numbers

_WEST_OF_CHINA = AreaOfUse(73.5, 27.0, 97.0, 49.5)
_LEAST_ARCTIC_DEG = 73.0
_LEAST_PACKED = 12  # different fractions, and at least three different minutes
_FAR = N_(
    "WARNING: %(name)s lies at %(place)s. Is its coordinate reference system another one, or are "
    "its axes swapped? %(question)s"
)
_BESIDE = N_(
    "WARNING: %(name)s lies outside the zone, at %(place)s, and would lie in it in another "
    "coordinate reference system with similar numbers. %(question)s"
)
_PACKED = N_(
    "WARNING: The digits of %(name)s may be degrees, minutes and seconds (105.2435 for "
    "105° 24′ 35″): none of them is beyond 59. %(question)s"
)


def find_doubts(
    corners: Corners, outside: Bools, option: CrsOption, near: Box | None, *, name: str
) -> list[Misfit]:
    """Return warnings of coordinates that may be wrong though they lie in the area of use.

    Parameters
    ----------
    corners : Corners
        Of the shapes.
    outside : array of bool, shape (n,)
        Those outside the area of use, of which there is a warning already.
    option : CrsOption
    near : tuple of float, optional
        West, south, east, north in WGS 84 degrees, where the file is expected.
    name : str
        The file's.
    """
    found = _find_zeros(corners, outside)
    far = _propose_nearer(corners, option, near) or _propose_china(corners, option)
    if far:
        found.append(_ask(_FAR, far, corners, name))
    elif beside := _propose_relative(corners, option, near):
        found.append(_ask(_BESIDE, beside, corners, name))
    elif _are_packed(corners, option):
        found.append(_ask(_PACKED, _propose_packed(corners, option), corners, name))
    return found


def _find_zeros(corners: Corners, outside: Bools) -> list[Misfit]:
    zero = np.flatnonzero((corners.raw == 0).all(axis=1) & ~outside)
    if not len(zero):
        return []
    values = {"numbers": list_numbers([int(corners.numbers[n]) for n in zero.tolist()])}
    sentence = N_(
        "WARNING: Features at 0, 0, which often means missing coordinates: %(numbers)s. Check them."
    )
    return [Misfit(Phrase(sentence, values), is_refused=False)]


def _ask(sentence: str, proposals: Sequence[Proposal], corners: Corners, name: str) -> Misfit:
    lon, lat = np.median(corners.lonlat, axis=0).tolist()
    values = {
        "name": file_label(name),
        "place": f"{lon:.2f}° E, {lat:.2f}° N",
        "question": describe_proposals(proposals),
    }
    return Misfit(Phrase(sentence, values), is_refused=False)


def _propose_nearer(corners: Corners, option: CrsOption, near: Box | None) -> list[Proposal]:
    """Return what leads to the zone, where the file as it is lies far from it."""
    if near is None or is_near(corners.lonlat, near):
        return []
    found = propose_crs(corners.list_raw(), option.crs, near=near)
    return [each for each in found if is_near(np.array([[each.lon, each.lat]]), near)]


def _propose_relative(corners: Corners, option: CrsOption, near: Box | None) -> list[Proposal]:
    """Return the system with similar numbers that leads into the zone, where the file lies beside.

    UTM and Gauss-Krüger on one meridian are only told apart by where they lead.
    """
    code = find_relative(option.crs)
    if near is None or code is None or is_near(corners.lonlat, near, margin_deg=0):
        return []
    crs = parse_crs(code)
    lonlat = to_degrees(corners.xy, crs)
    if not is_near(lonlat, near, margin_deg=0):
        return []
    lon, lat = np.median(lonlat, axis=0).tolist()
    return [Proposal(",".join([code, *name_changes(option)]), name_crs(crs), lon, lat)]


def _propose_china(corners: Corners, option: CrsOption) -> list[Proposal]:
    """Return the exchange of axes that leads from the Arctic Ocean to the west of China."""
    area = find_area(option.crs)
    if not option.crs.is_geographic or area is None or not area.is_world:
        return []
    is_arctic = (corners.lonlat[:, 1] >= _LEAST_ARCTIC_DEG).all()
    turned = corners.lonlat[:, ::-1]
    if not (is_arctic and _WEST_OF_CHINA.contains(turned, lon_deg=0, lat_deg=0).all()):
        return []
    return [each for each in propose_crs(corners.list_raw(), option.crs) if each.is_swapped]


def _are_packed(corners: Corners, option: CrsOption) -> bool:
    """Return whether all fractions are minutes and seconds, and too varied for a coincidence."""
    if not option.crs.is_geographic or option.is_packed:
        return False
    return all(_is_column_packed(column) for column in corners.list_raw().T)


def _is_column_packed(degrees: Floats) -> bool:
    digits = np.unique(np.floor((np.abs(degrees) % 1) * 1e4 + 1e-6))
    minutes, seconds = np.divmod(digits, 100)
    is_varied = len(digits) >= _LEAST_PACKED and len(np.unique(minutes)) >= 3
    return bool(is_varied and len(np.unique(seconds)) >= 8 and (minutes < 60).all()) and bool(
        (seconds < 60).all()
    )


def _propose_packed(corners: Corners, option: CrsOption) -> list[Proposal]:
    code = find_code(option.crs)
    unpacked = CrsOption(option.crs, is_packed=True).convert_numbers(corners.raw)
    lon, lat = np.median(unpacked, axis=0).tolist()
    return [Proposal(f"{code},dms", name_crs(option.crs), lon, lat)]
