"""Parquet files joined without decoding them: row groups are copied, the footer is made anew.

References
----------
https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from geo.io.thrift import LIST, STRUCT, Fields, parse_fields, render_fields

_MAGIC = b"PAR1"
_COPIED_BYTES = 2**20  # at a time
_TAIL_BYTES = 8  # the footer's size and the magic bytes
# Numbers of fields of parquet.thrift: FileMetaData, RowGroup, ColumnChunk, ColumnMetaData.
_SCHEMA, _ROW_COUNT, _ROW_GROUPS = 2, 3, 4
_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
_CHUNK_OFFSETS, _METADATA = (2, 4, 6), 3
_PAGE_OFFSETS = (9, 10, 11, 14)


def join_parquet(pieces: Iterable[Path], out: Path) -> None:
    """Write files of one schema as one, their row groups in this order.

    Raises
    ------
    ValueError
        When they are of different schemas, or there is none.
    """
    whole: Fields | None = None
    with out.open("wb") as target:
        target.write(_MAGIC)
        for piece in pieces:
            with piece.open("rb") as source:
                footer, end = _read_footer(source)
                moved = _move_groups(footer, target.tell() - len(_MAGIC))
                source.seek(len(_MAGIC))
                _copy(source, target, end - len(_MAGIC))
            whole = footer if whole is None else whole
            if footer[_SCHEMA] != whole[_SCHEMA]:
                raise ValueError(f"{piece.name} has another schema")
            if footer is not whole:
                _append_groups(whole, moved, footer[_ROW_COUNT][1])
        if whole is None:
            raise ValueError("no pieces")
        rendered = render_fields(whole)
        target.write(rendered + len(rendered).to_bytes(4, "little") + _MAGIC)


def _read_footer(source: BinaryIO) -> tuple[Fields, int]:
    """Return the footer, and where it starts."""
    size = source.seek(-_TAIL_BYTES, os.SEEK_END) + _TAIL_BYTES
    tail = source.read(_TAIL_BYTES)
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != _MAGIC or length > size - _TAIL_BYTES - len(_MAGIC):
        raise ValueError(f"{source.name} is no Parquet file")
    start = source.seek(size - _TAIL_BYTES - length)
    return parse_fields(source.read(length)), start


def _move_groups(footer: Fields, by: int) -> list[Fields]:
    """Return the row groups with what they say of places in the file, `by` bytes further on."""
    groups: list[Fields] = footer[_ROW_GROUPS][1][1]
    for group in groups:
        _shift(group, (_GROUP_OFFSET,), by)
        for chunk in group[_COLUMNS][1][1]:
            _shift(chunk, _CHUNK_OFFSETS, by)
            _shift(chunk[_METADATA][1], _PAGE_OFFSETS, by)
    return groups


def _shift(fields: Fields, numbers: Iterable[int], by: int) -> None:
    for number in numbers:
        kind, place = fields.get(number, (0, 0))
        if place:  # 0 says that there is none
            fields[number] = kind, place + by


def _append_groups(whole: Fields, groups: list[Fields], count: int) -> None:
    every = [*whole[_ROW_GROUPS][1][1], *groups]
    for ordinal, group in enumerate(every):
        if _ORDINAL in group:
            group[_ORDINAL] = group[_ORDINAL][0], ordinal
    whole[_ROW_GROUPS] = LIST, (STRUCT, every)
    whole[_ROW_COUNT] = whole[_ROW_COUNT][0], whole[_ROW_COUNT][1] + count


def _copy(source: BinaryIO, target: BinaryIO, size: int) -> None:
    while size and (data := source.read(min(size, _COPIED_BYTES))):
        target.write(data)
        size -= len(data)
