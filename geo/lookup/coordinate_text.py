"""Where a text is: coordinates as people write them, with the name of their map, or a map's link.

What the map page's search and point query read is the same (webapp/static/lib/coordinates.js).
"""

import math
import re
from typing import NamedTuple

from geo.errors import N_, InputError
from geo.geodesy.antimeridian import unwrapped_bounds
from geo.lookup.beside.datum_words import names_another_place, split_datum
from geo.lookup.beside.position_name import list_cuts, take_off_words
from geo.lookup.map_links import find_link_name, normalize_text, read_map_link
from geo.zone import Zone

LatLon = tuple[float, float]

MOST_CHARACTERS = 2000
_SIXTIETHS = "([0-5]?[0-9](?:[.][0-9]+)?)"
# A label, a letter, a sign, then degrees, minutes after degrees, and seconds after minutes.
_ANGLE = re.compile(
    rf"([纬经]?)[ :=]*([NSEW]?)[ :=]*([-+]?)([0-9]+(?:[.][0-9]+)?)"
    rf"(?: ?[°度: ] ?{_SIXTIETHS}"
    rf"(?: ?['′’分: ] ?{_SIXTIETHS} ?(?:[\"″”秒]|['′’]{{2}})?| ?['′’分])?| ?[°度])?"
    r" ?([NSEW]?)",
    re.IGNORECASE | re.ASCII,
)
_SIDES = re.compile("[NSEW纬经]", re.IGNORECASE | re.ASCII)
_WORDS = tuple(
    (re.compile(words, re.IGNORECASE | re.ASCII), letter)
    for words, letter in (
        ("北纬|north", "N"),
        ("南纬|south", "S"),
        ("东经|east", "E"),
        ("西经|west", "W"),
        ("latitude|lat|纬度", "纬"),
        ("longitude|lng|lon|经度", "经"),
    )
)
_DECIMAL_COMMAS = re.compile(
    r"([^,.]*[0-9]),([0-9][^,.]*?(?:[;\s]|,\s))([^,.]*[0-9]),([0-9][^,.]*)"
)
_AROUND = re.compile(r"^\s*geo:|[.。,;\s]+$", re.IGNORECASE)  # a link's begin, a sentence's end
_WRAPPED = re.compile(r"""\s*[(\["'](.*)[)\]"']""")
# A number that announces others; a fraction or a date; a number with an exponent.
_NO_PAIR = re.compile(
    r"[0-9]\s*:\s|^\s*[0-9]+\s*/\s*[0-9]+$"
    "|^[^NSEW纬经]*[0-9][NSEW][-+0-9][^NSEW纬经]*$",
    re.IGNORECASE | re.ASCII,
)
_MARKED = re.compile("['′’分]|[0-9]:[0-9]")


class Position(NamedTuple):
    """A position in degrees, and the datum that the text names, None where it names none.

    `note` is the map whose address doesn't tell the datum: "google", "apple", else empty.
    `name` is what stands beside the position, if anything does.
    """

    lat: float
    lon: float
    datum: str | None
    note: str = ""
    name: str = ""


class _Angle(NamedTuple):
    value: float
    sides: str  # the label and letters: of NS and 纬 it is a latitude, of EW and 经 a longitude
    numbers: int


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
    Position(lat=28.9, lon=105.44, datum='gcj02', note='', name='')
    >>> read_position("28°54′N 105°24′E", near=(0, 0))
    Position(lat=28.9, lon=105.4, datum=None, note='', name='')
    >>> read_position("泸州高新区 105.44,28.9", near=(28, 105))
    Position(lat=28.9, lon=105.44, datum=None, note='', name='泸州高新区')
    """
    found = find_position(text, near)
    if found is None:
        raise InputError(
            N_(
                "This is not a pair of coordinates. "
                "Enter latitude and longitude, for example 28.9, 105.46."
            )
        )
    return found


def find_position(text: str, near: LatLon) -> Position | None:
    """Return what `read_position` does, or None for a text without a link and coordinates."""
    if len(text) > MOST_CHARACTERS:
        return None
    linked = read_map_link(text)
    if linked:
        return Position(*linked, name=find_link_name(text))
    datum, rest = split_datum(text)
    found = parse_coordinates(rest, near) or parse_coordinates(take_off_words(rest), near)
    return Position(*found, datum) if found else _find_beside_name(text, near)


def _find_beside_name(text: str, near: LatLon) -> Position | None:
    """Return the position beside a name; None where there is more than one way to read it."""
    if names_another_place(text):
        return None
    datum, rest = split_datum(text)
    found: dict[LatLon, str] = {}
    for cut in list_cuts(rest):
        at = parse_coordinates(cut.rest, near)
        if at is None:
            continue
        is_in_doubt = cut.doubt and parse_coordinates(cut.doubt, near) is not None
        if is_in_doubt or (cut.is_order and abs(at[1]) <= 90):
            return None
        found[at] = min(found.get(at, cut.name), cut.name, key=len)
    if len(found) != 1:
        return None
    [(at, name)] = found.items()
    return Position(*at, datum, name=name)


def parse_coordinates(raw: str, near: LatLon) -> LatLon | None:
    """Return the latitude and longitude that a text says, in degrees, or None.

    Without letters: what is beyond 90 is the longitude; else the order that lies nearer to `near`,
    so that both customs are understood. A text that can be cut into two in several ways is none.
    """
    text = _AROUND.sub("", re.sub("[−–]", "-", normalize_text(raw)))
    wrapped = _WRAPPED.fullmatch(text)
    text = wrapped[1] if wrapped else text
    with_commas = _DECIMAL_COMMAS.fullmatch(text.strip())
    if with_commas:
        text = "{}.{}{}.{}".format(*with_commas.groups())
    for word, letter in _WORDS:
        text = word.sub(letter, text)
    one = _read_angle(_space_sides(text))
    if _NO_PAIR.search(text) or (one and one.sides):  # 28 55 E is one of the two
        return None
    found = [pair for each in _list_halves(text) if (pair := _read_pair(*each, near)) is not None]
    return found[0] if len(found) == 1 else None


def _list_halves(text: str) -> list[tuple[str, str]]:
    """Return the ways to cut a text into two: at its only comma, else at each space or letter."""
    first, *others = map(_space_sides, re.split("[,;、/]", text))
    if others:
        return [(first, others[0])] if len(others) == 1 else []
    words = first.split()
    return [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]


def _space_sides(text: str) -> str:
    return " ".join(_SIDES.sub(r" \g<0> ", text).split())


def _read_pair(one: str, other: str, near: LatLon) -> LatLon | None:
    first, second = _read_angle(one), _read_angle(other)
    if first is None or second is None:
        return None
    # Without a mark, a number more on one side is a stray one.
    if first.numbers != second.numbers and not _MARKED.search(f"{one} {other}"):
        return None
    return _order(first, second, near)


def _read_angle(text: str) -> _Angle | None:
    found = _ANGLE.fullmatch(text)
    if not found:
        return None
    label, before, sign, *numbers, after = found.groups(default="")
    letter, sides = (before + after).upper(), label + before + after
    seconds = numbers[2]
    # Minutes after degrees with decimals, or a time before a number.
    is_broken = re.search(r"\.[0-9]+[^0-9]+[0-9]|:[0-9]+ [0-9]", text) is not None
    is_time = ":" in text and not (seconds or sides)
    if is_broken or is_time or len(letter) > 1 or (letter and sign):
        return None
    whole, sixtieths, rest = (float(each or 0) for each in numbers)
    value = whole + sixtieths / 60 + rest / 3600
    is_negative = sign == "-" or letter in {"S", "W"}
    return _Angle(-value if is_negative else value, label + letter, sum(map(bool, numbers)))


def _order(first: _Angle, second: _Angle, near: LatLon) -> LatLon | None:
    """Return latitude and longitude of the two angles, in the order that they say."""
    said = {side in "NS纬" for side in first.sides} | {side in "EW经" for side in second.sides}
    orders = [
        (lat.value, lon.value)
        for is_latitude_first, lat, lon in ((True, first, second), (False, second, first))
        if said <= {is_latitude_first} and abs(lat.value) <= 90 and abs(lon.value) <= 180
    ]
    return min(orders, key=lambda each: math.dist(each, near), default=None)
