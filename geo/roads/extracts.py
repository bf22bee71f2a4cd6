"""What an OpenStreetMap extract covers, how old it is, and what its build will take.

The engine answers for points outside an extract too, from the nearest road that it has; so what is
inside is decided here.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError, file_label
from geo.io.atomic import write_atomically
from geo.io.file_bytes import refuse_pipe
from geo.io.optional_package import load_package
from geo.io.reasons import describe_library_fault

CELL_DEG = 0.05  # about 5 km: as far as a road is looked for (`geo.roads.engine.CUTOFF_M`)
LEAST_NODES = 3  # in a cell that is covered; ways that leave the extract have few nodes outside
# Measured with Valhalla 3.9.1 and two threads on a made network of 15 MB (25 s of computing,
# 599 MB, of which 549 whatever the size, 185 MB of files), and rounded up.
BUILD_S_PER_MB, BUILD_MB_PER_MB, BUILD_LEAST_MB, DISK_MB_PER_MB = 6.0, 5.0, 600.0, 13.0
Cell = tuple[int, int]


@dataclass(frozen=True)
class Extract:
    """An extract that was read: its name, its bytes, its date, and the cells that it covers.

    Attributes
    ----------
    name, sha256 : str
    size_bytes : int
    date : str or None
        `YYYY-MM-DD`: of its header, or else of its newest object.
    is_date_of_object : bool
        Whether the header has no date, so that it is that of the newest object.
    cells : tuple of (column, row)
        Of `CELL_DEG` degrees, counted from longitude 0 and latitude 0.
    """

    name: str
    sha256: str
    size_bytes: int
    date: str | None
    is_date_of_object: bool
    cells: tuple[Cell, ...]


def load_osmium() -> Any:
    """Return the module osmium; raise InputError where it is not installed."""
    return load_package("osmium", extra="roads")


@dataclass(frozen=True)
class BuildCost:
    """What a build of extracts takes, roughly: minutes, and megabytes of memory and of disk."""

    minutes: float
    memory_mb: float
    disk_mb: float


def estimate_build(paths: Sequence[Path]) -> BuildCost:
    """Return what a build of extracts takes, from their sizes.

    Raises
    ------
    InputError
        When one of them is no file, or is named twice.
    """
    for path in paths:
        refuse_pipe(path)
        if not path.is_file():
            raise InputError(N_("%(path)s does not exist. Check the path."), path=file_label(path))
    if any(one == two for one, two in pairwise(sorted(path.resolve() for path in paths))):
        raise InputError(N_("An extract is named twice. Name each once."))
    size_mb = sum(path.stat().st_size for path in paths) / 1e6
    return BuildCost(
        minutes=size_mb * BUILD_S_PER_MB / 60,
        memory_mb=BUILD_LEAST_MB + size_mb * BUILD_MB_PER_MB,
        disk_mb=size_mb * DISK_MB_PER_MB,
    )


def read_extract(path: Path, folder: Path) -> Extract:
    """Return what an extract covers and how old it is; read once, then kept in the folder.

    Raises
    ------
    InputError
        When the file is no extract, or is damaged.
    """
    sha256 = _hash_file(path)
    kept = folder / f"extract-{sha256[:16]}.json"
    if kept.is_file():
        known = json.loads(kept.read_bytes())
        cells = tuple((column, row) for column, row in known.pop("cells"))
        return Extract(**{**known, "name": path.name}, cells=cells)
    try:
        date, is_of_object, cells = _scan_extract(path)
    except (RuntimeError, OSError, ValueError) as error:
        raise InputError(
            N_(
                "%(path)s is damaged, or is not an OpenStreetMap extract (%(reason)s). "
                "Download it again as .osm.pbf."
            ),
            path=file_label(path.name),
            reason=describe_library_fault(error, limit=100),
        ) from None
    found = Extract(path.name, sha256, path.stat().st_size, date, is_of_object, cells)
    write_atomically(kept, json.dumps(asdict(found)).encode())
    return found


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _scan_extract(path: Path) -> tuple[str | None, bool, tuple[Cell, ...]]:
    osmium = load_osmium()
    header = osmium.FileProcessor(str(path)).header
    stamp = header.get("osmosis_replication_timestamp") or header.get("timestamp")
    date = stamp[:10] if _is_date(stamp[:10]) else None
    newest = None if date else _find_newest(path)
    cells = _clip_cells(_find_cells(path), header.box())
    return date or newest, date is None and newest is not None, tuple(sorted(cells))


def _find_newest(path: Path) -> str | None:
    """Return the day of the newest object; None where the objects have no dates."""
    objects = load_osmium().FileProcessor(str(path))
    newest: datetime | None = max((each.timestamp for each in objects), default=None)
    return newest.date().isoformat() if newest and newest.year > 1970 else None


def _find_cells(path: Path) -> set[Cell]:
    """Return the cells where ways for traffic are."""
    osmium = load_osmium()
    ways = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY)
    counts: dict[Cell, int] = {}
    for way in ways.with_locations().with_filter(osmium.filter.KeyFilter("highway", "route")):
        if not way.is_way():
            continue
        for node in way.nodes:
            at = node.location
            if at.valid():
                cell = int(at.lon // CELL_DEG), int(at.lat // CELL_DEG)
                counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, count in counts.items() if count >= LEAST_NODES}


def _is_date(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def _clip_cells(cells: set[Cell], box: Any) -> set[Cell]:
    """Return the cells within the header's box, if it has one."""
    if not box.valid():
        return cells
    west, south = (int(x // CELL_DEG) for x in (box.bottom_left.lon, box.bottom_left.lat))
    east, north = (int(x // CELL_DEG) for x in (box.top_right.lon, box.top_right.lat))
    return {(x, y) for x, y in cells if west <= x <= east and south <= y <= north}


def make_extent(extracts: Sequence[Extract]) -> Geometry:
    """Return the area that extracts cover, WGS 84 degrees: their cells without gaps and holes."""
    cells = sorted({cell for each in extracts for cell in each.cells})
    boxes = [
        shapely.box(x * CELL_DEG, y * CELL_DEG, (x + 1) * CELL_DEG, (y + 1) * CELL_DEG)
        for x, y in cells
    ]
    if not boxes:
        raise InputError(N_("The extracts contain no roads. Use extracts around the zone."))
    closed = shapely.union_all(boxes).buffer(CELL_DEG, join_style="mitre")
    closed = closed.buffer(-CELL_DEG, join_style="mitre")
    pieces = [shapely.Polygon(piece.exterior) for piece in shapely.get_parts(closed)]
    return shapely.union_all(pieces, grid_size=1e-9)
