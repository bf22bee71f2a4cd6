"""Read a file up to a size limit, and what its name says."""

import re
import stat
from pathlib import Path

from geo.errors import N_, InputError, file_label
from geo.io.reasons import describe_system_fault

MAX_BYTES = 64 * 2**20


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the file's bytes.

    Raises
    ------
    InputError
        When the file is missing, unreadable, no file, or larger than `max_bytes`.
    """
    refuse_pipe(path)
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise InputError(
            N_("%(path)s does not exist. Check the path."), path=file_label(path)
        ) from None
    except (OSError, ValueError) as error:
        raise _refuse(path, error) from None
    if len(data) > max_bytes:
        size = f"{max_bytes / 2**20:.3g} MiB"
        raise InputError(
            N_("%(path)s is larger than %(size)s. Simplify the outlines, or split the file."),
            path=file_label(path),
            size=size,
        )
    return data


def refuse_pipe(path: Path) -> None:
    """Refuse a pipe, a socket or a device: reading it could wait for ever.

    Raises
    ------
    InputError
        When it is one, or can't be looked at. Nothing is said of files, folders and of what is
        missing.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return
    except OSError as error:  # such as links in a circle, which do not count as missing
        raise _refuse(path, error) from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise InputError(
            N_("%(path)s is a pipe or a device. Save its content as a file, and name that."),
            path=file_label(path),
        )


def _refuse(path: Path, error: OSError | ValueError) -> InputError:
    return InputError(
        N_("%(path)s can't be read: %(reason)s. Choose a readable file."),
        path=file_label(path),
        reason=describe_system_fault(error),
    )


def read_name(path: Path) -> str:
    """Return the file's name without its suffix, with spaces for the marks between words."""
    return " ".join(re.split(r"[\s_-]+", path.stem)).strip() or path.stem
