"""The API's resources as pages: map, table, links, and the same facts for search engines."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from flask import render_template, request

from geo.arrays import Json
from geo.geodesy.antimeridian import make_bbox
from geo.rows import get_rows
from maps import formatting
from maps.content import vocabulary
from maps.content.columns import Column, area_columns
from maps.content.part import localize_part_name
from maps.svg.overview import Overview, overview
from webapp.api import documents, fields, schema_org
from webapp.api import links as addresses
from webapp.api.collections import Collection
from webapp.api.item_query import Page
from webapp.api.responses import current_catalogue
from webapp.api.services import measures
from webapp.http.language import gettext as _
from webapp.http.language import lang

MAX_FEATURES = 100


def _render_page(template: str, **values: Any) -> str:
    zone = current_catalogue().measured.zone
    return render_template(
        f"api/{template}.html",
        zone=zone,
        api=addresses,
        field_titles=fields.field_titles(lang()),
        **values,
    )


def render_landing(said: Json) -> str:
    """Return the landing page."""
    served = current_catalogue()
    return _render_page(
        "landing",
        said=said,
        names=_names_by_id(),
        linked=schema_org.describe_catalog(served, said),
        **_collections_context(),
    )


def render_conformance(_said: Json) -> str:
    """Return the conformance declaration as a page."""
    title = _("Standards that the API conforms to")
    classes = documents.conformance_classes()
    return _render_page(
        "conformance",
        classes=classes,
        linked=schema_org.describe_standards(title, classes),
        **_collections_context(),
    )


def render_docs(said: Json) -> str:
    """Return the documentation, written from the definition."""
    linked = schema_org.describe_documentation(_("The API's documentation"), said["info"])
    return _render_page(
        "docs",
        said=said,
        resolve=lambda found: _resolve_reference(said, found),
        linked=linked,
        **_collections_context(),
    )


def _collections_context() -> Json:
    """Return what stands on pages that are about the API itself: what it serves."""
    served = current_catalogue()
    return {
        "collections": documents.build_collection_list(served)["collections"],
        "drawing": _draw_features(served.collections["boundaries"]),
    }


def _resolve_reference(said: Json, found: Json) -> Json:
    """Return what a reference refers to; anything else is itself."""
    target: Any = said
    if "$ref" not in found:
        return found
    for step in found["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    resolved: Json = target
    return resolved


def render_collection_list(said: Json) -> str:
    """Return the list of collections as a page."""
    served = current_catalogue()
    return _render_page(
        "collections",
        said=said,
        drawing=_draw_features(served.collections["boundaries"]),
        linked=schema_org.describe_catalog(served, documents.build_landing(served)),
    )


def render_collection(said: Json, found: Collection) -> str:
    """Return a collection as a page."""
    schemas = {name: fields.property_schema(found.id, name, lang()) for name in found.rows[0]}
    linked = schema_org.describe_collection(current_catalogue(), said)
    return _render_page(
        "collection", said=said, properties=schemas, drawing=_draw_features(found), linked=linked
    )


def render_queryables(said: Json) -> str:
    """Return what can be filtered by as a page."""
    collection_id = (request.view_args or {})["collection_id"]
    served = current_catalogue()
    found = served.collections[collection_id]
    return _render_page(
        "queryables",
        said=said,
        collection_id=collection_id,
        drawing=_draw_features(found),
        linked=schema_org.describe_collection(served, documents.build_collection(served, found)),
    )


def render_items(page: Page) -> str:
    """Return a page of features as a page."""
    found, chosen = page.collection, page.chosen.tolist()
    return _render_page(
        "items",
        page=page,
        found=found,
        title=documents.collection_titles()[found.id],
        rows=[found.rows[n] for n in chosen],
        columns=_feature_columns(found.id),
        drawing=_draw_features(found, chosen),
        provenance=documents.build_provenance(current_catalogue(), found),
        written=documents.written_time(current_catalogue()),
        item_links=addresses.page_links(
            found.id, before=page.previous_offset, after=page.next_offset
        ),
        linked=schema_org.describe_items(page),
    )


def _feature_columns(collection_id: str) -> Sequence[Column]:
    """Return the columns of a list of features, each value as people read it."""
    if collection_id == "boundaries":
        return area_columns(lang())
    if collection_id == "places":
        return (
            Column("kind", _("Kind"), form=vocabulary.kind_label),
            Column(
                "position_uncertainty_m", _("Uncertainty"), _("of position"), formatting.uncertainty
            ),
        )
    return (Column("county", _("County code (GB/T 2260)")), Column("name_zh", _("Name in Chinese")))


def _draw_features(found: Collection, chosen: list[int] | None = None) -> Overview | None:
    """Return a map of the features; places are shown together with the zone."""
    zone = current_catalogue().measured.zone
    features = found.frame if chosen is None else found.frame.iloc[chosen]
    if features.empty:
        return None
    if found.id == "places":
        features = pd.concat([zone.parts, features])
    return overview(zone.context, features)


def render_item(found: Collection, feature_id: str) -> str:
    """Return one feature as a page."""
    at = found.position[feature_id]
    row = found.rows[at]
    return _render_page(
        "item",
        found=found,
        row=row,
        name=localize_part_name(row, lang()),
        title=documents.collection_titles()[found.id],
        drawing=_draw_features(found, [at]),
        bbox=[round(each, 7) for each in make_bbox([found.frame.geometry.iloc[at]])],
        provenance=documents.build_provenance(current_catalogue(), found),
        item_links=addresses.feature_links(found.id, feature_id),
        linked=schema_org.describe_feature(found, row),
    )


def render_table(said: Json, member: str) -> str:
    """Return the areas or the distances as a page."""
    titles = {
        "areas": _("Areas: published and measured"),
        "distances": _("Straight-line distances"),
    }
    rows = said[member]
    return _render_page(
        "table",
        said=said,
        rows=rows,
        title=titles[member],
        drawing=_draw_rows(rows),
        names=_names_by_id(),
        linked=schema_org.describe_table(
            current_catalogue(), member, titles[member], rows[0] if rows else ()
        ),
    )


def _draw_rows(rows: Sequence[Json]) -> Overview | None:
    """Return a map of the parts and the places that a table's rows name."""
    zone = current_catalogue().measured.zone
    parts = zone.parts[zone.parts["id"].isin([row["id"] for row in rows])]
    places = zone.places[zone.places["id"].isin([row.get("place") for row in rows])]
    return overview(zone.context, pd.concat([parts, places])) if rows else None


def _names_by_id() -> dict[str, str]:
    """Return what the parts and the places are called."""
    zone = current_catalogue().measured.zone
    rows = [*get_rows(zone.parts), *get_rows(zone.places)]
    return {row["id"]: localize_part_name(row, lang()).text for row in rows}


def render_location() -> str:
    """Return where the point lies as a page, or the form that asks for one."""
    asked = any(name in request.args for name in ("lon", "lat", "datum"))
    zone = current_catalogue().measured.zone
    said = measures.locate_point(current_catalogue()) if asked else None
    title = _("Where a point lies")
    return _render_page(
        "locate",
        said=said,
        places=zone.places,
        drawing=overview(zone.context, _add_point(zone.parts, said["location"] if said else None)),
        names=_names_by_id(),
        linked=schema_org.describe_point(said["location"])
        if said
        else schema_org.describe_form(title),
    )


def _add_point(parts: gpd.GeoDataFrame, location: Json | None) -> gpd.GeoDataFrame:
    """Return the parts, and the point if there is one."""
    if location is None:
        return parts
    at = shapely.Point(location["longitude"], location["latitude"])
    row = {"id": "", "kind": "place", "placement": "surveyed", "geometry": at}
    return pd.concat([parts, gpd.GeoDataFrame([row], crs=parts.crs)])
