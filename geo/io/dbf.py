"""What a dBase table of a Shapefile can hold: names of ten bytes, and texts of few."""

import re
from collections.abc import Iterable, Sequence

from geo.fields.other import COLUMN_PREFIX

MAX_DBF_BYTES = 254
_DBF_NAME_BYTES = 10
_ELLIPSIS = "…"
# Where a text may end: before a space, or after a mark of Chinese, which has no spaces.
_BREAK = re.compile(r"\s|(?<=[，。；：、！？])")
_HAN = re.compile("[\u4e00-\u9fff]+")
_LEAST_KEPT = 0.6  # of what fits; a break before that is none


def shorten_field(text: str) -> str:
    """Return text of at most `MAX_DBF_BYTES` (UTF-8), cut at a word where there is one.

    >>> shorten_field("word " * 60)[-10:]
    'word word…'
    """
    if len(text.encode()) <= MAX_DBF_BYTES:
        return text
    room = MAX_DBF_BYTES - len(_ELLIPSIS.encode())
    kept = text.encode()[:room].decode(errors="ignore")
    breaks = [found.start() for found in _BREAK.finditer(text[: len(kept) + 1])]
    at = max(breaks, default=0)
    return kept[: at if at >= _LEAST_KEPT * len(kept) else None].rstrip() + _ELLIPSIS


def shorten_names(names: Sequence[str], *, used: Iterable[str]) -> dict[str, str]:
    """Return for each column a name of at most ten bytes (UTF-8), used once, without the prefix.

    A Chinese name that is longer becomes the initials of its pinyin, as surveys write them.

    >>> shorten_names(["other.用地性质", "other.用地现状", "other.备注"], used=["id"])
    {'other.用地性质': 'YDXZ', 'other.用地现状': 'YDXZ2', 'other.备注': '备注'}
    """
    taken, found = {name.casefold() for name in used}, {}
    for name in names:
        plain = _abbreviate(name.removeprefix(COLUMN_PREFIX).strip()) or "other"
        unique, count = _cut_bytes(plain, _DBF_NAME_BYTES), 1
        while unique.casefold() in taken:
            count += 1
            unique = f"{_cut_bytes(plain, _DBF_NAME_BYTES - len(str(count)))}{count}"
        taken.add(unique.casefold())
        found[name] = unique
    return found


def _abbreviate(name: str) -> str:
    """Return a name that is too long with the initials of its Chinese characters, in capitals."""
    if len(name.encode()) <= _DBF_NAME_BYTES or not _HAN.search(name):
        return name
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (its dictionary takes time to load)

    short = _HAN.sub(
        lambda found: "".join(lazy_pinyin(found[0], style=Style.FIRST_LETTER)).upper(), name
    )
    return re.sub(r"\W+", "_", short).strip("_")  # brackets of a unit, which take three bytes each


def _cut_bytes(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")
