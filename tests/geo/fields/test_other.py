"""Other fields of a zone file: plain values within bounds, everything else is refused by name."""

import pytest

from geo.errors import InputError
from geo.fields.other import MAX_OTHER_FIELDS, MAX_VALUE_LENGTH, list_other_names, read_other


def test_plain_values_are_read_and_null_is_left_out():
    given = {"用地性质": "工业", "面积亩": 389.26, "层数": 3, "已批": True, "空": None, "": None}
    del given[""]
    found = read_other(given)
    assert found == {"用地性质": "工业", "面积亩": 389.26, "层数": 3, "已批": True}


@pytest.mark.parametrize("value", [None, {}, {"a": None}])
def test_nothing_is_none(value):
    assert read_other(value) is None


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([1], "is “[1]”, not an object"),
        ("a", "is “a”, not an object"),
        ({"": 1}, "contains the name “”. Use 1 to 100 characters"),
        ({"n" * 101: 1}, "Use 1 to 100 characters"),
        ({"a\x00": 1}, "Use 1 to 100 characters"),
        ({"a": "x" * (MAX_VALUE_LENGTH + 1)}, "contains a text of 2001 characters in “a”"),
        ({"a": float("nan")}, "contains “nan” in “a”"),
        ({"a": float("inf")}, "contains “inf” in “a”"),
        ({"a": 10**30}, "Use text, a finite number, true or false"),
        ({"a": {"b": 1}}, "Use text, a finite number, true or false"),
        ({"a": [1]}, "Use text, a finite number, true or false"),
        ({"a": "\ud800"}, "Use text, a finite number, true or false"),
        ({f"c{n}": 1 for n in range(MAX_OTHER_FIELDS + 1)}, "contains 101 values"),
    ],
)
def test_anything_else_is_refused(value, sentence):
    with pytest.raises(InputError) as caught:
        read_other(value)
    assert sentence in str(caught.value)


def test_names_are_listed_once_in_order():
    assert list_other_names([{"b": 1}, None, {"a": 1, "b": 2}]) == ["b", "a"]
