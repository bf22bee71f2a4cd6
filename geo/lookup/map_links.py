"""The place that the link of an online map in a text names (`geo.lookup.map_sites`).

A text that names several places is refused, so that none of them is taken unseen. So is Baidu's
plane (bd09mc): Baidu publishes no formula for it, and the coefficients that are passed round come
without an error. What the map page reads is the same (webapp/static/lib/map_links.js).
"""

import re
import unicodedata
from itertools import groupby
from typing import NamedTuple

from geo.errors import N_, InputError
from geo.lookup.map_sites import Link, Pair, Site, find_site, read_geo

# Marks of degrees and minutes of other keyboards, all kinds of space, and what is not seen.
_FORMS = tuple(
    (re.compile(form), plain)
    for form, plain in (
        ("º", "°"),
        ("´", "′"),
        ("[\u200b-\u200f\u202a-\u202e\ufeff]+", ""),
        (r"[\s\x00-\x1f\x7f-\x9f]+", " "),
    )
)
_WORD = "A-Za-z0-9_"
_LINK = re.compile(
    rf"(?:https?://(?![^\s/?#]*@)|(?:^|[^{_WORD}.@/-])(?=(?:[{_WORD}-]+\.)+(?:com|cn|org|gl)/))"
    rf"([{_WORD}.-]+)(?::[0-9]+)?(?=[/?#\s]|$)([^\s?#]*)(\?[^\s#]*)?(#\S*)?",
    re.I | re.A,
)
_NUMBER = r"([-+]?[0-9]+(?:\.[0-9]+)?)"
_GEO = re.compile(
    rf"(?:^|[^{_WORD}])geo:{_NUMBER},{_NUMBER}(?:,[-+]?[0-9.]+)?"
    rf"(?![{_WORD}]|[.,]*[0-9])((?:;[^\s?;]+)*)(\?\S*)?",
    re.I | re.A,
)
# What is written around a link, and no part of one.
_WRAPS = re.compile(r"""[<>‹›«»《》〈〉「」“”]|["'‘’](?=[\s,;.。)\]】]|$)|(?<![^\s(\[【])["'‘’]""")
# Whose links are told to lead to others; only their servers know where.
_SHORT_HOST = re.compile(r"(?:^|\.)(?:surl\.amap\.com|j\.map\.baidu\.com|goo\.gl)$", re.I)
_CUT = "\n"  # which a normalized text lacks
_DECIMAL_STOP = re.compile("(?<![0-9.。])([0-9]{1,3})。(?=[0-9])")
_AT_ENDS = re.compile(r"^[\s:,;.。、()\[\]【】|-]+|[\s:,;.。、()\[\]【】|-]+$")
_STOPS = ".。,;)]】、"
# Coordinates beside a link: two numbers with decimals close to each other, or marks of degrees.
_BESIDE = re.compile(r"[0-9]\.[0-9]+[^0-9.]{1,6}[0-9]{1,3}\.[0-9]|[°度].*[°度]", re.DOTALL)
_DECIMALS, _DEGREES = re.compile(r"[0-9]\.[0-9]"), re.compile("[°度]")
_MOST_OF_ONE = 3  # one position has two numbers, and may have a height

SEVERAL = N_("This text names several places. Paste the link or the coordinates of one of them.")
UNREAD = N_(
    "This link contains no coordinates that can be read here: paste the coordinates instead."
)
SHORT = N_(
    "This short link has no coordinates of its own: open it in a browser and paste the full "
    "address that is shown then. If that can't be read, paste the coordinates instead."
)
IN_PLANE = N_(
    "This link has plane coordinates of Baidu, whose formula is not published: paste "
    "longitude and latitude instead."
)


class LinkedPoint(NamedTuple):
    """A position in degrees, and the datum (`geo.geodesy.datum.DATUMS`) that they are in.

    `note` is the map whose address doesn't tell the datum: "google", "apple", else empty.
    """

    lat: float
    lon: float
    datum: str
    note: str = ""


def normalize_text(text: str) -> str:
    """Return a text in the forms of characters that are read here.

    A raised or circled digit stays what it is: none that a number goes on with. The stop that a
    Chinese keyboard writes is a decimal point after a whole number of degrees.

    >>> normalize_text("２８º５４´　②"), normalize_text("28。9，105。46。2号")
    ('28°54′ ②', '28.9,105.46。2号')
    """
    for form, plain in _FORMS:
        text = form.sub(plain, text)
    parts = groupby(text, lambda each: unicodedata.category(each) == "No")
    plain_text = "".join(
        "".join(part) if is_other else unicodedata.normalize("NFKC", "".join(part))
        for is_other, part in parts
    )
    return _DECIMAL_STOP.sub(r"\1.", plain_text)


def read_map_link(text: str) -> LinkedPoint | None:
    """Return the position that a link in a text names; None for a text without a link.

    Short links name none: what they lead to is known to their server only.

    Raises
    ------
    InputError
        When the link names no position that can be read, or the text names several.

    >>> read_map_link("https://uri.amap.com/marker?position=105.44,28.9")
    LinkedPoint(lat=28.9, lon=105.44, datum='gcj02', note='')
    >>> read_map_link("28.9, 105.44")
    """
    plain = _WRAPS.sub(" ", normalize_text(text))
    links = list(_LINK.finditer(plain))
    rest = _LINK.sub(" ", plain)
    geo_links = list(_GEO.finditer(rest))
    if not links and not geo_links:
        if "://" in plain:
            raise InputError(UNREAD)
        if _names_several(plain):
            raise InputError(SEVERAL)
        return None
    of_maps = {
        each[0].strip().rstrip(_STOPS): (site, each)
        for each in links
        if (site := find_site(each[1])) is not None
    }
    count = len(of_maps) + len({each[0].strip().rstrip(_STOPS) for each in geo_links})
    if count > 1 or _BESIDE.search(_GEO.sub(" ", rest)):
        raise InputError(SEVERAL)
    if geo_links:
        return _choose(read_geo(*(part or "" for part in geo_links[0].groups())), "wgs84")
    if not of_maps:
        raise InputError(SHORT if any(map(_is_short, links)) else UNREAD)
    site, found = next(iter(of_maps.values()))
    if _is_short(found):
        raise InputError(SHORT)
    return _read_link(site, Link(found[2], found[3] or "", found[4] or ""))


def _is_short(link: re.Match[str]) -> bool:
    return _SHORT_HOST.search(link[1]) is not None


def find_link_name(text: str) -> str:
    """Return what stands before the link in a text, else what stands after it.

    >>> find_link_name("甲地：https://uri.amap.com/marker?position=105.44,28.9")
    '甲地'
    """
    plain = _WRAPS.sub(" ", normalize_text(text))
    rest = _GEO.sub(_CUT, _LINK.sub(_CUT, plain))
    names = (_AT_ENDS.sub("", each) for each in rest.split(_CUT))
    return next((each for each in names if each), "")


def _read_link(site: Site, link: Link) -> LinkedPoint:
    if site.is_in_plane(link):
        raise InputError(IN_PLANE)
    return _choose(site.read(link), site.find_datum(link), site.note)


def _choose(places: list[Pair], datum: str | None, note: str = "") -> LinkedPoint:
    """Return the one place that there is."""
    distinct = set(places)
    if len(distinct) > 1:
        raise InputError(SEVERAL)
    lat, lon = next(iter(distinct), (181.0, 181.0))
    if datum is None or abs(lat) > 90 or abs(lon) > 180:
        raise InputError(UNREAD)
    return LinkedPoint(lat, lon, datum, note)


def _names_several(text: str) -> bool:
    """Whether a text without a link has the numbers of more than one position."""
    return any(len(form.findall(text)) > _MOST_OF_ONE for form in (_DECIMALS, _DEGREES))
