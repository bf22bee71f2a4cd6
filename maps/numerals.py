"""Numbers as they are written: rounded, with a language's signs, and round lengths."""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from maps.i18n import get_language

_WIDE = Context(prec=400)  # digits: a float may have 309 before the point
# Between a number and its unit no line ends: pages, tables, documents and figures all go by this.
UNIT_SPACE = re.compile(
    r"(?<=\d) (?=(?:km|cm|mm|m|ha|mu|min|h|MB|kB)[²³]?(?![\w²³])"
    r"|平方公里|平方米|公顷|亩|公里|千米|米|小时|分)",
    re.ASCII,
)


def round_decimal(value: float | Decimal, digits: int) -> Decimal:
    """Return a number with `digits` decimals; a negative count rounds to tens and hundreds.

    A half is rounded away from zero, as browsers do.

    >>> round_decimal(2.675, 2), f"{round_decimal(1_250.0, -2):f}"
    (Decimal('2.68'), '1300')
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(_make_step(digits), ROUND_HALF_UP, _WIDE)


@lru_cache
def _make_step(digits: int) -> Decimal:
    """Return what a number with `digits` decimals is a multiple of."""
    return Decimal((0, (1,), -digits))


def round_significant(value: float, digits: int) -> Decimal:
    """Return a number with `digits` significant digits, which its exponent tells.

    >>> round_significant(0.0996, 2), f"{round_significant(10_700.0, 2):f}"
    (Decimal('0.10'), '11000')
    """
    exact = Decimal(str(value))
    rounded = round_decimal(exact, digits - 1 - exact.adjusted())
    if rounded.adjusted() == exact.adjusted():
        return rounded
    return round_decimal(rounded, digits - 1 - rounded.adjusted())  # 9.96 became 10.0


def count_decimals(value: Decimal) -> int:
    """Return how many decimals a number has, not counting zeros at its end.

    >>> count_decimals(Decimal("4.10")), count_decimals(Decimal("110"))
    (1, 0)
    """
    return max(0, -int(value.normalize().as_tuple().exponent))


def format_number(value: float | Decimal, lang: str, *, digits: int) -> str:
    """Return a number with exactly `digits` decimals, with the language's signs (CLDR).

    Formatted by Python, since Babel takes six times as long and a zone may have thousands of parts.

    >>> format_number(1234.5, "en", digits=2)
    '1,234.50'
    """
    text = f"{round_decimal(value, digits):,f}"
    language = get_language(lang)
    return text.translate(
        {ord(","): language.thousands_separator, ord("."): language.decimal_point}
    )


class RoundedUncertainty(NamedTuple):
    """An uncertainty as it is written.

    Attributes
    ----------
    number : Decimal
        To two significant digits, in `unit`.
    unit : str
        `cm`, `m` or `km`.
    digits : int
        How many decimals of a metre it supports in a value; negative for tens, hundreds …
    """

    number: Decimal
    unit: str
    digits: int


def round_uncertainty(value_m: float) -> RoundedUncertainty:
    """Return a positive uncertainty to two significant digits, in the unit of its size.

    A value has the place of the last digit that isn't a trailing zero, but 10 and 100 count as
    two digits.

    >>> round_uncertainty(4_050.0), round_uncertainty(700.0).digits
    (RoundedUncertainty(number=Decimal('4.1'), unit='km', digits=-2), -2)
    """
    rounded_m = round_significant(value_m, 2)
    power, unit = (-2, "cm") if rounded_m < 1 else (0, "m") if rounded_m < 1000 else (3, "km")
    number = rounded_m.scaleb(-power)
    shown = rounded_m.normalize().as_tuple()
    has_zero_digit = shown.digits == (1,) and number >= 10
    supported = -int(shown.exponent) + has_zero_digit
    return RoundedUncertainty(number, unit, supported)


def find_supported_digits(
    value_m: float, uncertainty_m: float, reach_m: float | None = None
) -> int | None:
    """Return to how many decimals of a metre a value is written beside its uncertainty.

    The digits that a positive uncertainty supports, or those that it has itself, where the value
    would else read as no more than that; None where it then still does. With `reach_m`, by which
    something is judged, as many as show on which side of that the value is: centimetres at most.

    >>> [find_supported_digits(each, 4_000.0) for each in (7_340.0, 4_221.0, 4_040.0)]
    [-3, -2, None]
    """
    bound_m = round_significant(uncertainty_m, 2)
    supported, finer = round_uncertainty(uncertainty_m).digits, 1 - bound_m.adjusted()
    more = () if reach_m is None else range(finer + 1, 3)
    is_beyond = reach_m is not None and value_m > reach_m
    for digits in (supported, finer, *more):
        rounded_m = round_decimal(value_m, digits)
        is_shown = reach_m is None or (rounded_m > reach_m) == is_beyond
        if rounded_m > bound_m and is_shown:
            return digits
    return None


def nice_length(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is at most `most`.

    >>> nice_length(73_000.0)
    50000.0
    """
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (0.5, 1.0, 2.0, 5.0) if step * power <= most)


def word_length(length_m: float) -> str:
    """Return a round length in m or km as it is, for a scale bar.

    >>> word_length(500.0), word_length(2_500.0)
    ('500 m', '2.5 km')
    """
    return f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"


def keep_units(text: str) -> str:
    r"""Return text in which the numbers are joined to their units by no-break spaces.

    >>> keep_units("300 ha · 4,500 mu ±5 m of 3 parts").split(" ")
    ['300\xa0ha', '·', '4,500\xa0mu', '±5\xa0m', 'of', '3', 'parts']
    """
    return UNIT_SPACE.sub("\N{NO-BREAK SPACE}", text)
