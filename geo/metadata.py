"""Where the data come from, in forms that catalogues read: rows, Frictionless and DCAT.

References
----------
Data Package (v1), https://specs.frictionlessdata.io/data-package/
DCAT 3, https://www.w3.org/TR/vocab-dcat-3/
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from geo import schema
from geo.arrays import Json
from geo.fields.languages import DATA_LANGUAGES, field_name
from geo.fields.other import read_other
from geo.fields.ranges import FIELD_RANGES
from geo.fields.source import SOURCE_FIELDS, Source
from geo.geodesy.antimeridian import make_bbox, make_box
from geo.rows import none_if_nan
from geo.zone import Zone

COLUMNS = ("key", *SOURCE_FIELDS, "used_by")
_TAGS: Mapping[str, str] = MappingProxyType({"zh": "zh-Hans"})  # BCP 47, where not the code
_JSONLD_CONTEXT = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "spdx": "http://spdx.org/rdf/terms#",
        "locn": "http://www.w3.org/ns/locn#",
        "gsp": "http://www.opengis.net/ont/geosparql#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
_TABLE_SCHEMA_TYPES: Mapping[Any, str] = MappingProxyType(
    {
        schema.read_number: "number",
        schema.read_texts: "array",
        schema.read_flag: "boolean",
        read_other: "object",
    }
)


def make_source_rows(zone: Zone, sources: Mapping[str, Source]) -> list[Json]:
    """Return one row a source: what it is, and what uses it (part ids, `zone`, companions)."""
    return [
        {"key": key, **source.to_row(), "used_by": _find_users(zone, key)}
        for key, source in sources.items()
    ]


def _find_users(zone: Zone, key: str) -> list[str]:
    parts = [str(each) for each, keys in zone.parts["sources"].items() if key in keys]
    whole = ["zone"] if key in (zone.facts["sources"] or ()) else []
    names = ("places", "context", "stations", "basemap")
    layers = {name: getattr(zone, name)["sources"] for name in names}
    beside = [name for name, listed in layers.items() if any(key in keys for keys in listed)]
    return whole + parts + beside


def summarize_placements(zone: Zone) -> list[Json]:
    """Return, for every placement in use, the number of parts and the largest uncertainty in m."""
    groups = zone.parts.groupby("placement", sort=True)
    return [
        {
            "placement": word,
            "parts": len(group),
            "position_uncertainty_m": none_if_nan(group["position_uncertainty_m"].max()),
        }
        for word, group in groups
    ]


def make_data_package(zone: Zone, *, path: str) -> Json:
    """Return `datapackage.json` for a zone file called `path`; missing facts are left out."""
    facts = zone.facts
    package = {
        "profile": "data-package",
        "name": _make_package_name(path),
        **{field_name("title", code): facts[field_name("name", code)] for code in DATA_LANGUAGES},
        "description": facts["description"],
        "version": facts["as_of"],
        "licenses": _make_licences(facts["licence"]),
        "sources": [
            _drop_empty(
                {"title": s.title, "path": s.href, "publisher": s.publisher, "date": s.date}
            )
            for s in zone.data_sources.values()
        ],
        "placement": summarize_placements(zone),
        "resources": [
            {
                "name": _make_package_name(path),
                "path": path,
                "format": "geojson",
                "mediatype": "application/geo+json",
                "encoding": "utf-8",
                "hash": f"sha256:{zone.sha256}",
                "schema": {
                    "fields": [
                        _describe_field(*each)
                        for each in schema.PART_FIELDS.items()
                        if each[0] != "other" or zone.parts["other"].notna().any()
                    ]
                },
            }
        ],
    }
    return _drop_empty(package)


def _make_licences(licence: str | None) -> list[Json] | None:
    return [{"name": "other", "title": licence}] if licence else None


def _make_package_name(path: str) -> str:
    stem = path.rpartition("/")[2].rpartition(".")[0] or path
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in stem.lower())


def _describe_field(name: str, reader: Any) -> Json:
    constraints: Json = {"required": True} if reader is schema.read_required_text else {}
    if name in FIELD_RANGES:
        allowed = FIELD_RANGES[name]
        least = 0 if allowed.has_zero else allowed.least
        constraints = {"minimum": least, "maximum": allowed.most}
    found = {"name": name, "type": _TABLE_SCHEMA_TYPES.get(reader, "string")}
    return {**found, "constraints": constraints} if constraints else found


def _drop_empty(found: Mapping[str, Any]) -> Json:
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def make_dcat(zone: Zone, *, path: str) -> Json:
    """Return a DCAT 3 description of the zone as JSON-LD; missing facts are left out.

    Its extent is the bounding box in WGS 84 degrees: two boxes where it crosses 180.
    """
    facts = zone.facts
    dataset = {
        "@context": dict(_JSONLD_CONTEXT),
        "@id": f"urn:sha256:{zone.sha256}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"sha256:{zone.sha256}",
        "dct:title": _tag_languages(facts, "name"),
        "dct:description": _tag_languages(facts, "description"),
        "dct:modified": facts["as_of"],
        "dct:license": facts["licence"],
        "dct:provenance": _tag_languages(facts, "note"),
        "dct:spatial": {
            "@type": "dct:Location",
            "dcat:bbox": {
                "@value": make_box(make_bbox(zone.parts.geometry.values)).wkt,
                "@type": "gsp:wktLiteral",
            },
        },
        "dct:source": [_make_dcat_source(source) for source in zone.data_sources.values()],
        "dcat:distribution": {
            "@type": "dcat:Distribution",
            "dct:title": path,
            "dcat:mediaType": "application/geo+json",
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": zone.sha256,
            },
        },
    }
    return _drop_empty(dataset)


def _tag_languages(facts: Mapping[str, Any], field: str) -> list[Json]:
    found = ((code, facts[field_name(field, code)]) for code in DATA_LANGUAGES)
    return [{"@value": text, "@language": _TAGS.get(code, code)} for code, text in found if text]


def _make_dcat_source(source: Source) -> Json:
    publisher = {"@type": "foaf:Agent", "foaf:name": source.publisher} if source.publisher else None
    return _drop_empty(
        {
            "@id": source.href,
            "@type": "dct:BibliographicResource",
            "dct:title": source.title,
            "dct:publisher": publisher,
            "dct:issued": source.date,
            "dct:license": source.licence,
        }
    )
