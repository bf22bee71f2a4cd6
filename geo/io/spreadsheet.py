"""Text that is safe in a spreadsheet."""

import re

# Spreadsheets skip blanks before the sign, and take full-width signs as well.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@\t\r\n＝＋－＠]")


def escape_formula(text: str) -> str:
    """Return text that no spreadsheet runs: what starts as a formula gets an apostrophe.

    Spreadsheets themselves write text with a leading apostrophe.

    >>> escape_formula("=1+1"), escape_formula("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if _FORMULA.match(text) else text
