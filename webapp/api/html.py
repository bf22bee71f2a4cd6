"""The API's resources as pages: map, table, links, and JSON-LD for search engines."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request

from geo.arrays import Json
from geo.fields.languages import field_names
from geo.geodesy.antimeridian import make_bbox
from geo.rows import get_rows
from maps import formatting
from maps.content import vocabulary
from maps.content.columns import Column, area_columns
from maps.content.part import localize_part_name
from webapp.api import documents, fields, links, schema_org
from webapp.api.collections import Collection
from webapp.api.item_query import Page
from webapp.api.overviews import draw_features, draw_point, draw_rows
from webapp.api.responses import current_catalogue
from webapp.api.services import locations
from webapp.http.language import gettext as _
from webapp.http.language import lang

# As data a page may have 10,000; as rows and shapes they would be slow to open.
MAX_FEATURES = 100


def _render_page(template: str, **values: Any) -> str:
    zone = current_catalogue().measured.zone
    return render_template(
        f"api/{template}.html",
        zone=zone,
        api=links,
        field_titles=fields.field_titles(lang()),
        coded=fields.CODED,
        languages_of=fields.field_languages(),
        **values,
    )


def render_landing(document: Json) -> str:
    """Return the landing page."""
    catalogue = current_catalogue()
    return _render_page(
        "landing",
        document=document,
        names=_names_by_id(),
        linked_data=schema_org.describe_catalog(catalogue, document),
        **_collections_context(),
    )


def render_conformance(_said: Json) -> str:
    """Return the conformance declaration as a page."""
    title = _("Standards that the API conforms to")
    classes = documents.conformance_classes()
    return _render_page(
        "conformance",
        classes=classes,
        linked_data=schema_org.describe_standards(title, classes),
        **_collections_context(),
    )


def render_docs(document: Json) -> str:
    """Return the documentation, written from the definition."""
    linked_data = schema_org.describe_documentation(_("The API's documentation"), document["info"])
    return _render_page(
        "docs",
        document=document,
        resolve=lambda found: _resolve_reference(document, found),
        linked_data=linked_data,
        **_collections_context(),
    )


def _collections_context() -> Json:
    """Return the collections and their map, for pages about the API itself."""
    catalogue = current_catalogue()
    return {
        "collections": documents.build_collection_list(catalogue)["collections"],
        "overview": draw_features(catalogue.collections["boundaries"]),
    }


def _resolve_reference(document: Json, found: Json) -> Json:
    """Return the target of a `$ref` in the definition; any other object is returned as it is."""
    target: Any = document
    if "$ref" not in found:
        return found
    for step in found["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    resolved: Json = target
    return resolved


def render_collection_list(document: Json) -> str:
    """Return the list of collections as a page."""
    catalogue = current_catalogue()
    return _render_page(
        "collections",
        document=document,
        overview=draw_features(catalogue.collections["boundaries"]),
        linked_data=schema_org.describe_catalog(catalogue, documents.build_landing(catalogue)),
    )


def render_collection(document: Json, collection: Collection) -> str:
    """Return a collection as a page."""
    schemas = {
        name: fields.property_schema(collection.id, name, lang()) for name in collection.rows[0]
    }
    linked_data = schema_org.describe_collection(current_catalogue(), document)
    return _render_page(
        "collection",
        document=document,
        properties=schemas,
        overview=draw_features(collection),
        linked_data=linked_data,
    )


def render_queryables(document: Json) -> str:
    """Return the queryables as a page."""
    collection_id = (request.view_args or {})["collection_id"]
    catalogue = current_catalogue()
    collection = catalogue.collections[collection_id]
    return _render_page(
        "queryables",
        document=document,
        collection_id=collection_id,
        overview=draw_features(collection),
        linked_data=schema_org.describe_collection(
            catalogue, documents.build_collection(catalogue, collection)
        ),
    )


def render_items(page: Page) -> str:
    """Return a page of features as HTML."""
    collection, chosen = page.collection, page.positions.tolist()
    return _render_page(
        "items",
        page=page,
        collection=collection,
        title=documents.collection_titles()[collection.id],
        rows=[collection.rows[n] for n in chosen],
        columns=_feature_columns(collection.id),
        overview=draw_features(collection, chosen),
        provenance=documents.build_provenance(current_catalogue(), collection),
        written=documents.written_time(current_catalogue()),
        item_links=links.page_links(
            collection.id, before=page.previous_offset, after=page.next_offset
        ),
        linked_data=schema_org.describe_items(page),
    )


def _feature_columns(collection_id: str) -> Sequence[Column]:
    """Return the columns of a list of features, with formatted values."""
    if collection_id == "boundaries":
        return area_columns(lang())
    if collection_id == "places":
        return (
            Column("kind", _("Kind"), formatter=vocabulary.kind_label),
            Column(
                "position_uncertainty_m", _("Uncertainty"), _("of position"), formatting.uncertainty
            ),
        )
    return (
        Column("county", _("Administrative division code (GB/T 2260)")),
        *(Column(name, fields.field_titles(lang())[name]) for name in field_names("name")[1:]),
    )


def render_item(collection: Collection, feature_id: str) -> str:
    """Return one feature as a page."""
    at = collection.positions[feature_id]
    row = collection.rows[at]
    return _render_page(
        "item",
        collection=collection,
        row=row,
        name=localize_part_name(row, lang()),
        title=documents.collection_titles()[collection.id],
        overview=draw_features(collection, [at]),
        bbox=[round(each, 7) for each in make_bbox([collection.frame.geometry.iloc[at]])],
        provenance=documents.build_provenance(current_catalogue(), collection),
        item_links=links.feature_links(collection.id, feature_id),
        linked_data=schema_org.describe_feature(collection, row),
    )


def render_table(document: Json, member: str) -> str:
    """Return the areas or the distances as a page."""
    titles = {
        "areas": _("Areas: published and measured"),
        "distances": _("Straight-line distances"),
    }
    rows = document[member]
    return _render_page(
        "table",
        document=document,
        rows=rows,
        title=titles[member],
        overview=draw_rows(rows),
        names=_names_by_id(),
        linked_data=schema_org.describe_table(
            current_catalogue(), member, titles[member], rows[0] if rows else ()
        ),
    )


def _names_by_id() -> dict[str, str]:
    """Return the localized names of parts and places by id."""
    zone = current_catalogue().measured.zone
    rows = [*get_rows(zone.parts), *get_rows(zone.places)]
    return {row["id"]: localize_part_name(row, lang()).text for row in rows}


def render_location() -> str:
    """Return the location of the point as a page, or the form to enter one."""
    asked = any(name in request.args for name in ("lon", "lat", "datum"))
    zone = current_catalogue().measured.zone
    document = locations.build_location(current_catalogue()) if asked else None
    title = _("Locate a point")
    return _render_page(
        "locate",
        document=document,
        places=zone.places,
        overview=draw_point(document["location"] if document else None),
        names=_names_by_id(),
        linked_data=schema_org.describe_point(document["location"])
        if document
        else schema_org.describe_form(title),
    )
