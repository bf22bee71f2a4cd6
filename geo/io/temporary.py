"""Files and folders that are needed for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from geo.errors import N_, StorageError

_PREFIX = "zonemap-"
_NO_PLACE = N_(
    "There is no folder for temporary files. Set `TMPDIR` to one that can be written to."
)


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Yield the path of a new folder, which is removed with all in it.

    Raises
    ------
    StorageError
        When there is no place that can be written to.
    """
    try:
        folder = TemporaryDirectory(prefix=_PREFIX)
    except OSError:
        raise StorageError(_NO_PLACE) from None
    with folder as path:
        yield path


def open_temporary_file() -> IO[bytes]:
    """Return a new file without a name, which is gone when it is closed.

    Raises
    ------
    StorageError
        When there is no place that can be written to.
    """
    try:
        return TemporaryFile(prefix=_PREFIX)
    except OSError:
        raise StorageError(_NO_PLACE) from None
