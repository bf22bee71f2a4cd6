"""The pieces of an address's fragment, split as the map page's script splits them.

`webapp/static/lib/url_state.js` writes them, and `maps/web/static/zone-view.js` the view. Both
sides are tested on the examples in `tests/support/state_cases.json`.
"""

import math
import re
from typing import NamedTuple
from urllib.parse import unquote

from maps.figure.bounds import Bounds

_VIEW = re.compile(r"bounds=|[\d.]+/.+/", re.ASCII)
_END = re.compile(r"[#?]")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_BOUNDS = re.compile("bounds=" + ",".join([_NUMBER] * 4), re.ASCII)
_CENTRE = re.compile("/".join([_NUMBER] * 3), re.ASCII)
_COMMA = re.compile("%2c", re.IGNORECASE)
_SCREEN_PX = (1024, 640)  # of a screen that older addresses, with a zoom, were made on
_TILE_PX = 256
_MAX_ZOOM = 22.0


class Fragment(NamedTuple):
    """The view as it is written, or None, and the other values by their key."""

    view: str | None
    values: dict[str, str]


def split_fragment(text: str) -> Fragment:
    """Return the view and the values in a fragment, with or without its `#`.

    Pieces without a key are left out, as the script leaves them out.

    >>> split_fragment("#bounds=1,2,3,4&line=28.9,105.4;29,105").values
    {'line': '28.9,105.4;29,105'}
    """
    view, values = None, dict[str, str]()
    for piece in filter(None, text.removeprefix("#").split("&")):
        key, sign, value = piece.partition("=")
        if _VIEW.match(piece):
            view = piece
        elif sign and key:
            values[key] = decode_value(value)
    return Fragment(view, values)


def decode_value(text: str) -> str:
    """Return a value without its percent-escapes; one with a wrong escape as it is written."""
    if _ESCAPE.search(text):
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def read_view(text: str) -> Bounds | None:
    """Return the bounds that a view stands for: south, west, north, east in WGS 84 degrees.

    Across 180 degrees, east is less than west. A view of older addresses (zoom, latitude and
    longitude) is that of a screen of usual size.

    Parameters
    ----------
    text : str
        Such as `bounds=28.7,105.2,29.2,105.7`. What a host appended after `#` or `?` is left out.

    Returns
    -------
    Bounds or None
        None where the text is no view.
    """
    plain = _COMMA.sub(",", _END.split(text, maxsplit=1)[0])
    if sides := _BOUNDS.fullmatch(plain):
        return _check_bounds(*map(float, sides.groups()))
    if centre := _CENTRE.fullmatch(plain):
        zoom, lat, lon = map(float, centre.groups())
        if 0 <= zoom <= _MAX_ZOOM and abs(lat) <= 85 and abs(lon) <= 540:
            return _bound_screen(zoom, lat, lon)
    return None


def _check_bounds(south: float, west: float, north: float, east: float) -> Bounds | None:
    east = east + 360 if east < west else east
    is_box = abs(south) <= 90 and abs(north) <= 90 and south < north and west < east
    if not is_box or abs(west) > 360 or east - west > 360:
        return None
    return south, _wrap(west), north, _wrap(east)


def _wrap(lon: float) -> float:
    """Return a longitude within 180 degrees, with the digits that it has."""
    turns = round(lon / 360) if abs(lon) > 180 else 0
    return round(lon - 360 * turns, 9)


def _bound_screen(zoom: float, lat: float, lon: float) -> Bounds:
    """Return what a screen shows in Web Mercator around a centre, WGS 84 degrees."""
    world_px = _TILE_PX * 2**zoom
    across, up = (side / world_px for side in _SCREEN_PX)
    middle = math.asinh(math.tan(math.radians(lat)))
    south, north = (
        math.degrees(math.atan(math.sinh(middle + sign * up * math.pi))) for sign in (-1, 1)
    )
    half = min(180 * across, 179.0)
    west, east = (_wrap(round(lon + sign * half, 6)) for sign in (-1, 1))
    return round(south, 6), west, round(north, 6), east
