"""The documents of OGC API – Features as values: landing page, conformance, collections."""

import json
import zlib

from geo.arrays import Json
from maps.content import vocabulary
from maps.content.part import localize_zone_name
from maps.i18n import localize_field
from webapp.api import fields, links, temporal
from webapp.api.collections import Collection, used_sources
from webapp.api.crs import CRS84
from webapp.api.item_query import Page
from webapp.api.responses import Catalogue
from webapp.http.language import gettext as _
from webapp.http.language import lang

_CLASS_URI = "http://www.opengis.net/spec/ogcapi-features-{}/1.0/conf/{}"
_PARTS = {1: "Core", 2: "Coordinate Reference Systems by Reference"}
_CLASSES = ((1, "core"), (1, "oas30"), (1, "html"), (1, "geojson"), (2, "crs"))
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


def build_landing(catalogue: Catalogue) -> Json:
    """Return the landing page."""
    facts = catalogue.measured.zone.facts
    return {
        "title": localize_zone_name(catalogue.measured.zone, lang()).text,
        "description": localize_field(facts, "description", lang())[0],
        "provenance": build_provenance(catalogue),
        "links": links.landing_links(),
    }


def build_conformance() -> Json:
    """Return the conformance declaration; the tests cover every class that it claims."""
    uris = [each["uri"] for each in conformance_classes()]
    return {"conformsTo": uris, "links": links.self_links()}


def conformance_classes() -> list[dict[str, str]]:
    """Return the classes: their standard, name, meaning and URI."""
    meanings = {
        "core": _("Resources, paging, bbox, datetime and links"),
        "oas30": _("Definition in OpenAPI 3.0"),
        "html": _("Every resource as an HTML page"),
        "geojson": _("Features as GeoJSON"),
        "crs": _("Coordinates in other coordinate reference systems"),
    }
    return [
        {
            "standard": f"OGC API – Features – Part {part}: {_PARTS[part]} 1.0",
            "name": name,
            "meaning": meanings[name],
            "uri": _CLASS_URI.format(part, name),
        }
        for part, name in _CLASSES
    ]


def build_collection_list(catalogue: Catalogue) -> Json:
    """Return all collections."""
    return {
        "links": links.self_links(),
        "crs": list(catalogue.collections["boundaries"].crs),
        "collections": [
            build_collection(catalogue, each) for each in catalogue.collections.values()
        ],
    }


def build_collection(catalogue: Catalogue, collection: Collection) -> Json:
    """Return the description of one collection."""
    spatial = {"bbox": [collection.bbox], "crs": CRS84}
    return {
        "id": collection.id,
        "title": collection_titles()[collection.id],
        "description": collection_descriptions()[collection.id],
        "itemType": "feature",
        "extent": {"spatial": spatial, **_temporal_extent(collection)},
        "crs": list(collection.crs),
        "storageCrs": CRS84,
        "itemCount": len(collection.rows),
        "provenance": build_provenance(catalogue, collection),
        "sources": used_sources(catalogue.measured.zone, collection),
        "links": links.collection_links(collection.id),
    }


def _temporal_extent(collection: Collection) -> Json:
    periods = [temporal.parse_period(row.get("as_of")) for row in collection.rows]
    known = [each for each in periods if each]
    if not known:
        return {}
    first, last = min(each[0] for each in known), max(each[1] for each in known)
    moments = [f"{each.replace(tzinfo=None).isoformat('T', 'seconds')}Z" for each in (first, last)]
    return {"temporal": {"interval": [moments], "trs": GREGORIAN}}


def build_provenance(catalogue: Catalogue, collection: Collection | None = None) -> Json:
    """Return version, date, licence and precision of the data.

    The notice on schematic outlines is left out for counties, which aren't part of the zone.
    """
    zone = catalogue.measured.zone
    is_schematic = zone.is_schematic and (collection is None or collection.id != "counties")
    notice = vocabulary.placement_note("schematic", lang()) if is_schematic else None
    return {
        "sha256": zone.sha256,
        "digest": zone.digest,
        "as_of": zone.facts["as_of"],
        "licence": localize_field(zone.facts, "licence", lang())[0] or None,
        "map_review_number": zone.facts["map_review_number"],
        "notice": notice,
        "method": _("Areas and lengths are geodesic, on the WGS 84 ellipsoid."),
        "precision": _(
            "Coordinates have 7 decimal places in degrees, 3 in metres; each feature "
            "states its position uncertainty."
        ),
    }


def collection_titles() -> dict[str, str]:
    """Return the collections' titles."""
    return {
        "boundaries": _("Parts of the zone"),
        "places": _("Reference places"),
        "counties": _("Counties around the zone"),
    }


def collection_descriptions() -> dict[str, str]:
    """Return the description of each collection, one sentence."""
    return {
        "boundaries": _("Core, sub-zones and parks, each with its published and measured area."),
        "places": _("Cities, towns and airports to which distances are given."),
        "counties": _(
            "Generalised county boundaries, shown as background. "
            "Coordinates are CGCS2000, used as WGS 84."
        ),
    }


def build_queryables(collection: Collection) -> Json:
    """Return the fields that features can be chosen by, as JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": links.resource_url("queryables", collection_id=collection.id),
        "type": "object",
        "title": collection_titles()[collection.id],
        "properties": {
            name: fields.property_schema(collection.id, name, lang())
            for name in fields.queryable_names(collection.id)
        },
        "additionalProperties": False,
    }


def encode_items(catalogue: Catalogue, page: Page) -> tuple[bytes, str]:
    """Return a page of features as GeoJSON, and its tag.

    The features are encoded already. The tag is a checksum of the head, the positions and the
    collection's own checksum, so that the long body needn't be read again.
    """
    projected = page.collection.project(page.crs.uri)
    head = _unclosed_json(
        {
            "type": "FeatureCollection",
            "timeStamp": written_time(catalogue),
            "numberMatched": len(page.matched),
            "numberReturned": len(page.positions),
            "links": links.page_links(
                page.collection.id, before=page.previous_offset, after=page.next_offset
            ),
            "provenance": build_provenance(catalogue, page.collection),
        }
    )
    tag = zlib.crc32(page.positions.tobytes(), zlib.crc32(head, projected.checksum))
    texts = [projected.texts[n] for n in page.positions.tolist()] or [b""]
    texts[0] = head + b',"features":[\n' + texts[0]
    texts[-1] += b"\n]}\n"
    return b",\n".join(texts), f"{tag:08x}"


def encode_item(
    catalogue: Catalogue, collection: Collection, feature_id: str, crs_uri: str
) -> bytes:
    """Return one feature as GeoJSON, with its links and its provenance."""
    text = collection.project(crs_uri).texts[collection.positions[feature_id]]
    more = {
        "links": links.feature_links(collection.id, feature_id),
        "provenance": build_provenance(catalogue, collection),
    }
    return text[:-1] + b"," + _unclosed_json(more)[1:] + b"}\n"


def written_time(catalogue: Catalogue) -> str:
    """Return when the newest data file was written, as RFC 3339 in UTC."""
    return f"{catalogue.edition.written_at:%Y-%m-%dT%H:%M:%SZ}"


def _unclosed_json(value: Json) -> bytes:
    """Return an object's JSON without its closing brace."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()[:-1]
