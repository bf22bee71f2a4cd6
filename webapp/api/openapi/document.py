"""The API's definition as an OpenAPI 3.0 document that refers to nothing outside itself."""

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
from webapp.api.openapi import paths as operations
from webapp.api.responses import Catalogue
from webapp.http.language import gettext as _
from webapp.http.language import lang


@cache
def _read_components() -> str:
    return (Path(__file__).parent / "components.json").read_text("utf-8")


def build_definition(served: Catalogue) -> Json:
    """Return the definition, with this zone's collections and the texts in this language."""
    components = json.loads(_read_components())
    for found in served.collections.values():
        components["schemas"][f"{found.id}Properties"] = _properties_schema(found)
        components["schemas"][f"{found.id}Feature"] = _feature_schema(found)
        components["schemas"][f"{found.id}Features"] = _features_schema(found)
    components["parameters"]["lang"]["schema"]["enum"] = list(LANGUAGES)
    paths = operations.fixed_paths()
    for found in served.collections.values():
        paths.update(operations.collection_paths(found, collection_titles()[found.id]))
    return {
        "openapi": "3.0.3",
        "info": {
            "title": localize_zone_name(served.measured.zone, lang()).text,
            "version": "1.0.0",
            "description": _(
                "The zone's parts, reference places and counties as OGC API – Features, "
                "with areas, straight-line distances and the location of sites."
            ),
            "license": {"name": served.measured.zone.facts["licence"] or "–"},
        },
        "servers": [{"url": url_for("api.landing", _external=True).rstrip("/")}],
        "tags": operations.list_tags(),
        "paths": paths,
        "components": components,
    }


def _properties_schema(found: Collection) -> Json:
    return {
        "type": "object",
        "required": fields.field_names(found.id),
        "properties": {
            name: _nullable_schema(found.id, name) for name in fields.field_names(found.id)
        },
    }


def _nullable_schema(collection_id: str, name: str) -> Json:
    schema = fields.property_schema(collection_id, name, lang())
    if not fields.is_nullable(collection_id, name):
        return schema
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return {**schema, "nullable": True}


def _feature_schema(found: Collection) -> Json:
    own = {"properties": {"properties": {"$ref": f"#/components/schemas/{found.id}Properties"}}}
    return {"allOf": [{"$ref": "#/components/schemas/Feature"}, own]}


def _features_schema(found: Collection) -> Json:
    list_ = {"type": "array", "items": {"$ref": f"#/components/schemas/{found.id}Feature"}}
    own = {"properties": {"features": list_}}
    return {"allOf": [{"$ref": "#/components/schemas/FeatureCollection"}, own]}
