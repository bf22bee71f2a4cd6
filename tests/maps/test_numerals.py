"""Numbers as they are written, with each language's signs."""

from decimal import ROUND_HALF_UP, localcontext

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from maps.i18n import LANGUAGES
from maps.numerals import (
    find_supported_digits,
    format_number,
    keep_units,
    nice_length,
    round_uncertainty,
    word_length,
)


@given(st.floats(-1e15, 1e15), st.integers(0, 4), st.sampled_from(sorted(LANGUAGES)))
@example(2.675, 2, "en")
@example(0.5, 0, "zh")
@example(-0.0, 2, "en")
@example(1234567.0, 1, "zh")
def test_numbers_are_grouped_and_signed_as_cldr_has_it(value, digits, lang):
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    with localcontext(rounding=ROUND_HALF_UP):
        expected = format_decimal(value, format=pattern, locale=LANGUAGES[lang].locale)
    assert format_number(value, lang, digits=digits) == expected


@given(st.floats(0.0011, 2e5))
def test_an_uncertainty_is_written_to_five_percent(value_m):
    number, unit, digits = round_uncertainty(value_m)
    written_m = float(number) * {"cm": 0.01, "m": 1.0, "km": 1000.0}[unit]
    assert abs(written_m / value_m - 1) <= 0.0501
    assert len(str(float(number)).rstrip("0").rstrip(".").replace(".", "").strip("0")) <= 2
    assert 10.0**-digits <= value_m * 1.06


@given(st.floats(1e-3, 1e7))
def test_a_bar_is_round_and_not_too_short(most):
    length = nice_length(most)
    assert most / 2.5 <= length * 1.0000001
    assert length <= most
    assert f"{length:g}".partition("e")[0].strip("0.") in {"1", "2", "5"}  # all digits: not 2.5


@pytest.mark.parametrize("value", [1e23, 1.7e308, -1e30])
def test_numbers_of_any_size_are_written(value):
    assert format_number(value, "en", digits=2).endswith(".00")


@pytest.mark.parametrize(
    ("length_m", "words"),
    [(0.5, "0.5 m"), (500.0, "500 m"), (2500.0, "2.5 km"), (5000.0, "5 km"), (2e6, "2000 km")],
)
def test_a_bar_says_its_length_as_it_is(length_m, words):
    """Half a metre is not 0 m, and 5 km are not 5.0 km."""
    assert word_length(length_m) == words


@pytest.mark.parametrize(
    ("value_m", "digits"), [(4_221, -2), (4_900, -2), (4_960, -1), (4_980, -3), (5_200, -3)]
)
def test_a_distance_is_as_fine_as_shows_on_which_side_of_a_reach_it_is(value_m, digits):
    assert find_supported_digits(value_m, 4_000.0, 4_968.0) == digits


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("110.00 km² · 11,000 ha", ["110.00\xa0km²", "·", "11,000\xa0ha"]),
        ("1 h 5 min of 8 parts", ["1\xa0h", "5\xa0min", "of", "8", "parts"]),
        ("11,000 ha（165,000 亩）", ["11,000\xa0ha（165,000\xa0亩）"]),
        ("1 小时 5 分钟，约 3 公里", ["1\xa0小时", "5\xa0分钟，约", "3\xa0公里"]),
        ("28 metres", ["28", "metres"]),
    ],
)
def test_a_number_stays_with_its_unit_and_with_no_other_word(text, lines):
    """Pages, tables, documents and figures go by this one rule."""
    assert keep_units(text).split(" ") == lines
