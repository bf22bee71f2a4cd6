"""The texts of an OpenStreetMap extract, looked at before osmium reads them.

References
----------
OpenStreetMap Wiki (2024). PBF Format: https://wiki.openstreetmap.org/wiki/PBF_Format
"""

import zlib
from collections.abc import Iterator
from pathlib import Path

from geo.reading.osm.protobuf import iter_fields

MOST_HEADER_BYTES, MOST_BLOCK_BYTES = 2**16, 2**25  # by the format
_EMPTY = b"\n\0"  # the text that each table begins with


def check_texts(path: Path) -> None:
    """Raise ValueError where a text holds the character NUL, which ends the process in osmium.

    Other files than PBF, and blocks that this can't unpack, are left to osmium.
    """
    if any(_has_nul(table) for table in _iter_tables(path)):
        raise ValueError("a text holds the character NUL")


def _has_nul(table: bytes) -> bool:
    if table.startswith(_EMPTY) and table.count(0) == 1:
        return False  # as nearly all are: no need to look at each text
    try:
        return any(0 in text for _, _, text in iter_fields(table))
    except (ValueError, IndexError):
        return False


def _iter_tables(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while True:
            length = int.from_bytes(file.read(4), "big")
            if not 0 < length <= MOST_HEADER_BYTES:
                return  # the end, or no PBF
            try:
                header = {n: value or part for n, value, part in iter_fields(file.read(length))}
            except (ValueError, IndexError):
                return
            size = header.get(3)
            if not (isinstance(size, int) and size <= MOST_BLOCK_BYTES):
                return
            block = file.read(size)
            if header.get(1) == b"OSMData":
                yield from _list_tables(block)


def _list_tables(block: bytes) -> list[bytes]:
    """Return the tables of texts in a block; none where it is damaged, which osmium says."""
    try:
        return [part for number, _, part in iter_fields(_unpack(block)) if number == 1]
    except (ValueError, IndexError, zlib.error):
        return []


def _unpack(blob: bytes) -> bytes:
    """Return a block without its compression; empty where Python has none such."""
    for number, _, data in iter_fields(blob):
        if number == 1:
            return data
        if number == 3:
            return zlib.decompressobj().decompress(data, MOST_BLOCK_BYTES)
    return b""
