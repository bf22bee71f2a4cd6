import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.fields.digits import format_digits


@given(st.floats(min_value=1e-300, max_value=1e300), st.integers(1, 6))
def test_it_is_the_number_rounded_and_has_no_exponent(value, digits):
    text = format_digits(value, digits)
    assert set(text) <= set("0123456789.")
    assert math.isclose(float(text), value, rel_tol=0.5 * 10 ** (1 - digits) * 1.001)


@pytest.mark.parametrize(("value", "text"), [(0.0, "0"), (-1234.5, "-1200"), (99.6, "100")])
def test_zero_and_negative_numbers(value, text):
    assert format_digits(value) == text
