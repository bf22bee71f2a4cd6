"""The sources of a collection, by key."""

from collections.abc import Mapping
from typing import Any

from geo import schema
from geo.errors import N_, InputError, quote_value
from geo.fields.source import Source


def read_sources(collection: Mapping[str, Any], *, name: str) -> dict[str, Source]:
    """Return the collection's `sources` by key.

    Raises
    ------
    InputError
        When they are not an object, or one of them can't be read.
    """
    raw = collection.get("sources") or {}
    if not isinstance(raw, dict):
        raise InputError(
            N_("%(name)s: sources is %(raw)s, not an object. Write each source under its key."),
            name=name,
            raw=quote_value(raw),
        )
    return {key: schema.read_source(key, value, name=name) for key, value in raw.items() if key}
