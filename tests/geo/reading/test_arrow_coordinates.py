"""Coordinates of Arrow's columns against the reader of single texts."""

import numpy as np
import pyarrow as pa
import pytest

from geo.reading.arrow_coordinates import find_column_faults, parse_coordinate_column
from geo.reading.coordinate_columns import (
    NumberStyle,
    find_separator_faults,
    parse_coordinates,
)

ODD = [
    "1", "-1.5", "+1.5", "1.", ".5", ".", "", " ", " 7 ", "1e5", "1E-3", "1e400", "-0", "-0.0",
    "nan", "NaN", "inf", "-inf", "infinity", "1_0", "0x10", "1,5", "1,234.5", "1.234,5", "１０５",
    "105°24'43.2\"E", "28°51.15′N", "−4", "1e", "e5", "1 2", "0.1234567890123456789012345",
    "179.99999999999999999", "4.9e-324", "1e-400", "١", "1d5", "1f", "1\u00a0000", "00012.50",
]  # fmt: skip


@pytest.mark.parametrize("decimal_comma", [False, True])
@pytest.mark.parametrize("width", [1, 2, len(ODD)])
def test_numbers_are_those_of_each_text(decimal_comma, width):
    for first in range(0, len(ODD), width):
        texts = ODD[first : first + width]
        column = pa.chunked_array([pa.array(texts), pa.array([], pa.string())])
        found = parse_coordinate_column(column, decimal_comma=decimal_comma)
        expected = parse_coordinates(texts, decimal_comma=decimal_comma)
        assert found.tobytes() == expected.tobytes() or np.array_equal(
            found, expected, equal_nan=True
        )
        assert np.array_equal(np.signbit(found), np.signbit(expected) | np.signbit(found) & np.isnan(found))  # fmt: skip


def test_many_decimals_are_read_to_the_same_number():
    rng = np.random.default_rng(1)
    texts = [f"{x:.{n}f}" for x, n in zip(rng.uniform(-180, 180, 3000), rng.integers(0, 25, 3000))]  # noqa: B905
    column = pa.chunked_array([pa.array(texts)])
    assert parse_coordinate_column(column, decimal_comma=False).tolist() == list(map(float, texts))


@pytest.mark.parametrize("decimal_comma", [False, True])
@pytest.mark.parametrize("texts", [["1", "2"], ["1.5", "2"], ["1,5", "2.5", "3"]])
def test_faults_are_those_of_each_text(decimal_comma, texts):
    rows, style = [texts, texts[::-1]], NumberStyle(decimal_comma)
    columns = [pa.chunked_array([pa.array(each)]) for each in rows]
    numbers = [parse_coordinates(each, decimal_comma=decimal_comma) for each in rows]
    found = find_column_faults(columns, numbers, style)
    expected = find_separator_faults(rows, numbers, style)
    assert {n: str(each) for n, each in found.items()} == {n: str(e) for n, e in expected.items()}
