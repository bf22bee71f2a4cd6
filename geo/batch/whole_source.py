"""Formats that are read whole, by the same way in as everywhere, and then chunk by chunk."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo.arrays import Ints
from geo.batch.chunks import Chunk, ChunkSource, Reject, ShownShapes
from geo.batch.columns import make_arrow_table
from geo.batch.placing import choose_move, find_lost, show_shape
from geo.reading.any_format import read_raw_layer
from geo.reading.collector import UnusableError
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.opened import describe_reading


def open_whole(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource:
    """Open a file of any format that is not streamed.

    Raises
    ------
    InputError
        When it can't be read.
    """
    try:
        raw, opened = read_raw_layer(path, replace(options, skip_unusable=True))
    except UnusableError as error:
        return keep_all_aside(path, error.left_out)
    table = raw.table
    shapes = np.asarray(table.geometry.values, dtype=object)
    to_degrees, told = choose_move(shapes, table.crs, options, name=path.name)
    own = make_arrow_table(table.drop(columns=table.geometry.name))
    numbers = table.index.to_numpy(dtype=np.int64)

    def chunks() -> Iterator[Chunk]:
        for number, start in enumerate(range(0, max(len(shapes), 1), rows)):
            part = slice(start, start + rows)
            held = shapes[part]
            rejects = _list_rejects(raw.left_out) if start == 0 else []
            moved = to_degrees(held, numbers[part])
            raws = ShownShapes(held, _show_originals(raw, numbers[part]))
            faults = find_lost(held, moved)
            columns = own.slice(start, len(held))  # Arrow counts beyond a table without columns
            yield Chunk(number, numbers[part], columns, moved, rejects, raws, faults)

    count = len(shapes) + len(raw.left_out)
    said = describe_reading(path.name, opened, count, raw.layer_name)
    return ChunkSource(
        path, (*said, *raw.steps, *told), count, chunks, to_degrees.describe_rows, to_degrees.crs
    )


def _show_originals(raw: RawLayer, numbers: Ints) -> dict[int, str]:
    """Return by position what the file has for those shapes that are other ones than it has."""
    shown = ((n, raw.originals.get(number)) for n, number in enumerate(numbers.tolist()))
    return {n: show_shape(value) for n, value in shown if value is not None}


def keep_all_aside(path: Path, left_out: Sequence[LeftOut]) -> ChunkSource:
    """Return a source without a row that can be used."""
    rejects = _list_rejects(left_out)
    nothing: Any = np.array([], dtype=object)
    own = pa.table({"": pa.nulls(0)}).select([])
    chunk = Chunk(0, np.array([], dtype=np.int64), own, nothing, rejects)
    return ChunkSource(path, (), len(rejects), lambda: iter([chunk]))


def _list_rejects(left_out: Sequence[LeftOut]) -> list[Reject]:
    return [Reject(each.number, each.reason, each.raw) for each in left_out]
