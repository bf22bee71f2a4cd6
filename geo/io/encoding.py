"""The encoding of a text file that does not say which it is in."""

from pathlib import Path

from geo.errors import N_, InputError, file_label


def detect_encoding(path: Path) -> tuple[str, int]:
    """Return a text file's encoding and its number of lines.

    UTF-16 by its byte order mark, else UTF-8, else GB 18030: that is what Chinese tools write,
    and it includes GBK and GB 2312.

    Raises
    ------
    InputError
        When the text is in none of them.
    """
    with path.open("rb") as file:
        marked = file.read(2) in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            with path.open(encoding=encoding, newline="") as text:
                return encoding, sum(
                    block.count("\n") for block in iter(lambda: text.read(2**20), "")
                )
        except UnicodeDecodeError:
            continue
    raise InputError(
        N_("%(name)s is neither UTF-8 nor GB 18030 text. Save it as UTF-8."),
        name=file_label(path.name),
    )
