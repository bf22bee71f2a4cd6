"""The languages in which a zone file has texts, and what its fields are called in each.

Readers, imports, comparisons, look-ups and exports ask here: another language is its code in
`DATA_LANGUAGES`. What is shown in it on pages and figures is an entry of `maps.i18n`.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

BASE_LANGUAGE = "en"  # its fields have the plain names
DATA_LANGUAGES = (BASE_LANGUAGE, "zh")


def field_name(field: str, code: str) -> str:
    """Return what a field is called in a language.

    >>> field_name("note", "en"), field_name("note", "zh")
    ('note', 'note_zh')
    """
    return field if code == BASE_LANGUAGE else f"{field}_{code}"


def field_names(field: str) -> tuple[str, ...]:
    """Return what a field is called in each language, the plain name first.

    >>> field_names("name")
    ('name', 'name_zh')
    """
    return tuple(field_name(field, code) for code in DATA_LANGUAGES)


def repeat_field(field: str, value: Value) -> dict[str, Value]:
    """Return a value, such as a reader, under what a field is called in each language.

    >>> repeat_field("note", 1)
    {'note': 1, 'note_zh': 1}
    """
    return dict.fromkeys(field_names(field), value)


def find_text(row: Mapping[str, Any], field: str) -> str | None:
    """Return the first text that a row has of a field, in any language; None for none.

    >>> find_text({"name": None, "name_zh": "核心区"}, "name")
    '核心区'
    """
    return next((row[each] for each in field_names(field) if row.get(each)), None)
