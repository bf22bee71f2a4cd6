"""The text of files that are text as a whole: which encoding, and decoded."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.errors import Phrase
from geo.reading.encoding import (
    TextEncoding,
    describe_given,
    offer_encodings,
    refuse_text,
    require_encoding,
    weigh_encodings,
)
from geo.reading.encoding_readings import Witness, list_readings
from geo.reading.utf16 import find_marked, guess_utf16

_BLOCK_BYTES = 2**20
_HEAD_BYTES = 2**12
_MAX_SAMPLE_BYTES = 2**16  # of each block
_MAX_SAMPLE_BLOCKS = 3
_FIELD_ENDS = re.compile(rb'[,;\t\r\n"<>]+')  # none is part of a longer character in any encoding
_UTF8 = ("utf-8", "utf-8-sig")
_WHOLLY_UTF8_COST = -2.0  # all of a file is rarely UTF-8 by chance


def choose_text_encoding(path: Path, *, given: str | None) -> TextEncoding:
    """Return the encoding of a text file: the one given, else by what its bytes can be.

    UTF-16 and UTF-32 by their byte order mark, UTF-16 by its first characters too, UTF-8 where all
    of it is UTF-8 and a mark of it is anywhere, as in files joined end to end, else the most
    plausible one. The whole file is known to be text in it.

    Raises
    ------
    InputError
        When the encoding is unknown, the bytes are no text in it, or none is clearly the right
        one.
    """
    if given is not None:
        encoding = _keep_mark(require_encoding(given))
        return TextEncoding(
            encoding,
            (describe_given(given),),
            count_lines(path, encoding, given=given),
        )
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    wide = find_marked(head) or guess_utf16(head)
    if wide is not None:
        return TextEncoding(wide, (), count_lines(path, wide))
    return choose_file_encoding(path, ())


def choose_file_encoding(path: Path, witnesses: Sequence[Witness]) -> TextEncoding:
    """Return the encoding of a text file by what it declares, and by all its bytes.

    Raises
    ------
    InputError
        As `choose_text_encoding` does.
    """
    scan = _scan_file(path)
    if not scan.sample or (scan.is_utf8 and scan.has_mark):
        return TextEncoding("utf-8-sig", (), scan.line_count)
    chosen = weigh_encodings(
        scan.sample,
        witnesses,
        name=path.name,
        utf8_cost=_WHOLLY_UTF8_COST if scan.is_utf8 else None,
    )
    if chosen.name == "utf-8":
        steps = chosen.steps if witnesses else ()
        return TextEncoding("utf-8-sig", steps, scan.line_count)
    count_lines(path, chosen.name)
    return replace(chosen, line_count=scan.line_count)


def _keep_mark(encoding: str) -> str:
    return "utf-8-sig" if encoding in _UTF8 else encoding


def count_lines(path: Path, encoding: str, *, given: str | None = None) -> int:
    """Return the number of lines of a text file.

    Raises
    ------
    InputError
        When a byte of it is no text in that encoding.
    """
    try:
        with path.open(encoding=encoding, newline="") as text:
            return sum(block.count("\n") for block in iter(lambda: text.read(_BLOCK_BYTES), ""))
    except UnicodeError:
        raise refuse_text(given or encoding, name=path.name) from None


@dataclass(frozen=True)
class _Scan:
    line_count: int
    is_utf8: bool
    has_mark: bool
    sample: tuple[bytes, ...]


def _scan_file(path: Path) -> _Scan:
    """Read a file once: its lines, whether it is UTF-8, and some of its texts beyond ASCII."""
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8-sig")()
    line_count, blocks, has_mark = 0, 0, False
    sample: dict[bytes, None] = {}
    for block in _iter_blocks(path):
        line_count += block.count(b"\n")
        has_mark = has_mark or codecs.BOM_UTF8 in block
        if not block.isascii() and blocks < _MAX_SAMPLE_BLOCKS:
            blocks += 1
            sample |= dict.fromkeys(list_texts(block))
        decoder = decoder and _feed(decoder, block)
    if decoder is not None and _feed(decoder, b"", final=True) is None:
        decoder = None
    return _Scan(line_count, decoder is not None, has_mark, tuple(sample))


def _iter_blocks(path: Path) -> Iterator[bytes]:
    """Yield blocks of whole lines, as far as lines are no longer than blocks."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            yield block + file.readline(_BLOCK_BYTES)


def _feed(
    decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False
) -> codecs.IncrementalDecoder | None:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return None
    return decoder


def list_texts(data: bytes) -> list[bytes]:
    """Return the texts beyond ASCII between the separators of tables and of markup."""
    plain = data.removeprefix(codecs.BOM_UTF8)
    found: dict[bytes, None] = {}
    size = 0
    for text in _FIELD_ENDS.split(plain):
        if not text.isascii() and text not in found:
            found[text] = None
            size += len(text)
        if size > _MAX_SAMPLE_BYTES:
            break
    return list(found)


def decode_text(
    data: bytes,
    *,
    given: str | None,
    name: str,
    option: str = "--encoding",
    witnesses: Sequence[Witness] = (),
) -> tuple[str, tuple[Phrase, ...]]:
    """Return a text, and why in that encoding: the one given or marked, or by its bytes.

    Raises
    ------
    InputError
        As `choose_text_encoding` does; what the user names an encoding with is `option`.
    """
    steps: tuple[Phrase, ...] = ()
    if given is not None:
        encoding = require_encoding(given)
    elif (marked := find_marked(data)) is not None:
        encoding = marked
    elif codecs.BOM_UTF8 in data and is_utf8(data):
        encoding = "utf-8"
    else:
        cost = _WHOLLY_UTF8_COST if is_utf8(data) else None
        chosen = weigh_encodings(
            list_texts(data), witnesses, name=name, option=option, utf8_cost=cost
        )
        encoding, steps = chosen.name, chosen.steps
    try:
        return data.decode(_keep_mark(encoding)).removeprefix("\ufeff"), steps
    except UnicodeError:
        raise refuse_text(given or encoding, name=name, option=option) from None


def is_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_json(data: bytes, *, given: str | None, name: str) -> str:
    """Return the text of a JSON file: the encoding given or marked, else UTF-8.

    Raises
    ------
    InputError
        When the bytes are no text in that encoding, or it is unknown.
    """
    marked = find_marked(data) or "utf-8"
    encoding = marked if given is None else require_encoding(given)
    try:
        return data.decode(_keep_mark(encoding)).removeprefix("\ufeff")
    except UnicodeError:
        option = offer_encodings("--encoding", list_readings(list_texts(data), (), utf8_cost=None))
        raise refuse_text(given or "UTF-8", name=name, option=option) from None
