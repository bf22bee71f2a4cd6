"""Columns of plain values as Arrow has them: the same types for the whole file and its chunks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from geo.io.json_text import to_json


@dataclass
class ColumnKinds:
    """What kinds of values the columns of a file have, gathered chunk by chunk.

    Attributes
    ----------
    examples : dict
        By column, in the order of the file: one value of each kind, of whole numbers the least
        and the greatest, from which Arrow infers the type that it would from all of them.
    """

    examples: dict[str, dict[object, Any]] = field(default_factory=dict)

    def add_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take rows into account; a value that a row lacks is None."""
        for name in dict.fromkeys(key for row in rows for key in row):
            values = [row.get(name) for row in rows]
            found = self.examples.setdefault(name, {})
            kinds = set(map(type, values))
            found |= {kind: next(v for v in values if type(v) is kind) for kind in kinds}
            if int in kinds:
                whole = [value for value in values if type(value) is int]
                found["least"] = min(*whole, found.get("least", whole[0]))
                found["greatest"] = max(*whole, found.get("greatest", whole[0]))

    def make_table(self, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
        """Return rows as a table whose columns have the types of the whole file."""
        arrays = {
            name: _make_array([row.get(name) for row in rows], kind)
            for name, kind in self._choose_types().items()
        }
        return _make_table(arrays, len(rows))

    def _choose_types(self) -> dict[str, pa.DataType | None]:
        return {name: infer_type([*found.values()]) for name, found in self.examples.items()}


def make_arrow_table(frame: pd.DataFrame) -> pa.Table:
    """Return columns as Arrow has them; what fits no type becomes text."""
    arrays = {
        str(name): _make_array(frame[name], infer_type(frame[name])) for name in frame.columns
    }
    return _make_table(arrays, len(frame))


def _make_table(arrays: Mapping[str, Any], count: int) -> pa.Table:
    """Return arrays as a table, which has its rows without any column too."""
    arrays = {name.encode("utf-8", "replace").decode(): each for name, each in arrays.items()}
    return pa.table(arrays) if arrays else pa.table({"": pa.nulls(count)}).select([])


def infer_type(values: Any) -> pa.DataType | None:
    """Return the type of values, missing ones aside; None where they fit none but text."""
    try:
        kind = pa.array(_as_series(values), from_pandas=True).type
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return None
    return None if pa.types.is_nested(kind) else kind


def _as_series(values: Any) -> pd.Series:
    return values if isinstance(values, pd.Series) else pd.Series(values, dtype=object)


def _make_array(values: Any, kind: pa.DataType | None) -> Any:
    if kind is None:
        return pa.array([_as_text(value) for value in values], pa.string())
    return pa.array(_as_series(values), kind, from_pandas=True)


def _as_text(value: Any) -> str | None:
    if value is None or value is pd.NA:
        return None
    text = value if isinstance(value, str) else to_json(value)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
