"""A lock on the folder of parts, so that two runs never write the same output at once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import N_, InputError, file_label
from geo.io.reasons import describe_system_fault

try:
    import fcntl
except ImportError:  # Windows: no lock
    fcntl = None  # type: ignore[assignment]

LOCK_NAME = "lock"
MARKER_NAME = "job.json"


@contextmanager
def lock_folder(folder: Path, out: Path) -> Iterator[None]:
    """Make the folder, and keep other processes from it; the system frees it with the process.

    Parameters
    ----------
    folder : Path
        Of the parts of `out`; the lock is a file in it, with the process's number.
    out : Path
        Named in refusals.

    Raises
    ------
    InputError
        When another process has it, or it can't be made.
    """
    descriptor = _open_lock(folder)
    try:
        while not _is_own(descriptor, folder, out):  # its folder was removed meanwhile
            os.close(descriptor)
            descriptor = _open_lock(folder)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        try:
            yield
        finally:
            _remove_unused(folder)
    finally:
        os.close(descriptor)


def _remove_unused(folder: Path) -> None:
    """Remove the lock, and the folder if it is empty, where no job has put its parts there."""
    if not (folder / MARKER_NAME).exists():
        with suppress(OSError):
            (folder / LOCK_NAME).unlink()
            folder.rmdir()


def _open_lock(folder: Path) -> int:
    try:
        folder.mkdir(exist_ok=True)
        return os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise InputError(
            N_("%(path)s can't be created: %(reason)s. Choose another output."),
            path=file_label(folder),
            reason=describe_system_fault(error),
        ) from None


def _is_own(descriptor: int, folder: Path, out: Path) -> bool:
    """Take the lock, and return whether its file is still the folder's."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        owner = os.pread(descriptor, 20, 0).decode("ascii", "replace") or "unknown"
        raise InputError(
            N_(
                "Another run (process %(number)s) is writing %(path)s. Wait for it, or choose "
                "another output."
            ),
            number=owner,
            path=file_label(out),
        ) from None
    try:
        return os.path.samestat(os.fstat(descriptor), (folder / LOCK_NAME).stat())
    except FileNotFoundError:
        return False
