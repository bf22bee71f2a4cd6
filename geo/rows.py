"""Rows and values of tables as plain Python values that the type checker can follow."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, cast

import numpy as np
import pandas as pd


def get_rows(table: pd.DataFrame, *, without: str | None = None) -> list[dict[str, Any]]:
    """Return the rows in order, each a mapping from column name to value; the index is left out.

    As `to_dict("records")` does, in a fifth of its time.

    Parameters
    ----------
    table : DataFrame
        Of any CRS and unit, if it has shapes; none of its columns twice.
    without : str, optional
        A column that is left out, as `geometry` is where shapes aren't wanted.
    """
    columns = {str(name): _list_values(each) for name, each in table.items() if name != without}
    if not columns:
        return [{} for _ in table.index]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _list_values(column: "pd.Series[Any]") -> list[Any]:
    """Return a column's values as Python has them, scalars of numpy too."""
    return [each.item() if isinstance(each, np.generic) else each for each in column.tolist()]


def get_row(table: pd.DataFrame, key: str) -> Mapping[str, Any]:
    """Return the row with this index value; a Series answers `[]` and `get` as a mapping does."""
    return cast("Mapping[str, Any]", table.loc[key])


class Rows(Mapping[str, dict[str, Any]]):
    """The rows of a table by their index: made one by one in a hundredth of the time of `loc`.

    Parameters
    ----------
    table : DataFrame
        Its index has no value twice. What is added to it later isn't seen.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._positions = {str(key): n for n, key in enumerate(table.index)}
        self._columns = {str(name): _list_values(each) for name, each in table.items()}

    def __getitem__(self, key: str) -> dict[str, Any]:
        """Return one row, the index left out; raise KeyError where there is none."""
        n = self._positions[key]
        return {name: values[n] for name, values in self._columns.items()}

    def __iter__(self) -> Iterator[str]:
        """Yield the index in its order."""
        return iter(self._positions)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._positions)


def none_if_nan(value: float) -> float | None:
    """Return a number, or None for NaN, which stands for a missing number in tables.

    >>> none_if_nan(1.5), none_if_nan(math.nan)
    (1.5, None)
    """
    return None if math.isnan(value) else float(value)


def to_json_value(value: Any) -> Any:
    """Return a value as JSON has it: NaN as None, a tuple as a list, whatever it contains.

    >>> to_json_value(math.nan), to_json_value(("a", {"b": math.nan})), to_json_value("b")
    (None, ['a', {'b': None}], 'b')
    """
    if isinstance(value, dict):
        return {key: to_json_value(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_json_value(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def replace_empty_lists(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a feature's fields with null for an empty list.

    Where one feature has `[]`, GDAL reads the lists of all as text, and QGIS shows none of them.

    >>> replace_empty_lists({"a": [], "b": ["c"]})
    {'a': None, 'b': ['c']}
    """
    return {name: None if value == [] else value for name, value in fields.items()}
