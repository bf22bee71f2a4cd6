"""Transformers from the CRS of a file to degrees; a local CRS is refused in a sentence."""

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geo.errors import N_, InputError, file_label, quote_value

_WGS84 = "OGC:CRS84"


def make_transformer(crs: CRS, *, name: str) -> Transformer | None:
    """Return a transformer to WGS 84 degrees, longitude first; None where there is none to do.

    Raises
    ------
    InputError
        When the CRS is a local one, which PROJ can't relate to the Earth.
    """
    if crs.equals(CRS(_WGS84)) or crs.equals(CRS("EPSG:4326"), ignore_axis_order=True):
        return None
    try:
        return Transformer.from_crs(crs, _WGS84, always_xy=True)
    except (ProjError, CRSError):
        raise InputError(
            N_(
                "%(name)s has the local coordinate reference system %(crs)s, whose place on Earth "
                "is unknown. Name the right one with --crs."
            ),
            name=file_label(name),
            crs=quote_value(crs.name),
        ) from None
