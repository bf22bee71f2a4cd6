"""Tables as lines of CSV, to the byte as `csv.writer` writes them, but a column at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_ROWS = 16_384  # at a time, so that no text of Arrow's reaches 2 GB
_END = "\r\n"
# Texts that no escaper changes, and that need no quotation marks.
_PLAIN_TEXT = r'^[A-Za-z0-9][^",\x00-\x1f\x{fffe}\x{ffff}]*$'
# Python writes other numbers with another exponent.
_LEAST_FIXED, _LEAST_EXPONENT = 1e-4, 1e9

TextEscaper = Callable[[str], str]


def iter_csv_lines(table: pa.Table, *, escape: TextEscaper) -> Iterator[memoryview]:
    """Yield the rows of a table as UTF-8, CRLF after each; nothing for a missing value.

    Parameters
    ----------
    table : Table
        Two columns or more.
    escape : callable
        Makes a text safe for a spreadsheet. It is not asked about texts that start with a letter
        or digit of ASCII, which are.
    """
    for first in range(0, table.num_rows, _ROWS):
        some = table.slice(first, _ROWS).combine_chunks()
        cells = [_format_column(column.combine_chunks(), escape) for column in some.columns]
        lines = pc.binary_join_element_wise(
            *cells, ",", null_handling="replace", null_replacement=""
        )
        ended: Any = pc.binary_join_element_wise(lines, "", _END)
        yield from map(_get_bytes, ended.chunks if hasattr(ended, "chunks") else [ended])


def _get_bytes(lines: Any) -> memoryview:
    """Return what is in an array of strings, without a gap."""
    _, offsets, data = lines.buffers()
    ends = np.frombuffer(offsets, np.int32)[[lines.offset, lines.offset + len(lines)]]
    return memoryview(data)[ends[0] : ends[1]]


def _format_column(column: Any, escape: TextEscaper) -> Any:
    kind = column.type
    if pa.types.is_float64(kind):
        return _format_floats(column)
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return column.cast(pa.string())
    if not pa.types.is_string(kind):
        cells = [_format_cell(value, escape) for value in column.to_pylist()]
        return pa.array(cells, pa.string())
    return _replace(
        column,
        ~_as_bools(pc.match_substring_regex(column, _PLAIN_TEXT)),
        lambda texts: _format_texts(texts, escape),
    )


def _format_floats(column: Any) -> Any:
    """Return numbers as `repr` writes them: the shortest text that is read as the same one."""
    values = column.to_numpy(zero_copy_only=False)
    size = np.abs(values)
    is_fixed = (size == 0) | ((size >= _LEAST_FIXED) & (size < _LEAST_EXPONENT))
    texts = column.cast(pa.string())
    is_whole = is_fixed & (np.fmod(values, 1, where=is_fixed, out=np.ones_like(values)) == 0)
    if is_whole.any():
        texts = pc.if_else(pa.array(is_whole), pc.binary_join_element_wise(texts, ".0", ""), texts)
    if is_fixed.all():
        return texts
    odd = np.flatnonzero(~is_fixed)
    exact = [None if value is None else repr(value) for value in column.take(odd).to_pylist()]
    return pc.replace_with_mask(texts, ~is_fixed, pa.array(exact, pa.string()))


def _as_bools(found: Any) -> Any:
    return np.asarray(pc.fill_null(found, True).to_numpy(zero_copy_only=False), dtype=bool)


def _replace(column: Any, which: Any, change: Callable[[list[str]], list[str]]) -> Any:
    """Return a column with some of its texts changed."""
    if not which.any():
        return column
    changed = change(column.filter(pa.array(which)).to_pylist())
    return pc.replace_with_mask(column, pa.array(which), pa.array(changed, pa.string()))


def _format_texts(texts: Iterable[str], escape: TextEscaper) -> list[str]:
    """Return texts as cells; each is escaped once, however often it occurs."""
    texts = list(texts)
    cells = {text: _format_cell(text, escape) for text in set(texts)}
    return [cells[text] for text in texts]


def _format_cell(value: Any, escape: TextEscaper) -> str:
    """Return a value as `csv.writer` writes it between two others."""
    if isinstance(value, bool):
        value = str(value).lower()
    line = io.StringIO()
    csv.writer(line).writerow(["", escape(value) if isinstance(value, str) else value, ""])
    return line.getvalue()[1 : -len(_END) - 1]
