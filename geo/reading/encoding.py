"""The text encoding of a file: as given, else weighed by its witnesses."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io.encoding import detect_encoding


@dataclass(frozen=True)
class TextEncoding:
    """An encoding by its Python name, the sentences that say why, and the lines of the file."""

    name: str
    steps: tuple[Phrase, ...] = ()
    line_count: int = 0


def choose_dbf_encoding(path: Path, *, given: str | None) -> TextEncoding:
    """Return the encoding of a Shapefile's attributes: the one given, else by its witnesses.

    Parameters
    ----------
    path : Path
        Of the `.shp`; its companions are beside it under the same stem.
    given : str or None
        What the user says.

    Raises
    ------
    InputError
        When the encoding is unknown, or the witnesses don't agree.
    """
    return TextEncoding(given or detect_dbf_encoding(path))


def choose_text_encoding(path: Path, *, given: str | None) -> TextEncoding:
    """Return the encoding of a text file: the one given, else by what its bytes can be.

    Raises
    ------
    InputError
        When the encoding is unknown, or the bytes are no text in any that is tried.
    """
    if given:
        return TextEncoding(given)
    name, line_count = detect_encoding(path)
    return TextEncoding(name, (), line_count)


def decode_text(data: bytes, *, given: str | None, name: str) -> str:
    """Return a text: in the encoding given, else UTF-16 if marked, UTF-8, or GB 18030.

    Raises
    ------
    InputError
        When the bytes are no text in that encoding or any of these, or it is unknown.
    """
    marked = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in (given,) if given else ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise _refuse_encoding(encoding) from None
    raise InputError(
        N_("%(name)s is not %(encoding)s text. Save it as UTF-8."),
        name=name,
        encoding=given or "UTF-8",
    )


def _refuse_encoding(name: str | None) -> InputError:
    return InputError(
        N_("The encoding %(encoding)s is unknown. Use a name such as gb18030."),
        encoding=quote_value(name),
    )


def decode_json(data: bytes, *, given: str | None, name: str) -> str:
    """Return the text of a JSON file: UTF-8, as the standard demands, unless another is given.

    Raises
    ------
    InputError
        When the bytes are no text in that encoding, or it is unknown.
    """
    try:
        return data.decode(given or "utf-8-sig").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise InputError(
            N_("%(name)s is not %(encoding)s text. Name its encoding with --encoding."),
            name=file_label(name),
            encoding=given or "UTF-8",
        ) from None
    except LookupError:
        raise _refuse_encoding(given) from None


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
                N_(
                    "%(name)s names the unknown encoding %(encoding)s. Name the right one with "
                    "--encoding."
                ),
                name=file_label(cpg.name),
                encoding=quote_value(word),
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
