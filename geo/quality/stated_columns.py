"""Which columns of a file may state areas: not those that this program has computed itself."""

import re
from collections.abc import Collection, Sequence

import numpy as np

from geo.arrays import Floats, Json
from geo.importing.area_columns import AreaUnit, find_area_unit
from geo.importing.column_names import normalize_column
from geo.reading.coordinate_columns import as_text
from geo.reading.numbers import parse_number

STATED_RESULTS = ("stated_area_m2", "stated_m2")  # of an export, the second of a Shapefile
_COMPUTED = frozenset({"area_m2", "area_ha", "area_mu"})
# Columns of exports and of tables of parts, two of which no other file has beside `area_m2`.
_BESIDE = frozenset(
    {
        *("perimeter_m", "overlap_share", "own_shares", "outside_share", "plane_area_m2"),
        *("perim_m", "shares_all", "plane_m2", "stated_difference_m2", "diff_m2", "area_basis"),
        *STATED_RESULTS,
    }
)
_LEAST_BESIDE = 2
_EARTH_M2 = 5.11e14
_RENAMED = "input_"  # before an own column of the file whose name a result has
_DECIMALS = re.compile(r"[.．](\d+)")
_ROUNDING = 0.5001  # of the last digit


def list_named_units(columns: Sequence[str]) -> list[tuple[str, AreaUnit]]:
    """Return the columns whose names state the unit of an area, with that unit.

    What this program computed and exported isn't among them: compared with what it measures, it
    would agree with itself.

    Parameters
    ----------
    columns : sequence of str
        All that the file has.

    >>> [name for name, _ in list_named_units(["area_m2", "面积亩"])]
    ['area_m2', '面积亩']
    >>> [name for name, _ in list_named_units(["area_m2", "面积亩", "perimeter_m", "own_shares"])]
    ['面积亩']
    """
    computed = {
        prefix + name
        for prefix in ("", _RENAMED)  # the second where an export was measured anew
        if len({prefix + each for each in _BESIDE}.intersection(columns)) >= _LEAST_BESIDE
        for name in _COMPUTED
    }
    named = (
        (column, find_area_unit(normalize_column(column.removeprefix(_RENAMED))))
        for column in columns
        if column not in computed
    )
    return [(column, unit) for column, unit in named if unit is not None]


def find_step_m2(texts: Collection[str], size_m2: float) -> float:
    """Return what one of the last digit is in m², in the text that has most decimals.

    Parameters
    ----------
    texts : collection of str
        Numbers, as a column has them.
    size_m2 : float
        Of its unit.
    """
    found = (_DECIMALS.search(text) for text in texts)
    return size_m2 / 10 ** max((len(each[1]) if each else 0 for each in found), default=0)


def agree_within_rounding(
    one_m2: Floats, other_m2: Floats, one_step_m2: float, other_step_m2: float
) -> bool:
    """Return whether two columns state the same areas, each rounded to its last digit.

    Parameters
    ----------
    one_m2, other_m2 : arrays of float, shape (n,)
        Square metres, in whatever CRS they were measured; NaN where a row states none, which is
        compared with nothing.
    one_step_m2, other_step_m2 : float
        What one of the last digit is in each.
    """
    both = ~np.isnan(one_m2) & ~np.isnan(other_m2)
    most_m2 = _ROUNDING * (one_step_m2 + other_step_m2)
    return bool((np.abs(one_m2[both] - other_m2[both]) <= most_m2).all())


def read_values(records: Sequence[Json], column: str) -> Floats:
    """Return the numbers of a column, in its own unit, shape (n,); NaN for what is none."""
    texts = (as_text(row.get(column)) for row in records)
    return np.array([parse_number(text, decimal_comma=False) for text in texts], dtype=float)


def to_m2(values: Floats, size_m2: float) -> Floats:
    """Return stated areas in m², in whatever CRS they were measured, as NaN what no area can be.

    Parameters
    ----------
    values : array of float, shape (n,)
        In units of `size_m2`.
    size_m2 : float
        Of one unit, in m².
    """
    with np.errstate(over="ignore"):
        found = values * size_m2
    return np.where(np.abs(found) <= _EARTH_M2, found, np.nan)
