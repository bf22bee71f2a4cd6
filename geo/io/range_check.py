"""Whether shapes are on the globe, in degrees; the first that is not is refused."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely

from geo.arrays import Shapes, split_columns
from geo.errors import N_, InputError

FARTHEST = 1e12  # of a coordinate in any CRS and unit: twenty times around, in millimetres


def check_range(shapes: Shapes, wheres: Sequence[object]) -> None:
    """Refuse the first shape that is not WGS 84 degrees on the globe.

    Raises
    ------
    InputError
        With what its coordinates look like, and what makes degrees of them.
    """
    west, south, east, north = split_columns(shapely.bounds(shapes))
    outside = (west < -180) | (east > 180) | (south < -90) | (north > 90)
    projected = np.any(np.abs(shapely.bounds(shapes)) > 360, axis=1)
    swapped = outside & (west >= -90) & (east <= 90) & (south >= -180) & (north <= 180)
    refuse_faulty(
        np.any(np.abs(shapely.bounds(shapes)) >= FARTHEST, axis=1),
        wheres,
        N_("%(where)s has coordinates that lie nowhere, in no CRS. Correct them."),
    )
    refuse_faulty(
        projected,
        wheres,
        N_(
            "%(where)s has coordinates that look like projected metres, not degrees. "
            "Convert it with `zonemap import`."
        ),
    )
    refuse_faulty(
        swapped,
        wheres,
        N_("%(where)s has latitude before longitude. GeoJSON puts longitude first: swap them."),
    )
    refuse_faulty(
        outside,
        wheres,
        N_(
            "%(where)s lies outside longitude −180 to 180, latitude −90 to 90. "
            "Correct the coordinates."
        ),
    )


def refuse_faulty(faulty: Iterable[bool], wheres: Sequence[object], sentence: str) -> None:
    """Raise InputError with a sentence for the first that is faulty, named by its `where`."""
    for where, fault in zip(wheres, faulty, strict=True):
        if fault:
            raise InputError(sentence, where=where)
