"""The columns of a part that the data model has no field for: kept by name, within bounds.

A zone file has them in `properties.other`, an object of names and plain values.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from geo.errors import N_, InputError, quote_value

MAX_OTHER_FIELDS = 100  # of one part
MAX_NAME_LENGTH = 100
MAX_VALUE_LENGTH = 2000
MAX_WHOLE_NUMBER = 2**53  # what every reader of JSON keeps exactly
COLUMN_PREFIX = "other."  # of the columns of a flat table

OtherValue = str | int | float | bool


def read_other(value: object) -> dict[str, OtherValue] | None:
    """Read an object of names and plain values; a missing or an empty one is None.

    A value that is null is left out.

    Raises
    ------
    InputError
        When it is not an object, exceeds a bound, or has a value that is neither text, a finite
        number, true nor false.
    """
    if value is None:
        return None
    if not isinstance(value, dict):
        raise InputError(
            N_("is %(value)s, not an object. Put the names and values in braces."),
            value=quote_value(value),
        )
    if len(value) > MAX_OTHER_FIELDS:
        raise InputError(
            N_("contains %(count)s values. Keep at most %(limit)s."),
            count=len(value),
            limit=MAX_OTHER_FIELDS,
        )
    found = {
        _read_name(name): _read_value(name, each)
        for name, each in value.items()
        if each is not None
    }
    return found or None


def _read_name(name: str) -> str:
    if not name.strip() or len(name) > MAX_NAME_LENGTH or not _is_plain_text(name):
        raise InputError(
            N_("contains the name %(name)s. Use 1 to %(limit)s characters."),
            name=quote_value(name),
            limit=MAX_NAME_LENGTH,
        )
    return name


def _read_value(name: str, value: object) -> OtherValue:
    if isinstance(value, str) and len(value) > MAX_VALUE_LENGTH:
        raise InputError(
            N_("contains a text of %(count)s characters in %(name)s. Keep at most %(limit)s."),
            count=len(value),
            name=quote_value(name),
            limit=MAX_VALUE_LENGTH,
        )
    is_plain = _is_plain_text(value) if isinstance(value, str) else _is_plain_number(value)
    if not is_plain:
        raise InputError(
            N_("contains %(value)s in %(name)s. Use text, a finite number, true or false."),
            value=quote_value(value),
            name=quote_value(name),
        )
    return value  # type: ignore[return-value]  # just checked


def _is_plain_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _is_plain_number(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) <= MAX_WHOLE_NUMBER
    return isinstance(value, float) and math.isfinite(value)


def list_other_names(rows: Iterable[Mapping[str, Any] | None]) -> list[str]:
    """Return the names of all parts' other fields, in the order in which they come up."""
    return list(dict.fromkeys(name for row in rows for name in row or ()))
