"""Sentences of errors stay one line, short and whole, whatever value they name."""

import pytest

from geo.errors import InputError, Phrase, file_label, quote_value


def test_a_phrase_within_a_phrase_is_filled():
    error = InputError("%(where)s is 5", where=Phrase("row %(n)s", {"n": 7}))
    assert str(error) == "row 7 is 5"
    assert error.phrase.values["where"].text == "row %(n)s"


def test_a_text_without_values_may_carry_percent_signs():
    assert str(InputError("100 % of it")) == "100 % of it"


@pytest.mark.parametrize("value", ["a\nb", "\x1b[31m", "\ud800", "x" * 500, 10**30, None])
def test_a_quoted_value_is_one_short_printable_line(value):
    quoted = quote_value(value)
    assert quoted.isprintable()
    assert len(quoted) <= 70


def test_a_value_that_nests_without_end_is_named_by_its_type():
    nested = []
    for _ in range(100_000):
        nested = [nested]
    assert quote_value(nested) == "“list within list and so on”"


@pytest.mark.parametrize("name", ["", "a\tb", "x" * 201])
def test_an_odd_file_name_is_quoted(name):
    assert file_label(name).startswith("“")
    assert len(file_label(name)) <= 203


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        (None, "“null”"),
        (True, "“true”"),
        ([None, "a"], '“[null, "a"]”'),
        ({"区": 1}, '“{"区": 1}”'),
        ("None", "“None”"),
        ("it's", "“it's”"),
        (1.5, "“1.5”"),
    ],
)
def test_a_value_is_quoted_as_json_writes_it(value, quoted):
    assert quote_value(value) == quoted


def test_a_tuple_is_a_list_of_its_items():
    assert str(Phrase("use %(choices)s", {"choices": ("a", "b")})) == "use a, b"


def test_a_name_in_gbk_is_shown_in_its_own_characters():
    assert file_label("地块.shp".encode("gbk").decode("utf-8", "surrogateescape")) == "地块.shp"
    assert file_label("a\ud800") == r"“a\ud800”"
