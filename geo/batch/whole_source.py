"""Formats that are read whole, by the same way in as everywhere, and then chunk by chunk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.batch.chunks import Chunk, ChunkSource, Reject
from geo.batch.placing import choose_move, find_lost
from geo.batch.sinks import to_json
from geo.reading.door import describe_reading, read_raw_layer
from geo.reading.layer import LeftOut, ReadOptions


def open_whole(path: Path, *, rows: int, options: ReadOptions) -> ChunkSource:
    """Open a file of any format that is not streamed.

    Raises
    ------
    InputError
        When it can't be read.
    """
    raw, opened = read_raw_layer(path, replace(options, skip_unusable=True))
    table = raw.table
    shapes = np.asarray(table.geometry.values, dtype=object)
    move, told = choose_move(shapes, table.crs, options, name=path.name)
    own = _make_arrow_table(table.drop(columns=table.geometry.name))
    numbers = table.index.to_numpy(dtype=np.int64)

    def chunks() -> Iterator[Chunk]:
        for number, start in enumerate(range(0, max(len(shapes), 1), rows)):
            part = slice(start, start + rows)
            held = shapes[part]
            rejects = _list_rejects(raw.left_out) if start == 0 else []
            moved = move(held)
            raws = [shape.wkt for shape in held]
            faults = find_lost(held, moved)
            columns = own.slice(start, len(held))  # Arrow counts beyond a table without columns
            yield Chunk(number, numbers[part], columns, moved, rejects, raws, faults)

    guesses = (describe_reading(path.name, opened, len(table), raw.layer_name), *raw.steps, *told)
    return ChunkSource(path, guesses, len(shapes) + len(raw.left_out), chunks)


def _list_rejects(left_out: tuple[LeftOut, ...]) -> list[Reject]:
    return [Reject(each.number, each.reason, each.raw) for each in left_out]


def _make_arrow_table(frame: pd.DataFrame) -> pa.Table:
    """Return columns as Arrow has them; what fits no type becomes text."""
    arrays = {}
    for name in frame.columns:
        values = frame[name]
        try:
            array = pa.array(values, from_pandas=True)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            array = pa.nulls(0, pa.struct([]))
        if pa.types.is_nested(array.type):
            array = pa.array([_as_text(value) for value in values], pa.string())
        arrays[str(name)] = array
    return pa.table(arrays) if arrays else pa.table({"": pa.nulls(len(frame))}).select([])


def _as_text(value: Any) -> str | None:
    if value is None or value is pd.NA:
        return None
    text = value if isinstance(value, str) else to_json(value)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
