"""Messages of Protocol Buffers, which vector tiles and extracts of OpenStreetMap are written in."""

from collections.abc import Iterator

Field = tuple[int, int, bytes]  # its number, its value if it is a number, else its bytes


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins there, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number of more than 64 bits")


def iter_fields(data: bytes) -> Iterator[Field]:
    """Yield the fields of a message.

    Raises
    ------
    ValueError, IndexError
        When it is damaged.
    """
    at = 0
    while at < len(data):
        key, at = read_varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = read_varint(data, at)
            yield number, value, b""
            continue
        if kind == 2:
            length, at = read_varint(data, at)
        elif kind in {1, 5}:
            length = 8 if kind == 1 else 4
        else:
            raise ValueError("an unknown type")
        if at + length > len(data):
            raise ValueError("a field that ends too late")
        yield number, 0, data[at : at + length]
        at += length
