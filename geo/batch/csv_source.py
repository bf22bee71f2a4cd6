"""CSV files of points or polygons, read chunk by chunk in constant memory; bad rows kept aside."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo.arrays import Floats
from geo.batch.chunks import Chunk, ChunkSource, Reject
from geo.batch.placing import choose_move, find_lost
from geo.batch.to_degrees import ToDegrees
from geo.errors import Phrase
from geo.reading.arrow_coordinates import find_column_faults, parse_coordinate_column
from geo.reading.collector import raise_empty
from geo.reading.delimited import find_row_fault, read_row_shapes
from geo.reading.layer import ReadOptions
from geo.reading.point_columns import find_point_columns
from geo.reading.raw_layers import choose_srid, make_point_shapes, refuse_srids
from geo.reading.shapes import ReadShapes, read_shapes
from geo.reading.text_blocks import RowBlock, iter_row_blocks
from geo.reading.text_table import BrokenLine, TextTable, open_text_table

_SAMPLE_ROWS = 1000
Row = list[str] | BrokenLine


def open_csv(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource | None:
    """Open a CSV file whose rows carry coordinates, or a geometry as WKT or WKB.

    Every value stays text. None for a table of boundary points, whose plots may have rows
    anywhere in it.

    Raises
    ------
    InputError
        When it has no header, no rows, no coordinates' columns, an unknown encoding or CRS, or
        (as the chunks are read) a quotation mark that takes in the rows after it.
    """
    table = open_text_table(path, options)
    if find_point_columns(table.names, table.places, options) is not None:
        return None
    if next(table.iter_rows(), None) is None:
        raise_empty(path.name)
    sample = [*islice((row for row in table.iter_rows() if _is_whole(row, table)), _SAMPLE_ROWS)]
    read = _read_shapes(_turn(sample, len(table.names)), table)
    declared = choose_srid(read, options, name=path.name)
    to_degrees, told = choose_move(
        read.shapes, declared, options, name=path.name, is_undeclared=not read.srids
    )

    def chunks() -> Iterator[Chunk]:
        srids = None if options.crs else read.srids
        for number, block in enumerate(iter_row_blocks(table, rows=rows)):
            yield _make_chunk(number, block, table, to_degrees, srids=srids)

    guesses = (*table.describe(), *told)
    return ChunkSource(
        path, guesses, table.line_count, chunks, to_degrees.describe_rows, to_degrees.crs
    )


def _is_whole(row: Row, table: TextTable) -> bool:
    return find_row_fault(row, table) is None


def _turn(rows: Sequence[Row], width: int) -> list[Sequence[str]]:
    """Return the columns of rows."""
    fields = [row for row in rows if isinstance(row, list)]
    return list(zip(*fields, strict=True)) or [()] * width


def _read_shapes(columns: Sequence[Sequence[str]], table: TextTable) -> ReadShapes:
    places = [columns[table.names.index(place)] for place in table.places]
    return read_row_shapes(places, table.style)


def _make_chunk(
    number: int,
    block: RowBlock,
    table: TextTable,
    to_degrees: ToDegrees,
    *,
    srids: frozenset[int] | None,
) -> Chunk:
    places = [block.table[place] for place in table.places]
    left_out = [Reject(each.number, each.reason, each.raw) for each in block.left_out]
    if len(places) == 2 and to_degrees.keeps_numbers:
        x, y, faults = _read_numbers(places, table)
        if not faults and np.isfinite(x).all() and np.isfinite(y).all():
            return Chunk(number, block.numbers, block.table, np.column_stack([x, y]), left_out)
    read = _read_places(places, table)
    if srids is not None and read.srids - srids:
        refuse_srids(read.srids | srids, name=table.path.name)
    to_degrees.tally.add(read, block.numbers)
    moved = to_degrees(read.shapes, block.numbers)
    return Chunk(
        number,
        block.numbers,
        block.table,
        moved,
        left_out,
        None,
        read.faults | find_lost(read.shapes, moved),
    )


def _read_places(places: Sequence["pa.ChunkedArray[Any]"], table: TextTable) -> ReadShapes:
    if len(places) == 1:
        texts: Any = places[0].to_pylist()
        return read_shapes(texts, unit_m=table.style.unit_m)
    return make_point_shapes(*_read_numbers(places, table))


def _read_numbers(
    places: Sequence["pa.ChunkedArray[Any]"], table: TextTable
) -> tuple[Floats, Floats, dict[int, Phrase]]:
    is_comma = table.style.decimal_comma
    x, y = (parse_coordinate_column(each, decimal_comma=is_comma) for each in places)
    return x, y, find_column_faults(places, (x, y), table.style)
