"""What a Shapefile declares of the encoding of its text: a .cpg file, and a byte of its .dbf."""

from pathlib import Path

from geo.errors import N_, Phrase, file_label
from geo.reading.encoding_names import (
    ANSI_DRIVER,
    find_driver_encoding,
    find_encoding,
    show_encoding,
)
from geo.reading.encoding_readings import Witness

_MAX_WORD_BYTES = 40
_DRIVER_BYTE = 29
_CPG_WEIGHT, _DRIVER_WEIGHT = 10.0, 8.0
_ANSI_WEIGHT = 3.0  # common software writes it whatever the text is in


def list_witnesses(path: Path) -> list[Witness]:
    """Return what is declared beside a .shp of lower-case suffixes, the .cpg first.

    An empty .cpg, and a .dbf whose byte 29 is 0, say nothing.
    """
    return [*_read_cpg(path.with_suffix(".cpg")), *_read_driver(path.with_suffix(".dbf"))]


def _read_cpg(path: Path) -> list[Witness]:
    if not path.is_file():
        return []
    with path.open("rb") as file:
        word = file.read(_MAX_WORD_BYTES).decode("utf-8-sig", "replace").strip(" \t\r\n\0\"'")
    if not word:
        return []
    return [Witness(file_label(path.name), word, find_encoding(word), _CPG_WEIGHT)]


def _read_driver(path: Path) -> list[Witness]:
    if not path.is_file():
        return []
    with path.open("rb") as file:
        head = file.read(_DRIVER_BYTE + 1)
    driver = head[_DRIVER_BYTE] if len(head) > _DRIVER_BYTE else 0
    encoding = find_driver_encoding(driver)
    if encoding is None:
        return []
    source = Phrase(N_("byte 29 of %(name)s"), {"name": file_label(path.name)})
    word = f"0x{driver:02X}, {'ANSI' if driver == ANSI_DRIVER else show_encoding(encoding)}"
    weight = _ANSI_WEIGHT if driver == ANSI_DRIVER else _DRIVER_WEIGHT
    return [Witness(source, word, encoding, weight)]
