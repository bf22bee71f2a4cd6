"""Added shapes that travel in an address, `#plots=…`: JSON, gzipped, in the letters of base64url.

`webapp/static/plots/keeping/link_text.js` writes them, within the same limits. What is read comes
from whoever made the address, and is taken for nothing but names and shapes.
"""

import base64
import binascii
import json
import math
import re
import zlib
from collections.abc import Iterator
from typing import Any

import shapely

from geo.errors import N_, InputError
from geo.io.plain_text import replace_controls
from maps.figure.overlay.model import AddedShape

MAX_LAYERS, MAX_SHAPES, MAX_VERTICES = 20, 500, 2_000
_MAX_BYTES, _MAX_NAME = 1_000_000, 200
_GZIP = 16 + zlib.MAX_WBITS
_LETTERS = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_UNREADABLE = N_(
    "The shapes after %(name)s can't be read. Copy the link with your data again, or send a file."
)
# How deep the positions of each kind are nested.
_DEPTHS = {"Point": 0, "LineString": 1, "MultiPoint": 1, "Polygon": 2, "MultiLineString": 2}
_DEPTHS |= {"MultiPolygon": 3}


def unpack_shapes(letters: str) -> tuple[AddedShape, ...]:
    """Return the shapes in the value of `plots`, each with the number of its layer.

    Raises
    ------
    InputError
        When it is damaged, too large, or says something else.
    """
    try:
        version, layers = json.loads(_inflate(letters))
        if version != 1 or not 0 < len(layers) <= MAX_LAYERS:
            raise _refuse()
        found = tuple(each for n, layer in enumerate(layers) for each in _read_layer(layer, n))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, zlib.error):
        raise _refuse() from None
    except shapely.errors.ShapelyError:
        raise _refuse() from None
    vertices = sum(shapely.get_num_coordinates(each.shape) for each in found)
    if len(found) > MAX_SHAPES or vertices > MAX_VERTICES:
        raise _refuse()
    return found


def _refuse() -> InputError:
    return InputError(_UNREADABLE, name="plots=")


def _inflate(letters: str) -> bytes:
    if not _LETTERS.fullmatch(letters):
        raise _refuse()
    try:
        packed = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        raise _refuse() from None
    through = zlib.decompressobj(_GZIP)
    text = through.decompress(packed, _MAX_BYTES)
    if not through.eof or through.unused_data:
        raise _refuse()
    return text


def _read_layer(layer: Any, number: int) -> Iterator[AddedShape]:
    _name, is_drawn, shapes = layer
    for name, kind, coordinates in shapes:
        if not isinstance(name, str) or not _are_positions(coordinates, _DEPTHS[kind]):
            raise _refuse()
        shape = shapely.geometry.shape({"type": kind, "coordinates": coordinates})
        yield AddedShape(replace_controls(name[:_MAX_NAME]), shape, number, is_drawn == 1)


def _are_positions(value: Any, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_are_positions(each, depth - 1) for each in value)
    are_numbers = all(type(each) in (int, float) and math.isfinite(each) for each in value)
    return are_numbers and len(value) == 2 and abs(value[0]) <= 180 and abs(value[1]) <= 90
