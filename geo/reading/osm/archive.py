"""A base map's tiles beside a boundary file: `basemap.pmtiles`, read tile by tile.

References
----------
Protomaps (2022). PMTiles version 3: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
"""

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pmtiles import tile as spec

from geo.errors import N_, InputError, file_label
from geo.io.file_bytes import refuse_pipe
from geo.io.reasons import describe_system_fault
from geo.reading.osm.shared_file import MOST_BYTES, SharedFile

FILE_NAME = "basemap.pmtiles"
HEADER_BYTES = 127
MOST_METADATA_BYTES, MOST_DIRECTORY_BYTES, MOST_TILE_BYTES = 2**22, 2**20, MOST_BYTES
MOST_DEPTH, MOST_ZOOM = 4, 22


@dataclass(frozen=True, eq=False)
class TileArchive:
    """Vector tiles in the Shortbread schema, each compressed with gzip.

    Attributes
    ----------
    path : Path
    digest : str
        Of header, root directory and metadata, which change with the tiles.
    metadata : Mapping
        As the file has it; `zonemap` holds what `geo.reading.osm.build` wrote.
    bounds : tuple of float
        West, south, east, north in WGS 84 degrees.
    min_zoom, max_zoom : int
    """

    path: Path
    digest: str
    metadata: Mapping[str, Any]
    bounds: tuple[float, float, float, float]
    min_zoom: int
    max_zoom: int
    _header: Mapping[str, Any] = field(repr=False)
    _file: SharedFile = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> "TileArchive":
        """Read a file's header and metadata, and keep it open.

        Raises
        ------
        InputError
            When it can't be read, or is no PMTiles archive of vector tiles.
        """
        refuse_pipe(path)
        try:
            file = SharedFile(path)
            header = spec.deserialize_header(file.read(0, HEADER_BYTES))
            raw = file.read(header["metadata_offset"], header["metadata_length"])
            metadata = json.loads(_inflate(raw, MOST_METADATA_BYTES))
            root = file.read(header["root_offset"], header["root_length"])
            _read_directory(root)
            _check_header(header, metadata, file.size)
        except OSError as error:
            raise InputError(
                N_("%(path)s can't be read: %(reason)s. Choose a readable file."),
                path=file_label(path),
                reason=describe_system_fault(error),
            ) from None
        except (*_FAULTS, RecursionError):
            raise InputError(
                N_(
                    "%(path)s is damaged, or has no vector tiles. Make it again with "
                    "`zonemap basemap`, or remove it."
                ),
                path=file_label(path),
            ) from None
        return cls(
            path=path,
            digest=hashlib.sha256(file.read(0, HEADER_BYTES) + root + raw).hexdigest(),
            metadata=metadata,
            bounds=_read_bounds(header),
            min_zoom=header["min_zoom"],
            max_zoom=header["max_zoom"],
            _header=header,
            _file=file,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how another process opens the same file."""
        return TileArchive.open, (self.path,)

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """What this product wrote of the tiles; empty for tiles of another's."""
        about = self.metadata.get("zonemap")
        return about if isinstance(about, dict) else {}

    @property
    def extract_date(self) -> str | None:
        """The date of the OpenStreetMap extract, `YYYY-MM-DD`; None where it is unknown."""
        date = self.about.get("extract_date")
        return date if isinstance(date, str) and _DATE.fullmatch(date) else None

    def read_tile(self, zoom: int, x: int, y: int) -> bytes:
        """Return a tile as it is stored, compressed with gzip; empty where there is none.

        Raises
        ------
        InputError
            When the file is damaged there.
        """
        if not (0 <= zoom <= MOST_ZOOM and 0 <= x < 2**zoom and 0 <= y < 2**zoom):
            return b""
        try:
            return self._find(spec.zxy_to_tileid(zoom, x, y))
        except (OSError, *_FAULTS):
            raise self.refuse() from None

    def unpack_tile(self, zoom: int, x: int, y: int) -> bytes:
        """Return a tile without its compression; empty where there is none.

        Raises
        ------
        InputError
            When the file is damaged there.
        """
        try:
            return unpack_tile(self.read_tile(zoom, x, y))
        except ValueError:
            raise self.refuse() from None

    def refuse(self) -> InputError:
        """Return what to raise for a tile that can't be read."""
        name = file_label(self.path.name)
        return InputError(
            N_("%(path)s is damaged. Make it again with `zonemap basemap`."), path=name
        )

    def _find(self, tile_id: int) -> bytes:
        start, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(MOST_DEPTH):
            found = spec.find_tile(list(_read_directory(self._file.read(start, length))), tile_id)
            if found is None:
                return b""
            if found.run_length:
                start = self._header["tile_data_offset"] + found.offset
                return self._file.read(start, found.length)
            start = self._header["leaf_directory_offset"] + found.offset
            length = found.length
        raise ValueError


def open_beside(path: Path) -> TileArchive | None:
    """Return the tiles beside a boundary file; None where there are none.

    Raises
    ------
    InputError
        When they can't be read.
    """
    own = path.with_name(FILE_NAME)
    return TileArchive.open(own) if own.exists() or own.is_symlink() else None


_FAULTS = (
    *(ValueError, KeyError, IndexError, TypeError, EOFError, ArithmeticError, zlib.error),
    *(spec.MagicNumberNotFound, spec.SpecVersionUnsupported),
)
_CORNERS = ("min_lon", "min_lat", "max_lon", "max_lat")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TOO_LONG_NUMBER = re.compile(rb"[\x80-\xff]{10}")  # of 64 bits, a tenth byte is the last


def _check_header(header: Mapping[str, Any], metadata: object, size: int) -> None:
    """Raise ValueError for what is no archive of vector tiles, or is cut off."""
    is_vector = header["tile_type"] == spec.TileType.MVT
    is_gzip = header["tile_compression"] == header["internal_compression"] == spec.Compression.GZIP
    is_whole = header["tile_data_offset"] + header["tile_data_length"] <= size
    if not (is_vector and is_gzip and is_whole and isinstance(metadata, dict)):
        raise ValueError
    west, south, east, north = _read_bounds(header)
    is_box = max(abs(west), abs(east)) <= 180 and -90 <= south <= north <= 90
    if not (is_box and header["min_zoom"] <= header["max_zoom"] <= MOST_ZOOM):
        raise ValueError


def _read_bounds(header: Mapping[str, Any]) -> tuple[float, float, float, float]:
    west, south, east, north = (header[f"{end}_e7"] / 1e7 for end in _CORNERS)
    return west, south, east, north


def _inflate(data: bytes, most_bytes: int) -> bytes:
    """Return what gzip packed; raise ValueError where it is too much, or more follows."""
    unpacker = zlib.decompressobj(wbits=31)
    found = unpacker.decompress(data, most_bytes)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError
    return found


@lru_cache(maxsize=64)
def _read_directory(data: bytes) -> tuple[spec.Entry, ...]:
    if _TOO_LONG_NUMBER.search(_inflate(data, MOST_DIRECTORY_BYTES)):
        raise ValueError
    return tuple(spec.deserialize_directory(data))


def unpack_tile(data: bytes) -> bytes:
    """Return a tile that `read_tile` returned without its compression.

    Raises
    ------
    ValueError
        When it is damaged, or larger than `MOST_TILE_BYTES`.
    """
    try:
        return _inflate(data, MOST_TILE_BYTES) if data else b""
    except zlib.error as error:
        raise ValueError(str(error)) from None
