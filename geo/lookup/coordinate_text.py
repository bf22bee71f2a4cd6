"""Where a text is: coordinates as people write them, with the name of their map, or a map's link.

What the map page's search and point query read is the same (webapp/static/lib/coordinates.js).
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from geo.errors import N_, InputError
from geo.geodesy.antimeridian import unwrapped_bounds
from geo.lookup.map_links import read_map_link
from geo.zone import Zone

LatLon = tuple[float, float]

MOST_CHARACTERS = 2000
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_LETTER = re.compile("[NSEW]", re.IGNORECASE)
_WORDS = tuple(
    (re.compile(words, re.IGNORECASE), letter)
    for words, letter in (
        ("北纬|north", "N"),
        ("南纬|south", "S"),
        ("东经|east", "E"),
        ("西经|west", "W"),
        ("latitude|lat|纬度|longitude|lng|lon|经度", ""),
    )
)
# Whoever copies coordinates with the name of their map or system means that system. Its own digits
# are none that a number goes on after, and a dash right after it is no minus.
_AFTER = r"(?:\s*(?:地图|maps?|坐标系?|coordinates?|的))*(?:-|\s-\s)?"
_DATUM_WORDS = tuple(
    (datum, re.compile(rf"(?:{words}){_AFTER}", re.IGNORECASE))
    for datum, words in (
        (
            "gcj02",
            r"gcj(?:[-_ ]?0?2(?![0-9.]))?|火星|高德|腾讯|qq地图|amap|autonavi|gaode|tencent",
        ),
        ("bd09", r"bd[-_ ]?0?9(?:ll)?(?![0-9.])|(?:百度|baidu)(?:[-_ ]?0?9(?![0-9.]))?"),
        (
            "wgs84",
            r"(?:wgs[-_ ]?(?:19)?84|cgcs[-_ ]?2000|国家2000)(?![0-9.])"
            r"|gps(?:[-_ ]?84(?![0-9.]))?|2000国家(?:大地)?|天地图|tianditu",
        ),
    )
)
_AT_ENDS = re.compile(r"^[\s:,;()[\]【】/|]+|[\s:,;()[\]【】/|-]+$")
_DECIMAL_COMMAS = re.compile(
    r"([^,.]*[0-9]),([0-9][^,.]*?(?:[;\s]|,\s))([^,.]*[0-9]),([0-9][^,.]*)"
)
_AROUND = re.compile(r"^\s*geo:|[.。,;\s]+$", re.IGNORECASE)  # a link's begin, a sentence's end
_SLASH = re.compile(r"([0-9])\s*/\s*(?=[-+]?[0-9])")
_SIGNS = re.compile("[°º度'′’分\"″”秒、:()\\s]")
_TORN = re.compile("[0-9][NSEW][0-9]", re.IGNORECASE)


class Position(NamedTuple):
    """A position in degrees, and the datum that the text names, None where it names none.

    `note` is the map whose address doesn't tell the datum: "google", "apple", else empty.
    """

    lat: float
    lon: float
    datum: str | None
    note: str = ""


class _Angle(NamedTuple):
    value: float
    letter: str = ""


def find_middle(zone: Zone) -> LatLon:
    """Return latitude and longitude of the middle of a zone, which `read_position` takes."""
    west, south, east, north = unwrapped_bounds(zone.parts.geometry)
    return (south + north) / 2, (west + east) / 2


def read_position(text: str, near: LatLon) -> Position:
    """Return where a text is: the link of a map, or coordinates, with their system if it is named.

    Parameters
    ----------
    text : str
        As it was typed or pasted.
    near : tuple of float
        Latitude and longitude. Of two numbers without letters that may be either, the order that
        lies nearer is taken.

    Raises
    ------
    InputError
        When it is neither, can't be read, or names several places.

    >>> read_position("高德 105.44，28.9", near=(28, 105))
    Position(lat=28.9, lon=105.44, datum='gcj02', note='')
    >>> read_position("28°54′N 105°24′E", near=(0, 0))
    Position(lat=28.9, lon=105.4, datum=None, note='')
    """
    is_short = len(text) <= MOST_CHARACTERS
    linked = read_map_link(text) if is_short else None
    if linked:
        return Position(*linked)
    datum, rest = split_datum(text)
    found = parse_coordinates(rest, near) if is_short else None
    if found is None:
        raise InputError(
            N_(
                "This is not a pair of coordinates. "
                "Enter latitude and longitude, for example 28.9, 105.46."
            )
        )
    return Position(*found, datum)


def split_datum(raw: str) -> tuple[str | None, str]:
    """Return the datum that a text names, and the text without that name.

    Of several that disagree there is none.
    """
    text = unicodedata.normalize("NFKC", raw)
    found = [(datum, words) for datum, words in _DATUM_WORDS if words.search(text)]
    if len(found) != 1:
        return None, text
    [(datum, words)] = found
    return datum, _AT_ENDS.sub("", words.sub(" ", text))


def parse_coordinates(raw: str, near: LatLon) -> LatLon | None:
    """Return the latitude and longitude that a text says, in degrees, or None.

    Without letters: what is beyond 90 is the longitude; else the order that lies nearer to `near`,
    so that both customs are understood.
    """
    text = re.sub("[−–]", "-", unicodedata.normalize("NFKC", raw))
    text = _SLASH.sub(r"\1,", _AROUND.sub("", text))
    with_commas = _DECIMAL_COMMAS.fullmatch(text.strip())
    if with_commas:
        text = "{}.{}{}.{}".format(*with_commas.groups())
    if re.search(r"[0-9]\s*:\s", text):  # a number that announces others, no degrees
        return None
    for word, letter in _WORDS:
        text = word.sub(letter, text)
    angles = [_read_angle(each) for each in _halve(text)]
    if len(angles) != 2:
        return None
    return _order(angles, near)


def _halve(text: str) -> Sequence[str]:
    """Return the text of each of the two: cut at the comma, else by letters, else in the middle."""
    cut = re.split("[,;]", text)
    if len(cut) > 1:
        return cut
    letters = [each.start() for each in _LETTER.finditer(text)]
    numbers = [each.start() for each in _NUMBER.finditer(text)]
    if letters:
        leads = bool(numbers) and letters[0] < numbers[0]
        at = letters[-1] if leads else letters[0] + 1
    else:
        at = 0 if len(numbers) % 2 or not numbers else numbers[len(numbers) // 2]
    return (text[:at], text[at:]) if at else ()


def _read_angle(text: str) -> _Angle:
    numbers, letters = _NUMBER.findall(text), _LETTER.findall(text)
    rest = _SIGNS.sub("", _LETTER.sub("", _NUMBER.sub("", text)))
    is_torn = _TORN.search(text) or (letters and numbers and numbers[0][0] in "+-")
    if rest or is_torn or not 1 <= len(numbers) <= 3 or len(letters) > 1:
        return _Angle(math.nan)
    whole, minutes, seconds = (*map(float, numbers), 0.0, 0.0)[:3]
    if not (0 <= minutes < 60 and 0 <= seconds < 60):
        return _Angle(math.nan)
    letter = letters[0].upper() if letters else ""
    is_negative = numbers[0].startswith("-") or letter in {"S", "W"}
    value = abs(whole) + minutes / 60 + seconds / 3600
    return _Angle(-value if is_negative else value, letter)


def _order(angles: Sequence[_Angle], near: LatLon) -> LatLon | None:
    """Return latitude and longitude of the two angles, in the order that they say."""
    (first, letter), (second, other) = angles
    said = {letter in {"N", "S"}} if letter else set()
    said |= {other in {"E", "W"}} if other else set()
    orders = [
        each
        for is_latitude_first, each in ((True, (first, second)), (False, (second, first)))
        if said <= {is_latitude_first} and abs(each[0]) <= 90 and abs(each[1]) <= 180
    ]
    return min(orders, key=lambda each: math.dist(each, near), default=None)
