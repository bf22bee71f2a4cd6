"""The fields of features: their JSON types and their titles."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from geo.fields.languages import DATA_LANGUAGES, field_name
from geo.fields.other import read_other
from geo.geodesy.tables import AREA_BASES
from geo.schema import (
    CONTEXT_FIELDS,
    KINDS,
    PART_FIELDS,
    PLACE_FIELDS,
    PLACEMENTS,
    read_flag,
    read_number,
    read_texts,
)
from maps.content.language_titles import title_languages
from maps.i18n import LANGUAGES, get_translator

MEASURES = ("area_m2", "area_basis", "perimeter_m", "compactness", "difference_percent")
COLLECTION_FIELDS = MappingProxyType(
    {"boundaries": PART_FIELDS, "places": PLACE_FIELDS, "counties": CONTEXT_FIELDS}
)
ENUMS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "boundaries": {"kind": KINDS, "placement": PLACEMENTS, "area_basis": AREA_BASES},
        "counties": {"kind": ("county",)},
    }
)
# Shown as code on the pages: what a program passes on, in no language.
CODED = ("id", "part", "parent", "place", "sources", "area_basis")
REQUIRED = ("id", "kind", "area_basis", "placement", "host")


def collection_fields(collection_id: str) -> list[str]:
    """Return the fields of a collection in order, measures after the published area."""
    found = list(COLLECTION_FIELDS[collection_id])
    if collection_id == "boundaries":
        at = found.index("published_area_km2") + 1
        found[at:at] = MEASURES
    return found


def json_type(collection_id: str, name: str) -> str:
    """Return the JSON type of a field."""
    if name == "area_basis":
        return "string"
    reader = COLLECTION_FIELDS[collection_id].get(name, read_number)
    if reader is read_other:
        return "object"
    if reader is read_number:
        return "number"
    if reader is read_texts:
        return "array"
    return "boolean" if reader is read_flag else "string"


def property_schema(collection_id: str, name: str, lang: str = "en") -> dict[str, Any]:
    """Return a field as JSON Schema: title, type, and the words allowed if they are fixed."""
    kind = json_type(collection_id, name)
    found: dict[str, Any] = {"title": field_titles(lang)[name], "type": kind}
    if kind == "array":
        return {**found, "items": {"type": "string"}}
    if kind == "object":
        kinds = [{"type": each} for each in ("string", "number", "boolean")]
        return {**found, "additionalProperties": {"anyOf": kinds}}
    allowed = ENUMS.get(collection_id, {}).get(name)
    return {**found, "enum": list(allowed)} if allowed else found


def is_nullable(collection_id: str, name: str) -> bool:
    """Whether a feature may lack the field's value."""
    return name not in REQUIRED or (collection_id, name) == ("places", "kind")


def queryable_names(collection_id: str) -> list[str]:
    """Return the fields that features can be filtered by: all but lists and objects."""
    compound = ("array", "object")
    return [
        n for n in collection_fields(collection_id) if json_type(collection_id, n) not in compound
    ]


def field_languages() -> dict[str, str]:
    """Return the BCP 47 tag of the fields that are texts of one language, by field.

    >>> field_languages()["name_zh"]
    'zh-Hans'
    """
    return {
        field_name(field, code): LANGUAGES[code].html_lang
        for field in ("name", "industries", "note")
        for code in DATA_LANGUAGES
    }


def field_titles(lang: str) -> Mapping[str, str]:
    """Return the title of each field, with its unit."""
    _ = get_translator(lang)
    return {
        **title_languages(lang),
        "id": _("Identifier"),
        "kind": _("Kind"),
        "parent": _("Parent part"),
        "county": _("Administrative division code (GB/T 2260)"),
        "industries": _("Industries in English"),
        "industries_zh": _("Industries in Chinese"),
        "published_area_km2": _("Published area, km²"),
        "area_m2": _("Measured area, m² (geodesic, on the drawn outline)"),
        "area_basis": _("What the area rests on"),
        "perimeter_m": _("Measured perimeter, m (geodesic)"),
        "compactness": _("Compactness (Polsby–Popper; a circle is 1)"),
        "difference_percent": _("Difference, % (measured − published)"),
        "placement": _("Boundary type"),
        "position_uncertainty_m": _("Position uncertainty, ±m"),
        "note": _("Note in English"),
        "note_zh": _("Note in Chinese"),
        "as_of": _("Data as of"),
        "sources": _("Source keys"),
        "other": _("Other fields"),
        "host": _("Contains a part of the zone"),
    }
