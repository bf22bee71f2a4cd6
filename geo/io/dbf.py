"""What a dBase table of a Shapefile can hold: names of ten bytes, and texts of few."""

import re
from collections.abc import Iterable, Sequence

from geo.fields.other import COLUMN_PREFIX

MAX_DBF_BYTES = 254
_DBF_NAME_BYTES = 10
_ELLIPSIS = "…"
# Where a text may end: before a space, or after a mark of Chinese, which has no spaces.
_BREAK = re.compile(r"\s|(?<=[，。；：、！？])")
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

    >>> shorten_names(["other.用地性质", "other.用地性别"], used=["id"])
    {'other.用地性质': '用地性', 'other.用地性别': '用地性2'}
    """
    taken, found = {name.casefold() for name in used}, {}
    for name in names:
        plain = name.removeprefix(COLUMN_PREFIX).strip() or "other"
        unique, count = _cut_bytes(plain, _DBF_NAME_BYTES), 1
        while unique.casefold() in taken:
            count += 1
            unique = f"{_cut_bytes(plain, _DBF_NAME_BYTES - len(str(count)))}{count}"
        taken.add(unique.casefold())
        found[name] = unique
    return found


def _cut_bytes(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")
