"""Why text or a file can't be read, as phrases: what libraries say in English only, translatable.

A reason that is not listed here keeps the library's own words, quoted as such.
"""

import csv
import json
from collections.abc import Mapping

from geo.errors import N_, Phrase, quote_value

JSON_FAULTS: Mapping[str, str] = {
    "Expecting value": N_("a value is expected"),
    "Expecting property name enclosed in double quotes": N_(
        "a property name in double quotes is expected"
    ),
    "Expecting ':' delimiter": N_("a colon is expected"),
    "Expecting ',' delimiter": N_("a comma is expected"),
    "Unterminated string starting at": N_("a string is not closed"),
    "Invalid control character at": N_("a string contains a control character"),
    "Invalid \\escape": N_("a string contains an unknown escape sequence"),
    "Invalid \\uXXXX escape": N_("a string contains an incomplete escape sequence"),
    "Extra data": N_("there is text after the end"),
}
_NO_MEMORY = ("cannot allocate memory", "bad_alloc", "malloc of size", "out of memory")
CSV_FAULTS: Mapping[str, str] = {
    "unexpected end of data": N_("a quotation mark is not closed"),
    "expected after": N_("there is text between a closing quotation mark and the next delimiter"),
    "field larger than": N_("a cell is too long"),
    "new-line character": N_("a cell without quotation marks contains a line break"),
}
SYSTEM_FAULTS = (
    N_("no such file or directory"),
    N_("permission denied"),
    N_("operation not permitted"),
    N_("file exists"),
    N_("not a directory"),
    N_("is a directory"),
    N_("no space left on device"),
    N_("file name too long"),
    N_("read-only file system"),
    N_("input/output error"),
    N_("disk quota exceeded"),
    N_("too many levels of symbolic links"),
    N_("bad file descriptor"),
)
END_MISSING = N_("its end is missing")
DAMAGED = N_("it is damaged")
LIBRARY_FAULTS: Mapping[str, str] = {
    **dict.fromkeys(("magic bytes not found in footer", "smaller than the size"), END_MISSING),
    **dict.fromkeys(("premature end", "unexpected end", "end of file"), END_MISSING),
    "encrypted": N_("it is encrypted"),
    **dict.fromkeys(("thrift", "corrupt", "malformed", "deserialize"), DAMAGED),
}
_JSON_KINDS: Mapping[type, str] = {
    list: N_("an array"),
    str: N_("a string"),
    int: N_("a number"),
    float: N_("a number"),
    bool: N_("true or false"),
    type(None): N_("null"),
    dict: N_("an object"),
}


def describe_json_fault(error: ValueError) -> Phrase:
    """Return what `json.loads` found wrong, with line and column.

    Numbers longer than Python reads raise a plain ValueError, which has neither.
    """
    if not isinstance(error, json.JSONDecodeError):
        return Phrase(N_("a number is too long"), {})
    fault = error.msg.removesuffix(": ")
    values = {"line": error.lineno, "column": error.colno, "fault": fault}
    if fault in JSON_FAULTS:
        values["fault"] = Phrase(JSON_FAULTS[fault], {})
    return Phrase(N_("%(fault)s at line %(line)s, column %(column)s"), values)


def describe_csv_fault(error: csv.Error) -> Phrase:
    """Return what the strict CSV reader found wrong."""
    text = str(error)
    return Phrase(next((CSV_FAULTS[part] for part in CSV_FAULTS if part in text), text), {})


def describe_system_fault(error: OSError | ValueError) -> Phrase:
    """Return why a path can't be read or written; ValueError is a name that no system takes."""
    text = getattr(error, "strerror", None)
    if not text:
        return Phrase(N_("the name is not usable"), {})
    return Phrase(text[0].lower() + text[1:], {})


def describe_library_fault(words: object, *, limit: int = 150) -> Phrase:
    """Return what a library says of a file: what is frequent in our words, the rest quoted."""
    text = " ".join(str(words).split())
    found = next((LIBRARY_FAULTS[part] for part in LIBRARY_FAULTS if part in text.lower()), None)
    if found or not text:
        return Phrase(found or DAMAGED, {})
    quoted = quote_value(text.rstrip("."), limit=limit)
    return Phrase(N_("the program that reads it says %(words)s"), {"words": quoted})


def describe_json_kind(value: object) -> Phrase:
    """Return what kind of JSON value this is."""
    return Phrase(_JSON_KINDS[type(value)], {})


def tells_lack_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or one behind it, says that there was no memory: no fault of a file."""
    while error is not None:
        words = str(error).lower()
        if isinstance(error, MemoryError) or any(each in words for each in _NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False
