"""Each reader returns the plain value or says what is wrong with it."""

import math

import pytest

from geo import schema
from geo.errors import InputError, file_label, quote_value


@pytest.mark.parametrize("value", [None, ""])
def test_absent_text_is_none(value):
    assert schema.read_text(value) is None


@pytest.mark.parametrize("value", ["泸州", "\U0001f5fa", " ", "{{7*7}}", "</script>"])
def test_text_is_kept_as_it_is(value):
    assert schema.read_text(value) == value


@pytest.mark.parametrize("value", [0, 1.5, 10**6])
def test_number_is_a_float(value):
    found = schema.read_number(value)
    assert isinstance(found, float)
    assert found == value


def test_absent_number_is_nan():
    assert math.isnan(schema.read_number(None))


@pytest.mark.parametrize("value", [10**400, -(10**400), math.nan, math.inf, -0.1, True, "1", []])
def test_unusable_number_is_refused(value):
    with pytest.raises(InputError, match="number"):
        schema.read_number(value)


def test_absent_texts_are_left_out():
    assert schema.read_texts(None) == ()
    assert schema.read_texts(["a", None, "", "b"]) == ("a", "b")


@pytest.mark.parametrize("value", ["a", {}, 1])
def test_no_list_is_refused(value):
    with pytest.raises(InputError, match=r"not a list of text values\. Put them in brackets"):
        schema.read_texts(value)


def test_a_flag_is_true_or_false():
    assert schema.read_flag(True) is True
    assert schema.read_flag(False) is False
    assert schema.read_flag(None) is False


@pytest.mark.parametrize("value", [1, 0, "true", "yes", "", [], {}])
def test_what_is_no_flag_is_refused(value):
    with pytest.raises(InputError, match=r"\. Write one of true, false, without quotes\."):
        schema.read_flag(value)


def test_placement_is_schematic_when_nothing_is_said():
    assert schema.PART_FIELDS["placement"](None) == "schematic"


def test_source_without_title_is_called_by_its_key():
    assert schema.read_source("plan", {}, name="x.geojson").title == "plan"


@pytest.mark.parametrize("deep", [100, 2000, 50_000])
def test_anything_can_be_shown_in_a_sentence(deep):
    value = []
    for _ in range(deep):
        value = [value]
    assert quote_value(value).isprintable()
    assert len(quote_value(value)) < 80


def test_odd_file_name_is_quoted():
    assert file_label("泸州.geojson") == "泸州.geojson"
    assert file_label("a\nb\x1b[0m") == r"“a\nb\x1b[0m”"
    assert len(file_label("x" * 5000)) < 210
