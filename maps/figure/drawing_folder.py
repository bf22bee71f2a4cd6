"""The folder of matplotlib's caches, without which it can't be imported."""

import atexit
import os
from contextlib import ExitStack
from pathlib import Path

from geo.io.temporary import temporary_folder

DRAWING_FOLDER = "MPLCONFIGDIR"
_USUAL = {"XDG_CONFIG_HOME": "~/.config", "XDG_CACHE_HOME": "~/.cache"}


def lacks_drawing_folder() -> bool:
    """Return whether matplotlib can't write where it is told to, or where it usually does."""
    told = os.environ.get(DRAWING_FOLDER)
    folders = [Path(told)] if told else [_find_usual(*each) for each in _USUAL.items()]
    return not all(map(_can_write, folders))


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)  # as matplotlib does
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _find_usual(name: str, usual: str) -> Path:
    folder = Path(os.environ.get(name) or usual)
    try:
        return folder.expanduser() / "matplotlib"
    except RuntimeError:  # nobody's home
        return Path(os.devnull)


def provide_drawing_folder() -> None:
    """Let matplotlib write to a folder of this process where it can't write to its own.

    It would make one itself, and warn of that.

    Raises
    ------
    StorageError
        When there is no place for one.
    """
    if not lacks_drawing_folder():
        return
    stack = ExitStack()
    os.environ[DRAWING_FOLDER] = stack.enter_context(temporary_folder())
    atexit.register(stack.close)
