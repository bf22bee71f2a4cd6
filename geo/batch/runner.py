"""Files larger than memory, processed chunk by chunk: resumable, no row lost.

Each chunk's result is one file in a folder beside the output, in a form that is quickly joined
(`geo.batch.pieces`). A run after one that was stopped finds those and goes on; at the end they are
joined into the output and the folder is removed. The bytes are the same whether the chunks are
computed here, by several processes or by a Dask cluster.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from geo.arrays import Bools
from geo.batch.chunks import Chunk, ChunkResult, ChunkSource, Reject
from geo.batch.csv_lines import TextEscaper
from geo.batch.folder_lock import lock_folder
from geo.batch.headings import Wording, describe_column, word_plainly
from geo.batch.parts_folder import (
    StoredResult,
    clear_folder,
    find_parts,
    finish_result,
    join_parts,
    list_notices,
    list_parts,
    prepare_folder,
    rejects_path,
    store_result,
)
from geo.batch.pieces import MakeSheets, PieceFormat, choose_pieces
from geo.batch.point_wkb import make_wkb_array
from geo.batch.renames import GEOMETRY_COLUMN, RESERVED_COLUMNS, resolve_name_conflicts
from geo.errors import Phrase
from geo.io.atomic import check_paths_differ
from geo.io.json_text import to_json

Progress = Callable[[int], None]
Work = Callable[[Chunk], "ChunkResult"]
Mapper = Callable[[Callable[[Chunk], Any], Iterable[Chunk]], Iterable[Any]]
_ARROW_TYPES = {"f": pa.float64(), "b": pa.bool_(), "O": pa.string(), "i": pa.int64()}


@dataclass(frozen=True)
class BatchCounts:
    """What became of a file.

    Attributes
    ----------
    read, written, rejected, resumed : int
        Rows read, written, kept aside, taken over from an earlier run.
    renamed : Mapping
        Columns that the output can't have under their own name, and their name in it.
    reasons : Mapping
        How many rows were kept aside for each reason, in the words of the run's language.
    notices : sequence of str
        What is to be said of the rows together.
    """

    read: int
    written: int
    rejected: int
    resumed: int
    renamed: Mapping[str, str]
    reasons: Mapping[str, int]
    notices: Sequence[str] = ()


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
            chunk.faults.get(n) or (f if isinstance(f := faults[n], Phrase) else Phrase(f, {})),
            _serialize(chunk, n, record),
        )
        for n, record in zip(np.flatnonzero(bad).tolist(), records, strict=True)
    ]
    every = sorted([*chunk.rejects, *rejects], key=lambda reject: reject.row)
    kept = _filter_rows(chunk.table, ~bad)
    return Chunk(chunk.number, chunk.rows[~bad], kept, chunk.packed[~bad], every)


def _filter_rows(table: pa.Table, chosen: Bools) -> pa.Table:
    """Return the chosen rows; Arrow itself filters no table without columns."""
    none = pa.table({"": pa.nulls(int(chosen.sum()))}).select([])
    return table.filter(pa.array(chosen)) if table.num_columns else none


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
    wkb = make_wkb_array(chunk.packed)
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
    is_local: bool = True,
    progress: Progress = lambda rows: None,
    wording: Wording = word_plainly,
    make_sheets: MakeSheets | None = None,
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
        Of the job (`job_key`): parts of another job are thrown away.
    is_local : bool
        Whether what computes the chunks can write into the folder beside `out`.
    escape, mapper, progress, wording, say, make_sheets : callable
        Makes text safe for a spreadsheet; computes the chunks; is called with the number of
        rows that were finished; words a computed column; words why a row can't be used;
        makes further sheets of XLSX.

    Raises
    ------
    InputError
        When something can't be written; finished parts are kept for the next run.
    """
    for each in (out, rejects_path(out)):
        check_paths_differ(source.path, each)
    folder = out.with_name(f"{out.name}.parts")
    with lock_folder(folder, out):
        prepare_folder(folder, key)
        tally = _Tally()
        pieces = choose_pieces(out, escape=escape, wording=wording, make_sheets=make_sheets)
        store = partial(_compute_and_store, work=work, folder=folder, pieces=pieces)
        order = store if is_local else work
        options: Any = {"mapper": mapper, "pieces": pieces, "progress": progress, "say": say}
        with closing(_make_parts(source, order, folder, tally, **options)) as parts:
            written, reasons, renamed = join_parts(
                parts, out, escape, folder=folder, pieces=pieces, count_read=lambda: tally.read
            )
        notices = list_notices(folder, pieces)
        clear_folder(folder)
    counts = (tally.read, written, sum(reasons.values()), tally.resumed)
    return BatchCounts(*counts, renamed, reasons, notices)


@dataclass
class _Tally:
    """The rows read so far, and those of them in parts that an earlier run has finished."""

    read: int = 0
    resumed: int = 0


def _compute_and_store(
    chunk: Chunk, *, work: Work, folder: Path, pieces: PieceFormat
) -> StoredResult:
    """Store a chunk's result where it is computed, so that no other process has to take it."""
    return store_result(folder, work(chunk), pieces)


def _make_parts(
    source: ChunkSource,
    work: Callable[[Chunk], Any],
    folder: Path,
    tally: _Tally,
    *,
    mapper: Mapper,
    pieces: PieceFormat,
    progress: Progress,
    say: Callable[[Phrase], str],
) -> Generator[Path]:
    """Make the parts that are missing; yield all in their order, each once it is finished."""
    done = {int(path.stem): path for path in list_parts(folder, pieces)}
    given = 0

    def missing() -> Iterator[Chunk]:
        for chunk in source.chunks():
            size = len(chunk.rows) + len(chunk.rejects)
            tally.read += size
            if chunk.number in done:
                tally.resumed += size
                progress(size)
            else:
                yield chunk

    for result in mapper(work, missing()):
        is_stored = isinstance(result, StoredResult)
        stored = result if is_stored else store_result(folder, result, pieces)
        finish_result(folder, stored, pieces, say)
        progress(stored.rows + len(stored.rejects))
        for part in find_parts(folder, pieces, given):
            yield part
            given += 1
    yield from (part for part in list_parts(folder, pieces) if int(part.stem) >= given)
