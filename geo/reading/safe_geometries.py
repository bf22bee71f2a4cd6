"""Which geometries GEOS may read: straight ones without shapes within shapes within shapes.

GEOS calls itself for each level of nesting, and crashes the process where the stack ends.
"""

import re
import struct

# A shape so small can't nest deeply enough (9 bytes a level, 19 characters in text).
_SAFE_BYTES = 8_192
_PLAIN_WORDS = ("POINT", "LINES", "POLYGON", "MULTIPOI", "MULTILIN", "MULTIPOL")
_HEX_START = re.compile(r"\s*0[01][0-9A-Fa-f]{8}")
_MEMBERS = {4: 1, 5: 2, 6: 3}  # of MultiPoint, MultiLineString and MultiPolygon
_POINT, _POLYGON = 1, 3


def is_text_geometry(value: object) -> bool:
    """Return whether a value is text and not the hexadecimal digits of WKB."""
    return isinstance(value, str) and not _HEX_START.match(value)


def is_safe(value: str | bytes | None) -> bool:
    """Return whether GEOS can't meet deep nesting in a value, whatever it is."""
    return value is None or len(value) <= _SAFE_BYTES or is_plain(value)


def is_plain(value: str | bytes) -> bool:
    """Return whether a value is WKT or WKB of a kind that GEOS reads, with members of their kind.

    GEOS stops at curves and surfaces.
    """
    if isinstance(value, str) and is_text_geometry(value):
        return value.lstrip()[:8].upper().startswith(_PLAIN_WORDS)
    try:
        data = bytes.fromhex(value) if isinstance(value, str) else value
        kind, _, at = _read_head(data, 0)
        if kind in _MEMBERS and len(data) > _SAFE_BYTES:
            return _has_own_members(data, at, kind)
    except (ValueError, IndexError, struct.error):
        return False
    return 1 <= kind <= 6


def _has_own_members(data: bytes, at: int, kind: int) -> bool:
    count = _read_count(data, at, data[0])
    at += 4
    for _ in range(count):
        order = data[at]
        member, width, at = _read_head(data, at)
        if member != _MEMBERS[kind]:
            return False
        at = _skip_body(data, at, kind=member, width=width, order=order)
    return True


def _skip_body(data: bytes, at: int, *, kind: int, width: int, order: int) -> int:
    """Return where the body of a point, line or polygon ends."""
    if kind == _POINT:
        return at + width
    rings = 1
    if kind == _POLYGON:
        rings, at = _read_count(data, at, order), at + 4
    for _ in range(rings):
        at += 4 + _read_count(data, at, order) * width
    return at


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return a shape's kind, the bytes of a position of it, and where its body starts."""
    code = int.from_bytes(data[at + 1 : at + 5], "little" if data[at] == 1 else "big")
    extended = bool(code & 0x80000000) + bool(code & 0x40000000)
    plain = code & 0x0FFFFFFF
    dimensions = 2 + (extended or (0, 1, 1, 2)[plain // 1000])
    return plain % 1000, 8 * dimensions, at + (9 if code & 0x20000000 else 5)


def _read_count(data: bytes, at: int, order: int) -> int:
    """Return the whole number at a place; past the end there is none, and so an error."""
    return int(struct.unpack_from("<I" if order == 1 else ">I", data, at)[0])
