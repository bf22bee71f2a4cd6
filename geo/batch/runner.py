"""Files larger than memory, processed chunk by chunk: resumable, no row lost.

Each chunk's result is one Arrow file in a folder beside the output. A run after one that was
stopped finds those and goes on; at the end they are joined into the output and the folder is
removed. The bytes are the same whether the chunks are computed here, by several processes or
by a Dask cluster.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo.arrays import Bools
from geo.batch.chunks import Chunk, ChunkResult, ChunkSource, Reject
from geo.batch.csv_lines import TextEscaper
from geo.batch.folder_lock import lock_folder
from geo.batch.headings import Heading, describe_column, make_title
from geo.batch.parts_folder import (
    clear_folder,
    join_parts,
    list_parts,
    prepare_folder,
    rejects_path,
    write_result,
)
from geo.batch.point_wkb import make_wkb_array
from geo.batch.sinks import GEOMETRY_COLUMN, RESERVED_COLUMNS, resolve_name_conflicts
from geo.errors import Phrase
from geo.io.atomic import check_paths_differ
from geo.io.json_text import to_json

Progress = Callable[[int], None]
Work = Callable[[Chunk], "ChunkResult"]
Mapper = Callable[[Work, Iterable[Chunk]], Iterable["ChunkResult"]]
_ARROW_TYPES = {"f": pa.float64(), "b": pa.bool_(), "O": pa.string(), "i": pa.int64()}


@dataclass(frozen=True)
class BatchCounts:
    """What became of a file.

    Attributes
    ----------
    read, written, rejected, resumed : int
        Rows read (the next two together), written, kept aside, taken over from an earlier run.
    renamed : Mapping
        Columns that the output can't have under their own name, and their name in it.
    """

    read: int
    written: int
    rejected: int
    resumed: int
    renamed: Mapping[str, str]


def reject_faulty_rows(chunk: Chunk, faults: Any) -> Chunk:
    """Return the chunk with its faulty rows moved to the rejects.

    Parameters
    ----------
    chunk : Chunk
        Whose shapes may be in any CRS and unit; rejects state them as they were in the file.
    faults : array of Phrase, str or None, shape (n,)
        Why each row can't be used; None for those that are kept.
    """
    bad = np.array([fault is not None for fault in faults], dtype=bool)
    records = _filter_rows(chunk.table, bad).to_pylist()
    rejects = [
        Reject(
            int(chunk.rows[n]),
            chunk.faults.get(n) or _make_phrase(faults[n]),
            _serialize(chunk, n, record),
        )
        for n, record in zip(np.flatnonzero(bad).tolist(), records, strict=True)
    ]
    every = sorted([*chunk.rejects, *rejects], key=lambda reject: reject.row)
    kept = _filter_rows(chunk.table, ~bad)
    return Chunk(chunk.number, chunk.rows[~bad], kept, chunk.shapes[~bad], every)


def _make_phrase(fault: Phrase | str) -> Phrase:
    return fault if isinstance(fault, Phrase) else Phrase(fault, {})


def _filter_rows(table: pa.Table, chosen: Bools) -> pa.Table:
    """Return the chosen rows; Arrow itself filters no table without columns."""
    if not table.num_columns:
        return pa.table({"": pa.nulls(int(chosen.sum()))}).select([])
    return table.filter(pa.array(chosen))


def _serialize(chunk: Chunk, n: int, values: Mapping[str, Any]) -> str:
    """Return a row's own values and its geometry as it was in the file."""
    shape = chunk.shapes[n]
    if chunk.raws is not None:
        return to_json({**values, GEOMETRY_COLUMN: chunk.raws[n]})
    return to_json(values if shape is None else {**values, GEOMETRY_COLUMN: shape.wkt})


def add_columns(
    chunk: Chunk, columns: Mapping[str, Any], *, reserved: Collection[str] = ()
) -> ChunkResult:
    """Return the chunk's own columns, then `columns`, then its shapes (WGS 84 degrees) as WKB.

    An own column with a name that is taken or reserved is called `input_...`.
    """
    taken = {*RESERVED_COLUMNS, *columns, *reserved}
    own = chunk.table.rename_columns(resolve_name_conflicts(chunk.table.column_names, taken))
    new = {
        name: pa.array(values, _ARROW_TYPES[np.asarray(values).dtype.kind], from_pandas=True)
        for name, values in columns.items()
    }
    wkb = make_wkb_array(chunk.shapes)
    arrays = [pa.array(chunk.rows, pa.int64()), *own.columns, *new.values(), wkb]
    fields = [
        pa.field("row", pa.int64(), metadata=describe_column("row")),
        *own.schema.remove_metadata(),
    ]
    fields += [
        pa.field(name, each.type, metadata=describe_column(name)) for name, each in new.items()
    ]
    schema = pa.schema([*fields, pa.field(GEOMETRY_COLUMN, pa.binary())])
    return ChunkResult(chunk.number, pa.table(arrays, schema=schema), chunk.rejects)


def map_in_process(work: Work, chunks: Iterable[Chunk]) -> Iterator[ChunkResult]:
    """Compute the chunks one after the other in this process."""
    return map(work, chunks)


def run_batch(
    source: ChunkSource,
    work: Work,
    out: Path,
    *,
    key: str,
    escape: TextEscaper,
    mapper: Mapper = map_in_process,
    progress: Progress = lambda rows: None,
    heading: Heading = make_title,
    say: Callable[[Phrase], str] = str,
) -> BatchCounts:
    """Process a file into `out`; rows that can't be used go to `<out>.rejected.csv` beside it.

    Parameters
    ----------
    source : ChunkSource
        The file, opened.
    work : callable
        Takes a `Chunk`, returns a `ChunkResult`; equal ones for equal chunks.
    out : Path
        `.csv`, `.xlsx`, `.geojson`, `.gpkg`, `.parquet` or `.dxf`; written whole or not at all.
    key : str
        Of the job (`job_key`): parts of another job in the folder are thrown away.
    escape, mapper, progress, heading, say : callable
        Makes text safe for a spreadsheet; computes the chunks; is called with the number of
        rows that were finished; names a computed column of XLSX; words the reason why a row
        can't be used.

    Raises
    ------
    InputError
        When something can't be written; finished parts are kept for the next run.
    """
    _check_paths_differ(source.path, out)
    folder = out.with_name(f"{out.name}.parts")
    with lock_folder(folder, out):
        prepare_folder(folder, key)
        rows, resumed = _write_parts(source, work, folder, mapper, progress=progress, say=say)
        written, rejected, renamed = join_parts(folder, out, escape, rows=rows, heading=heading)
        clear_folder(folder)
    return BatchCounts(rows, written, rejected, resumed, renamed)


def _write_parts(
    source: ChunkSource,
    work: Work,
    folder: Path,
    mapper: Mapper,
    *,
    progress: Progress,
    say: Callable[[Phrase], str],
) -> tuple[int, int]:
    """Write the parts that are missing; return the rows read, and those of finished parts."""
    done = {int(path.stem) for path in list_parts(folder)}
    rows = resumed = 0

    def missing() -> Iterator[Chunk]:
        nonlocal rows, resumed
        for chunk in source.chunks():
            size = len(chunk.rows) + len(chunk.rejects)
            rows += size
            if chunk.number in done:
                resumed += size
                progress(size)
            else:
                yield chunk

    for result in mapper(work, missing()):
        write_result(folder, result, say)
        progress(result.table.num_rows + len(result.rejects))
    return rows, resumed


def _check_paths_differ(source: Path, out: Path) -> None:
    for written in (out, rejects_path(out)):
        check_paths_differ(source, written)
