"""Numbers in text: a column decides what its commas and points mean, or is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.errors import InputError
from geo.reading.coordinate_columns import choose_number_style, parse_coordinates
from geo.reading.numbers import (
    choose_decimal_comma,
    is_number_with_unit,
    parse_number,
    read_number_columns,
)

COLUMNS = {
    ("4,62",): [4.62],
    ("0,05",): [0.05],
    (",5",): [0.5],
    ("４，６２",): [4.62],
    ("−3,5",): [-3.5],
    ("1.234,5",): [1234.5],
    ("1.234.567",): [1_234_567],
    ("1 234,5",): [1234.5],
    ("1\u202f234,50",): [1234.5],
    ("1,234.5",): [1234.5],
    ("1'234.5",): [1234.5],
    ("1,234,567",): [1_234_567],
    ("1 234",): [1234],
    ("12", "7"): [12, 7],
    ("4.620",): [4.62],
    ("4,620", "4,6"): [4.62, 4.6],
    ("1.234", "4,5"): [1234, 4.5],
    ("4,620", "4.6"): [4620, 4.6],
    ("1,5e3",): [1500],
}


@pytest.mark.parametrize("texts", COLUMNS)
def test_the_column_decides(texts):
    decimal_comma = choose_decimal_comma(texts, column="a")
    assert [parse_number(text, decimal_comma=decimal_comma) for text in texts] == COLUMNS[texts]


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["4,620"], "“4,620” in the column “面积” may be 4.62 or 4620. Write it with a decimal"),
        (["12", "1,000"], "“1,000” in the column “面积” may be 1 or 1000."),
        (["1,5", "1.5"], r"has decimal commas \(“1,5”\) and decimal points \(“1.5”\)"),
        (["1,234", "1.234"], r"has decimal commas \(“1,234”\) and decimal points \(“1.234”\)"),
    ],
)
def test_what_stays_open_is_refused(texts, sentence):
    with pytest.raises(InputError, match=sentence):
        choose_decimal_comma(texts, column="面积")


def test_other_numbers_of_the_file_decide_what_a_column_leaves_open():
    table = pd.DataFrame({"a": ["4,620", "1,000"], "b": ["0,5", "17"], "c": ["x,5", "y"]})
    read, told = read_number_columns(table, ["a"])
    assert read["a"].tolist() == [4.62, 1]
    assert list(map(str, told)) == ["Commas in the column “a” are decimal commas."]
    read, told = read_number_columns(table.assign(b=["0.5", "17"]), ["a"])
    assert read["a"].tolist() == [4620, 1000]
    assert list(map(str, told)) == ["Commas in the column “a” separate thousands."]
    with pytest.raises(InputError, match=r"“4\.620” in the column “a” may be 4\.62 or 4620"):
        read_number_columns(table.assign(a=["4.620", None]), ["a"])


@pytest.mark.parametrize(
    "text",
    [
        "180亩", "4.62 平方公里", "4,62 km²", "12%", "3万", "about 4", "1,23,456", "12,34.5", "1_0",
        "nan", "inf", "-", "", "1,2,3", "1 23", "٤٫٦", "1.2.3", "0x1", "1,234.567.8",
    ],
)  # fmt: skip
def test_other_texts_are_no_numbers(text):
    for decimal_comma in (True, False):
        assert np.isnan(parse_number(text, decimal_comma=decimal_comma))
    read, told = read_number_columns(pd.DataFrame({"a": [text, 3.5]}), ["a"])
    assert (read["a"].tolist(), told) == ([text, 3.5], ())


def test_units_are_noticed():
    with_unit = ["180亩", "4.62 平方公里", "4,62 km²", "12%", "3万", "5 m"]
    assert all(map(is_number_with_unit, with_unit))
    assert not any(map(is_number_with_unit, ["A1", "12", "about 4", "1,23,456", ""]))


def write_number(value, decimals, mark, apart):
    whole, _, rest = f"{value:.{decimals}f}".partition(".")
    digits = whole.removeprefix("-")
    groups = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    return ("-" if value < 0 else "") + apart.join(groups) + (mark + rest if rest else "")


STYLES = [(",", "."), (",", " "), (",", ""), (",", "\u00a0"), (".", ","), (".", " "), (".", "")]
VALUES = st.lists(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)), min_size=1, max_size=6)


@given(VALUES, st.sampled_from(STYLES))
def test_numbers_of_one_style_come_back_or_are_refused(values, style):
    mark, apart = style
    texts = [write_number(value, 2, mark, apart) for value in values]
    decimal_comma = choose_decimal_comma(texts, column="a")
    assert [parse_number(text, decimal_comma=decimal_comma) for text in texts] == values


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=6), st.sampled_from(STYLES),
)  # fmt: skip
def test_whole_numbers_come_back_or_are_refused(values, style):
    texts = [write_number(value, 0, *style) for value in values]
    assume(style[1] != "." or any(abs(value) >= 10**6 for value in values))  # 1.234 is a number
    try:
        decimal_comma = choose_decimal_comma(texts, column="a")
    except InputError:
        assert style[1] == ","
        assert all(abs(value) < 10**6 for value in values)
    else:
        assert [parse_number(text, decimal_comma=decimal_comma) for text in texts] == values


@given(st.lists(st.text(alphabet="0123456789.,-+ 'eE%亩−，．５", max_size=9), max_size=4))
def test_any_text_is_a_number_or_none(texts):
    table = pd.DataFrame({"a": pd.Series(texts, dtype=object)})
    try:
        read, _ = read_number_columns(table, ["a"])
    except InputError:
        return
    assert all(isinstance(value, str | float) for value in read["a"])


@pytest.mark.parametrize(
    ("x", "y", "crs", "values"),
    [
        (["105,412"], ["28,8535"], None, [105.412, 28.8535]),
        (["105,412"], ["28,853"], None, [105.412, 28.853]),
        (["105,412"], ["28"], None, [105.412, 28]),
        (["105,412"], ["28.853"], None, [105.412, 28.853]),
        (["１０５，４１２"], ["２８，５"], None, [105.412, 28.5]),
        (["−105,5"], ["28°51,5′N"], None, [-105.5, 28 + 51.5 / 60]),
        (["35.540.000,5"], ["3.193.000"], "EPSG:4523", [35_540_000.5, 3_193_000]),
        (["35 540 000,5"], ["3193000"], "EPSG:4523", [35_540_000.5, 3_193_000]),
        (["35,540,000.5"], ["3,193,000"], "EPSG:4523", [35_540_000.5, 3_193_000]),
        (["500,000"], ["3,193,000.25"], "EPSG:4523", [500_000, 3_193_000.25]),
        (["541,955"], ["3,193,828"], None, [541_955, 3_193_828]),
        (["541,955.5"], ["3,193,828.5"], None, [541_955.5, 3_193_828.5]),
        (["541.955,5"], ["3.193.828,5"], None, [541_955.5, 3_193_828.5]),
        (["105,412"], ["28,853"], "EPSG:4490", [105.412, 28.853]),
    ],
)
def test_coordinates_are_read_by_both_columns(x, y, crs, values):
    is_comma = choose_number_style([x, y], crs).decimal_comma
    found = [parse_coordinates(texts, decimal_comma=is_comma)[0] for texts in (x, y)]
    assert found == pytest.approx(values, abs=1e-9)


def test_metres_that_may_be_thousands_are_refused():
    with pytest.raises(InputError, match=r"“500,000” in the column “x, y” may be 500 or 500000"):
        choose_number_style([["500,000"], ["319,300"]], "EPSG:4544")


def test_semicolons_between_columns_leave_the_comma_to_decimals():
    columns = [["500,000"], ["319,300"]]
    assert choose_number_style(columns, "EPSG:4544", hint=True).decimal_comma
    for text in ("3,193,000.5", "540123.125"):
        assert not choose_number_style([[text]], "EPSG:4544", hint=True).decimal_comma
