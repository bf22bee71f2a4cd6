"""Columns of texts that are numbers, which a workbook has as numbers.

Readers of text and of workbooks hand on all cells as texts, so that codes stay what they are.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

import pyarrow as pa

_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?")
_ANGLE = re.compile(
    r"(?=.*\d)(?=.*[°º度])[\d.,\s°º度′'’分″\"”秒NSEWO北南东西经纬+-]+", re.IGNORECASE
)
_MOST_DIGITS = 15  # that a cell's number has


def read_number(value: Any) -> Any:
    """Return a text as the number that it is, nothing for an empty one; other values stay.

    >>> read_number("105.44"), read_number("105°26'E"), read_number("007")
    (105.44, "105°26'E", '007')
    """
    if not isinstance(value, str):
        return value
    return (float(value) if _is_number(value) else value) if value else None


def find_number_columns(tables: Iterable[pa.Table], names: Collection[str]) -> set[str]:
    """Return which columns of texts have plain numbers alone, aside from angles in degrees.

    A code that begins with 0, or has more digits than a cell keeps, makes its column one of texts,
    as does any other word; an angle, such as 105°26'E among decimal degrees, does not.

    Parameters
    ----------
    tables : iterable of pyarrow.Table
        Of one schema.
    names : collection of str
        The columns to look at.
    """
    left, found = set(names), set[str]()
    for table in tables:
        for name in sorted(left):
            texts = [each for each in table.column(name).to_pylist() if each not in {None, ""}]
            numbers = [isinstance(each, str) and _is_number(each) for each in texts]
            pairs = zip(texts, numbers, strict=True)
            if not all(is_number or _is_angle(text) for text, is_number in pairs):
                left.discard(name)
            if any(numbers):
                found.add(name)
    return found & left


def _is_number(text: str) -> bool:
    digits = sum(each.isdigit() for each in text)
    return text.isascii() and bool(_NUMBER.fullmatch(text)) and digits <= _MOST_DIGITS


def _is_angle(value: Any) -> bool:
    return isinstance(value, str) and bool(_ANGLE.fullmatch(value))
