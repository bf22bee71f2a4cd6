"""Type aliases for arrays and JSON objects, defined once."""

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Shapes = np.ndarray[Any, np.dtype[np.object_]]  # shapely geometries; None where one is missing
Texts = np.ndarray[Any, np.dtype[np.object_]]  # str; None where one is missing
Faults = np.ndarray[Any, np.dtype[np.object_]]  # geo.errors.Phrase; None where there is none
Json = dict[str, Any]


def split_columns(table: Floats) -> tuple[Floats, ...]:
    """Return the columns of an array of shape (n, k), such as longitudes and latitudes.

    In whatever CRS and unit, degrees or metres, the array is; views, not copies.
    """
    return tuple(table[:, n] for n in range(table.shape[1]))
