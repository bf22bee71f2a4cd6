"""Tables as text, many rows at a time: lines without quotation marks are split by Arrow.

All others go through the reader that takes line by line (`geo.reading.text_table`), which has the
last word on what a row is.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from geo.arrays import Ints
from geo.reading.delimited import describe_wrong_count, find_row_fault, show_row
from geo.reading.layer import LeftOut
from geo.reading.text_table import BrokenLine, TextTable, iter_records

_BLOCK_CHARACTERS = 2**20
_MAX_PLAIN_CHARACTERS = 2**24  # no field can then be longer than the other reader takes
_BOM = "\ufeff"  # Arrow takes one off each piece of text


@dataclass(frozen=True, eq=False)
class RowBlock:
    """Some rows of a table of text.

    Attributes
    ----------
    numbers : array of int, shape (n,)
        Of the rows that can be read, from 1 below the header.
    table : Table
        Their columns, all text.
    left_out : list of LeftOut
        The rows that can't be read.
    """

    numbers: Ints
    table: pa.Table
    left_out: list[LeftOut]

    def __len__(self) -> int:
        """Return how many rows there are, with those that can't be read."""
        return len(self.numbers) + len(self.left_out)


def iter_row_blocks(table: TextTable, *, rows: int) -> Iterator[RowBlock]:
    """Yield the rows of a table, `rows` at a time; one empty block where there are none.

    Raises
    ------
    InputError
        When a quotation mark takes in the rows after it.
    """
    held, last, is_first = _make_block([], table), 0, True
    for piece in _iter_pieces(table):
        held = _join_blocks(held, piece)
        while len(held) >= rows:
            last, is_first = last + rows, False
            yield _cut_block(held, upto=last)
            held = _cut_block(held, after=last)
    if len(held) or is_first:
        yield held


def _join_blocks(one: RowBlock, other: RowBlock) -> RowBlock:
    return RowBlock(
        np.concatenate([one.numbers, other.numbers]),
        pa.concat_tables([one.table, other.table]),
        [*one.left_out, *other.left_out],
    )


def _cut_block(block: RowBlock, *, after: int = 0, upto: int | None = None) -> RowBlock:
    """Return the rows of a block with a number above `after`, and not above `upto`."""
    first = int(np.searchsorted(block.numbers, after, "right"))
    end = len(block.numbers) if upto is None else int(np.searchsorted(block.numbers, upto, "right"))
    return RowBlock(
        block.numbers[first:end],
        block.table.slice(first, end - first),
        [e for e in block.left_out if e.number > after and (upto is None or e.number <= upto)],
    )


class _Lines(Iterator[str]):
    """The lines of a text, and how many were taken; some of them can be read in one piece."""

    def __init__(self, file: io.TextIOBase) -> None:
        self.count = 0
        self._file = file
        self._ahead: Iterator[str] = iter(())
        self._left = 0

    def __next__(self) -> str:
        if self._left:
            self._left -= 1
            line = next(self._ahead)
        else:
            line = next(self._file)
        self.count += 1
        return line

    def read_piece(self) -> str:
        """Return whole lines in one piece, to be taken or put back; empty at the end."""
        return self._file.read(_BLOCK_CHARACTERS) + self._file.readline()

    def put_back(self, piece: str) -> None:
        """Make the lines of a piece the next ones."""
        lines = list(io.StringIO(piece, newline=""))
        self._ahead, self._left = iter(lines), len(lines)

    @property
    def is_at_piece_end(self) -> bool:
        """Whether all lines that were put back are taken."""
        return not self._left


def _iter_pieces(table: TextTable) -> Iterator[RowBlock]:
    with table.path.open(encoding=table.encoding.name, newline="") as file:
        lines = _Lines(file)
        records = iter_records(lines, table.separator, table.path.name, row=-table.title_rows)
        for _ in range(table.title_rows + 1):
            next(records, None)
        row = 1
        while piece := lines.read_piece():
            block = _split_plain(piece, table, row)
            if block is None:
                lines.put_back(piece)
                block = _make_block(_read_lines(lines, table, row), table, row)
            else:
                lines.count += piece.count("\n") + (not piece.endswith("\n"))
            row += len(block)
            yield block


def _read_lines(lines: _Lines, table: TextTable, row: int) -> list[list[str] | BrokenLine]:
    """Return the rows of the lines that were put back; the last one may take more lines."""
    found = []
    for fields in iter_records(lines, table.separator, table.path.name, row=row, line=lines.count):
        found.append(fields)
        if lines.is_at_piece_end:
            break
    return found


def _make_block(rows: list[list[str] | BrokenLine], table: TextTable, first: int = 1) -> RowBlock:
    """Return rows as a block, numbered from `first`."""
    kept, numbers, left_out = [], [], []
    for number, fields in enumerate(rows, first):
        fault = find_row_fault(fields, table)
        if fault is not None:
            left_out.append(LeftOut(number, fault, show_row(fields)))
        elif isinstance(fields, list):
            kept.append(fields)
            numbers.append(number)
    columns = list(zip(*kept, strict=True)) or [()] * len(table.names)
    arrays = [pa.array(map(_replace_surrogates, each), pa.string()) for each in columns]
    return RowBlock(
        np.array(numbers, np.int64), pa.table(arrays, names=list(table.names)), left_out
    )


def _replace_surrogates(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _split_plain(piece: str, table: TextTable, first: int) -> RowBlock | None:
    """Return whole lines as a block, numbered from `first`; None where Arrow may read others."""
    is_plain = (
        '"' not in piece
        and table.separator.isascii()
        and "\0" not in piece
        and len(piece) < _MAX_PLAIN_CHARACTERS
        and not piece.startswith(_BOM)
        and ("\r" not in piece or piece.count("\r") == piece.count("\r\n"))
    )
    try:
        data = piece.encode() if is_plain else b""
    except UnicodeEncodeError:
        return None
    wrong: list[pacsv.InvalidRow] = []
    found = _split_bytes(data, table, wrong) if data.strip() else None
    return None if found is None else _number_rows(found, wrong, table, first)


def _split_bytes(data: bytes, table: TextTable, wrong: list[pacsv.InvalidRow]) -> pa.Table | None:
    def keep(row: pacsv.InvalidRow) -> Literal["skip"]:
        wrong.append(row)
        return "skip"

    source: Any = pa.BufferReader(data)
    try:
        return pacsv.read_csv(
            source,
            pacsv.ReadOptions(
                use_threads=False, block_size=len(data) + 1, column_names=list(table.names)
            ),
            pacsv.ParseOptions(
                delimiter=table.separator,
                quote_char=False,
                double_quote=False,
                escape_char=False,
                invalid_row_handler=keep,
            ),
            pacsv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(table.names, pa.string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _number_rows(
    found: pa.Table, wrong: list[pacsv.InvalidRow], table: TextTable, first: int
) -> RowBlock:
    """Return split rows as a block, with those that have a wrong number of fields left out."""
    count = len(found) + len(wrong)
    left_out = []
    for row in wrong:
        fields = row.text.split(table.separator)
        fault = describe_wrong_count(len(fields), table)
        left_out.append(LeftOut(first + (row.number or 1) - 1, fault, show_row(fields)))
    numbers = np.arange(first, first + count)
    numbers = np.delete(numbers, [e.number - first for e in left_out])
    return RowBlock(numbers, found, left_out)
