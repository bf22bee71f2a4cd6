"""The columns of a table that contain coordinates: their texts as numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from geo.arrays import Bools, Floats
from geo.errors import N_, Phrase
from geo.reading.angles import is_in_three_parts, parse_angle
from geo.reading.crs_option import parse_crs_option
from geo.reading.numbers import (
    choose_decimal_comma,
    parse_number,
    parse_numbers,
    simplify_number,
)

_COMMA_NUMBER = re.compile(r"[+-]?[0-9]+,[0-9]+")
_NUMBER_LIKE = re.compile(r"[+-]?[0-9][0-9.,' ]*")
_MAX_DEGREES = 360
_LEAST_SHARE = 0.5
MISSING = Phrase(N_("its coordinates are missing"), {})


def as_text(value: object) -> str:
    """Return a cell as text; numbers in full, nothing for a missing one."""
    if value is None or value != value:  # noqa: PLR0124 (NaN)
        return ""
    return repr(value) if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class NumberStyle:
    """How the numbers in columns of coordinates are to be understood.

    Attributes
    ----------
    decimal_comma : bool
        Whether they have decimal commas.
    is_degrees : bool
        Whether they are degrees: "105,412" may be metres otherwise.
    unit_m : float or None
        The metres in a unit of a geometry's numbers, where it is known.
    """

    decimal_comma: bool = False
    is_degrees: bool = True
    unit_m: float | None = None


def choose_number_style(
    columns: Sequence[Iterable[str | None]],
    crs: str | None,
    *,
    name: str = "x, y",
    hint: bool | None = None,
) -> NumberStyle:
    """Return how the numbers in columns of coordinates are to be understood.

    Parameters
    ----------
    columns : sequence of iterables of str or None
        Some values of each column.
    crs : str or None
        As an option; without one, the numbers tell whether they are degrees.
    name : str
        Of the columns, for the error.
    hint : bool or None
        What the file itself suggests, for columns that leave it open: a table that is separated
        by semicolons leaves the comma to its numbers.

    Raises
    ------
    InputError
        When a comma may separate decimals as well as thousands, or both kinds are there, or PROJ
        doesn't know the CRS.
    """
    texts = [simplify_number(text) for column in columns for text in column if text]
    plain = [text for text in texts if _NUMBER_LIKE.fullmatch(text)]
    numbers = [text for text in plain if not is_in_three_parts(text)]
    is_free = crs is None or parse_crs_option(crs).crs.is_geographic
    if is_free and _are_degrees(numbers):
        return NumberStyle(any(_COMMA_NUMBER.fullmatch(text) for text in numbers))
    has_commas = any("," in text for text in numbers)
    is_comma = has_commas and choose_decimal_comma(numbers, column=name, hint=hint)
    return NumberStyle(is_comma, is_degrees=False)


def _are_degrees(numbers: Iterable[str]) -> bool:
    """Return whether most numbers are degrees if all commas and points mark decimals."""
    found = parse_numbers(text.replace(",", ".") for text in numbers)
    return not len(found) or bool((np.abs(found) <= _MAX_DEGREES).mean() >= _LEAST_SHARE)


def parse_coordinates(texts: Sequence[str | None], *, decimal_comma: bool = False) -> Floats:
    r"""Return numbers, also degrees with a sign or side, minutes and seconds; NaN for other text.

    Parameters
    ----------
    texts : sequence of str or None, length n
        Degrees, or the metres of a plane CRS.
    decimal_comma : bool
        Whether the column has decimal commas (`choose_number_style`).

    >>> parse_coordinates(["105°24'43.2\"E", "28°51.15′N", "-70.5"]).round(6).tolist()
    [105.412, 28.8525, -70.5]
    """
    plain = [text or "" for text in texts]
    if decimal_comma:
        plain = [text if "." in text else text.replace(",", ".") for text in plain]
    found = parse_numbers(plain)
    if decimal_comma:  # a point is of degrees, or separates thousands
        found[np.abs(found) > _MAX_DEGREES] = np.nan
    for n in np.flatnonzero(np.isnan(found)).tolist():
        text = simplify_number(texts[n] or "")
        found[n] = parse_number(text, decimal_comma=decimal_comma)
        if np.isnan(found[n]):
            found[n] = parse_angle(text.replace(",", ".") if decimal_comma else text)
    return found


def find_separator_faults(
    columns: Iterable[Sequence[str | None]], numbers: Iterable[Floats], style: NumberStyle
) -> dict[int, Phrase]:
    """Return by row why its coordinates can't be used, if not because they are no numbers.

    They have decimal commas where the first rows have points, or points where these have commas.

    Parameters
    ----------
    columns : iterable of sequences of str or None, length n
    numbers : iterable of arrays, shape (n,)
        What was read of each column in degrees or metres of any CRS, NaN for what is no number.
    style : NumberStyle
        By which they were read.
    """
    mark = "." if style.decimal_comma else ","
    rows: set[int] = set()
    for texts, found in zip(columns, numbers, strict=True):
        doubted = np.flatnonzero(find_doubted(found, style)).tolist()
        rows |= {n for n in doubted if mark in (texts[n] or "")}
    sentence = (
        N_("its coordinates have decimal points, those of the first rows decimal commas")
        if style.decimal_comma
        else N_("its coordinates have decimal commas, those of the first rows don't")
    )
    return dict.fromkeys(sorted(rows), Phrase(sentence, {}))


def find_doubted(numbers: Floats, style: NumberStyle) -> Bools:
    """Return which numbers are NaN, or no degrees where degrees are expected, shape (n,).

    Those of a plane CRS are in its unit, mostly metres.
    """
    limit = _MAX_DEGREES if style.is_degrees else np.inf
    return np.asarray(~(np.abs(numbers) <= limit))
