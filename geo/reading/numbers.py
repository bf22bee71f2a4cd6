"""Numbers as people write them in tables: what commas and points mean, a whole column decides."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, NoReturn

import numpy as np
import pandas as pd

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase, quote_value

NUMBER_PATTERN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_COMMA_PATTERN = re.compile(r"[+-]?([0-9]+(,[0-9]*)?|,[0-9]+)([eE][+-]?[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(([.,' ])[0-9]{3})(\2[0-9]{3})*(?!\2)([.,][0-9]*)?")
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")  # decimals, or thousands
_WITH_UNIT = re.compile(r"[+-]?[0-9][0-9.,' ]*([^\W\d_].{0,11}|[%‰％])")
_FULL_WIDTH = {0xFF10 + n: str(n) for n in range(10)} | {
    ord(wide): plain for wide, plain in zip("，．－＋", ",.-+", strict=True)
}
_SIGNS = {ord(each): "-" for each in "−‒–"}
_SPACES = {ord(each): " " for each in "\u00a0\u2007\u2009\u202f"}
_PLAIN = str.maketrans(_FULL_WIDTH | _SIGNS | _SPACES | {ord("’"): "'"})


def parse_numbers(texts: Iterable[str | None]) -> Floats:
    """Return plain decimal numbers (sign, digits, point, exponent), NaN for any other text.

    >>> parse_numbers([" -1.5e2", "1_0", "nan", None]).tolist()
    [-150.0, nan, nan, nan]
    """
    return np.array([_parse_plain(text or "") for text in texts], dtype=float)


def _parse_plain(text: str) -> float:
    plain = text.strip()
    return float(plain) if NUMBER_PATTERN.fullmatch(plain) else np.nan


def simplify_number(text: str) -> str:
    """Return a number's text with plain digits, signs and spaces for wide and typographic ones.

    >>> simplify_number(" −４，６２ ")
    '-4,62'
    """
    return text.translate(_PLAIN).strip()


def parse_number(text: str, *, decimal_comma: bool) -> float:
    """Return the number that a text is, also with thousands apart; NaN for any other text.

    >>> [parse_number(text, decimal_comma=True) for text in ("1.234,5", "1 234,5", "4,62", "1.5")]
    [1234.5, 1234.5, 4.62, nan]
    >>> parse_number("1,234.5", decimal_comma=False)
    1234.5
    """
    plain = simplify_number(text)
    grouped = _GROUPED.fullmatch(plain)
    if grouped is not None:
        separator, decimals = grouped[2], grouped[4]
        mark = "," if decimal_comma else "."
        if separator != mark and (decimals is None or decimals[0] == mark):
            plain = plain.replace(separator, "")
    pattern = _COMMA_PATTERN if decimal_comma else NUMBER_PATTERN
    return float(plain.replace(",", ".")) if pattern.fullmatch(plain) else np.nan


class _Marks(NamedTuple):
    """The first text of each kind in a column; empty where there is none."""

    comma: str  # with a decimal comma beyond doubt
    point: str
    open_comma: str  # as 4,620: decimals or thousands
    open_point: str


def _find_marks(texts: Iterable[str]) -> _Marks:
    first: dict[str, str] = {}
    for text in texts:
        plain = simplify_number(text)
        by_comma = not np.isnan(parse_number(plain, decimal_comma=True))
        by_point = not np.isnan(parse_number(plain, decimal_comma=False))
        if _EITHER.fullmatch(plain):
            first.setdefault("open_comma" if "," in plain else "open_point", text)
        elif by_comma != by_point:
            first.setdefault("comma" if by_comma else "point", text)
    return _Marks(*(first.get(kind, "") for kind in _Marks._fields))


def choose_decimal_comma(texts: Sequence[str], *, column: str, hint: bool | None = None) -> bool:
    """Return whether a column of numbers has decimal commas.

    Parameters
    ----------
    texts : sequence of str
        All values of the column.
    column : str
        Its name, for the error.
    hint : bool or None
        What the other numbers of the file have, for a column that leaves it open.

    Raises
    ------
    InputError
        When the column has both kinds, or what separates its numbers may be of either kind and
        there is no hint.
    """
    marks = _find_marks(texts)
    if marks.comma and marks.point:
        _refuse_both(marks.comma, marks.point, column=column)
    if marks.comma or marks.point:
        return bool(marks.comma)
    if marks.open_comma and marks.open_point:
        _refuse_both(marks.open_comma, marks.open_point, column=column)
    if (marks.open_comma and hint is None) or (marks.open_point and hint):
        _refuse_open(marks.open_comma or marks.open_point, column=column)
    return bool(marks.open_comma and hint)


def _refuse_both(comma: str, point: str, *, column: str) -> NoReturn:
    raise InputError(
        N_(
            "The column %(name)s has decimal commas (%(first)s) and decimal points (%(second)s). "
            "Write all its numbers with a decimal point and no other separator."
        ),
        name=quote_value(column),
        first=quote_value(comma),
        second=quote_value(point),
    )


def _refuse_open(text: str, *, column: str) -> NoReturn:
    plain = simplify_number(text).replace(",", ".")
    raise InputError(
        N_(
            "%(value)s in the column %(name)s may be %(first)s or %(second)s. Write it with a "
            "decimal point and no other separator."
        ),
        value=quote_value(text),
        name=quote_value(column),
        first=plain.rstrip("0").rstrip("."),
        second=plain.replace(".", ""),
    )


def read_number_columns(
    table: pd.DataFrame, names: Iterable[str]
) -> tuple[pd.DataFrame, tuple[Phrase, ...]]:
    """Return a table whose columns of these names have numbers for texts, and what was decided.

    Texts that are no numbers stay. Columns that are all numbers in text are a hint for the others.

    Raises
    ------
    InputError
        When it can't be told what the commas of a column mean.
    """
    told = []
    wanted = [name for name in names if _list_texts(table[name])]
    if not wanted:
        return table, ()
    hint = _find_hint(table)
    for name in wanted:
        texts = _list_texts(table[name])
        is_comma = choose_decimal_comma(texts, column=str(name), hint=hint)
        numbers = {text: parse_number(text, decimal_comma=is_comma) for text in texts}
        read = {text: number for text, number in numbers.items() if not np.isnan(number)}
        table = table.assign(
            **{str(name): pd.Series([_replace(each, read) for each in table[name]], table.index)}
        )
        if any("," in simplify_number(text) for text in read):
            told.append(_describe_commas(name, is_comma=is_comma))
    return table, tuple(told)


def _list_texts(column: pd.Series) -> list[str]:
    return [value for value in column if isinstance(value, str) and value.strip()]


def _replace(value: object, read: Mapping[str, float]) -> object:
    return read.get(value, value) if isinstance(value, str) else value


def _find_hint(table: pd.DataFrame) -> bool | None:
    """Return whether the numbers in text have decimal commas; None for both or neither."""
    found = set[bool]()
    for n in range(table.shape[1]):
        texts = _list_texts(table.iloc[:, n])
        marks = _find_marks(texts if are_numbers(texts) else [])
        found |= {True} if marks.comma else set()
        found |= {False} if marks.point else set()
    return found.pop() if len(found) == 1 else None


def are_numbers(texts: Sequence[str]) -> bool:
    """Return whether all texts are numbers, be it with decimal commas or points."""
    return not any(
        np.isnan(parse_number(text, decimal_comma=True))
        and np.isnan(parse_number(text, decimal_comma=False))
        for text in texts
    )


def _describe_commas(name: object, *, is_comma: bool) -> Phrase:
    sentence = (
        N_("Commas in the column %(name)s are decimal commas.")
        if is_comma
        else N_("Commas in the column %(name)s separate thousands.")
    )
    return Phrase(sentence, {"name": quote_value(name)})


def is_number_with_unit(text: str) -> bool:
    """Return whether a text is a number and then a unit, a percent sign or a number word.

    >>> is_number_with_unit("180亩"), is_number_with_unit("A1")
    (True, False)
    """
    return bool(_WITH_UNIT.fullmatch(simplify_number(text)))
