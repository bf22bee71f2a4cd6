"""The id and properties of a feature in a request, checked to be encodable as JSON again."""

from typing import Any

from geo.arrays import Json
from geo.errors import N_, InputError, quote_value
from webapp.serialize import to_compact_json


def is_feature(value: Any) -> bool:
    """Return whether a value of JSON is a GeoJSON feature."""
    return isinstance(value, dict) and value.get("type") == "Feature"


def read_record(feature: Json, n: int) -> Json:
    """Return the id and properties of a GeoJSON feature, the `n`th of its file.

    Raises
    ------
    InputError
        When JSON can't have what it says.
    """
    key, properties = feature.get("id"), feature.get("properties")
    if isinstance(key, bool) or not isinstance(key, str | int | float | None):
        raise InputError(
            N_("Feature %(n)s has the id %(key)s. Use text or a number."), n=n, key=quote_value(key)
        )
    if not isinstance(properties, dict | None):
        raise InputError(
            N_(
                "Feature %(n)s has the properties %(properties)s, not an object. "
                "Put them in braces."
            ),
            n=n,
            properties=quote_value(properties),
        )
    record = {"id": key, "properties": properties or {}}
    _check_encodable(record, n)
    return record


def _check_encodable(record: Json, n: int) -> None:
    try:
        to_compact_json(record).encode()
    except (UnicodeEncodeError, RecursionError):
        raise InputError(
            N_(
                "Feature %(n)s contains an unpaired surrogate, which is not a valid character, or "
                "is nested too deeply. Correct its properties."
            ),
            n=n,
        ) from None
    except ValueError:
        raise InputError(
            N_("Feature %(n)s contains a number too large for JSON. Correct it."), n=n
        ) from None
