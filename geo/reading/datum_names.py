"""Names of the systems of Chinese online maps, as people and columns call them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

_MARKS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "gcj02": re.compile(
            r"gcj|amap|gaode|高德|火星|腾讯|tencent|(?<![a-z])qq(?![a-z])", re.IGNORECASE
        ),
        "bd09": re.compile(r"bd[-_ ]?0?9|bd[-_ ]?(lon|lng|lat|x|y)|baidu|百度", re.IGNORECASE),
    }
)
_PREFIX = re.compile(
    r"[(\[]?\s*(gcj[-_ ]?0?2?|amap|gaode|高德(地图)?|火星(坐标)?|腾讯(地图)?|tencent|qq"
    r"|bd[-_ ]?0?9(ll)?|bd(?=[-_ ]?(lon|lng|lat))|baidu|百度(地图)?)(坐标系?)?\s*[)\]]?"
)
_LEAST_SHARE = 0.5
_SAMPLE_ROWS = 50


def find_named_datum(names: Iterable[str]) -> tuple[str, str] | None:
    """Return the datum that the first name speaks for, and the name; None where none does.

    >>> find_named_datum(["name", "高德经度"]), find_named_datum(["lon", "lat"])
    (('gcj02', '高德经度'), None)
    """
    listed = [*names]
    for datum, mark in _MARKS.items():
        for name in listed:
            if mark.search(name):
                return datum, name
    return None


def drop_datum(heading: str) -> str:
    """Return a heading in lower case without the name of a datum; "" for one that has none.

    >>> [drop_datum(each) for each in ("高德经度", "gcj_lng", "bd_lat", "纬度（百度）", "lon")]
    ['经度', 'lng', 'lat', '纬度', '']
    """
    plain = unicodedata.normalize("NFKC", heading).strip().casefold()
    left = _PREFIX.sub("", plain, count=1)
    return "" if left == plain else left.strip(" _-·")


def find_datum_pair(
    names: Sequence[str], pairs: Iterable[tuple[str, str]]
) -> tuple[str, str] | None:
    """Return columns of longitude and latitude whose names have that of one datum, if there are.

    Parameters
    ----------
    names : sequence of str
        Of all columns.
    pairs : iterable of (str, str)
        What longitude and latitude are called, without a datum.
    """
    for datum in _MARKS:
        own = [each for each in names if (find_named_datum([each]) or ("",))[0] == datum]
        plain = {drop_datum(each): each for each in reversed(own)}
        for lon, lat in pairs:
            if lon in plain and lat in plain:
                return plain[lon], plain[lat]
    return None


def find_datum_value(rows: Sequence[Sequence[object]]) -> tuple[str, str] | None:
    """Return the datum that at least half of the filled values of a column name, and one of them.

    One that a few rows name may be in the name of a place or a company.

    Parameters
    ----------
    rows : sequence of sequences
        The first ones of a table, each with a value for every column.
    """
    for column in zip(*rows[:_SAMPLE_ROWS], strict=False):
        filled = [each for each in column if isinstance(each, str) and each.strip()]
        named = [each for each in filled if find_named_datum([each])]
        if named and len(named) >= _LEAST_SHARE * len(filled):
            return find_named_datum(named)
    return None
