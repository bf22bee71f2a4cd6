"""Transformers from the CRS of a file to degrees; a local CRS is refused in a sentence."""

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geo.arrays import Shapes
from geo.errors import N_, InputError, file_label, quote_value
from geo.reading.area_of_use import find_transformer
from geo.reading.crs_candidates import Box
from geo.reading.crs_proposals import describe_proposals, list_corners, propose_crs

_WGS84 = "OGC:CRS84"


def make_transformer(
    crs: CRS, *, name: str, shapes: Shapes | None = None, near: Box | None = None
) -> Transformer | None:
    """Return a transformer to WGS 84 degrees, longitude first; None where there is none to do.

    Parameters
    ----------
    crs : CRS
    name : str
        The file's, for sentences.
    shapes : array of Geometry, shape (n,), optional
        As they are in the file: a refusal says in which CRS they may be.
    near : tuple of float, optional
        West, south, east, north in WGS 84 degrees, where they are expected.

    Raises
    ------
    InputError
        When the CRS is a local one, which PROJ can't relate to the Earth.
    """
    if crs.equals(CRS(_WGS84)) or crs.equals(CRS("EPSG:4326"), ignore_axis_order=True):
        return None
    try:
        return find_transformer(crs)
    except (ProjError, CRSError):
        corners = np.empty((0, 2)) if shapes is None else list_corners(shapes)
        raise InputError(
            N_(
                "%(name)s has the local coordinate reference system %(crs)s, whose place on Earth "
                "is unknown. %(question)s"
            ),
            name=file_label(name),
            crs=quote_value(crs.name),
            question=describe_proposals(propose_crs(corners, None, near=near)),
        ) from None
