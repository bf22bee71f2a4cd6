"""The text encoding of the attributes of a Shapefile."""

import codecs
from pathlib import Path

from geo.errors import InputError, quote_value


def detect_dbf_encoding(path: Path) -> str:
    """Return the encoding of a Shapefile's attribute text.

    It is the one that the `.cpg` file names. Without that file it is UTF-8 if all text can be
    read so, else GB 18030, which Chinese tools write and which includes GBK and GB 2312.

    Raises
    ------
    InputError
        When the `.cpg` file names an unknown encoding.
    """
    cpg = path.with_suffix(".cpg")
    if cpg.is_file():
        word = cpg.read_bytes()[:40].decode("ascii", "replace").strip()
        try:
            name = codecs.lookup(f"cp{word}" if word.isdigit() else word).name
        except LookupError:
            raise InputError(
                f"{cpg.name} names the unknown encoding {quote_value(word)}. Correct the file, or "
                "remove it: the encoding is then detected."
            ) from None
        # Tools declare the older sets but write characters beyond them; GB 18030 includes both.
        return "GB18030" if name in {"gbk", "gb2312", "cp936"} else name
    dbf = path.with_suffix(".dbf")
    if not dbf.is_file():
        return "UTF-8"
    try:
        _read_dbf_text(dbf).decode("utf-8")
    except UnicodeDecodeError:
        return "GB18030"
    return "UTF-8"


def _read_dbf_text(path: Path) -> bytes:
    """Return the field descriptions and the records of a dBASE file, without its header."""
    data = path.read_bytes()
    start = int.from_bytes(data[8:10], "little") if len(data) >= 32 else 0
    # A description has 32 bytes; a terminator follows the last one.
    names = data[32:start]
    return (names[: len(names) // 32 * 32] + data[start:]).replace(b"\0", b" ")
