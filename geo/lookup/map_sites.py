"""How the addresses of each online map name places, and the system that they are in.

Google's and Apple's coordinates are taken as WGS 84. Google's are that by its addresses and
satellite pictures; its road map of mainland China is drawn in GCJ-02, as Apple's whole map of it
is, which is AutoNavi's. An address does not tell whether a point was chosen on such a map, or is
a measured position: who reads it says so beside the answer.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote_plus

Pair = tuple[float, float]  # latitude and longitude

_NUMBER = r"([-+]?[0-9]+(?:\.[0-9]+)?)"
_PAIR = re.compile(rf"\s*{_NUMBER}\s*,\s*{_NUMBER}")
_MORE = re.compile(r"[|;,\s]([-+]?[0-9]+\.[0-9]+),([-+]?[0-9]+\.[0-9]+)")
_ONLY_PAIR = re.compile(rf"\s*(?:loc:)?{_PAIR.pattern}\s*(?:\([^)]*\))?[\s.。,;)\]】]*")
_MARKER = re.compile(rf"(?:^|\|)coord:{_NUMBER},{_NUMBER}")
_IN_VIEW = re.compile(rf"@{_NUMBER},{_NUMBER}")
_PIN = re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}")  # the view need not be centred on it
_MAP = re.compile(rf"[#&]map=[0-9.]+/{_NUMBER}/{_NUMBER}")
_METRES = re.compile(r"@[0-9]{5,}(?:\.[0-9]+)?,[0-9]{5,}")


class Link:
    """An address: its path, fragment and parameters, of which each may occur more than once."""

    def __init__(self, path: str, query: str, fragment: str) -> None:
        self.path, self.fragment = path, fragment
        self._query = parse_qsl(query.removeprefix("?"), keep_blank_values=True)

    def get_all(self, *names: str) -> list[str]:
        """Return the values of the parameters of these names."""
        return [value for name in names for key, value in self._query if key == name]

    def pair_up(self, lat: str, lon: str) -> list[str]:
        """Return the values of two parameters that are written as one elsewhere."""
        return [",".join(each) for each in zip(self.get_all(lat), self.get_all(lon), strict=False)]


@dataclass(frozen=True)
class Site:
    """Hosts, the datum of their links unless a parameter names it, and how they are read.

    `read` returns the places that a link names, none where it names none that can be read.
    `note` is set where the datum is not known from the address.
    """

    host: re.Pattern[str]
    datum: str
    read: Callable[[Link], list[Pair]]
    named_by: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def find_datum(self, link: Link) -> str | None:
        """Return the datum of a link; None for one that is not known, or for two."""
        named = {value.lower() for value in link.get_all(self.named_by)}
        found = {self.names.get(each) for each in named} if named else {self.datum}
        return found.pop() if len(found) == 1 else None

    def is_in_plane(self, link: Link) -> bool:
        """Whether a link of Baidu's is in its plane, whose formula is not published."""
        if self.datum != "bd09":
            return False
        is_named = "bd09mc" in map(str.lower, link.get_all(self.named_by))
        return is_named or _METRES.search(link.path) is not None


def find_site(host: str) -> Site | None:
    """Return the online map of a host; None for any other host."""
    return next((each for each in SITES if each.host.search(host.lower())), None)


def read_geo(lat: str, lon: str, parameters: str, query: str) -> list[Pair]:
    """Return the place of a `geo:` address (RFC 5870); of one that names a search, what it is.

    >>> read_geo("28.9", "105.44", ";u=35", ""), read_geo("0", "0", "", "?q=28.9,105.44(Park)")
    ([(28.9, 105.44)], [(28.9, 105.44)])
    """
    crs = re.search(r";crs=([^;]*)", parameters, re.IGNORECASE)
    if crs and crs[1].lower() != "wgs84":
        return []
    at, asked = (float(lat), float(lon)), Link("", query, "").get_all("q")
    return _take_only(asked) or ([] if asked and at == (0, 0) else [at])


def _take(form: re.Pattern[str], texts: Sequence[str]) -> list[Pair]:
    """Return each pair that a text begins with, and those that follow it there."""
    found = [(text, each) for text in texts if (each := form.match(text))]
    return [
        (float(first), float(second))
        for text, each in found
        for first, second in (each.groups(), *_MORE.findall(text, each.end()))
    ]


def _take_only(texts: Sequence[str]) -> list[Pair]:
    """Return the pair of each text that is nothing else; a street's number is none."""
    found = [each for text in texts if (each := _ONLY_PAIR.fullmatch(text))]
    return [(float(each[1]), float(each[2])) for each in found]


def _search(form: re.Pattern[str], text: str) -> list[Pair]:
    return [(float(first), float(second)) for first, second in form.findall(text)]


def _swap(pairs: Sequence[Pair]) -> list[Pair]:
    return [(second, first) for first, second in pairs]


def _read_amap(link: Link) -> list[Pair]:
    named = _swap(_take(_PAIR, link.get_all("position")))
    return named or _take(_PAIR, link.get_all("q")) or _take(_PAIR, link.pair_up("lat", "lng"))


def _read_baidu(link: Link) -> list[Pair]:
    return _take(_PAIR, link.get_all("location"))


def _read_tencent(link: Link) -> list[Pair]:
    marked = [pair for text in link.get_all("marker") for pair in _search(_MARKER, text)]
    return marked or _take(_PAIR, link.pair_up("pointy", "pointx"))


def _read_openstreetmap(link: Link) -> list[Pair]:
    return _take(_PAIR, link.pair_up("mlat", "mlon")) or _search(_MAP, link.fragment)[:1]


def _read_google(link: Link) -> list[Pair]:
    path = unquote_plus(link.path)
    ways = link.get_all("q", "query", "destination", "daddr", "origin", "saddr")
    places = _search(_PIN, path) or _take_only([*ways, *path.split("/")])
    return places or _take_only(link.get_all("ll", "center"))[:1] or _search(_IN_VIEW, path)[:1]


def _read_apple(link: Link) -> list[Pair]:
    ways = link.get_all("coordinate", "q", "destination", "daddr", "source", "saddr")
    return _take_only(ways) or _take_only(link.get_all("ll")) or _take_only(link.get_all("center"))


SITES = (
    Site(
        *(re.compile(r"(^|\.)amap\.com$"), "gcj02", _read_amap),
        named_by="coordinate",
        names={"gaode": "gcj02", "wgs84": "wgs84"},
    ),
    Site(
        *(re.compile(r"(^|\.)map\.baidu\.com$"), "bd09", _read_baidu),
        named_by="coord_type",
        names={"bd09ll": "bd09", "gcj02": "gcj02", "wgs84": "wgs84"},
    ),
    Site(re.compile(r"(^|\.)map\.qq\.com$"), "gcj02", _read_tencent),
    Site(re.compile(r"(^|\.)(openstreetmap|osm)\.org$"), "wgs84", _read_openstreetmap),
    Site(
        *(re.compile(r"(^|\.)google\.(com|[a-z]{2}|com?\.[a-z]{2})$"), "wgs84", _read_google),
        note="google",
    ),
    Site(re.compile(r"(^|\.)maps\.apple(\.com)?$"), "wgs84", _read_apple, note="apple"),
)
