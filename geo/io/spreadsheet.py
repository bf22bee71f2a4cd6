"""Text that no spreadsheet runs as a formula."""

import re

from geo.io.plain_text import replace_controls

# Spreadsheets skip blanks before the sign, and take full-width signs as well.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def escape_formula(text: str) -> str:
    """Return text with an apostrophe before what a spreadsheet would run as a formula.

    A leading apostrophe is how spreadsheets themselves mark a cell as text. Numbers stay numbers,
    negative ones too. Control characters are replaced (`geo.io.plain_text.replace_controls`).

    >>> escape_formula("=1+1"), escape_formula("1+1"), escape_formula("-70.5")
    ("'=1+1", '1+1', '-70.5')
    """
    text = text if text.isprintable() else replace_controls(text)
    is_formula = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text
