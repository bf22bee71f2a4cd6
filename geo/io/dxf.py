"""DXF drawings (AutoCAD 2000): closed polylines and texts; equal inputs, equal bytes.

Text is in code page 936 (GBK), which AutoCAD, GDAL (QGIS) and LibreOffice read; GDAL doesn't read
the UTF-8 of AutoCAD 2007. What the page lacks is written as its number, after a backslash and `U+`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.io.dxf_frame import BLOCKS, HEADER, LAYER, OBJECTS, TABLES

APPLICATION = "ZONEMAP"  # whose extended data an outline has
MAX_TEXT = 250  # characters
_MAX_MARK_BYTES = 255
_DECIMALS = 4
_FIRST_HANDLE = 0x30
_NOT_IN_LAYER = re.compile(r"[<>/\\\":;?*|,=`']")
_ENCODING = "gbk"
_CODES = re.compile(r"\\(?=[UMum]\+)|%(?=%)|\^")
_PLAIN = {"^": "^ ", "%": "% ", "\\": "/"}

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Outline:
    """A closed ring in metres, shape (n, 2), the last point as the first.

    `marks` are kept with it as extended data, where other programs see them as "key=value".
    """

    ring: Floats
    layer: str
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Label:
    """A text of one line; `point`, in metres, is its middle, or its left end."""

    text: str
    point: tuple[float, float]
    height_m: float
    layer: str
    is_centred: bool = True


def render_dxf(
    items: Sequence[Outline | Label],
    *,
    layers: Mapping[str, int],
    bounds: Bounds,
    comments: Iterable[str] = (),
) -> bytes:
    """Return a drawing in metres, east before north, with four decimals.

    Parameters
    ----------
    items : sequence of Outline or Label
        Whose layers are among `layers`.
    layers : Mapping
        The colour of each layer (1 to 255, of AutoCAD's index), by a name as `clean_layer` has it.
    bounds : tuple of float
        Least east and north, greatest east and north: what is seen when the drawing is opened.
    comments : iterable of str
        Lines at the head of the file, which programs pass over.
    """
    return b"".join(map(_encode_line, _iter_lines(items, layers, bounds, comments)))


def clean_layer(name: str) -> str:
    """Return a name that a layer can have.

    >>> clean_layer("a/b:c")
    'a_b_c'
    """
    return _NOT_IN_LAYER.sub("_", _make_printable(name))[:MAX_TEXT].strip() or "_"


def list_rings(shape: Geometry) -> list[Floats]:
    """Return the rings of an area, rounded, without points that rounding made equal.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        In a CRS in metres, east first.

    Returns
    -------
    list of array, each of shape (n, 2)
        Closed, in the same CRS; outer rings and holes alike. Empty for an empty shape.
    """
    found = []
    for ring in (ring for each in shapely.get_parts(shape) for ring in shapely.get_rings(each)):
        points = shapely.get_coordinates(ring).round(_DECIMALS)
        kept = np.append((points[1:] != points[:-1]).any(axis=1), True)
        found.append(points[kept])
    return found


def _iter_lines(
    items: Sequence[Outline | Label],
    layers: Mapping[str, int],
    bounds: Bounds,
    comments: Iterable[str],
) -> Iterator[str]:
    first = _FIRST_HANDLE + len(layers)
    for each in comments:
        yield from ("999", _make_printable(each))
    yield from _split_pairs(_fill_frame(layers, bounds, first + len(items)))
    yield from _split_pairs(BLOCKS)
    for handle, item in enumerate(items, first):
        yield from (
            _draw_outline(item, handle) if isinstance(item, Outline) else _draw_label(item, handle)
        )
    yield from _split_pairs(OBJECTS)


def _split_pairs(text: str) -> Iterator[str]:
    """Yield the lines of a file for pairs written as `code value`."""
    for line in text.splitlines():
        yield from line.split(" ", 1)


def _fill_frame(layers: Mapping[str, int], bounds: Bounds, next_handle: int) -> str:
    west, south, east, north = bounds
    header = HEADER.format(
        west=west, south=south, east=east, north=north, next_handle=f"{next_handle:X}"
    )
    records = [LAYER.format(handle="10", name="0", colour=7)]
    for handle, (name, colour) in enumerate(layers.items(), _FIRST_HANDLE):
        records.append(LAYER.format(handle=f"{handle:X}", name=name, colour=colour))
    return header + TABLES.format(
        middle_east=(west + east) / 2,
        middle_north=(south + north) / 2,
        height=max(north - south, (east - west) / 1.6, 1.0) * 1.1,
        layer_count=len(records),
        layers="".join(records),
        application=APPLICATION,
    )


def _start_entity(kind: str, handle: int, layer: str) -> list[str]:
    return ["0", kind, "5", f"{handle:X}", "330", "1F", "100", "AcDbEntity", "8", layer]


def _draw_outline(outline: Outline, handle: int) -> Iterator[str]:
    yield from _start_entity("LWPOLYLINE", handle, outline.layer)
    corners = outline.ring[:-1].tolist()
    yield from ("100", "AcDbPolyline", "90", str(len(corners)), "70", "1", "43", "0.0")
    for east, north in corners:
        yield from ("10", _format_metres(east), "20", _format_metres(north))
    if outline.marks:
        yield from ("1001", APPLICATION)
        for key, value in outline.marks.items():
            text = f"{key}={_make_printable(value)}"
            yield from ("1000", text.encode()[:_MAX_MARK_BYTES].decode(errors="ignore"))


def _draw_label(label: Label, handle: int) -> Iterator[str]:
    yield from _start_entity("TEXT", handle, label.layer)
    point = ("10", "20"), ("11", "21")
    places = [
        (code, _format_metres(value))
        for pair in point
        for code, value in zip(pair, label.point, strict=True)
    ]
    across, up = ("4", "0") if label.is_centred else ("0", "0")
    yield from ("100", "AcDbText", *places[0], *places[1], "30", "0.0")
    yield from ("40", _format_metres(label.height_m), "1", _clean_text(label.text), "7", "Standard")
    if across != "0":
        yield from ("72", across, *places[2], *places[3], "31", "0.0")
    yield from ("100", "AcDbText", "73", up)


def _format_metres(value: float) -> str:
    return f"{value:.{_DECIMALS}f}"


def _clean_text(text: str) -> str:
    """Return one line without what a drawing program would take for a code."""
    plain = _make_printable(text)
    cut = plain if len(plain) <= MAX_TEXT else plain[: MAX_TEXT - 1] + "…"
    return _CODES.sub(lambda found: _PLAIN[found[0]], cut)


def _make_printable(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)


def _encode_line(line: str) -> bytes:
    try:
        return line.encode(_ENCODING) + b"\r\n"
    except UnicodeEncodeError:
        return "".join(map(_escape_character, line)).encode(_ENCODING) + b"\r\n"


def _escape_character(character: str) -> str:
    """Return the number of a character that the code page lacks; one beyond four digits is lost."""
    try:
        character.encode(_ENCODING)
    except UnicodeEncodeError:
        return f"\\U+{ord(character):04X}" if ord(character) < 0x10000 else "?"
    return character
