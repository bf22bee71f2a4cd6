"""Whether the figures by road beside a boundary file still belong to it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import InputError, Phrase
from geo.io import file_bytes
from geo.io.companions import PLACES, read_companion, read_companion_bytes
from geo.io.own_file import is_there
from geo.io.parts import read_parts
from geo.roads.companion import FILE_NAME, read_roads


@dataclass(frozen=True)
class RoadState:
    """What is wrong with the figures by road beside a boundary file.

    Attributes
    ----------
    changed : tuple of str
        As `Roads.changed`; and `extracts`, where one that lies beside it is not the one that was
        used.
    fault : Phrase or None
        Why the figures can't be read.
    """

    changed: tuple[str, ...] = ()
    fault: Phrase | None = None


def read_road_state(path: Path, collection: Mapping[str, Any]) -> RoadState:
    """Return the state of the figures beside a boundary file; nothing is wrong without them.

    Parameters
    ----------
    path : Path
        Of the boundary file.
    collection : Mapping
        What it contains, as parsed from JSON. Where it has no usable parts, nothing is said.
    """
    if not is_there(path.parent / FILE_NAME):
        return RoadState()
    most = file_bytes.MAX_BYTES
    try:
        parts = read_parts(collection, name=path.name)
        data = read_companion_bytes(path, PLACES.file_name, parts, max_bytes=most)
        places = read_companion(data, PLACES)[0]
    except InputError:
        return RoadState()
    try:
        roads, _ = read_roads(path, parts, places, max_bytes=most)
    except InputError as error:
        return RoadState(fault=error.phrase)
    if roads is None:
        return RoadState()
    beside = {path.parent / each.name: each.sha256 for each in roads.extracts}
    is_newer = any(is_there(own) and _hash_file(own) != known for own, known in beside.items())
    return RoadState(changed=(*roads.changed, *(("extracts",) if is_newer else ())))


def _hash_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
