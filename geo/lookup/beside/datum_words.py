"""The name of a map or system that stands beside coordinates, and says what they are in.

What the map page reads is the same (webapp/static/lib/datum_words.js).
"""

import re

from geo.lookup.map_links import normalize_text

# Whoever copies coordinates with the name of their map or system means that system. Its own digits
# are none that a number goes on after or degrees, and a dash right after it is no minus; one digit
# after it numbers the place.
_AFTER = r"(?:\s*(?:地图|maps?|坐标系?|coordinates?|的))*(?:-|\s-\s)?(?![0-9](?![0-9.°度]))"
_END = r"(?![0-9.]|\s*[°度])"
_DATUM_WORDS = tuple(
    (datum, re.compile(rf"(?:{words}){_AFTER}", re.IGNORECASE | re.ASCII))
    for datum, words in (
        (
            "gcj02",
            rf"gcj(?:(?:[-_ ]?02|[-_]?2){_END})?"
            "|火星|高德|腾讯|qq地图|amap|autonavi|gaode|tencent",
        ),
        ("bd09", rf"bd[-_ ]?0?9(?:ll)?{_END}|(?:百度|baidu)(?:(?:[-_ ]?09|[-_]?9){_END})?"),
        (
            "wgs84",
            rf"(?:wgs[-_ ]?(?:19)?84|cgcs[-_ ]?2000|国家2000){_END}"
            rf"|gps(?:[-_]?84{_END})?|2000国家(?:大地)?|天地图|tianditu",
        ),
    )
)
MAPS = "|".join(words.pattern.removesuffix(_AFTER) for _, words in _DATUM_WORDS)
# In "高德大厦" and "Tamapa" the name of a map is part of another name.
_PART_OF_NAME = re.compile(
    rf"[a-z](?:{MAPS})|(?:{MAPS})"
    "(?!位置|定位|点位|坐标|地图|的|maps?|coordinates?|[东西南北]?[经纬]|[NSEW] ?[0-9]|lat|lon|lng)"
    "[a-z\u3400-\u9fff]",
    re.IGNORECASE | re.ASCII,
)
_AT_ENDS = re.compile(r"^[\s:,;()[\]【】/|]+|[\s:,;()[\]【】/|-]+$")


def split_datum(raw: str) -> tuple[str | None, str]:
    """Return the datum that a text names, and the text without that name.

    Of several that disagree there is none.
    """
    text = normalize_text(raw)
    found = [(datum, words) for datum, words in _DATUM_WORDS if words.search(text)]
    if len(found) != 1:
        return None, text
    [(datum, words)] = found
    return datum, _AT_ENDS.sub("", words.sub(" ", text))


def names_another_place(text: str) -> bool:
    """Whether the name of a map is part of another name, which tells no system.

    >>> names_another_place("高德大厦 105.44,28.9"), names_another_place("高德 泸州 105.44,28.9")
    (True, False)
    """
    return _PART_OF_NAME.search(normalize_text(text)) is not None
