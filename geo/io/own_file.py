"""A file beside a boundary file, of a given name: its bytes, if it is there."""

from pathlib import Path

from geo.errors import N_, InputError
from geo.io import file_bytes


def is_there(path: Path) -> bool:
    """Return whether there is something of that name, be it a link to nowhere."""
    return path.exists() or path.is_symlink()  # what can't be read is said, not passed over


def read_own_bytes(path: Path, name: str, *, max_bytes: int) -> bytes:
    """Return the companion's bytes from beside a boundary file; empty where there is none.

    Raises
    ------
    InputError
        When the companion can't be read, is empty, or is larger than `max_bytes`.
    """
    own = path.parent / name
    if not is_there(own):
        return b""
    data = file_bytes.read_bytes(own, max_bytes=max_bytes)
    if not data.strip():
        raise InputError(
            N_("%(name)s is empty. Write a FeatureCollection, or remove the file."), name=name
        )
    return data
