"""The API's definition as an OpenAPI 3.0 document without external references."""

import json
from functools import cache
from pathlib import Path

from flask import url_for

from geo.arrays import Json
from maps.content.part import localize_zone_name
from maps.i18n import LANGUAGES
from webapp.api import fields
from webapp.api.collections import Collection
from webapp.api.documents import collection_titles
from webapp.api.openapi.descriptions import describe_components
from webapp.api.openapi.paths import collection_paths, fixed_paths, list_tags
from webapp.api.responses import Catalogue
from webapp.http.language import gettext as _
from webapp.http.language import lang


@cache
def _read_components() -> str:
    return (Path(__file__).parent / "components.json").read_text("utf-8")


def build_definition(catalogue: Catalogue) -> Json:
    """Return the definition, with this zone's collections and the texts in this language."""
    # Decoded anew each time, since the definition is built by changing it.
    components = json.loads(_read_components())
    for found in catalogue.collections.values():
        components["schemas"][f"{found.id}Properties"] = _properties_schema(found)
        components["schemas"][f"{found.id}Feature"] = _feature_schema(found)
        components["schemas"][f"{found.id}Features"] = _features_schema(found)
    describe_components(components)
    components["parameters"]["lang"]["schema"]["enum"] = list(LANGUAGES)
    paths = fixed_paths()
    for found in catalogue.collections.values():
        paths.update(collection_paths(found, collection_titles()[found.id]))
    return {
        "openapi": "3.0.3",
        "info": {
            "title": localize_zone_name(catalogue.measured.zone, lang()).text,
            "version": "1.0.0",
            "description": _(
                "The zone's parts, reference places and counties as OGC API – "
                "Features, with areas, distances (straight-line, and by road where they are "
                "known) and point queries."
            ),
            "license": {"name": catalogue.measured.zone.facts["licence"] or "–"},
        },
        "servers": [{"url": url_for("api.landing", _external=True).rstrip("/")}],
        "tags": list_tags(),
        "paths": paths,
        "components": components,
    }


def _properties_schema(collection: Collection) -> Json:
    return {
        "type": "object",
        "required": [name for name in fields.collection_fields(collection.id) if name != "other"],
        "properties": {
            name: _nullable_schema(collection.id, name)
            for name in fields.collection_fields(collection.id)
        },
    }


def _nullable_schema(collection_id: str, name: str) -> Json:
    schema = fields.property_schema(collection_id, name, lang())
    if not fields.is_nullable(collection_id, name):
        return schema
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return {**schema, "nullable": True}


def _feature_schema(collection: Collection) -> Json:
    own = {
        "properties": {"properties": {"$ref": f"#/components/schemas/{collection.id}Properties"}}
    }
    return {"allOf": [{"$ref": "#/components/schemas/Feature"}, own]}


def _features_schema(collection: Collection) -> Json:
    list_ = {"type": "array", "items": {"$ref": f"#/components/schemas/{collection.id}Feature"}}
    own = {"properties": {"features": list_}}
    return {"allOf": [{"$ref": "#/components/schemas/FeatureCollection"}, own]}
