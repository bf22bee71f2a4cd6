"""Numbers with units, as each language writes them."""

import math

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from maps import formatting
from maps.formatting import nice_length
from maps.i18n import LANGUAGES

NUMBERS = [
    (formatting.area, 202e6, "202.00 km²", "202.00 km²"),
    (formatting.area, 1_234_567_890, "1,234.57 km²", "1,234.57 km²"),
    (formatting.area, 123_456, "0.1235 km²", "0.1235 km²"),
    (formatting.area, 0, "0.0000 km²", "0.0000 km²"),
    (formatting.hectares, 4.62e6, "462 ha", "462 ha"),
    (formatting.hectares, 12_345, "1.23 ha", "1.23 ha"),
    (formatting.mu, 1e6, "1,500 mu", "1,500 亩"),
    (formatting.published_area, 4.62, "4.62 km²", "4.62 km²"),
    (formatting.published_area, 202.0, "202 km²", "202 km²"),
    (formatting.distance, 0, "0 m", "0 m"),
    (formatting.distance, 999.4, "999 m", "999 m"),
    (formatting.distance, 999.6, "1.0 km", "1.0 km"),
    (formatting.distance, 1000, "1.0 km", "1.0 km"),
    (formatting.distance, 99_940, "99.9 km", "99.9 km"),
    (formatting.distance, 99_960, "100 km", "100 km"),
    (formatting.distance, 1_234_567, "1,235 km", "1,235 km"),
    (formatting.uncertainty, 2000, "± 2.0 km", "± 2.0 km"),
    (formatting.percent, 12.345, "+12.34 %", "+12.34 %"),
    (formatting.percent, -0.5, "−0.50 %", "−0.50 %"),
    (formatting.percent, 0.0012, "+0.0012 %", "+0.0012 %"),
    (formatting.percent, -0.00001, "0 %", "0 %"),
    (formatting.ratio, 0.785, "0.78", "0.78"),
    (formatting.bearing, 57.6, "58° ENE", "58° 东东北"),
    (formatting.bearing, 359.7, "0° N", "0° 北"),
]


@pytest.mark.parametrize(("form", "value", "en", "zh"), NUMBERS)
def test_number_is_written_as_the_language_does(form, value, en, zh):
    assert (form(value, "en"), form(value, "zh")) == (en, zh)


@pytest.mark.parametrize("form", list(dict.fromkeys(form for form, *_ in NUMBERS)))
@pytest.mark.parametrize("value", [None, math.nan])
def test_unknown_number_is_a_dash(form, value):
    assert form(value, "en") == form(value, "zh") == "–"


def test_compass_goes_round():
    points = [formatting.compass(n * 22.5 + 11, "en") for n in range(16)]
    assert points[0] == formatting.compass(359, "en") == formatting.compass(-11, "en") == "N"
    assert len(set(points)) == 16
    assert formatting.compass(90, "zh") == "东"


@given(st.floats(-1e15, 1e15), st.integers(0, 4), st.sampled_from(sorted(LANGUAGES)))
@example(2.675, 2, "en")
@example(0.5, 0, "zh")
@example(-0.0, 2, "en")
@example(1234567.0, 1, "zh")
def test_numbers_are_grouped_and_rounded_as_cldr_has_it(value, digits, lang):
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    assert formatting.format_number(value, lang, digits=digits) == format_decimal(
        value, format=pattern, locale=LANGUAGES[lang].locale
    )


@given(st.floats(1e-3, 1e7))
def test_a_bar_is_round_and_not_too_short(most):
    length = nice_length(most)
    assert most / 2.5 <= length * 1.0000001
    assert length <= most
    assert f"{length:e}"[0] in "125"
