"""What libraries say in English only becomes a phrase of the catalogue, whatever they say."""

import csv
import errno
import io
import json
import os

import pytest

from geo.io.reasons import (
    CSV_FAULTS,
    JSON_FAULTS,
    SYSTEM_FAULTS,
    describe_csv_fault,
    describe_json_fault,
    describe_json_kind,
    describe_system_fault,
)

BROKEN_JSON = {
    "": "a value is expected at line 1, column 1",
    "{": "a property name in double quotes is expected at line 1, column 2",
    '{"a" 1}': "a colon is expected at line 1, column 6",
    "[1\n 2]": "a comma is expected at line 2, column 2",
    '["abc': "a string is not closed at line 1, column 2",
    '"\x01"': "a string contains a control character at line 1, column 2",
    '"\\q"': "a string contains an unknown escape sequence at line 1, column 2",
    '"\\u12"': "a string contains an incomplete escape sequence at line 1, column 3",
    "[1] 2": "there is text after the end at line 1, column 5",
    "[" + "1" * 5000 + "]": "a number is too long",
}
BROKEN_CSV = {
    'a,"b': "a quotation mark is not closed",
    'a,"b"c': "there is text between a closing quotation mark and the next delimiter",
    "a" * 200_000: "a cell is too long",
}


@pytest.mark.parametrize(("text", "said"), BROKEN_JSON.items(), ids=range(len(BROKEN_JSON)))
def test_a_fault_of_json_is_named_with_its_place(text, said):
    with pytest.raises(ValueError, match=r".") as caught:
        json.loads(text)
    assert str(describe_json_fault(caught.value)) == said


def test_every_fault_of_json_has_its_words():
    said = {value.partition(" at line")[0] for value in BROKEN_JSON.values()}
    assert set(JSON_FAULTS.values()) <= said


@pytest.mark.parametrize(("text", "said"), BROKEN_CSV.items(), ids=range(len(BROKEN_CSV)))
def test_a_fault_of_csv_is_named(text, said):
    before = csv.field_size_limit(100_000)
    try:
        with pytest.raises(csv.Error) as caught:
            list(csv.reader(io.StringIO(text, newline=""), strict=True))
    finally:
        csv.field_size_limit(before)
    assert str(describe_csv_fault(caught.value)) == said
    assert said in CSV_FAULTS.values()


@pytest.mark.parametrize(
    "code",
    [
        *(errno.ENOENT, errno.EACCES, errno.EPERM, errno.EEXIST, errno.ENOTDIR, errno.EISDIR),
        *(errno.ENOSPC, errno.ENAMETOOLONG, errno.EROFS, errno.EIO, errno.EDQUOT),
    ],
)
def test_a_fault_of_the_system_is_one_of_the_catalogue(code):
    fault = describe_system_fault(OSError(code, os.strerror(code)))
    assert fault.text in SYSTEM_FAULTS
    assert str(fault).casefold() == os.strerror(code).casefold()


def test_an_unknown_fault_keeps_its_own_words():
    assert str(describe_system_fault(OSError(0, "Odd things"))) == "odd things"
    assert str(describe_system_fault(ValueError("embedded null byte"))) == "the name is not usable"
    assert str(describe_csv_fault(csv.Error("odd things"))) == "odd things"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("[]", "an array"), ("1", "a number"), ("1.5", "a number"), ('"a"', "a string"),
     ("null", "null"), ("true", "true or false"), ("{}", "an object")],
)  # fmt: skip
def test_a_value_of_json_is_called_as_json_calls_it(text, kind):
    assert str(describe_json_kind(json.loads(text))) == kind
