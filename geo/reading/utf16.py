"""UTF-16 without a byte order mark, as some programs save tables."""

import codecs
import unicodedata

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LEAST_PLAIN = 0.2  # of the characters: separators, digits, ends of lines
_NAMES = ("utf-16-le", "utf-16-be")


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
