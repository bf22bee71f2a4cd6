"""The data model of a zone file: which fields a feature carries, and how each one is read.

Every reader takes the raw JSON value and returns the Python value, or raises `InputError`
with a sentence that names the field. What the model does not know is left out,
unless it is in the `other` of a part.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields.languages import repeat_field
from geo.fields.other import read_other
from geo.fields.ranges import FIELD_RANGES
from geo.fields.source import SOURCE_FIELDS, Source

KINDS = ("core", "district", "park", "parcel")
PLACEMENTS = ("surveyed", "digitised", "schematic")


def read_text(value: object) -> str | None:
    """Read text; a missing value or an empty one is None.

    Raises
    ------
    InputError
        When the value is not text, or contains what no file or page can (a lone surrogate).
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(N_("is %(value)s, not text. Put it in quotes."), value=quote_value(value))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(
            N_("contains an unpaired surrogate, which is not a valid character. Correct it.")
        ) from None
    return value.replace("\x00", "\N{REPLACEMENT CHARACTER}")


def read_number(value: object) -> float:
    """Read a finite number that is not negative; a missing value is NaN.

    Raises
    ------
    InputError
        When the value is not a number, negative or not finite.
    """
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(
            N_("is %(value)s, not a number. Write a number without quotes, or null."),
            value=quote_value(value),
        )
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if not math.isfinite(result) or result < 0:
        raise InputError(
            N_("is %(value)s. Use a finite number that is not negative."),
            value=quote_value(value),
        )
    return abs(result)  # JSON has −0 too


def read_texts(value: object) -> tuple[str, ...]:
    """Read a list of texts; a missing value is the empty list."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InputError(
            N_("is %(value)s, not a list of text values. Put them in brackets."),
            value=quote_value(value),
        )
    return tuple(item for item in map(read_text, value) if item is not None)


def read_flag(value: object) -> bool:
    """Read true or false; a missing value is false.

    Raises
    ------
    InputError
        When the value is neither, as 1 and "yes" are.
    """
    if value is None or isinstance(value, bool):
        return bool(value)
    raise InputError(
        N_("is %(value)s. Write one of %(choices)s, without quotes."),
        value=quote_value(value),
        choices=("true", "false"),
    )


def make_choice_reader(*allowed: str, default: str | None = None) -> Callable[[object], str]:
    """Return a reader for one of the `allowed` words."""

    def read(value: object) -> str:
        word = default if value is None else value
        if word is None:
            raise InputError(N_("is missing. Use one of %(choices)s."), choices=allowed)
        if word not in allowed:
            raise InputError(
                N_("is %(value)s. Use one of %(choices)s."),
                value=quote_value(value),
                choices=allowed,
            )
        return str(word)

    return read


def read_required_text(value: object) -> str:
    """Read text that must be there."""
    found = read_text(value)
    if found is None:
        raise InputError(N_("is missing. Every feature needs one."))
    return found


FieldReader = Callable[[object], Any]

PART_FIELDS: Mapping[str, FieldReader] = {
    "id": read_required_text,
    **repeat_field("name", read_text),
    "kind": make_choice_reader(*KINDS),
    "parent": read_text,
    "county": read_text,
    **repeat_field("industries", read_texts),
    "published_area_km2": read_number,
    "placement": make_choice_reader(*PLACEMENTS, default="schematic"),
    "position_uncertainty_m": read_number,
    **repeat_field("note", read_text),
    "as_of": read_text,
    "sources": read_texts,
    "other": read_other,
}

PLACE_FIELDS: Mapping[str, FieldReader] = {
    "id": read_required_text,
    **repeat_field("name", read_text),
    "kind": read_text,
    "position_uncertainty_m": read_number,
    **repeat_field("note", read_text),
    "sources": read_texts,
}

CONTEXT_FIELDS: Mapping[str, FieldReader] = {
    "id": read_required_text,
    "kind": make_choice_reader("county", "river"),
    **repeat_field("name", read_text),
    "county": read_text,
    "host": read_flag,
    "position_uncertainty_m": read_number,
    "sources": read_texts,
}

STATION_FIELDS: Mapping[str, FieldReader] = {
    **PLACE_FIELDS,
    "kind": make_choice_reader("station", default="station"),
}

ZONE_FIELDS: Mapping[str, FieldReader] = {
    **repeat_field("name", read_text),
    **repeat_field("description", read_text),
    "published_area_km2": read_number,
    "as_of": read_text,
    "founded": read_text,
    "national_level_since": read_text,
    **repeat_field("licence", read_text),
    "map_review_number": read_text,
    **repeat_field("note", read_text),
    "sources": read_texts,
}


def read_fields(fields: Mapping[str, FieldReader], raw: object, *, where: object) -> dict[str, Any]:
    """Read every field of the model from one JSON object; numbers must be in `FIELD_RANGES`.

    Raises
    ------
    InputError
        `where`, the field, what is wrong with it, and what to write.
    """
    if not isinstance(raw, dict):
        raise InputError(
            N_("%(where)s: the properties are %(raw)s, not an object. Put them in braces."),
            where=where,
            raw=quote_value(raw),
        )
    values = {}
    for name, reader in fields.items():
        try:
            values[name] = reader(raw.get(name))
            if name in FIELD_RANGES:
                FIELD_RANGES[name].check(values[name], raw.get(name))
        except InputError as error:
            raise InputError(
                N_("%(where)s: %(name)s %(error)s"), where=where, name=name, error=error.phrase
            ) from None
    return values


def read_source(key: str, raw: object, *, name: str) -> Source:
    """Read one entry of the `sources` of the file called `name`."""
    where = Phrase(N_("%(name)s, source %(key)s"), {"name": name, "key": quote_value(key)})
    fields: Mapping[str, FieldReader] = dict.fromkeys(SOURCE_FIELDS, read_text)
    try:
        read_text(key)
    except InputError as error:
        raise InputError(
            N_("%(where)s: the field name %(error)s"), where=where, error=error.phrase
        ) from None
    values = read_fields(fields, raw, where=where)
    return Source.from_row({**values, "title": values["title"] or key})
