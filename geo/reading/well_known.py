"""Well-known text and binary, extended ones too, to trees of shapes."""

import re
import struct

import numpy as np

from geo.arrays import Floats
from geo.errors import N_
from geo.reading.shape_tree import NO_POINTS, Node, ShapeError

MAX_DEPTH = 16
_KINDS = {
    1: "POINT",
    2: "LINESTRING",
    3: "POLYGON",
    4: "MULTIPOINT",
    5: "MULTILINESTRING",
    6: "MULTIPOLYGON",
    7: "GEOMETRYCOLLECTION",
    8: "CIRCULARSTRING",
    9: "COMPOUNDCURVE",
    10: "CURVEPOLYGON",
    11: "MULTICURVE",
    12: "MULTISURFACE",
    15: "POLYHEDRALSURFACE",
    16: "TIN",
    17: "TRIANGLE",
}
_DAMAGED = N_("its binary geometry is damaged")
_NO_TEXT = N_("its geometry is not well-known text (WKT)")
_SRID = re.compile(r"\s*SRID\s*=\s*(\d{1,9})\s*;", re.IGNORECASE)
_HEX = re.compile(r"\s*((?:[0-9A-Fa-f]{2}){9,})\s*")
_TOKEN = re.compile(r"\s*([A-Za-z]+|[(),]|[^\s(),A-Za-z][^\s(),]*)")


def parse_text(text: str) -> tuple[Node, int | None]:
    """Return the shape in WKT, EWKT or hexadecimal (E)WKB, and its EPSG code if it names one.

    Positions are in the unit of that CRS; heights and measures are dropped.

    Raises
    ------
    ShapeError
        When the text is none of them.
    """
    binary = _HEX.fullmatch(text)
    if binary:
        return parse_binary(bytes.fromhex(binary[1]))
    prefix = _SRID.match(text)
    tokens = _Tokens(text[prefix.end() :] if prefix else text)
    node = tokens.read_shape(0)
    tokens.expect("")
    return node, (int(prefix[1]) or None) if prefix else None


class _Tokens:
    """The words, numbers, commas and brackets of a WKT."""

    def __init__(self, text: str) -> None:
        self._tokens = [found[1] for found in _TOKEN.finditer(text)] + [""]
        self._next = 0

    def _take(self) -> str:
        token = self._tokens[self._next]
        self._next += 1
        return token

    def _peek(self) -> str:
        return self._tokens[self._next]

    def expect(self, token: str) -> None:
        if self._peek() != token:
            raise ShapeError(_NO_TEXT)
        self._next += 1

    def read_shape(self, depth: int, kind: str = "") -> Node:
        """Read a shape with the name of its kind, unless the kind is known from its parent."""
        if self._peek().isalpha() and self._peek().upper() != "EMPTY":
            kind = re.sub(r"(?<=.)(ZM|Z|M)$", "", self._take().upper())
            if self._peek().upper() in {"Z", "M", "ZM"}:
                self._take()
        if kind not in _KINDS.values() or depth > MAX_DEPTH:
            raise ShapeError(_NO_TEXT)
        if self._peek().upper() == "EMPTY":
            self._take()
            return Node(kind)
        member = _MEMBER_KINDS.get(kind)
        if member is None:
            return Node(kind, points=self._read_points())
        return Node(kind, self._read_members(member, depth))

    def _read_members(self, kind: str, depth: int) -> list[Node]:
        members = []
        self.expect("(")
        while True:
            if kind == "POINT" and self._peek() != "(":  # MULTIPOINT (1 2, 3 4)
                members.append(Node(kind, points=np.array([self._read_position()])))
            else:
                members.append(self.read_shape(depth + 1, kind))
            if self._peek() != ",":
                break
            self._take()
        self.expect(")")
        return members

    def _read_points(self) -> Floats:
        self.expect("(")
        points = [self._read_position()]
        while self._peek() == ",":
            self._take()
            points.append(self._read_position())
        self.expect(")")
        return np.array(points)

    def _read_position(self) -> tuple[float, float]:
        numbers = []
        while self._peek() not in {",", ")", "(", ""}:
            try:
                numbers.append(float(self._take()))
            except ValueError:
                raise ShapeError(_NO_TEXT) from None
        if not 2 <= len(numbers) <= 4:
            raise ShapeError(_NO_TEXT)
        return numbers[0], numbers[1]


_MEMBER_KINDS = {
    "POLYGON": "LINESTRING",
    "TRIANGLE": "LINESTRING",
    "MULTIPOINT": "POINT",
    "MULTILINESTRING": "LINESTRING",
    "MULTIPOLYGON": "POLYGON",
    "GEOMETRYCOLLECTION": "",
    "COMPOUNDCURVE": "LINESTRING",
    "CURVEPOLYGON": "LINESTRING",
    "MULTICURVE": "LINESTRING",
    "MULTISURFACE": "POLYGON",
    "POLYHEDRALSURFACE": "POLYGON",
    "TIN": "TRIANGLE",
}


def parse_binary(data: bytes) -> tuple[Node, int | None]:
    """Return the shape in WKB or EWKB, and its EPSG code if it names one.

    Positions are in the unit of that CRS; heights and measures are dropped.

    Raises
    ------
    ShapeError
        When the bytes are neither.
    """
    try:
        node, srid, _ = _read_binary(data, 0, 0)
    except (struct.error, IndexError, ValueError):
        raise ShapeError(_DAMAGED) from None
    return node, srid


def _read_binary(data: bytes, at: int, depth: int) -> tuple[Node, int | None, int]:
    order = "<" if data[at] == 1 else ">"
    (code,) = struct.unpack_from(order + "I", data, at + 1)
    at += 5
    srid = None
    if code & 0x20000000:
        (srid,) = struct.unpack_from(order + "I", data, at)
        at += 4
    plain = code & 0x0FFFFFFF
    extended = bool(code & 0x80000000) + bool(code & 0x40000000)
    dimensions = 2 + (extended or (0, 1, 1, 2)[plain // 1000])
    kind = _KINDS.get(plain % 1000)
    if kind is None or depth > MAX_DEPTH:
        raise ShapeError(_DAMAGED)
    node, at = _read_body(data, at, kind=kind, order=order, dimensions=dimensions, depth=depth)
    return node, srid or None, at


def _read_body(
    data: bytes, at: int, *, kind: str, order: str, dimensions: int, depth: int
) -> tuple[Node, int]:
    if kind == "POINT":
        points, at = _read_points(data, at, order, dimensions, count=1)
        return Node(kind, points=points[np.isfinite(points).all(axis=1)]), at
    (count,) = struct.unpack_from(order + "I", data, at)
    at += 4
    if kind in {"LINESTRING", "CIRCULARSTRING"}:
        points, at = _read_points(data, at, order, dimensions, count=count)
        return Node(kind, points=points), at
    members = []
    if count > len(data):
        raise ShapeError(_DAMAGED)
    for _ in range(count):
        if kind in {"POLYGON", "TRIANGLE"}:
            (length,) = struct.unpack_from(order + "I", data, at)
            points, at = _read_points(data, at + 4, order, dimensions, count=length)
            members.append(Node("LINESTRING", points=points))
        else:
            member, _, at = _read_binary(data, at, depth + 1)
            members.append(member)
    return Node(kind, members), at


def _read_points(
    data: bytes, at: int, order: str, dimensions: int, *, count: int
) -> tuple[Floats, int]:
    if not count:
        return NO_POINTS, at
    if count * dimensions * 8 > len(data) - at:
        raise ShapeError(_DAMAGED)
    numbers = np.frombuffer(data, order + "f8", count * dimensions, at)
    points = numbers.reshape(count, dimensions)[:, :2].astype(float)
    return points, at + count * dimensions * 8
