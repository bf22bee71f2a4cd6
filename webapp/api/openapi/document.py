"""The API's definition as an OpenAPI 3.0 document that refers to nothing outside itself."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import url_for

from maps.content.part import zone_words
from maps.i18n import LANGUAGES
from webapp.api import fields
from webapp.api.collections import Collection
from webapp.api.documents import titles
from webapp.api.openapi import paths as operations
from webapp.api.responses import Catalogue
from webapp.http.language import gettext as _
from webapp.http.language import lang

Json = dict[str, Any]


@cache
def _components() -> str:
    return (Path(__file__).parent / "components.json").read_text("utf-8")


def document(served: Catalogue) -> Json:
    """Return the definition, with this zone's collections and the texts in this language."""
    components = json.loads(_components())
    for found in served.collections.values():
        components["schemas"][f"{found.id}Properties"] = _properties(found)
        components["schemas"][f"{found.id}Feature"] = _feature(found)
        components["schemas"][f"{found.id}Features"] = _features(found)
    components["parameters"]["lang"]["schema"]["enum"] = list(LANGUAGES)
    paths = operations.fixed()
    for found in served.collections.values():
        paths.update(operations.of_collection(found, titles()[found.id]))
    return {
        "openapi": "3.0.3",
        "info": {
            "title": zone_words(served.measured.zone, lang()).text,
            "version": "1.0.0",
            "description": _(
                "The zone's parts, reference places and counties as OGC API – Features, "
                "with areas, straight-line distances and the location of sites."
            ),
            "license": {"name": served.measured.zone.facts["licence"] or "–"},
        },
        "servers": [{"url": url_for("api.landing", _external=True).rstrip("/")}],
        "tags": operations.tags(),
        "paths": paths,
        "components": components,
    }


def _properties(found: Collection) -> Json:
    return {
        "type": "object",
        "required": fields.names(found.id),
        "properties": {name: _nullable(found.id, name) for name in fields.names(found.id)},
    }


def _nullable(collection_id: str, name: str) -> Json:
    schema = fields.property_schema(collection_id, name, lang())
    if not fields.is_nullable(collection_id, name):
        return schema
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    return {**schema, "nullable": True}


def _feature(found: Collection) -> Json:
    own = {"properties": {"properties": {"$ref": f"#/components/schemas/{found.id}Properties"}}}
    return {"allOf": [{"$ref": "#/components/schemas/Feature"}, own]}


def _features(found: Collection) -> Json:
    list_ = {"type": "array", "items": {"$ref": f"#/components/schemas/{found.id}Feature"}}
    own = {"properties": {"features": list_}}
    return {"allOf": [{"$ref": "#/components/schemas/FeatureCollection"}, own]}
