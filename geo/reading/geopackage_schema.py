"""A GeoPackage as a database: SQLite makes a table from another file as soon as it is opened."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from geo.errors import N_, InputError, file_label
from geo.reading.companions import link_file

_COMMENT = re.compile(rb"/\*.*?(?:\*/|\Z)|--[^\n]*", re.DOTALL)
_WORD = re.compile(rb"\w+")
_NAME = rb'(?:"(?:[^"]|"")*"|\'[^\']*\'|`[^`]*`|\[[^\]]*\]|\w+)'
# These keep their rows in the file itself: spatial indexes, and searches of text.
_OWN_ROWS = re.compile(
    rb"\s*CREATE\s+VIRTUAL\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?%b\s+"
    rb"USING\s+(?:rtree|rtree_i32|geopoly|fts[345])\s*\(" % _NAME,
    re.IGNORECASE,
)


def link_database(source: Path, target: Path) -> None:
    """Make a GeoPackage appear under another path, with what its write-ahead log adds to it.

    Where there is a log, both are copied: SQLite would leave a third file beside the source.
    """
    log = _log_of(source)
    if not log.is_file():
        link_file(source, target)
        return
    shutil.copyfile(source, target)
    shutil.copyfile(log, _log_of(target))


def _log_of(path: Path) -> Path:
    return Path(f"{path.resolve()}-wal")


def refuse_unsafe_tables(path: Path, *, name: str) -> None:
    """Refuse a GeoPackage with a virtual table whose rows may be elsewhere, or a recursive view.

    SpatiaLite, which comes with GDAL, has modules that take any text file, Shapefile or workbook
    of the machine for a table.

    Parameters
    ----------
    path : Path
        Of the file (`link_database`); it is only read.
    name : str
        Of the file as it was given.

    Raises
    ------
    InputError
        When there is one, or SQLite can't read which tables there are.

    References
    ----------
    https://www.sqlite.org/vtab.html, https://www.sqlite.org/schematab.html
    """
    try:
        statements = [*_iter_statements(path)]
    except sqlite3.Error:
        raise InputError(
            N_("%(name)s is damaged, or contains no layer of shapes. Export it again."),
            name=file_label(name),
        ) from None
    for is_unsafe, said in _UNSAFE:
        if any(map(is_unsafe, statements)):
            raise InputError(said, name=file_label(name))


def _iter_statements(path: Path) -> Iterator[bytes]:
    """Yield what each table, view, index and trigger is made by; none is made here."""
    # Without a log the file is all that counts, and nothing is made beside it.
    bounds = "mode=ro" if _log_of(path).exists() else "mode=ro&immutable=1"
    address = f"{path.resolve().as_uri()}?{bounds}"
    with closing(sqlite3.connect(address, uri=True)) as database:
        database.text_factory = bytes
        database.execute("PRAGMA writable_schema=ON")  # statements that it can't parse are listed
        for (statement,) in database.execute("SELECT CAST(sql AS TEXT) FROM sqlite_master"):
            yield statement or b""


def _is_foreign(statement: bytes) -> bool:
    # Only spaces and comments can be before the second word, so that the cut is exact so far.
    words = [word.lower() for word in _WORD.findall(_COMMENT.sub(b" ", statement))[:2]]
    return words == [b"create", b"virtual"] and not _OWN_ROWS.match(statement)


def _is_recursive(statement: bytes) -> bool:
    words = {word.lower() for word in _WORD.findall(_COMMENT.sub(b" ", statement))}
    return {b"view", b"with", b"recursive"} <= words


_UNSAFE = (
    (
        _is_recursive,
        N_(
            "%(name)s has a view that refers to itself, which may never end. Export the layer "
            "to a new GeoPackage."
        ),
    ),
    (
        _is_foreign,
        N_(
            "%(name)s has a virtual table, which can lead to other files. Export the layer "
            "to a new GeoPackage."
        ),
    ),
)
