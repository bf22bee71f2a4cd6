"""The data model of a zone file: which fields a feature carries, and how each one is read.

Every reader takes the raw JSON value and returns the Python value, or raises `InputError`
with a sentence that names the field. What the model does not know is left out.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geo.errors import N_, InputError, Phrase, shown

KINDS = ("core", "district", "park")
PLACEMENTS = ("surveyed", "digitised", "schematic")


@dataclass(frozen=True)
class Source:
    """Where a statement comes from."""

    title: str
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    licence: str | None = None

    @property
    def href(self) -> str | None:
        """The url if it is one that a reader may safely follow (http or https), else None."""
        try:
            safe = self.url is not None and urlsplit(self.url).scheme in {"http", "https"}
        except ValueError:
            return None
        return self.url if safe else None


def text(value: object) -> str | None:
    """Read text; an absent value or an empty one is None.

    Raises
    ------
    InputError
        When the value is no text, or holds what no file or page can carry (a lone surrogate).
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(N_("is %(value)s, not text; put it in quotes"), value=shown(value))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(
            N_("holds half a surrogate pair, which is no character; mend it")
        ) from None
    return value.replace("\x00", "\N{REPLACEMENT CHARACTER}")


def number(value: object) -> float:
    """Read a finite number that is not negative; an absent value is NaN.

    Raises
    ------
    InputError
        When the value is no number, negative or not finite.
    """
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(
            N_("is %(value)s, not a number; give one without quotes, or null"), value=shown(value)
        )
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if not math.isfinite(result) or result < 0:
        raise InputError(
            N_("is %(value)s; give a finite number that is not negative"), value=shown(value)
        )
    return result


def texts(value: object) -> tuple[str, ...]:
    """Read a list of texts; an absent value is the empty list."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InputError(
            N_("is %(value)s, not a list of texts; put it in brackets"), value=shown(value)
        )
    return tuple(item for item in map(text, value) if item is not None)


def flag(value: object) -> bool:
    """Read true or false; an absent value is false."""
    return value is True


def one_of(*allowed: str, default: str | None = None) -> Callable[[object], str]:
    """Return a reader for one of the `allowed` words."""

    def read(value: object) -> str:
        word = default if value is None else value
        if word not in allowed:
            raise InputError(
                N_("is %(value)s; use one of %(choices)s"),
                value=shown(value),
                choices=", ".join(allowed),
            )
        return str(word)

    return read


def required_text(value: object) -> str:
    """Read text that must be there."""
    found = text(value)
    if found is None:
        raise InputError(N_("is missing; every feature needs one"))
    return found


Reader = Callable[[object], Any]

PART: Mapping[str, Reader] = {
    "id": required_text,
    "name": text,
    "name_zh": text,
    "kind": one_of(*KINDS),
    "parent": text,
    "county": text,
    "industries": texts,
    "industries_zh": texts,
    "published_area_km2": number,
    "placement": one_of(*PLACEMENTS, default="schematic"),
    "position_uncertainty_m": number,
    "note": text,
    "note_zh": text,
    "as_of": text,
    "sources": texts,
}

PLACE: Mapping[str, Reader] = {
    "id": required_text,
    "name": text,
    "name_zh": text,
    "kind": text,
    "position_uncertainty_m": number,
    "note": text,
    "note_zh": text,
    "sources": texts,
}

CONTEXT: Mapping[str, Reader] = {
    "id": required_text,
    "kind": one_of("county", "river"),
    "name": text,
    "name_zh": text,
    "county": text,
    "host": flag,
    "sources": texts,
}

ZONE: Mapping[str, Reader] = {
    "name": text,
    "name_zh": text,
    "description": text,
    "description_zh": text,
    "published_area_km2": number,
    "as_of": text,
    "founded": text,
    "national_level_since": text,
    "licence": text,
    "map_review_number": text,
    "note": text,
    "note_zh": text,
    "sources": texts,
}


def read_fields(fields: Mapping[str, Reader], raw: object, *, where: object) -> dict[str, Any]:
    """Read every field of the model from one JSON object.

    Raises
    ------
    InputError
        One sentence: `where`, the field, and what is wrong with it.
    """
    if not isinstance(raw, dict):
        raise InputError(
            N_("%(where)s: the properties are %(raw)s, not an object; put them in braces"),
            where=where,
            raw=shown(raw),
        )
    values = {}
    for name, reader in fields.items():
        try:
            values[name] = reader(raw.get(name))
        except InputError as error:
            raise InputError(
                N_("%(where)s: %(name)s %(error)s"), where=where, name=name, error=error.phrase
            ) from None
    return values


def read_source(key: str, raw: object, *, name: str) -> Source:
    """Read one entry of the `sources` of the file called `name`."""
    where = Phrase(N_("%(name)s, source %(key)s"), {"name": name, "key": shown(key)})
    fields: Mapping[str, Reader] = dict.fromkeys(
        ("title", "publisher", "url", "date", "licence"), text
    )
    try:
        text(key)
    except InputError as error:
        raise InputError(
            N_("%(where)s: the key %(error)s"), where=where, error=error.phrase
        ) from None
    values = read_fields(fields, raw, where=where)
    return Source(**{**values, "title": values["title"] or key})
