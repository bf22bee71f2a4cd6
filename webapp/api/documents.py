"""The documents of OGC API – Features as values: landing page, conformance, collections."""

import json
import zlib

from geo.arrays import Json
from maps.content import vocabulary
from maps.content.part import localize_zone_name
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


def build_landing(served: Catalogue) -> Json:
    """Return the landing page."""
    facts = served.measured.zone.facts
    words = facts["description_zh" if lang() == "zh" else "description"] or facts["description"]
    return {
        "title": localize_zone_name(served.measured.zone, lang()).text,
        "description": words or "",
        "provenance": build_provenance(served),
        "links": links.landing_links(),
    }


def build_conformance() -> Json:
    """Return the conformance declaration; every class of it is shown by the tests."""
    uris = [each["uri"] for each in conformance_classes()]
    return {"conformsTo": uris, "links": links.self_links()}


def conformance_classes() -> list[dict[str, str]]:
    """Return the classes: their standard, name, meaning and URI."""
    meanings = {
        "core": _("Resources, pages, boxes, times and links"),
        "oas30": _("A definition in OpenAPI 3.0"),
        "html": _("Every resource as a page"),
        "geojson": _("Features as GeoJSON"),
        "crs": _("Coordinates in other reference systems"),
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


def build_collection_list(served: Catalogue) -> Json:
    """Return all collections."""
    return {
        "links": links.self_links(),
        "crs": list(served.collections["boundaries"].crs),
        "collections": [build_collection(served, each) for each in served.collections.values()],
    }


def build_collection(served: Catalogue, found: Collection) -> Json:
    """Return what is said of one collection."""
    spatial = {"bbox": [found.bbox], "crs": CRS84}
    return {
        "id": found.id,
        "title": collection_titles()[found.id],
        "description": collection_descriptions()[found.id],
        "itemType": "feature",
        "extent": {"spatial": spatial, **_temporal_extent(found)},
        "crs": list(found.crs),
        "storageCrs": CRS84,
        "itemCount": len(found.rows),
        "provenance": build_provenance(served, found),
        "sources": used_sources(served.measured.zone, found),
        "links": links.collection_links(found.id),
    }


def _temporal_extent(found: Collection) -> Json:
    periods = [temporal.parse_period(row.get("as_of")) for row in found.rows]
    known = [each for each in periods if each]
    if not known:
        return {}
    first, last = min(each[0] for each in known), max(each[1] for each in known)
    moments = [f"{each.replace(tzinfo=None).isoformat('T', 'seconds')}Z" for each in (first, last)]
    return {"temporal": {"interval": [moments], "trs": GREGORIAN}}


def build_provenance(served: Catalogue, found: Collection | None = None) -> Json:
    """Return which data these are, under what licence, and how far they can be trusted.

    Counties are no part of the zone: what is said of schematic outlines is not said of them.
    """
    zone = served.measured.zone
    is_schematic = zone.is_schematic and (found is None or found.id != "counties")
    notice = vocabulary.placement_note("schematic", lang()) if is_schematic else None
    return {
        "sha256": zone.sha256,
        "digest": zone.digest,
        "as_of": zone.facts["as_of"],
        "licence": zone.facts["licence"],
        "map_review_number": zone.facts["map_review_number"],
        "notice": notice,
        "method": _("Areas and lengths are geodesic, on the WGS 84 ellipsoid."),
        "precision": _(
            "Coordinates are written to 7 decimals of a degree or 3 of a metre; "
            "each feature states the uncertainty of its position."
        ),
    }


def collection_titles() -> dict[str, str]:
    """Return the collections' titles."""
    return {
        "boundaries": _("Parts of the zone"),
        "places": _("Reference places"),
        "counties": _("Counties round the zone"),
    }


def collection_descriptions() -> dict[str, str]:
    """Return one sentence on each collection."""
    return {
        "boundaries": _(
            "The core, districts and parks, each with its published and measured area."
        ),
        "places": _("Cities, towns and airports that distances are given to."),
        "counties": _("Generalised county outlines, drawn underneath; CGCS2000 taken as WGS 84."),
    }


def build_queryables(found: Collection) -> Json:
    """Return the fields that features can be chosen by, as JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": links.resource_url("queryables", collection_id=found.id),
        "type": "object",
        "title": collection_titles()[found.id],
        "properties": {
            name: fields.property_schema(found.id, name, lang())
            for name in fields.queryable_names(found.id)
        },
        "additionalProperties": False,
    }


def encode_items(served: Catalogue, page: Page) -> tuple[bytes, str]:
    """Return a page of features as GeoJSON, and its tag.

    Each feature's text was written before; the tag is that of the head, of which features are
    chosen and of all their texts, so that a long body need not be read for it.
    """
    layer = page.collection.layer(page.crs.uri)
    head = _unclosed_json(
        {
            "type": "FeatureCollection",
            "timeStamp": written_time(served),
            "numberMatched": len(page.matched),
            "numberReturned": len(page.chosen),
            "links": links.page_links(
                page.collection.id, before=page.previous_offset, after=page.next_offset
            ),
            "provenance": build_provenance(served, page.collection),
        }
    )
    tag = zlib.crc32(page.chosen.tobytes(), zlib.crc32(head, layer.checksum))
    texts = [layer.texts[n] for n in page.chosen.tolist()] or [b""]
    texts[0] = head + b',"features":[\n' + texts[0]
    texts[-1] += b"\n]}\n"
    return b",\n".join(texts), f"{tag:08x}"


def encode_item(served: Catalogue, found: Collection, feature_id: str, crs_uri: str) -> bytes:
    """Return one feature as GeoJSON, with its links and its provenance."""
    text = found.layer(crs_uri).texts[found.position[feature_id]]
    more = {
        "links": links.feature_links(found.id, feature_id),
        "provenance": build_provenance(served, found),
    }
    return text[:-1] + b"," + _unclosed_json(more)[1:] + b"}\n"


def written_time(served: Catalogue) -> str:
    """Return when the newest of the data files was written."""
    return f"{served.edition.written:%Y-%m-%dT%H:%M:%SZ}"


def _unclosed_json(value: Json) -> bytes:
    """Return an object's JSON without its closing brace."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()[:-1]
