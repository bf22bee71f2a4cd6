"""Extracts written byte by byte, with texts that osmium refuses to write."""

import struct
import zlib


def write_nodes(path, nodes, *, is_packed=True):
    """Write nodes (lon, lat, tags), tags of bytes, as a PBF file."""
    texts = [b"", *{text: None for *_, tags in nodes for pair in tags.items() for text in pair}]
    table = b"".join(_field(1, text) for text in texts)
    group = b"".join(_field(1, _node(n, node, texts)) for n, node in enumerate(nodes, 1))
    header = _field(4, b"OsmSchema-V0.6")
    blocks = [(b"OSMHeader", header), (b"OSMData", _field(1, table) + _field(2, group))]
    path.write_bytes(b"".join(_blob(kind, data, is_packed) for kind, data in blocks))
    return path


def _node(number, node, texts):
    lon, lat, tags = node
    keys = b"".join(_varint(texts.index(key)) for key in tags)
    values = b"".join(_varint(texts.index(value)) for value in tags.values())
    places = _number(8, _zigzag(round(lat * 1e7))) + _number(9, _zigzag(round(lon * 1e7)))
    return _number(1, _zigzag(number)) + _field(2, keys) + _field(3, values) + places


def _blob(kind, data, is_packed):
    body = _field(1, data)
    if is_packed:
        body = _number(2, len(data)) + _field(3, zlib.compress(data))
    header = _field(1, kind) + _number(3, len(body))
    return struct.pack(">I", len(header)) + header + body


def _zigzag(value):
    return value * 2 if value >= 0 else -value * 2 - 1


def _varint(value):
    found = []
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _number(field, value):
    return _varint(field << 3) + _varint(value)


def _field(field, data):
    return _varint(field << 3 | 2) + _varint(len(data)) + data
