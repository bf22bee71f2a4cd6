"""A name beside a position: "泸州高新区 105.44,28.88", "位置：105.44,28.88", "(28.9, 105.44) park".

What the map page reads is the same (webapp/static/lib/position_name.js).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geo.lookup.beside.datum_words import MAPS

MOST_NAMED = 200  # characters of a text with a name: each cut of it is tried
_BORDER = re.compile(r"[\s:,;、()\[\]【】]+")
_AT_ENDS = re.compile(r"^[\s:,;、()\[\]【】]+|[\s:,;、()\[\]【】–—-]+$")
# Two numbers with decimals, two degrees, or two sides: "see you at 5 6" is no position.
_NUMBER = r"(?:[0-9]{2}\.[0-9]|[0-9]\.[0-9]{2})"
_SIDE = "[NSEW东西南北经纬]"
_EXACT = re.compile(rf"{_NUMBER}.*{_NUMBER}|[°度].*[°度]|{_SIDE}.*{_SIDE}", re.I | re.A)
# Without one of these nothing but spaces parts a digit of the name from those of the position.
_MARKED = re.compile(rf"[,;、°度]|{_SIDE}", re.I | re.A)
# A side or an axis, which is no name, right beside the numbers that it belongs to.
_AXIS = re.compile(
    "[NSEWXY东西南北][0-9]*|lat(?:itude)?|lon(?:g|gitude)?|lng|north|south|east|west", re.I | re.A
)
_ORDER = re.compile("经纬度(?:坐标)?$")
# Numbers of their own, marks of degrees, and systems that move a position or have other axes.
_NO_NAME = re.compile(
    rf"[0-9][.:,][0-9]|[°′″]|{MAPS}|wgs|cgcs|bd09|西安 ?(?:19)?80|北京 ?(?:19)?54|(?:80|54) ?坐标"
    "|xi.?an ?(?:19)?80|beijing ?(?:19)?54|utm|mercator|墨卡托|高斯|投影|平面|搜狗|sogou|图吧",
    re.I | re.A,
)
_UNIT = re.compile(
    "(?:k?m[²2]?|ha|mu|亩|公顷|平方.*|千?米|公里|元|万|亿|个|吨|kg|人|岁)(?![^ ])", re.I | re.A
)
_COUNTED = re.compile("[0-9]{1,4}(?:#|(?![度分秒年月日时点米亩元公千平万亿个])[\u4e00-\u9fff])")
_AFTER_DIGITS = re.compile("[0-9](?![0-9#号期])")
_DIGITS = (re.compile("^[0-9]+"), re.compile("[0-9]+$"))  # at the begin, at the end
# Words of a sentence around a position, which are no name: "我在 28.9,105.4 附近".
_BEFORE = re.compile(
    r"^(?:(?:(?:我们?|大概|大约|现|就)*在|位于|大概|大约)"
    r"|(?:(?:i am|i'm|we are|we're|it is|it's|is) )?(?:located )?(?:at|near|around|close to)\b)"
    r"[\s:,]*",
    re.I | re.A,
)
_AFTER = re.compile(
    r"[\s,]*(?:的?(?:附近|周边|周围|一带|左右|旁边|这里|处)|\b(?:here|nearby|now))[\s.,;!?。]*$",
    re.I | re.A,
)


class Cut(NamedTuple):
    """A text cut into a name and what may be a position.

    `doubt` is the position with the digits of the name that are next to it: a text in which that
    is a position too is none. It is empty without such digits.
    """

    name: str
    rest: str
    doubt: str

    @property
    def is_order(self) -> bool:
        """Whether the name says that the longitude is first."""
        return _ORDER.search(self.name) is not None


def take_off_words(text: str) -> str:
    """Return a text, which is normalized, without the words of a sentence at its ends.

    >>> take_off_words("我在 28.95,105.42 附近"), take_off_words("I am at 28.95, 105.42 now.")
    ('28.95,105.42', '28.95, 105.42')
    """
    return _AFTER.sub("", _BEFORE.sub("", text.strip())) if len(text) <= MOST_NAMED else text


def list_cuts(text: str) -> Iterator[Cut]:
    """Yield the ways to cut a name off the begin or the end of a text, which is normalized.

    >>> [(cut.name, cut.rest) for cut in list_cuts("泸州 (105.44,28.88)")]
    [('泸州', '105.44,28.88')]
    >>> list(list_cuts("see you at 5 6"))
    []
    """
    if len(text) > MOST_NAMED:
        return
    for border in _BORDER.finditer(text):
        one, other = text[: border.start()], text[border.end() :]
        for name, rest, side in ((one, other, -1), (other, one, 0)):
            called, plain = _AT_ENDS.sub("", name), _AT_ENDS.sub("", rest)
            if not (_EXACT.search(plain) and _is_name(called, side)):
                continue
            digits = _DIGITS[side].search(called)
            if not digits:
                yield Cut(called, plain, "")
            elif _MARKED.search(plain):
                yield Cut(called, plain, f"{digits[0]} {plain}" if side else f"{plain} {digits[0]}")


def _is_name(name: str, side: int) -> bool:
    """Whether a text is a name, whose first (0) or last (-1) word is next to a position."""
    if not name or _NO_NAME.search(name) or (re.search("[经纬]", name) and not _ORDER.search(name)):
        return False
    words = _BORDER.split(name)
    if _AXIS.fullmatch(words[side]) or (side == 0 and _UNIT.match(name)):
        return False
    return any(map(_has_letter, words)) and all(_is_word(each, side) for each in words)


def _is_word(word: str, side: int) -> bool:
    """Whether a word has no number of its own: "3号地块" and "J1" have none, "3" and "300m" do."""
    if not re.search("[0-9]", word):
        return True
    if side == 0:
        return _has_letter(word) and not _AFTER_DIGITS.search(word)
    return word[0].isalpha() or bool(_COUNTED.match(word))


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))
