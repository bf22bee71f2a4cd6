"""UTF-16 and UTF-32 by their byte order mark; UTF-16 without one, as some programs save tables."""

import codecs
import unicodedata

_MARKS = (  # one of UTF-32 begins as one of UTF-16
    *((mark, "utf-32") for mark in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),
    *((mark, "utf-16") for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)
_LEAST_PLAIN = 0.2  # of the characters: separators, digits, ends of lines
_NAMES = ("utf-16-le", "utf-16-be")


def find_marked(head: bytes) -> str | None:
    r"""Return the encoding, wider than a byte, that the first bytes of a file are the mark of.

    >>> [find_marked("a".encode(name)) for name in ("utf-16", "utf-32", "utf-8-sig")]
    ['utf-16', 'utf-32', None]
    """
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def guess_utf16(head: bytes) -> str | None:
    r"""Return the name of UTF-16 in which the first bytes of a file are text; None for others.

    >>> guess_utf16("名称,lon,lat\n".encode("utf-16-le"))
    'utf-16-le'
    >>> guess_utf16(b"name,lon,lat") is None
    True
    """
    if b"\x00" not in head:
        return None
    return next((name for name in _NAMES if _is_text(head[: len(head) // 2 * 2], name)), None)


def _is_text(data: bytes, name: str) -> bool:
    text = data.decode(name, "replace")[:-1]  # the last may be cut
    plain = sum(each.isascii() for each in text)
    kinds = {unicodedata.category(each) for each in set(text) - set("\r\n\t")}
    return plain >= _LEAST_PLAIN * len(text) > 0 and kinds.isdisjoint({"Cc", "Cn", "Co", "Cs"})
