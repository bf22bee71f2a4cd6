"""What tells one job from another: the bytes of its input, and its settings."""

import hashlib
import json
from pathlib import Path

_WITH_COMPANIONS = (".shp", ".tab", ".mif")
_COMPANIONS = (*_WITH_COMPANIONS, ".dbf", ".prj", ".cpg", ".dat", ".map", ".id", ".mid")


def job_key(path: Path, *settings: str) -> str:
    """Return a text that is equal for equal bytes in `path` and equal settings.

    The files of a folder count, and those of one stem where a format has several.
    """
    digests = []
    for each in _list_files(path):
        with each.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return json.dumps([*digests, *settings])


def _list_files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(each for each in path.iterdir() if each.is_file())
    if path.suffix.lower() not in _WITH_COMPANIONS:
        return [path]
    siblings = (each for each in path.parent.iterdir() if each.stem.lower() == path.stem.lower())
    return sorted(each for each in siblings if each.suffix.lower() in _COMPANIONS)
