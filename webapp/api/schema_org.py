"""The API's resources as schema.org JSON-LD, for search engines and data catalogues."""

from collections.abc import Iterable, Mapping, Sequence

from geo.arrays import Json
from geo.fields.languages import field_names
from maps.content.part import localize_zone_name
from maps.i18n import LANGUAGES, field_name, get_language
from webapp.api import links
from webapp.api.collections import Collection
from webapp.api.item_query import Page
from webapp.api.responses import CSV, GEOJSON, JSON, XLSX, Catalogue, current_catalogue
from webapp.http.language import lang
from webapp.serialize import Row

CONTEXT = "https://schema.org"


def describe_catalog(catalogue: Catalogue, document: Json) -> Json:
    """Return the landing page as a DataCatalog."""
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": links.resource_url("landing"),
        "name": document["title"],
        "description": document["description"],
        "url": links.resource_url("landing"),
        "dataset": [
            {"@type": "Dataset", "@id": links.resource_url("collection", collection_id=each)}
            for each in catalogue.collections
        ],
    }


def describe_table(catalogue: Catalogue, endpoint: str, title: str, fields: Iterable[str]) -> Json:
    """Return a table, whose fields are named, as a Dataset."""
    zone = catalogue.measured.zone
    forms = ((JSON[0], "json"), (CSV[0], "csv"), (XLSX[0], "xlsx"))
    found = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": links.resource_url(endpoint),
        "name": f"{title} · {localize_zone_name(zone, lang()).text}",
        "license": zone.facts["licence"],
        "variableMeasured": list(fields),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": links.resource_url(endpoint, f=f),
            }
            for kind, f in forms
        ],
    }
    return {key: value for key, value in found.items() if value}


def describe_point(location: Json) -> Json:
    """Return a point that was asked about as a Place, with the parts that hold it."""
    return {
        "@context": CONTEXT,
        "@type": "Place",
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": location["latitude"],
            "longitude": location["longitude"],
        },
        "containedInPlace": [
            {"@type": "Place", "@id": links.item_url("boundaries", each)}
            for each in location["parts"]
        ],
    }


def describe_standards(title: str, classes: Sequence[Mapping[str, str]]) -> Json:
    """Return the standards conformed to as an ItemList."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "@id": links.resource_url("conformance"),
        "name": title,
        "numberOfItems": len(classes),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": n,
                "name": each["standard"] + get_language(lang()).colon + each["meaning"],
                "url": each["uri"],
            }
            for n, each in enumerate(classes, 1)
        ],
    }


def describe_documentation(title: str, info: Json) -> Json:
    """Return the documentation as an APIReference."""
    return {
        "@context": CONTEXT,
        "@type": "APIReference",
        "@id": links.resource_url("docs"),
        "headline": title,
        "description": info["description"],
        "version": info["version"],
        "about": {
            "@type": "WebAPI",
            "@id": links.resource_url("landing"),
            "name": info["title"],
            "documentation": links.resource_url("openapi"),
        },
    }


def describe_form(title: str) -> Json:
    """Return the page that asks for a point as a WebPage."""
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "@id": links.resource_url("locate", f="html"),
        "name": title,
    }


def describe_collection(catalogue: Catalogue, document: Json) -> Json:
    """Return a collection as a Dataset."""
    west, south, east, north = document["extent"]["spatial"]["bbox"][0]
    zone = catalogue.measured.zone
    found = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": links.resource_url("collection", collection_id=document["id"]),
        "name": f"{document['title']} · {localize_zone_name(zone, lang()).text}",
        "description": document["description"],
        "inLanguage": list(LANGUAGES),
        "license": zone.facts["licence"],
        "isBasedOn": [each["url"] for each in document["sources"].values() if each["url"]],
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        },
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": GEOJSON[0],
            "contentUrl": links.resource_url(
                "items", collection_id=document["id"], limit=10000, f="json"
            ),
        },
    }
    return {key: value for key, value in found.items() if value}


def describe_items(page: Page) -> Json:
    """Return a page of features as an ItemList."""
    ids = [page.collection.rows[n]["id"] for n in page.positions.tolist()]
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "numberOfItems": len(page.matched),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": n,
                "url": links.item_url(page.collection.id, each),
            }
            for n, each in enumerate(ids, page.offset + 1)
        ],
    }


def describe_feature(collection: Collection, row: Row) -> Json:
    """Return a feature as a Place; its numbers say whether they are measured or published."""
    at = collection.frame.geometry.loc[row["id"]].representative_point()
    names = [row[name] for name in field_names("name") if row[name]]
    said = {
        "@context": CONTEXT,
        "@type": "Place",
        "@id": links.item_url(collection.id, row["id"]),
        "identifier": row["id"],
        "name": names[0] if names else row["id"],
        "alternateName": names[1] if names[1:] else None,
        "description": row.get(field_name("note", lang())),
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": round(at.y, 5),
            "longitude": round(at.x, 5),
        },
        "containedInPlace": _containing_place(collection, row),
        "additionalProperty": _property_values(row),
    }
    return {key: value for key, value in said.items() if value}


def _containing_place(collection: Collection, row: Row) -> Json:
    if row.get("parent"):
        return {"@type": "Place", "@id": links.item_url(collection.id, row["parent"])}
    return {
        "@type": "Place",
        "name": localize_zone_name(current_catalogue().measured.zone, lang()).text,
    }


def _property_values(row: Row) -> list[Json]:
    """Return the numbers as PropertyValue, with their unit codes of UN/CEFACT."""
    basis = row.get("area_basis")
    units = {
        "published_area_km2": ("KMK", "published"),
        "area_m2": ("MTK", f"measured on the drawn outline, geodesic; basis: {basis}"),
        "position_uncertainty_m": ("MTR", "estimated"),
    }
    return [
        {
            "@type": "PropertyValue",
            "propertyID": name,
            "value": row[name],
            "unitCode": unit,
            "measurementTechnique": kind,
        }
        for name, (unit, kind) in units.items()
        if row.get(name) is not None
    ]
