"""Names of the systems of Chinese online maps, as people and columns call them."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_MARKS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "gcj02": re.compile(
            r"gcj|amap|gaode|高德|火星|腾讯|tencent|(?<![a-z])qq(?![a-z])", re.IGNORECASE
        ),
        "bd09": re.compile(r"bd[-_ ]?0?9|bd[-_ ]?(lon|lng|lat|x|y)|baidu|百度", re.IGNORECASE),
    }
)


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
