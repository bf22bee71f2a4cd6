"""Write a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
    with written_beside(path) as beside:
        beside.write_bytes(data)


def move_file(path: Path, new: Path) -> None:
    """Give a file another name in its folder, in place of what has that name.

    Raises
    ------
    InputError
        When it can't have that name; both files are untouched.
    """
    try:
        path.replace(new)
    except OSError as error:
        raise _refuse(new, error) from None


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Yield the path of a new file, which takes the place of `path` when it was written whole.

    A symbolic link stays one: the file that it leads to is written.

    Raises
    ------
    InputError
        When the path can't be written; what was there is untouched.
    """
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _create(beside, path)
        yield beside
        beside.replace(target)
    except OSError as error:
        raise _refuse(path, error) from None
    finally:  # also when the process is told to stop
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def _create(beside: Path, path: Path) -> None:
    try:
        beside.touch()
    except ValueError as error:  # of a name with a null character
        raise _refuse(path, error) from None


def _refuse(path: Path, error: OSError | ValueError) -> InputError:
    return InputError(
        N_("%(path)s can't be written: %(reason)s. Choose another location."),
        path=file_label(path),
        reason=describe_system_fault(error),
    )
