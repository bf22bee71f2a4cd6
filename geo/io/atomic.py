"""Write a file whole or not at all."""

import os
from contextlib import suppress
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
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except (OSError, ValueError) as error:
        raise InputError(
            N_("%(path)s can't be written: %(reason)s. Choose another location."),
            path=file_label(path),
            reason=describe_system_fault(error),
        ) from None
    finally:  # also when the process is told to stop
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)
