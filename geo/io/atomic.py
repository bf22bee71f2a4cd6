"""Write a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from geo.errors import N_, InputError, file_label
from geo.io.reasons import describe_system_fault


def check_paths_differ(source: Path, written: Path) -> None:
    """Raise InputError when `written` is the file that is read, which would be lost."""
    if written.resolve() == source.resolve():
        raise InputError(
            N_("The output %(path)s would overwrite the input. Choose another output."),
            path=file_label(written),
        )


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never half of it.

    Raises
    ------
    InputError
        When the path can't be written; what was there is untouched.
    """
    with open_atomically(path) as file:
        file.write(data)


@contextmanager
def open_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside `path`, which takes its place when all of it was written without fault.

    Raises
    ------
    InputError
        When the path can't be written; what was there is untouched.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _open_new(beside, path) as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise _refuse(path, error) from None
    finally:  # also when the process is told to stop
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def _open_new(beside: Path, path: Path) -> BinaryIO:
    try:
        return beside.open("wb")
    except ValueError as error:
        raise _refuse(path, error) from None


def _refuse(path: Path, error: OSError | ValueError) -> InputError:
    return InputError(
        N_("%(path)s can't be written: %(reason)s. Choose another location."),
        path=file_label(path),
        reason=describe_system_fault(error),
    )
