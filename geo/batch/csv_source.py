"""CSV files of points or polygons, read chunk by chunk in constant memory; bad rows kept aside."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa

from geo.batch.chunks import Chunk, ChunkSource, Reject
from geo.batch.move import Move
from geo.batch.placing import choose_move, find_lost
from geo.errors import Phrase
from geo.reading.collector import raise_empty
from geo.reading.coordinate_columns import find_separator_faults
from geo.reading.delimited import find_row_fault, read_row_shapes, show_row
from geo.reading.layer import ReadOptions
from geo.reading.raw_layers import choose_srid, refuse_srids
from geo.reading.shapes import ReadShapes
from geo.reading.text_table import BrokenLine, TextTable, open_text_table

_SAMPLE_ROWS = 1000
Row = list[str] | BrokenLine


def open_csv(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource:
    """Open a CSV file whose rows carry coordinates, or a geometry as WKT or WKB.

    Every value stays text.

    Raises
    ------
    InputError
        When it has no header, no rows, no coordinates' columns, an unknown encoding or CRS, or
        (as the chunks are read) a quotation mark that takes in the rows after it.
    """
    table = open_text_table(path, options)
    if next(table.iter_rows(), None) is None:
        raise_empty(path.name)
    sample = [*islice((row for row in table.iter_rows() if _is_whole(row, table)), _SAMPLE_ROWS)]
    read = _read_shapes(_turn(sample, len(table.names)), table)
    declared = choose_srid(read, options, name=path.name)
    move, told = choose_move(
        read.shapes, declared, options, name=path.name, is_undeclared=not read.srids
    )

    def chunks() -> Iterator[Chunk]:
        numbered = enumerate(table.iter_rows(), 1)
        number = 0
        while (block := list(islice(numbered, rows))) or not number:
            srids = None if options.crs else read.srids
            yield _make_chunk(number, block, table, move, srids=srids)
            number += 1

    guesses = (*table.describe(), *told)
    return ChunkSource(path, guesses, table.line_count, chunks, move.describe_outliers)


def _is_whole(row: Row, table: TextTable) -> bool:
    return find_row_fault(row, len(table.names)) is None


def _turn(rows: Sequence[Row], width: int) -> list[Sequence[str]]:
    """Return the columns of rows."""
    fields = [row for row in rows if isinstance(row, list)]
    return list(zip(*fields, strict=True)) or [()] * width


def _read_shapes(columns: Sequence[Sequence[str]], table: TextTable) -> ReadShapes:
    places = [columns[table.names.index(place)] for place in table.places]
    return read_row_shapes(places, decimal_comma=table.decimal_comma)


def _find_separator_faults(columns: Sequence[Sequence[str]], table: TextTable) -> dict[int, Phrase]:
    places = [columns[table.names.index(place)] for place in table.places]
    return find_separator_faults(places, decimal_comma=table.decimal_comma)


def _make_chunk(
    number: int,
    block: list[tuple[int, Row]],
    table: TextTable,
    move: Move,
    *,
    srids: frozenset[int] | None,
) -> Chunk:
    rejects, kept = [], []
    for row, fields in block:
        fault = find_row_fault(fields, len(table.names))
        if fault is None:
            kept.append((row, fields))
        else:
            rejects.append(Reject(row, fault, show_row(fields)))
    columns = _turn([fields for _, fields in kept], len(table.names))
    own = pa.table(
        {
            name: pa.array(_replace_surrogates(column), pa.string())
            for name, column in zip(table.names, columns, strict=True)
        }
    )
    rows = np.array([row for row, _ in kept], dtype=np.int64)
    read = _read_shapes(columns, table)
    if srids is not None and read.srids - srids:
        refuse_srids(read.srids | srids, name=table.path.name)
    moved = move(read.shapes, rows)
    faults = read.faults if len(table.places) == 1 else _find_separator_faults(columns, table)
    faults = faults | find_lost(read.shapes, moved)
    return Chunk(number, rows, own, moved, rejects, None, faults)


def _replace_surrogates(values: Sequence[str]) -> list[str]:
    return [v if v.isascii() else v.encode("utf-8", "replace").decode() for v in values]
