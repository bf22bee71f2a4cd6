"""The text of XML: in the encoding that it declares, unless its bytes say otherwise."""

import codecs
import re

from geo.errors import N_, Phrase
from geo.reading.encoding_names import find_encoding
from geo.reading.encoding_readings import Witness
from geo.reading.text_bytes import decode_text, is_utf8

_DECLARATION = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*?\?>""")
_ENCODING = re.compile(rb"""\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARED_WEIGHT = 8.0
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")


def decode_xml(data: bytes, *, given: str | None, name: str) -> tuple[bytes, tuple[Phrase, ...]]:
    """Return XML that a parser reads rightly, and why in which encoding, if that is to be told.

    UTF-8 and UTF-16 stay as they are, all else becomes UTF-8 without a declaration.

    Raises
    ------
    InputError
        When the encoding that is given is unknown or wrong, or none is clearly the right one.
    """
    start = _DECLARATION.match(data)
    found = _ENCODING.search(start[0]) if start else None
    word = found[1].decode("ascii") if found else ""
    declared = find_encoding(word) if word else None
    is_plain = (declared == "utf-8" or not word) and is_utf8(data)
    if given is None and (data.startswith(_WIDE_MARKS) or is_plain):
        return data, ()
    body = data[start.end() :] if start else data
    source = Phrase(N_("XML declaration"), {})
    witnesses = [Witness(source, word, declared, _DECLARED_WEIGHT)] if word else []
    text, steps = decode_text(body, given=given, name=name, witnesses=witnesses)
    return _remove_declaration(text).encode("utf-8", "replace"), steps


def _remove_declaration(text: str) -> str:
    """Return XML without a declaration, which only shows once UTF-16 is decoded."""
    return re.sub(r"^\s*<\?xml\b[^>]*?\?>", "", text)
