"""The other fields of parts as columns of a flat table."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from geo.fields.other import COLUMN_PREFIX, list_other_names

MAX_COLUMNS = 150  # a Shapefile has at most 255; parts with more names share one column of JSON


def spread_other(others: pd.Series) -> pd.DataFrame:
    """Return a column for each name among the other fields, `other.` and the name.

    Where there are more than `MAX_COLUMNS` names, it is one column, `other`, of JSON.

    Parameters
    ----------
    others : Series
        Of the objects of names and values, or None; by part.

    Returns
    -------
    DataFrame
        The index is that of the series; no columns where no part has other fields. Columns of
        numbers are numbers, all else is text; missing where a part lacks the value.
    """
    names = list_other_names(others)
    if len(names) > MAX_COLUMNS:
        texts = [None if row is None else json.dumps(row, ensure_ascii=False) for row in others]
        return pd.DataFrame({"other": pd.Series(texts, index=others.index, dtype=object)})
    columns = make_unique([f"{COLUMN_PREFIX}{name}" for name in names])
    found = {
        column: _make_column([(row or {}).get(name) for row in others], others.index)
        for column, name in zip(columns, names, strict=True)
    }
    return pd.DataFrame(found, index=others.index)


def _make_column(values: Sequence[Any], index: pd.Index) -> pd.Series:
    known = [value for value in values if value is not None]
    kinds = {bool if isinstance(value, bool) else type(value) for value in known}
    if kinds == {int}:
        return pd.Series(values, index=index, dtype="Int64")
    if kinds and kinds <= {int, float}:
        return pd.Series(values, index=index, dtype=float)
    texts = [value if value is None else write_value(value) for value in values]
    return pd.Series(texts, index=index, dtype=object)


def write_value(value: Any) -> str:
    """Return a value as text that reads the same in every language.

    >>> write_value(True), write_value(389.26), write_value("甲")
    ('true', '389.26', '甲')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)


def make_unique(names: Iterable[str], *, used: Iterable[str] = ()) -> list[str]:
    """Return names of which none equals another or a used one but for capitals, as SQL wants it.

    >>> make_unique(["a", "A", "b"], used=["B"])
    ['a', 'A_2', 'b_2']
    """
    taken, found = {name.casefold() for name in used}, []
    for name in names:
        unique, count = name, 1
        while unique.casefold() in taken:
            count += 1
            unique = f"{name}_{count}"
        taken.add(unique.casefold())
        found.append(unique)
    return found
