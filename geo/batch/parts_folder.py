"""The folder beside an output in which finished chunks wait, so that a stopped run goes on."""

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, takewhile
from pathlib import Path
from typing import Any

from geo.batch.chunks import ChunkResult, Reject
from geo.batch.csv_lines import TextEscaper
from geo.batch.folder_lock import LOCK_NAME, MARKER_NAME
from geo.batch.pieces import PieceFormat
from geo.batch.renames import renamed_columns
from geo.batch.sinks import BOM
from geo.errors import N_, InputError, Phrase, file_label
from geo.io.atomic import move_file, write_atomically
from geo.io.reasons import describe_system_fault

_FORM = "3"  # of the files in a folder: another version's are not read
_OWN_FILES = re.compile(r"\d{6,}\.(arrow|csv|parquet|json)|job\.json|lock|whole|\..*\.part")


def prepare_folder(folder: Path, key: str) -> None:
    """Remove parts of another job or form from the folder, which this process has locked.

    Raises
    ------
    InputError
        When it contains files that are not of this module.
    """
    marker = folder / MARKER_NAME
    key = f"{_FORM} {key}"
    if not (marker.is_file() and marker.read_text("utf-8") == key):
        _check_own(folder)
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != LOCK_NAME:
                path.unlink()
    write_atomically(marker, key.encode())


def clear_folder(folder: Path) -> None:
    """Remove a folder of parts, unless it contains files that this module doesn't write."""
    _check_own(folder)
    shutil.rmtree(folder)


def _check_own(folder: Path) -> None:
    names = [path.name for path in folder.iterdir() if path.name != LOCK_NAME]
    if names and (MARKER_NAME not in names or not all(map(_OWN_FILES.fullmatch, names))):
        raise InputError(
            N_("%(path)s contains other files. Move them, or choose another output."),
            path=file_label(folder),
        )


def rejects_path(out: Path) -> Path:
    """Return where the rows that can't be used go: `<out>.rejected.csv` beside the output."""
    return out.with_name(f"{out.name}.rejected.csv")


@dataclass(frozen=True)
class StoredResult:
    """What became of a chunk, its table stored in the folder but not yet counted as finished.

    Attributes
    ----------
    number : int
        Of the chunk.
    rows : int
        Of the table.
    columns : list of str
        Of the table.
    rejects : list of Reject
    notices : sequence of Phrase
        What is to be said of its rows together.
    """

    number: int
    rows: int
    columns: list[str]
    rejects: list[Reject]
    notices: Sequence[Phrase] = ()


def store_result(folder: Path, result: ChunkResult, pieces: PieceFormat) -> StoredResult:
    """Write the table of a chunk's result; any process of this machine may do so.

    Raises
    ------
    InputError
        When it can't be written.
    """
    table = result.table
    write_atomically(_name_stored(folder, result.number), pieces.encode(table))
    names = table.column_names
    return StoredResult(result.number, table.num_rows, names, result.rejects, result.notices)


def finish_result(
    folder: Path, stored: StoredResult, pieces: PieceFormat, say: Callable[[Phrase], str] = str
) -> None:
    """Write the rejects, then give the table its name: from then on the chunk is finished.

    `say` puts a reason into the words of the reader's language.

    Raises
    ------
    InputError
        When they can't be written.
    """
    found = [{"row": e.row, "reason": say(e.fault), "record": e.record} for e in stored.rejects]
    notices = [say(each) for each in stored.notices]
    about = {"rows": stored.rows, "columns": stored.columns, "rejects": found, "notices": notices}
    data = json.dumps(about, allow_nan=False).encode()
    write_atomically(folder / f"{stored.number:06}.json", data)
    move_file(_name_stored(folder, stored.number), folder / f"{stored.number:06}{pieces.suffix}")


def _name_stored(folder: Path, number: int) -> Path:
    return folder / f".{number:06}.part"


def list_parts(folder: Path, pieces: PieceFormat) -> list[Path]:
    """Return the finished parts in a folder, in the order of their chunks; each named by it."""
    return sorted(folder.glob(f"*{pieces.suffix}"), key=lambda path: int(path.stem))


def find_parts(folder: Path, pieces: PieceFormat, first: int) -> Iterator[Path]:
    """Yield the finished parts from a chunk's number on, as far as none is missing."""
    numbers = count(first)
    yield from takewhile(Path.exists, (folder / f"{n:06}{pieces.suffix}" for n in numbers))


def _read_about(part: Path) -> Any:
    return json.loads(part.with_suffix(".json").read_bytes())


def join_parts(
    parts: Iterable[Path],
    out: Path,
    escape: TextEscaper,
    *,
    folder: Path,
    pieces: PieceFormat,
    count_read: Callable[[], int],
) -> tuple[int, Mapping[str, int], Mapping[str, str]]:
    """Write the output and the rejects; return what became of the rows, and renamed columns.

    Returned are how many rows the output has, and how many were rejected for each reason.

    Parameters
    ----------
    parts : iterable of Path
        In their order. Where the format allows, each is written when it comes, so that the next
        ones are computed meanwhile.
    out : Path
        Gets its content only when all is written and counted.
    escape : callable
        Makes a reject's text safe for a spreadsheet.
    folder, pieces
        Of the parts, and their format.
    count_read : callable
        Returns how many rows were read, after the last part.

    Raises
    ------
    InputError
        When they can't be written, or the parts are not of the rows that were read.
    """
    whole = folder / "whole" / out.name
    coming = iter(parts if pieces.is_joined_meanwhile else list(parts))
    first = next(coming)
    names = _read_about(first)["columns"]
    try:
        whole.parent.mkdir(exist_ok=True)
        pieces.join(chain([first], coming), names, whole)
        found = list_parts(folder, pieces)
        written = _count_written(found, folder, rows=count_read())
        whole.replace(out)
    except OSError as error:
        raise InputError(
            N_("%(path)s can't be written: %(reason)s. Choose another location."),
            path=file_label(out),
            reason=describe_system_fault(error),
        ) from None
    finally:  # also a half file, and what a database keeps beside it
        shutil.rmtree(whole.parent, ignore_errors=True)
    reasons = _write_rejects(found, rejects_path(out), escape)
    return written, reasons, renamed_columns(names, out)


def _count_written(parts: Iterable[Path], folder: Path, *, rows: int) -> int:
    """Return how many rows the parts have, which with those kept aside are all that were read."""
    written = left = 0
    for part in parts:
        about = _read_about(part)
        written, left = written + about["rows"], left + len(about["rejects"])
    if written + left != rows:
        raise InputError(
            N_("%(path)s has %(written)s rows, and %(read)s were read. Remove it, and run again."),
            path=file_label(folder),
            written=written + left,
            read=rows,
        )
    return written


def list_notices(folder: Path, pieces: PieceFormat) -> list[str]:
    """Return what is to be said of the rows of the finished parts in a folder."""
    told = (said for part in list_parts(folder, pieces) for said in _read_about(part)["notices"])
    return list(dict.fromkeys(told))  # of a column each chunk says the same


def _write_rejects(parts: Iterable[Path], path: Path, escape: TextEscaper) -> Mapping[str, int]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    reasons: Counter[str] = Counter()
    writer.writerow(["row", "reason", "record"])
    for part in parts:
        for reject in _read_about(part)["rejects"]:
            writer.writerow([reject["row"], escape(reject["reason"]), escape(reject["record"])])
            reasons[reject["reason"]] += 1
    if reasons or path.exists():  # an earlier run's rejects are not this one's
        write_atomically(path, (BOM + text.getvalue()).encode())
    return reasons
