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
_PAIR = re.compile(rf" *{_NUMBER} *, *{_NUMBER}[.。)\]】]*(?=$|[ ,;|])")
# After a pair: another number, or anywhere another pair.
_MORE = re.compile(r"^[|;, ]+[-+.]?[0-9]|[|;, ][-+]?[0-9.]+,[-+]?[0-9]")
_ONLY_PAIR = re.compile(rf" *(?:loc:)? *{_NUMBER} *, *{_NUMBER} *(?:\([^)]*\))?[ .。,;)\]】]*")
_ANGLE = r"""([0-9]+)[°º]([0-5]?[0-9])['′’]([0-5]?[0-9](?:\.[0-9]+)?)["″”]"""
_DEGREES = re.compile(rf" *{_ANGLE}([NS])[ ,]+{_ANGLE}([EW])[ .。,;)\]】]*")
_MARKER = re.compile(rf"(?:^|[|;])coord:{_NUMBER},{_NUMBER}(?=[.。)\]】]*(?:$|[;| ]))")
_IN_VIEW = re.compile(rf"@{_NUMBER},{_NUMBER}(?=,|$)")
_PIN = re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}(?=!|$)")  # the view need not be centred on it
_MAP = re.compile(rf"[#&]map=[0-9.]+/{_NUMBER}/{_NUMBER}(?=[.。,;)\]】]*(?:&|$))")
# A place that is named, but not by coordinates that can be read: it is nowhere on earth.
_UNREAD: Pair = (181.0, 181.0)
_METRES = re.compile(r"@[0-9]{5,}(?:\.[0-9]+)?,[0-9]{5,}")


class Link:
    """An address: its path, fragment and parameters, of which each may occur more than once."""

    def __init__(self, path: str, query: str, fragment: str) -> None:
        self.path, self.fragment = path, fragment
        self._query = parse_qsl(query.removeprefix("?"), keep_blank_values=True)

    def get_all(self, *names: str) -> list[str]:
        """Return the values of the parameters of these names."""
        return [value for name in names for key, value in self._query if key == name]

    def list_named(self, *names: str) -> list[str]:
        """Return the values of the parameters of these names that are not empty."""
        return [each for each in self.get_all(*names) if each.strip(" ")]

    def pair_up(self, lat: str, lon: str) -> list[str]:
        """Return the values of two parameters that are written as one elsewhere."""
        lats, lons = self.get_all(lat), self.get_all(lon)
        if len(lats) != len(lons):
            return ["?"]
        return [",".join(each) for each in zip(lats, lons, strict=True)]


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


def _take(texts: Sequence[str]) -> list[Pair]:
    """Return the pair that each text begins with; what follows may be a name, but no number."""
    places = []
    for text in texts:
        found = _PAIR.match(text)
        places.append((float(found[1]), float(found[2])) if found else _UNREAD)
        if found and _MORE.search(text[found.end() :]):
            places.append(_UNREAD)
    return places


def _take_only(texts: Sequence[str]) -> list[Pair]:
    """Return the pair of each text that is nothing else; a street's number is none."""
    found = [each for text in texts if (each := _ONLY_PAIR.fullmatch(text))]
    return [(float(each[1]), float(each[2])) for each in found]


def _read_names(texts: Sequence[str]) -> list[Pair]:
    """Return the place of each text, also of those that are no coordinates."""
    return [(*_take_only([text]), *_take_degrees(text), _UNREAD)[0] for text in texts]


def _take_degrees(text: str) -> list[Pair]:
    found = _DEGREES.fullmatch(text)
    if not found:
        return []
    *numbers, west = found.groups()
    south = numbers.pop(3)
    a, b, c, d, e, f = map(float, numbers)
    lat, lon = a + b / 60 + c / 3600, d + e / 60 + f / 3600
    return [(-lat if south == "S" else lat, -lon if west == "W" else lon)]


def _read_route(starts: Sequence[str], ends: Sequence[str]) -> list[Pair]:
    """Return the places of a route; of one that starts only, none that is where it leads."""
    return _read_names([*starts, *ends]) if ends else [_UNREAD]


def _search(form: re.Pattern[str], text: str) -> list[Pair]:
    return [(float(first), float(second)) for first, second in form.findall(text)]


def _swap(pairs: Sequence[Pair]) -> list[Pair]:
    return [(second, first) for first, second in pairs]


def _read_amap(link: Link) -> list[Pair]:
    named = _swap(_take(link.get_all("position")))
    return named or _take(link.list_named("q")) or _take(link.pair_up("lat", "lng"))


def _read_baidu(link: Link) -> list[Pair]:
    return _take(link.get_all("location"))


def _read_tencent(link: Link) -> list[Pair]:
    markers = link.get_all("marker")
    marked = [pair for text in markers for pair in _search(_MARKER, text)]
    if len(marked) != sum(text.count("coord:") for text in markers):
        marked.append(_UNREAD)
    return marked or _take(link.pair_up("pointy", "pointx"))


def _read_openstreetmap(link: Link) -> list[Pair]:
    ways = [each for text in link.get_all("route", "from", "to") for each in text.split(";")]
    if ways or link.path.startswith("/directions"):
        return [_UNREAD, *_take_only(ways)]
    named = _take(link.pair_up("mlat", "mlon")) or _read_names(link.list_named("query"))
    named = named or _take(link.pair_up("lat", "lon"))
    is_view = link.path in {"", "/"}  # any other path names what need not be in the middle
    return named or (_search(_MAP, link.fragment)[:1] if is_view else [])


def _read_google(link: Link) -> list[Pair]:
    steps = [unquote_plus(each) for each in link.path.split("/")]
    at = next((n for n, each in enumerate(steps) if each.startswith(("@", "data="))), len(steps))
    kind = next((each for each in steps[1:3] if each in {"dir", "place", "search"}), "")
    named = steps[steps.index(kind) + 1 : at] if kind else []
    ways = named if kind == "dir" else []
    starts = [*filter(None, ways[:1]), *link.list_named("origin", "saddr", "waypoints")]
    ends = [*filter(None, ways[1:]), *link.list_named("destination", "daddr")]
    if starts or ends:
        return _read_route(starts, ends)
    places = _search(_PIN, "/".join(steps[at:]))
    names = [*filter(None, named[:1]), *link.list_named("q", "query")]
    places = places or _read_names(names) or _take_only(link.get_all("ll", "center"))[:1]
    is_view = set(steps[:at]) <= {"", "maps"}
    return places or (_search(_IN_VIEW, steps[at])[:1] if is_view and at < len(steps) else [])


def _read_apple(link: Link) -> list[Pair]:
    starts = link.list_named("source", "saddr", "waypoint")
    ends = link.list_named("destination", "daddr")
    if starts or ends:
        return _read_route(starts, ends)
    named = _take_only(link.get_all("coordinate", "q"))
    return named or _take_only(link.get_all("ll")) or _take_only(link.get_all("center"))


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
    Site(
        # Programs write its coord_type=1 beside GCJ-02 as beside GPS: none is known.
        *(re.compile(r"(^|\.)map\.qq\.com$"), "gcj02", _read_tencent),
        named_by="coord_type",
    ),
    Site(re.compile(r"(^|\.)(openstreetmap|osm)\.org$"), "wgs84", _read_openstreetmap),
    Site(
        *(re.compile(r"(^|\.)google\.(com|[a-z]{2}|com?\.[a-z]{2})$"), "wgs84", _read_google),
        note="google",
    ),
    Site(re.compile(r"(^|\.)maps\.apple(\.com)?$"), "wgs84", _read_apple, note="apple"),
)
