"""Rows and values of tables as plain Python values that the type checker can follow."""

import math
from collections.abc import Mapping
from typing import Any, cast

import pandas as pd


def get_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows in order, each a mapping from column name to value; the index is left out."""
    return cast("list[dict[str, Any]]", table.to_dict("records"))


def get_row(table: pd.DataFrame, key: str) -> Mapping[str, Any]:
    """Return the row with this index value; a Series answers `[]` and `get` as a mapping does."""
    return cast("Mapping[str, Any]", table.loc[key])


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
