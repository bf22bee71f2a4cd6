"""Columns of coordinates as Arrow has them, read as `geo.reading.coordinate_columns` does."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.arrays import Floats
from geo.errors import Phrase
from geo.reading.coordinate_columns import (
    MISSING,
    NumberStyle,
    find_doubted,
    find_separator_faults,
    parse_coordinates,
)

# What Arrow takes for a number, too, and reads to the same one.
_PLAIN = r"^-?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$"


def parse_coordinate_column(column: "pa.ChunkedArray[Any]", *, decimal_comma: bool) -> Floats:
    """Return the numbers that `parse_coordinates` returns, NaN for what is none; shape (n,).

    Parameters
    ----------
    column : ChunkedArray of string
        Degrees, or the metres of a plane CRS.
    decimal_comma : bool
        Whether the column has decimal commas.
    """
    if decimal_comma:
        return parse_coordinates(column.to_pylist(), decimal_comma=True)
    try:
        found = _cast(column)
    except pa.ArrowInvalid:
        plain = pc.match_substring_regex(column, _PLAIN)
        found = _cast(pc.if_else(plain, column, pa.scalar(None, pa.string())))
    left = np.flatnonzero(~np.isfinite(found))
    if len(left):
        found[left] = parse_coordinates(column.take(left).to_pylist())
    return found


def _cast(column: "pa.ChunkedArray[Any]") -> Floats:
    return np.array(column.cast(pa.float64()).to_numpy(), dtype=np.float64)


def find_column_faults(
    columns: Sequence["pa.ChunkedArray[Any]"], numbers: Sequence[Floats], style: NumberStyle
) -> dict[int, Phrase]:
    """Return by row what `find_separator_faults` returns, and which coordinates are missing.

    The columns are of degrees or metres of any CRS.
    """
    lost = np.flatnonzero(~np.isfinite(np.asarray(numbers)).all(axis=0))
    rows = zip(*(each.take(lost).to_pylist() for each in columns), strict=True) if len(lost) else ()
    missing = {
        n: MISSING
        for n, texts in zip(lost.tolist(), rows, strict=False)
        if not all((each or "").strip() for each in texts)
    }
    if not any(find_doubted(found, style).any() for found in numbers):
        return missing
    texts = [each.to_pylist() for each in columns]
    return missing | find_separator_faults(texts, numbers, style)
