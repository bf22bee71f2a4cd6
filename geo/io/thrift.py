"""Thrift's compact protocol, of which Parquet's footers are made: to fields and back.

A structure is a dictionary of its fields by their number, each a type and a value, so that fields
of a later version of the format are kept as they are.

References
----------
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, STRUCT = (*range(1, 11), 12)
_INTEGERS = {I16, I32, I64}
Fields = dict[int, tuple[int, Any]]


def parse_fields(data: bytes) -> Fields:
    """Return the fields of a structure; a list's value is the type of its items and the items.

    Raises
    ------
    ValueError
        When it has a type that Parquet doesn't use.
    """
    return _parse_struct(memoryview(data), 0)[0]


def _parse_struct(data: memoryview, at: int) -> tuple[Fields, int]:
    fields: Fields = {}
    number = 0
    while head := data[at]:
        at += 1
        if head >> 4:
            number += head >> 4
        else:
            raw, at = _parse_varint(data, at)
            number = _unfold(raw)
        kind = head & 15
        value, at = _parse_value(data, at, kind)
        fields[number] = kind, value
    return fields, at + 1


def _parse_value(data: memoryview, at: int, kind: int) -> tuple[Any, int]:
    if kind in {TRUE, FALSE}:
        return None, at  # the type is the value
    if kind in _INTEGERS:
        raw, at = _parse_varint(data, at)
        return _unfold(raw), at
    if kind == STRUCT:
        return _parse_struct(data, at)
    if kind in {LIST, SET}:
        return _parse_list(data, at)
    if kind == BINARY:
        size, at = _parse_varint(data, at)
    elif kind in {BYTE, DOUBLE}:
        size = 1 if kind == BYTE else 8
    else:
        raise ValueError(kind)
    return bytes(data[at : at + size]), at + size


def _parse_list(data: memoryview, at: int) -> tuple[tuple[int, list[Any]], int]:
    kind, size = data[at] & 15, data[at] >> 4
    at += 1
    if size == 15:
        size, at = _parse_varint(data, at)
    items = []
    for _ in range(size):
        if kind in {TRUE, FALSE}:
            item, at = data[at], at + 1
        else:
            item, at = _parse_value(data, at, kind)
        items.append(item)
    return (kind, items), at


def _parse_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _unfold(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def render_fields(fields: Fields) -> bytes:
    """Return a structure's bytes from its fields, as `parse_fields` has them."""
    out = bytearray()
    last = 0
    for number, (kind, value) in sorted(fields.items()):
        step = number - last
        last = number
        if 0 < step < 16:
            out.append(step << 4 | kind)
        else:
            out.append(kind)
            out += _render_varint(_fold(number))
        out += _render_value(kind, value)
    out.append(0)
    return bytes(out)


def _render_value(kind: int, value: Any) -> bytes:
    if kind in {TRUE, FALSE}:
        return b""
    if kind in _INTEGERS:
        return _render_varint(_fold(value))
    if kind == STRUCT:
        return render_fields(value)
    if kind in {LIST, SET}:
        return _render_list(*value)
    return (_render_varint(len(value)) if kind == BINARY else b"") + bytes(value)


def _render_list(kind: int, items: list[Any]) -> bytes:
    size = len(items)
    head = bytes([min(size, 15) << 4 | kind])
    head += _render_varint(size) if size >= 15 else b""
    if kind in {TRUE, FALSE}:
        return head + bytes(items)
    return head + b"".join(_render_value(kind, item) for item in items)


def _fold(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _render_varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
