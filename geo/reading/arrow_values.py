"""Values of Arrow that Python can't have, as text: dates beyond its years, text not in UTF-8."""

from collections.abc import Collection, Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import N_, InputError, quote_value

# Of times beyond the year 9999 or in a zone nobody knows, and of bytes that are no text.
_FAULTS = (pa.ArrowException, OverflowError, ValueError)


def find_unreadable_times(tables: Iterable[pa.Table | pa.RecordBatch]) -> frozenset[str]:
    """Return the columns of dates, times and durations that have one which Python can't have.

    Parameters
    ----------
    tables : iterable of Table or RecordBatch
        All rows of a file: a column is the same in all of them.
    """
    return frozenset(
        field.name
        for table in tables
        for n, field in enumerate(table.schema)
        if pa.types.is_temporal(field.type) and not _has_times(table.column(n))
    )


def list_times(schema: pa.Schema) -> list[str]:
    """Return the columns of dates, times and durations."""
    return [field.name for field in schema if pa.types.is_temporal(field.type)]


def replace_unreadable(table: pa.Table, times: Collection[str], *, name: str) -> pa.Table:
    """Return a table whose values can all be taken by Python.

    In text that is no UTF-8 what is none becomes a replacement character.

    Parameters
    ----------
    table : Table
        As a file has it, whatever wrote that.
    times : collection of str
        The columns that become text as a whole (`find_unreadable_times`).
    name : str
        The file's, for the error.

    Raises
    ------
    InputError
        When a list or record within a column has such a value.
    """
    for n, field in enumerate(table.schema):
        column = table.column(n)
        if _is_text(field.type):
            column = _decode(column)
        elif field.name in times:
            column = _write_times(column)
        elif pa.types.is_nested(field.type):
            _check_values(column, field.name, name=name)
        if column is not table.column(n):
            table = table.set_column(n, field.name, column)
    return table


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _decode(column: Any) -> Any:
    try:
        column.validate(full=True)
    except pa.ArrowException:
        kind = column.type
        plain = column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
        values = plain.cast(pa.large_binary()).to_pylist()
        texts = [each if each is None else each.decode("utf-8", "replace") for each in values]
        return pa.chunked_array([pa.array(texts, pa.string())])
    return column


def _has_times(column: Any) -> bool:
    """Whether the first and the last value of a column, in time, are ones that Python has."""
    try:
        for each in pc.min_max(_count_units(column)).values():
            pa.scalar(each.as_py(), column.type).as_py()
    except _FAULTS:
        return False
    return True


def _write_times(column: Any) -> Any:
    numbers = _count_units(column).cast(pa.string())
    try:
        texts = column.cast(pa.string())
    except pa.ArrowException:  # of a zone that nobody knows
        return numbers
    return pc.if_else(pc.starts_with(texts, "<"), numbers, texts)  # <value out of range: …>


def _count_units(column: Any) -> Any:
    return column.cast(pa.int32() if column.type.bit_width == 32 else pa.int64())


def _check_values(column: Any, field: str, *, name: str) -> None:
    try:
        column.to_pylist()
    except _FAULTS:
        raise InputError(
            N_(
                "%(name)s can't be read: its column %(column)s contains values that are neither "
                "text nor dates. Remove that column."
            ),
            name=name,
            column=quote_value(field),
        ) from None
