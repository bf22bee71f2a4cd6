"""Vector tiles (MVT 2.1) read as shapes, without the packages that write them.

References
----------
Mapbox (2016). Vector tile specification 2.1: https://github.com/mapbox/vector-tile-spec
"""

import math
import struct
from collections.abc import Mapping
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.reading.osm.protobuf import iter_fields, read_varint

MOST_FEATURES = 100_000  # of a layer, as zone-tile-reader.js has it
EXTENT = 4096.0  # units of a tile's side, to which other extents are converted
Value = str | float | int | bool
POINT, LINE, AREA = 1, 2, 3


class TileFeature(NamedTuple):
    """One thing in a tile: its tags, and its shape in tile units, x eastwards, y southwards."""

    tags: dict[str, Value]
    shape: Geometry


def read_tile(data: bytes) -> dict[str, list[TileFeature]]:
    """Return the features of a tile by their layer.

    Parameters
    ----------
    data : bytes
        As `geo.reading.osm.archive.unpack_tile` returns them.

    Raises
    ------
    ValueError
        When the tile is damaged.
    """
    try:
        layers = (_read_layer(part) for number, _, part in iter_fields(data) if number == 3)
        return dict(layers)
    except (IndexError, struct.error, UnicodeDecodeError, shapely.errors.GEOSException) as error:
        raise ValueError(str(error)) from None


def read_number(tags: Mapping[str, Value], name: str, default: float) -> float:
    """Return a tag's number; the default where another's tiles have no finite one.

    >>> read_number({"rank": "3"}, "rank", 9), read_number({"rank": "high"}, "rank", 9)
    (3.0, 9)
    """
    try:
        number = float(tags.get(name, default))
    except ValueError:
        return default
    return number if math.isfinite(number) else default


def _read_layer(data: bytes) -> tuple[str, list[TileFeature]]:
    name, keys, values, raw, extent = "", [], [], [], EXTENT
    for number, value, part in iter_fields(data):
        if number == 1:
            name = part.decode()
        elif number == 2:
            raw.append(part)
        elif number == 3:
            keys.append(part.decode())
        elif number == 4:
            values.append(_read_value(part))
        elif number == 5:
            extent = float(value or EXTENT)
    if len(raw) > MOST_FEATURES:
        raise ValueError("too many features")
    found = (_read_feature(part, keys, values, EXTENT / extent) for part in raw)
    return name, [each for each in found if each is not None]


def _read_value(data: bytes) -> Value:
    number, value, part = next(iter_fields(data), (1, 0, b""))
    if number == 1:
        return part.decode()
    if number in {2, 3}:
        return float(struct.unpack("<f" if number == 2 else "<d", part)[0])
    if number == 4:
        return value - 2**64 if value >= 2**63 else value
    if number == 6:
        return _unzigzag(value)
    return bool(value) if number == 7 else value


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _read_numbers(data: bytes) -> list[int]:
    found, at = [], 0
    while at < len(data):
        value, at = read_varint(data, at)
        found.append(value)
    return found


def _read_feature(
    data: bytes, keys: list[str], values: list[Value], scale: float
) -> TileFeature | None:
    numbers: list[int] = []
    commands: list[int] = []
    kind = 0
    for number, value, part in iter_fields(data):
        if number == 2:
            numbers = _read_numbers(part)
        elif number == 3:
            kind = value
        elif number == 4:
            commands = _read_numbers(part)
    tags = {keys[k]: values[v] for k, v in zip(numbers[::2], numbers[1::2], strict=False)}
    shape = _make_shape(kind, _read_lines(commands, scale))
    return None if shape is None else TileFeature(tags, shape)


def _read_lines(commands: list[int], scale: float) -> list[list[tuple[float, float]]]:
    lines: list[list[tuple[float, float]]] = []
    x = y = at = 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command == 7:
            continue
        for _ in range(count):
            x, y = x + _unzigzag(commands[at]), y + _unzigzag(commands[at + 1])
            at += 2
            if command == 1:
                lines.append([])
            lines[-1].append((x * scale, y * scale))
    return lines


def _make_shape(kind: int, lines: list[list[tuple[float, float]]]) -> Geometry | None:
    if kind == POINT:
        return shapely.MultiPoint([line[0] for line in lines]) if lines else None
    if kind == LINE:
        usable = [line for line in lines if len(line) > 1]
        return shapely.MultiLineString(usable) if usable else None
    rings = [shapely.LinearRing(line) for line in lines if len(line) > 2]
    return _make_area(rings) if rings and kind == AREA else None


def _make_area(rings: list[shapely.LinearRing]) -> Geometry:
    """Return the polygons of rings: those that run clockwise to the eye begin one, others hole it.

    With y southwards these are counter-clockwise to shapely.
    """
    polygons: list[tuple[shapely.LinearRing, list[shapely.LinearRing]]] = []
    for ring in rings:
        if shapely.is_ccw(ring) or not polygons:
            polygons.append((ring, []))
        else:
            polygons[-1][1].append(ring)
    return shapely.MultiPolygon([shapely.Polygon(shell, holes) for shell, holes in polygons])
