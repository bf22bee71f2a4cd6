"""Files and folders that are needed for a moment."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory, TemporaryFile, gettempdir
from typing import IO

from geo.errors import N_, StorageError

_PREFIX = "zonemap-"
SHARED_MEMORY = "/dev/shm"  # noqa: S108 (a place for files, under names of their own)
_WORDS_OF_FULL = ("database or disk is full", os.strerror(errno.ENOSPC))
_NO_PLACE = N_(
    "There is no folder for temporary files. Set `TMPDIR` to one that can be written to."
)
_FULL = N_(
    "The disk for temporary files is full. Send less at a time, or try again once there is room."
)


def provide_temporary_folder() -> None:
    """Use memory for temporary files where no disk can be written, as in a read-only container."""
    try:
        gettempdir()
    except FileNotFoundError:
        if os.access(SHARED_MEMORY, os.W_OK | os.X_OK):
            os.environ["TMPDIR"] = SHARED_MEMORY


@contextmanager
def refuse_without_place() -> Iterator[None]:
    """Say so where what is done needs a place for files, and finds none.

    Raises
    ------
    StorageError
        When there is no place that can be written to.
    """
    try:
        yield
    except OSError:
        raise StorageError(_NO_PLACE) from None


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Yield the path of a new folder, which is removed with all in it.

    Raises
    ------
    StorageError
        When there is no place that can be written to.
    """
    with refuse_without_place():
        folder = TemporaryDirectory(prefix=_PREFIX)
    with folder as path:
        yield path


def open_temporary_file() -> IO[bytes]:
    """Return a new file without a name, which is gone when it is closed.

    Raises
    ------
    StorageError
        When there is no place that can be written to.
    """
    with refuse_without_place():
        return TemporaryFile(prefix=_PREFIX)


def find_full_disk(error: BaseException | None) -> StorageError | None:
    """Return what to say where a disk without room is behind an error, else None.

    Python, GDAL and the writer of workbooks each say it in their own way.
    """
    while error is not None:
        is_full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
        if is_full or any(words in str(error) for words in _WORDS_OF_FULL):
            return StorageError(_FULL)
        error = error.__cause__ or error.__context__
    return None
