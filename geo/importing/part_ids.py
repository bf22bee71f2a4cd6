"""Ids of parts from what a file calls them: kebab-case ASCII, recognisable, each used once."""

import re
import unicodedata
from collections.abc import Collection

MAX_ID_LENGTH = 80


def is_chinese(text: str) -> bool:
    """Return whether a text has any Chinese character.

    >>> is_chinese("A 区"), is_chinese("Area A")
    (True, False)
    """
    return any("CJK UNIFIED" in unicodedata.name(character, "") for character in text)


def slugify(text: str) -> str:
    """Return the text as a kebab-case ASCII id, Chinese in pinyin; may be empty.

    >>> slugify("龙马潭 Core (1)")
    'long-ma-tan-core-1'
    """
    latin = "-".join(_spell_chinese(text)) if is_chinese(text) else text
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.lower()))


def _spell_chinese(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (its dictionary takes time to load)

    return lazy_pinyin(text)


def make_id(
    text: str, number: int, used_ids: Collection[str], counts: dict[str, int] | None = None
) -> str:
    """Return an unused id that is made from a text, or from the feature's number without one.

    `counts` keeps what was tried between calls: else thousands of equal texts take minutes.

    >>> make_id("JY-2026-01", 7, {"jy-2026-01"}), make_id("—", 7, set())
    ('jy-2026-01-2', 'part-7')
    """
    stem = slugify(text)[:MAX_ID_LENGTH].strip("-") or f"part-{number}"
    counts = {} if counts is None else counts
    unique = stem
    while unique in used_ids:
        counts[stem] = counts.get(stem, 1) + 1
        unique = f"{stem}-{counts[stem]}"
    return unique
