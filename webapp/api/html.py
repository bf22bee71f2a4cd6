"""The API's resources as pages: map, table, links, and the same facts for search engines."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from flask import render_template, request

from geo.geodesy.antimeridian import bbox_of
from geo.rows import rows_of
from maps import formatting
from maps.content import vocabulary
from maps.content.columns import Column, area_columns
from maps.content.part import part_words
from maps.svg.overview import Overview, overview
from webapp.api import documents, fields, schema_org
from webapp.api import links as addresses
from webapp.api.collections import Collection
from webapp.api.item_query import Page
from webapp.api.responses import catalogue
from webapp.api.services import measures
from webapp.http.language import gettext as _
from webapp.http.language import lang

Json = dict[str, Any]
MOST_FEATURES = 100


def _page(template: str, **values: Any) -> str:
    zone = catalogue().measured.zone
    return render_template(
        f"api/{template}.html",
        zone=zone,
        api=addresses,
        field_titles=fields.titles(lang()),
        **values,
    )


def landing(said: Json) -> str:
    """Return the landing page."""
    served = catalogue()
    return _page(
        "landing",
        said=said,
        names=_names(),
        linked=schema_org.catalog(served, said),
        **_served(),
    )


def conformance(_said: Json) -> str:
    """Return the conformance declaration as a page."""
    title = _("Standards that the API conforms to")
    classes = documents.conformance_classes()
    return _page(
        "conformance", classes=classes, linked=schema_org.standards(title, classes), **_served()
    )


def docs(said: Json) -> str:
    """Return the documentation, written from the definition."""
    linked = schema_org.reference(_("The API's documentation"), said["info"])
    return _page(
        "docs", said=said, resolve=lambda found: _resolve(said, found), linked=linked, **_served()
    )


def _served() -> Json:
    """Return what stands on pages that are about the API itself: what it serves."""
    served = catalogue()
    return {
        "collections": documents.collection_list(served)["collections"],
        "drawing": _drawing(served.collections["boundaries"]),
    }


def _resolve(said: Json, found: Json) -> Json:
    """Return what a reference refers to; anything else is itself."""
    target: Any = said
    if "$ref" not in found:
        return found
    for step in found["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    resolved: Json = target
    return resolved


def collection_list(said: Json) -> str:
    """Return the list of collections as a page."""
    served = catalogue()
    return _page(
        "collections",
        said=said,
        drawing=_drawing(served.collections["boundaries"]),
        linked=schema_org.catalog(served, documents.landing(served)),
    )


def collection(said: Json, found: Collection) -> str:
    """Return a collection as a page."""
    schemas = {name: fields.property_schema(found.id, name, lang()) for name in found.rows[0]}
    linked = schema_org.dataset(catalogue(), said)
    return _page(
        "collection", said=said, properties=schemas, drawing=_drawing(found), linked=linked
    )


def queryables(said: Json) -> str:
    """Return what can be filtered by as a page."""
    collection_id = (request.view_args or {})["collection_id"]
    served = catalogue()
    found = served.collections[collection_id]
    return _page(
        "queryables",
        said=said,
        collection_id=collection_id,
        drawing=_drawing(found),
        linked=schema_org.dataset(served, documents.collection(served, found)),
    )


def items(page: Page) -> str:
    """Return a page of features as a page."""
    found, chosen = page.collection, page.chosen.tolist()
    return _page(
        "items",
        page=page,
        found=found,
        title=documents.titles()[found.id],
        rows=[found.rows[n] for n in chosen],
        columns=_columns(found.id),
        drawing=_drawing(found, chosen),
        provenance=documents.provenance(catalogue(), found),
        written=documents.written(catalogue()),
        item_links=addresses.page_links(
            found.id, before=page.previous_offset, after=page.next_offset
        ),
        linked=schema_org.item_list(page),
    )


def _columns(collection_id: str) -> Sequence[Column]:
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


def _drawing(found: Collection, chosen: list[int] | None = None) -> Overview | None:
    """Return a map of the features; places are shown together with the zone."""
    zone = catalogue().measured.zone
    features = found.frame if chosen is None else found.frame.iloc[chosen]
    if features.empty:
        return None
    if found.id == "places":
        features = pd.concat([zone.parts, features])
    return overview(zone.context, features)


def item(found: Collection, feature_id: str) -> str:
    """Return one feature as a page."""
    at = found.position[feature_id]
    row = found.rows[at]
    return _page(
        "item",
        found=found,
        row=row,
        name=part_words(row, lang()),
        title=documents.titles()[found.id],
        drawing=_drawing(found, [at]),
        bbox=[round(each, 7) for each in bbox_of([found.frame.geometry.iloc[at]])],
        provenance=documents.provenance(catalogue(), found),
        item_links=addresses.feature_links(found.id, feature_id),
        linked=schema_org.place(found, row),
    )


def table(said: Json, member: str) -> str:
    """Return the areas or the distances as a page."""
    titles = {
        "areas": _("Areas: published and measured"),
        "distances": _("Straight-line distances"),
    }
    rows = said[member]
    return _page(
        "table",
        said=said,
        rows=rows,
        title=titles[member],
        drawing=_drawn_rows(rows),
        names=_names(),
        linked=schema_org.table(catalogue(), member, titles[member], rows[0] if rows else ()),
    )


def _drawn_rows(rows: Sequence[Json]) -> Overview | None:
    """Return a map of the parts and the places that a table's rows name."""
    zone = catalogue().measured.zone
    parts = zone.parts[zone.parts["id"].isin([row["id"] for row in rows])]
    places = zone.places[zone.places["id"].isin([row.get("place") for row in rows])]
    return overview(zone.context, pd.concat([parts, places])) if rows else None


def _names() -> dict[str, str]:
    """Return what the parts and the places are called."""
    zone = catalogue().measured.zone
    rows = [*rows_of(zone.parts), *rows_of(zone.places)]
    return {row["id"]: part_words(row, lang()).text for row in rows}


def locate() -> str:
    """Return where the point lies as a page, or the form that asks for one."""
    asked = any(name in request.args for name in ("lon", "lat", "datum"))
    zone = catalogue().measured.zone
    said = measures.located(catalogue()) if asked else None
    title = _("Where a point lies")
    return _page(
        "locate",
        said=said,
        places=zone.places,
        drawing=overview(zone.context, _with_point(zone.parts, said["location"] if said else None)),
        names=_names(),
        linked=schema_org.point(said["location"]) if said else schema_org.question(title),
    )


def _with_point(parts: gpd.GeoDataFrame, location: Json | None) -> gpd.GeoDataFrame:
    """Return the parts, and the point if there is one."""
    if location is None:
        return parts
    at = shapely.Point(location["longitude"], location["latitude"])
    row = {"id": "", "kind": "place", "placement": "surveyed", "geometry": at}
    return pd.concat([parts, gpd.GeoDataFrame([row], crs=parts.crs)])
