"""The files that a zone is read from: its boundaries, and all that may be beside them."""

from pathlib import Path

from geo.io.companions import COMPANIONS
from geo.io.facts_file import FILE_NAMES as FACTS_NAMES
from geo.io.own_file import is_there
from geo.reading.osm.archive import FILE_NAME as TILES_NAME
from geo.roads.companion import FILE_NAME as ROADS_NAME
from geo.roads.gates import GATES

_BESIDE = (ROADS_NAME, GATES.file_name, TILES_NAME, *FACTS_NAMES)
COMPANION_NAMES = (*(each.file_name for each in COMPANIONS), *_BESIDE)


def list_zone_files(path: Path) -> list[Path]:
    """Return a boundary file's path, and those of the companions that are beside it."""
    beside = (path.parent / name for name in COMPANION_NAMES)
    return [path, *filter(is_there, beside)]
