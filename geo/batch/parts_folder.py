"""The folder beside an output in which finished chunks wait, so that a stopped run goes on."""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

from geo.batch.chunks import ChunkResult
from geo.batch.csv_lines import TextEscaper
from geo.batch.folder_lock import LOCK_NAME, MARKER_NAME
from geo.batch.headings import Heading, make_title
from geo.batch.sinks import BOM, renamed_columns, write_tables
from geo.errors import InputError, Phrase
from geo.io.atomic import write_atomically
from geo.io.reasons import describe_system_fault

_OWN_FILES = re.compile(r"\d{6,}\.(arrow|parquet|json)|job\.json|lock|whole|\..*\.part")
_SUFFIX = ".arrow"
_ROWS = b"rows"
_WITH_COMPANIONS = (".shp", ".tab", ".mif")
_COMPANIONS = (*_WITH_COMPANIONS, ".dbf", ".prj", ".cpg", ".dat", ".map", ".id", ".mid")


def job_key(path: Path, *settings: str) -> str:
    """Return a text that is equal for equal bytes in `path` and equal settings.

    The files of a folder count, and those of one stem where a format has several.
    """
    digests = []
    for each in _list_files(path):
        with each.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return json.dumps([*digests, *settings])


def _list_files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(each for each in path.iterdir() if each.is_file())
    if path.suffix.lower() not in _WITH_COMPANIONS:
        return [path]
    siblings = (each for each in path.parent.iterdir() if each.stem.lower() == path.stem.lower())
    return sorted(each for each in siblings if each.suffix.lower() in _COMPANIONS)


def prepare_folder(folder: Path, key: str) -> None:
    """Remove another job's parts from the folder, which this process has locked.

    Raises
    ------
    InputError
        When it contains files that are not of this module.
    """
    marker = folder / MARKER_NAME
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
        raise InputError(f"{folder} contains other files. Move them, or choose another output.")


def rejects_path(out: Path) -> Path:
    """Return where the rows that can't be used go: `<out>.rejected.csv` beside the output."""
    return out.with_name(f"{out.name}.rejected.csv")


def write_result(folder: Path, result: ChunkResult, say: Callable[[Phrase], str] = str) -> None:
    """Write the rejects, then the table: once the table is there, the chunk is finished.

    `say` puts a reason into the words of the reader's language.
    """
    found = [{"row": e.row, "reason": say(e.fault), "record": e.record} for e in result.rejects]
    rejects = json.dumps(found, allow_nan=False)
    write_atomically(folder / f"{result.number:06}.json", rejects.encode())
    table = result.table.replace_schema_metadata({_ROWS: str(result.table.num_rows)})
    sink = io.BytesIO()
    with ipc.new_file(sink, table.schema, options=ipc.IpcWriteOptions(compression="lz4")) as file:
        file.write_table(table)
    write_atomically(folder / f"{result.number:06}{_SUFFIX}", sink.getvalue())


def list_parts(folder: Path) -> list[Path]:
    """Return the finished parts in a folder, in the order of their chunks; each named by it."""
    return sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: int(path.stem))


def _count_rows(part: Path) -> int:
    with ipc.open_file(str(part)) as file:
        return int((file.schema.metadata or {})[_ROWS])


def _read_part(part: Path) -> pa.Table:
    with ipc.open_file(str(part)) as file:
        return file.read_all().replace_schema_metadata(None)


def join_parts(
    folder: Path, out: Path, escape: TextEscaper, *, rows: int, heading: Heading = make_title
) -> tuple[int, int, Mapping[str, str]]:
    """Write the output and the rejects; return the counts of both, and the renamed columns.

    Raises
    ------
    InputError
        When they can't be written, or the parts are not of the `rows` that were read.
    """
    parts = list_parts(folder)
    written = sum(map(_count_rows, parts))
    left = sum(len(json.loads(part.with_suffix(".json").read_bytes())) for part in parts)
    if written + left != rows:
        raise InputError(
            f"{folder} has {written + left} rows, and {rows} were read. Remove it, and run again."
        )
    whole = folder / "whole" / out.name
    try:
        whole.parent.mkdir(exist_ok=True)
        schema = _read_part(parts[0]).schema
        write_tables(map(_read_part, parts), schema, whole, escape=escape, heading=heading)
        whole.replace(out)
    except OSError as error:
        raise InputError(
            f"{out} can't be written: {describe_system_fault(error)}. Choose another output."
        ) from None
    finally:  # also a half file, and what a database keeps beside it
        shutil.rmtree(whole.parent, ignore_errors=True)
    rejected = _write_rejects(parts, rejects_path(out), escape)
    return written, rejected, renamed_columns(schema.names, out)


def _write_rejects(parts: Iterable[Path], path: Path, escape: TextEscaper) -> int:
    text = io.StringIO(newline="")
    writer, count = csv.writer(text), 0
    writer.writerow(["row", "reason", "record"])
    for part in parts:
        for reject in json.loads(part.with_suffix(".json").read_bytes()):
            writer.writerow([reject["row"], escape(reject["reason"]), escape(reject["record"])])
            count += 1
    if count or path.exists():  # an earlier run's rejects are not this one's
        write_atomically(path, (BOM + text.getvalue()).encode())
    return count
