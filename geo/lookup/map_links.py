"""The position that the address of an online map names, and the system it is in.

Google's coordinates are taken as WGS 84, which its addresses and satellite pictures are in
everywhere; its road map of mainland China is drawn in GCJ-02, and the address does not say on which
of them a point was chosen. What the map page reads is the same (webapp/static/lib/map_links.js).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl

Pair = tuple[float, float]  # latitude and longitude, or the other way round

_NUMBER = r"([-+]?\d+(?:\.\d+)?)"
_WORD = "A-Za-z0-9_"
_LINK = re.compile(
    rf"(?:https?://(?![^\s/?#]*@)|(?:^|[^{_WORD}.@/-])(?=(?:[{_WORD}-]+\.)+(?:com|cn|org|gl)/))"
    rf"([{_WORD}.-]+)(?::[0-9]+)?([^\s?#]*)(\?[^\s#]*)?(#\S*)?",
    re.I,
)
_PAIR = re.compile(f"{_NUMBER},{_NUMBER}", re.ASCII)
_MARKER = re.compile(f"coord:{_NUMBER},{_NUMBER}", re.ASCII)
_IN_VIEW = re.compile(f".*?@{_NUMBER},{_NUMBER}", re.ASCII)
_PIN = re.compile(f".*?!3d{_NUMBER}!4d{_NUMBER}", re.ASCII)  # the view need not be centred on it
_MAP = re.compile(f".*?[#&]map=[0-9.]+/{_NUMBER}/{_NUMBER}", re.ASCII)


class LinkedPoint(NamedTuple):
    """A position in degrees, and the datum (`geo.geodesy.datum.DATUMS`) that they are in."""

    lat: float
    lon: float
    datum: str


@dataclass(frozen=True)
class _Link:
    path: str
    query: Mapping[str, str]
    fragment: str


@dataclass(frozen=True)
class _Site:
    """Hosts, the datum of their links unless a parameter names it, and how they are read."""

    host: re.Pattern[str]
    datum: str
    read: Callable[[_Link], Pair | None]
    named_by: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def has_link(text: str) -> bool:
    """Whether a text has a link in it, of a map or not."""
    return "://" in text or _LINK.search(text) is not None


def read_map_link(text: str) -> LinkedPoint | None:
    """Return the position that a link in a text names; None where none can be read.

    Short links name none: what they lead to is known to their server only.

    >>> read_map_link("https://uri.amap.com/marker?position=105.44,28.9")
    LinkedPoint(lat=28.9, lon=105.44, datum='gcj02')
    >>> read_map_link("https://surl.amap.com/1aBcD")
    """
    found = _LINK.search(text)
    site = next((each for each in _SITES if found and each.host.search(found[1].lower())), None)
    if not found or not site:
        return None
    values = dict(reversed(parse_qsl((found[3] or "").removeprefix("?"), keep_blank_values=True)))
    at = site.read(_Link(found[2], values, found[4] or ""))
    named = values.get(site.named_by)
    datum = site.datum if named is None else site.names.get(named.lower())
    if at is None or datum is None or abs(at[0]) > 90 or abs(at[1]) > 180:
        return None
    return LinkedPoint(*at, datum)


def _take(form: re.Pattern[str], text: str | None) -> Pair | None:
    found = form.match(text or "")
    return (float(found[1]), float(found[2])) if found else None


def _read_amap(link: _Link) -> Pair | None:
    lon_lat = _take(_PAIR, link.query.get("position"))
    if lon_lat:
        return lon_lat[1], lon_lat[0]
    by_name = f"{link.query.get('lat')},{link.query.get('lng')}"
    return _take(_PAIR, link.query.get("q")) or _take(_PAIR, by_name)


def _read_baidu(link: _Link) -> Pair | None:
    return _take(_PAIR, link.query.get("location"))


def _read_tencent(link: _Link) -> Pair | None:
    return _take(_MARKER, link.query.get("marker"))


def _read_openstreetmap(link: _Link) -> Pair | None:
    marked = f"{link.query.get('mlat')},{link.query.get('mlon')}"
    return _take(_PAIR, marked) or _take(_MAP, link.fragment)


def _read_google(link: _Link) -> Pair | None:
    return _take(_PIN, link.path) or _take(_IN_VIEW, link.path)


_SITES = (
    _Site(
        *(re.compile(r"(^|\.)amap\.com$"), "gcj02", _read_amap),
        named_by="coordinate",
        names={"gaode": "gcj02", "wgs84": "wgs84"},
    ),
    _Site(
        *(re.compile(r"(^|\.)map\.baidu\.com$"), "bd09", _read_baidu),
        named_by="coord_type",
        names={"bd09ll": "bd09", "gcj02": "gcj02", "wgs84": "wgs84"},
    ),
    _Site(re.compile(r"(^|\.)map\.qq\.com$"), "gcj02", _read_tencent),
    _Site(re.compile(r"(^|\.)(openstreetmap|osm)\.org$"), "wgs84", _read_openstreetmap),
    _Site(re.compile(r"(^|\.)google(\.[a-z]{2,3}){1,2}$"), "wgs84", _read_google),
)
