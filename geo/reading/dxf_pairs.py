"""The entities of a DXF drawing, as pairs of group code and value."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from geo.errors import N_, InputError, file_label
from geo.reading.encoding import TextEncoding, choose_encoding
from geo.reading.encoding_names import find_encoding
from geo.reading.encoding_readings import Witness

Pair = tuple[int, str]
MAX_ENTITIES = 1_000_000
MAX_PAIRS = 2_000_000  # of one entity
_TEXT_CODES = (b"8", b"1000")
_HEAD_BYTES = 65_536
_CODE = re.compile(r"-?\d{1,4}")
_ESCAPE = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
_CODE_PAGE = re.compile(rb"\$DWGCODEPAGE\s+3\s+([\w.-]{2,20})")
_DECLARED_WEIGHT = 8.0
_VERSION = re.compile(rb"\$ACADVER\s+1\s+AC(\d{4})")
_FIRST_UNICODE_VERSION = 1021  # AutoCAD 2007
_PARTS = {"VERTEX", "ATTRIB", "SEQEND"}  # of the entity before them


@dataclass(frozen=True)
class Entity:
    """A drawn thing: its kind, such as `LWPOLYLINE`, its pairs, and the vertices that follow."""

    kind: str
    pairs: tuple[Pair, ...]
    vertices: tuple[tuple[Pair, ...], ...] = ()

    def get_text(self, code: int, default: str = "") -> str:
        """Return the first value of a code."""
        return next((value for each, value in self.pairs if each == code), default)

    def get_number(self, code: int, default: float = 0.0) -> float:
        """Return the first value of a code as a number."""
        return float(self.get_text(code) or default)


def choose_dxf_encoding(path: Path, *, given: str | None) -> TextEncoding:
    """Return the encoding of a drawing: UTF-8 since AutoCAD 2007, before that its code page.

    What the drawing declares is weighed with how plausible its text is.

    Raises
    ------
    InputError
        When the encoding that is given is unknown or wrong, or none is clearly the right one.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    return choose_encoding(_iter_texts(path), _list_witnesses(head), given=given, name=path.name)


def _iter_texts(path: Path) -> Iterator[bytes]:
    """Yield the different texts that become attributes, layer names and marks, if not ASCII."""
    seen = set[bytes]()
    with path.open("rb") as file:
        for code, value in pairwise(file):
            if not value.isascii() and code.strip() in _TEXT_CODES and value not in seen:
                seen.add(value)
                yield value.strip()


def _list_witnesses(head: bytes) -> list[Witness]:
    version, page = _VERSION.search(head), _CODE_PAGE.search(head)
    if version and int(version[1]) >= _FIRST_UNICODE_VERSION:
        word = f"AC{version[1].decode()}, UTF-8"
        return [Witness("$ACADVER", word, "utf-8", _DECLARED_WEIGHT)]
    if page is None:
        return []
    word = page[1].decode("ascii", "replace")
    return [Witness("$DWGCODEPAGE", word, find_encoding(word), _DECLARED_WEIGHT)]


def read_dxf_entities(path: Path, *, encoding: str) -> Iterator[Entity]:
    """Yield the entities of the section ENTITIES; blocks and tables are passed over.

    Raises
    ------
    InputError
        When the drawing is binary, damaged or ends too early, or has too many entities.
    """
    pairs = _iter_pairs(path, encoding=encoding)
    for code, value in pairs:
        if (code, value) == (2, "ENTITIES"):
            yield from _iter_entities(pairs, path.name)
            return
    _refuse_damaged(path.name)


def _iter_pairs(path: Path, *, encoding: str) -> Iterator[Pair]:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if head.startswith(b"AutoCAD Binary DXF"):
            raise InputError(
                N_("%(name)s is a binary DXF. Save it as a DXF in text (ASCII)."),
                name=file_label(path.name),
            )
        file.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
        lines = (each.decode(encoding, "replace").strip() for each in file)
        for code, value in zip(lines, lines, strict=False):
            if not _CODE.fullmatch(code):
                _refuse_damaged(path.name)
            yield int(code), _unescape(value)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\\U+" in text else text


def _iter_entities(pairs: Iterator[Pair], name: str) -> Iterator[Entity]:
    """Yield entities until the end of the section; a polyline with its vertices."""
    kept: tuple[str, list[Pair]] | None = None
    vertices: list[tuple[Pair, ...]] = []
    for count, (kind, own) in enumerate(_iter_groups(pairs, name)):
        if count > MAX_ENTITIES or len(vertices) > MAX_PAIRS // 4:
            _refuse_size(name, MAX_ENTITIES)
        if kind in _PARTS:
            vertices += [tuple(own)] if kind == "VERTEX" else []
            continue
        if kept is not None:
            yield Entity(kept[0], tuple(kept[1]), tuple(vertices))
        kept, vertices = (kind, own), []
    if kept is not None:
        yield Entity(kept[0], tuple(kept[1]), tuple(vertices))


def _iter_groups(pairs: Iterator[Pair], name: str) -> Iterator[tuple[str, list[Pair]]]:
    """Yield each kind with the pairs up to the next one, until the end of the section."""
    kind, own = "", list[Pair]()
    for code, value in pairs:
        if code == 0:
            if kind:
                yield kind, own
            if value == "ENDSEC":
                return
            kind, own = value, []
        else:
            own.append((code, value))
        if len(own) > MAX_PAIRS:
            _refuse_size(name, MAX_PAIRS)
    _refuse_damaged(name)


def _refuse_size(name: str, limit: int) -> NoReturn:
    raise InputError(
        N_("%(name)s has more than %(n)s entities or points. Save the outlines alone."),
        name=file_label(name),
        n=f"{limit:,}",
    )


def _refuse_damaged(name: str) -> NoReturn:
    raise InputError(
        N_("%(name)s is a damaged or truncated DXF. Save it again."), name=file_label(name)
    )
