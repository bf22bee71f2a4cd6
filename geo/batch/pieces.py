"""What the chunks of a job are stored as: pieces of the output where those can be joined by bytes.

Whoever computes a chunk encodes it too, so that the process that joins the pieces has next to
nothing to do.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import ipc

from geo.batch.csv_lines import TextEscaper
from geo.batch.headings import Wording, keep_columns, tell_values
from geo.batch.parquet_pieces import join_parquet
from geo.batch.sinks import iter_lines, render_csv_header, write_geoparquet, write_tables

MakeSheets = Callable[[Iterable[pa.Table]], Sequence[Any]]
_COPIED_BYTES = 2**20  # at a time


class PieceFormat(Protocol):
    """How a chunk's table is stored, and pieces are joined."""

    @property
    def suffix(self) -> str:
        """Return what a piece's name ends with."""

    @property
    def is_joined_meanwhile(self) -> bool:
        """Return whether the first pieces can be joined while the next ones are computed."""

    def encode(self, table: pa.Table) -> bytes:
        """Return a table as a piece; equal bytes for equal tables."""

    def join(self, pieces: Iterable[Path], names: Sequence[str], out: Path) -> None:
        """Write pieces, one or more with these columns, as the output."""


@dataclass(frozen=True)
class CsvPieces:
    """Lines without a header; values are worded, columns keep their names."""

    escape: TextEscaper
    wording: Wording = keep_columns
    suffix: str = ".csv"
    is_joined_meanwhile: bool = True

    def encode(self, table: pa.Table) -> bytes:
        """Return the rows as lines."""
        return b"".join(iter_lines(tell_values(table, self.wording), self.escape))

    def join(self, pieces: Iterable[Path], names: Sequence[str], out: Path) -> None:
        """Write the header, then the lines."""
        with out.open("wb") as file:
            file.write(render_csv_header(names, self.escape))
            for piece in pieces:
                with piece.open("rb") as lines:
                    while data := lines.read(_COPIED_BYTES):
                        file.write(data)


@dataclass(frozen=True)
class ParquetPieces:
    """GeoParquet files, a row group each."""

    suffix: str = ".parquet"
    is_joined_meanwhile: bool = True

    def encode(self, table: pa.Table) -> bytes:
        """Return a GeoParquet file."""
        sink = io.BytesIO()
        write_geoparquet([table], table.schema, sink)
        return sink.getvalue()

    def join(self, pieces: Iterable[Path], _names: Sequence[str], out: Path) -> None:
        """Copy the row groups."""
        join_parquet(pieces, out)


@dataclass(frozen=True)
class TablePieces:
    """Tables of Arrow, which are written when all are there, or as they come (GeoJSON).

    Most libraries take all tables at once, and turn what is raised on the way into their own.
    """

    escape: TextEscaper
    wording: Wording
    is_joined_meanwhile: bool
    make_sheets: MakeSheets | None = None
    suffix: str = ".arrow"

    def encode(self, table: pa.Table) -> bytes:
        """Return a file of Arrow's."""
        sink = io.BytesIO()
        options = ipc.IpcWriteOptions(compression="lz4")
        with ipc.new_file(sink, table.schema, options=options) as file:
            file.write_table(table)
        return sink.getvalue()

    def join(self, pieces: Iterable[Path], _names: Sequence[str], out: Path) -> None:
        """Write the tables by the output's suffix."""
        how: Any = {"escape": self.escape, "wording": self.wording}
        if out.suffix.casefold() == ".xlsx":  # whose columns are looked at first
            stored = _StoredTables(list(pieces))
            sheets = [] if self.make_sheets is None else self.make_sheets(stored)
            write_tables(stored, next(iter(stored)).schema, out, sheets=sheets, **how)
            return
        tables = map(_read_table, pieces)
        first = next(tables)
        write_tables(chain([first], tables), first.schema, out, **how)


@dataclass(frozen=True)
class _StoredTables:
    """Tables that can be gone through several times, one at a time in memory."""

    paths: Sequence[Path]

    def __iter__(self) -> Iterator[pa.Table]:
        return map(_read_table, self.paths)


def _read_table(piece: Path) -> pa.Table:
    with ipc.open_file(str(piece)) as file:
        return file.read_all()


def choose_pieces(
    out: Path, *, escape: TextEscaper, wording: Wording, make_sheets: MakeSheets | None = None
) -> PieceFormat:
    """Return how the pieces of an output are stored, by its suffix.

    `make_sheets` makes further sheets of a workbook, of its tables.
    """
    suffix = out.suffix.casefold()
    if suffix == ".csv":
        return CsvPieces(escape, wording)
    if suffix == ".parquet":
        return ParquetPieces()
    if suffix == ".xlsx":
        return TablePieces(escape, wording, is_joined_meanwhile=False, make_sheets=make_sheets)
    return TablePieces(escape, wording, is_joined_meanwhile=suffix == ".geojson")
