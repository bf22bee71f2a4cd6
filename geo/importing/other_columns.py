"""The columns that are no field of a part: kept as `other`, as plain values within bounds."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import N_, Phrase, quote_value
from geo.fields.languages import field_names
from geo.fields.other import (
    COLUMN_PREFIX,
    MAX_NAME_LENGTH,
    MAX_OTHER_FIELDS,
    MAX_VALUE_LENGTH,
    MAX_WHOLE_NUMBER,
    OtherValue,
    list_other_names,
)

# What an export adds to the parts of a zone; together they are told from a file's own columns.
_EXPORTED = (
    *(*field_names("parent_name"), *field_names("county_name")),
    *("area_m2", "area_basis", "geometry_note", "provenance"),
)
_EXPORT_MARKS = ("id", "placement", "area_m2", "area_basis")
_MOST_NAMED = 30
_CUT = N_("%(name)s: %(count)s values were cut to %(limit)s characters")
_BINARY = N_("%(name)s: %(count)s binary values were left out")
_AS_TEXT = N_("%(name)s: %(count)s numbers were written as text, being too large to be exact")
_INFINITE = N_("%(name)s: %(count)s infinite numbers were left out")


def spread_other(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a table in which the column `other`, of objects, is a column for each of its names.

    These are called as in a flat export: `other.` and the name. Shapes stay as they are, in
    whatever CRS and unit (degrees or metres).
    """
    if "other" not in table.columns:
        return table
    rows = [_read_object(value) for value in table["other"]]
    if any(row is None for row in rows):
        return table
    known = [row or {} for row in rows]
    spread = {
        f"{COLUMN_PREFIX}{name}": pd.Series(
            [row.get(name) for row in known], index=table.index, dtype=object
        )
        for name in list_other_names(known)
    }
    return table.drop(columns="other").assign(**spread)


def _read_object(value: Any) -> dict[str, Any] | None:
    """Return the object that a cell contains, empty for an empty cell; None for anything else."""
    if is_missing(value):
        return {}
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


def drop_exported(table: gpd.GeoDataFrame, steps: list[Phrase]) -> gpd.GeoDataFrame:
    """Return a table without what an export of a zone adds, and tell so; others keep all.

    Shapes stay as they are, in whatever CRS and unit (degrees or metres).
    """
    if not set(_EXPORT_MARKS) <= set(table.columns):
        return table
    names = tuple(name for name in _EXPORTED if name in table.columns)
    told = N_("columns left out, because they were added by an export: %(columns)s")
    steps.append(Phrase(told, {"columns": names}))
    return table.drop(columns=list(names))


def read_others(
    table: pd.DataFrame, columns: Sequence[str], steps: list[Phrase]
) -> list[dict[str, OtherValue]]:
    """Return the other fields of each row, and tell in `steps` what is kept and what is not.

    Parameters
    ----------
    table : DataFrame
        Of any columns.
    columns : sequence of str
        Those to keep; beyond `MAX_OTHER_FIELDS` they are left out.
    steps : list of Phrase
        Is added to.

    Returns
    -------
    list of dict
        One for each row; without the values that are missing or empty.
    """
    names = _name_columns(columns[:MAX_OTHER_FIELDS])
    rows: list[dict[str, OtherValue]] = [{} for _ in range(len(table))]
    changes: dict[str, Counter[str]] = {}  # by the sentence that tells them, then by name
    for column, name in names.items():
        for row, value in zip(rows, table[column].tolist(), strict=True):
            plain = to_plain_value(value)
            if isinstance(plain, str) and len(plain) > MAX_VALUE_LENGTH:
                plain = plain[: MAX_VALUE_LENGTH - 1] + "…"
                changes.setdefault(_CUT, Counter())[name] += 1
            if plain is not None and plain != "":
                row[name] = plain
            if change := _find_change(value, plain):
                changes.setdefault(change, Counter())[name] += 1
    steps += _tell_kept(list_other_names(rows), columns[MAX_OTHER_FIELDS:])
    steps += _tell_changed(names, changes)
    return rows


def _name_columns(columns: Sequence[str]) -> dict[str, str]:
    """Return the name of each column among the other fields: without prefix, short, used once."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for number, column in enumerate(columns, 1):
        plain = _clean_text(str(column)).removeprefix(COLUMN_PREFIX).strip()
        stem = plain[:MAX_NAME_LENGTH] or f"column {number}"
        unique, count = stem, 1
        while unique in used:
            count += 1
            unique = f"{stem[: MAX_NAME_LENGTH - 8]} ({count})"
        used.add(unique)
        names[column] = unique
    return names


def _tell_kept(names: Sequence[str], left_out: Sequence[str]) -> list[Phrase]:
    steps = []
    if names:
        steps.append(
            Phrase(N_("columns kept as other fields: %(columns)s"), {"columns": _list_names(names)})
        )
    if left_out:
        said = N_("columns left out, because a part has at most %(limit)s: %(columns)s")
        values = {"limit": MAX_OTHER_FIELDS, "columns": _list_names(left_out)}
        steps.append(Phrase(said, values))
    return steps


def _list_names(names: Sequence[str]) -> tuple[str, ...]:
    shown = [name if name.isprintable() else quote_value(name) for name in names[:_MOST_NAMED]]
    return (*shown, "…") if len(names) > _MOST_NAMED else tuple(shown)


def _find_change(value: Any, plain: OtherValue | None) -> str:
    """Return the sentence that tells what a value lost as a plain one; empty for nothing."""
    if isinstance(value, bytes | bytearray | memoryview):
        return _BINARY
    is_number = isinstance(value, int | float | Decimal) and not is_missing(value)
    if is_number and isinstance(plain, str):
        return _AS_TEXT
    return _INFINITE if is_number and plain is None else ""


def _tell_changed(names: dict[str, str], changes: Mapping[str, Counter[str]]) -> list[Phrase]:
    renamed = [
        Phrase(
            N_("column %(column)s is called %(name)s"),
            {"column": quote_value(column), "name": quote_value(name)},
        )
        for column, name in names.items()
        if name != str(column).removeprefix(COLUMN_PREFIX)
    ]
    limit = {"limit": MAX_VALUE_LENGTH}
    changed = [
        Phrase(said, {"name": quote_value(name), "count": count, **(limit if said == _CUT else {})})
        for said in (_CUT, _BINARY, _AS_TEXT, _INFINITE)
        for name, count in changes.get(said, {}).items()
    ]
    return [*renamed, *changed]


def is_missing(value: Any) -> bool:
    """Return whether a cell holds nothing: None, NaN, not a time."""
    return value is None or value is pd.NA or value is pd.NaT or _is_nan(value)


def _is_nan(value: Any) -> bool:
    return isinstance(value, float | np.floating) and math.isnan(value)


def to_plain_value(value: Any) -> OtherValue | None:
    """Return a cell as text, a finite number, true or false; None where it holds nothing.

    Dates are written as ISO 8601, lists and objects as JSON; a whole number is one, unless it is
    too large to be exact in JSON, then it is text.

    >>> to_plain_value(12.0), to_plain_value(10**19), to_plain_value([1, "a"])
    (12, '10000000000000000000', '[1, "a"]')
    """
    if is_missing(value) or isinstance(value, bytes | bytearray | memoryview):
        return None
    if isinstance(value, np.generic | np.ndarray):
        return to_plain_value(value.tolist())
    if isinstance(value, int | float | Decimal):
        return value if isinstance(value, bool) else _to_plain_number(value)
    if isinstance(value, datetime | date):
        return _write_date(value)
    if isinstance(value, list | tuple | dict):
        return _clean_text(json.dumps(value, ensure_ascii=False, default=str))
    return _clean_text(str(value)).strip()


def _to_plain_number(value: float | Decimal) -> OtherValue | None:
    if not math.isfinite(value):
        return None
    whole = int(value)
    if value == whole:
        return whole if abs(whole) <= MAX_WHOLE_NUMBER else str(value)
    return float(value)


def _write_date(value: date) -> str:
    text = value.isoformat()
    return text.removesuffix("T00:00:00") if isinstance(value, datetime) else text


def _clean_text(text: str) -> str:
    """Return text that every file and page can hold."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\x00", "\N{REPLACEMENT CHARACTER}")
