"""Raster tiles in an MBTiles file, as survey offices have them: read for a background.

References
----------
Mapbox (2018). MBTiles specification 1.3: https://github.com/mapbox/mbtiles-spec
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from geo.errors import N_, InputError, file_label
from geo.io.reasons import describe_library_fault

MOST_TILE_BYTES = 2**22
MOST_LETTERS = 300
MOST_STEPS = 300_000_000  # of SQLite; some seconds, since `tiles` may be a view of anything
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
# How pictures begin, and their media types.
SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
}
_SIZES = {256, 512, 1024}


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for reading only; each reading has a connection of its own."""
    if not path.is_file():
        raise InputError(N_("%(path)s does not exist. Check the path."), path=file_label(path))
    try:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.set_progress_handler(lambda: 1, MOST_STEPS)
            yield connection
    except sqlite3.Error as error:
        raise InputError(
            N_("%(path)s is not an MBTiles file, or is damaged (%(reason)s). Export it again."),
            path=file_label(path),
            reason=describe_library_fault(error),
        ) from None


def describe_file(path: Path) -> dict[str, Any]:
    """Return what a file says of itself, as fields of `maps.web.basemaps.Basemap`.

    Its own rows `datum` and `review_number` are read too. Pictures as JPEG are taken for imagery.

    Raises
    ------
    InputError
        When it can't be read, has no pictures, or vector tiles.
    """
    with _open(path) as connection:
        rows = connection.execute("SELECT name, value FROM metadata").fetchall()
        known = {str(name): _clean(value) for name, value in rows}
        (last,) = connection.execute("SELECT max(zoom_level) FROM tiles").fetchone()
        found = connection.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
    kind = find_type(found[0]) if found else None
    if kind is None:
        raise InputError(
            f"{file_label(path)} has no pictures as PNG, JPEG or WebP. "
            "Use raster tiles; roads of OpenStreetMap are read by zonemap basemap."
        )
    if not (isinstance(last, int) and last >= 0):
        raise InputError(
            f"{file_label(path)} has zoom levels that are no whole numbers from 0 on. "
            "Export it again."
        )
    described = {
        "id": re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "imagery",
        "name": known.get("name") or path.stem,
        "attribution": re.sub(r"<[^>]*>", "", known.get("attribution", "")).strip(),
        "datum": known.get("datum") or "wgs84",
        "review_number": known.get("review_number", ""),
        "ground": "dark" if kind == "image/jpeg" else "light",
        "max_zoom": min(last, 22),
        "tile_size_px": _measure_png(found[0]),
    }
    if not described["attribution"]:
        described.pop("attribution")
    return described


def _clean(value: object) -> str:
    """Return a row's text in one line, without characters that turn what follows it."""
    return " ".join(_CONTROL.sub(" ", str(value or "")[:MOST_LETTERS]).split())


def _measure_png(data: bytes) -> int:
    """Return the width of a PNG that has a usual size, else 256."""
    width = int.from_bytes(data[16:20], "big") if find_type(data) == "image/png" else 256
    return width if width in _SIZES else 256


def find_type(data: object) -> str | None:
    """Return the media type of a picture; None for what is none."""
    if not isinstance(data, bytes) or len(data) > MOST_TILE_BYTES:
        return None
    return next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), None)


def read_picture(path: Path, zoom: int, x: int, y: int) -> bytes:
    """Return a tile, y counted from the north; empty where there is none.

    Raises
    ------
    InputError
        When the file can't be read any more.
    """
    if not (0 <= zoom <= 24 and 0 <= x < 2**zoom and 0 <= y < 2**zoom):
        return b""
    row = 2**zoom - 1 - y  # MBTiles counts from the south
    wanted = "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?"
    with _open(path) as connection:
        found = connection.execute(wanted, (zoom, x, row)).fetchone()
    return found[0] if found and find_type(found[0]) else b""
