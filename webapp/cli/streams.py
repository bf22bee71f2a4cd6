"""Standard input, output and error where whoever started the command has closed them."""

import io
import os
import sys


def open_closed_streams() -> None:
    """Open what was closed, before a file that is written takes its number.

    Notices are then dropped. An answer can't be: writing it fails, as it does for other programs.
    On Windows nobody can close them that way.
    """
    if os.name == "nt":
        return
    for number in range(3):
        if not _is_open(number):
            opened = os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
    sys.stdout = sys.stdout or _wrap(1)
    sys.stderr = sys.stderr or _wrap(2)


def _is_open(number: int) -> bool:
    """Return whether a stream is open; standard error also has to be writable.

    A shell that was started without it may have left a file of its own there.
    """
    import fcntl  # noqa: PLC0415 (not on Windows)

    try:
        mode = fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE
    except OSError:
        return False
    return number != 2 or mode != os.O_RDONLY


def drop_output() -> None:
    """Forget what standard output could not take: Python would try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wrap(number: int) -> io.TextIOWrapper:
    file = io.FileIO(number, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(file), "utf-8", write_through=True)
