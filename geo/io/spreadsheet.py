"""Text that no spreadsheet runs as a formula."""

import re

# Spreadsheets skip blanks before the sign, and take full-width signs as well.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@\t\r\n＝＋－＠]")


def escape_formula(text: str) -> str:
    """Return text with an apostrophe before what a spreadsheet would run as a formula.

    A leading apostrophe is how spreadsheets themselves mark a cell as text.

    >>> escape_formula("=1+1"), escape_formula("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if _FORMULA.match(text) else text
