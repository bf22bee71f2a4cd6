"""The parts as GeoParquet 1.1: the CRS, a bounding box, and what each column is."""

import io
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from geo.fields.languages import DATA_LANGUAGES, field_name
from geo.zone import Zone
from maps.export.crs import WGS84, choose_crs
from maps.export.provenance import make_provenance_note
from maps.export.vector_files import flatten_parts, subset_zone
from maps.figure.options import FigureOptions

_WGS84_LONLAT = "OGC:CRS84"  # what GeoParquet calls longitude and latitude
_UNITS: Mapping[str, str] = {"_m2": "m²", "_km2": "km²", "_m": "m"}
_MEANINGS: Mapping[str, str] = {
    "id": "identifier of the part",
    **{field_name("name", code): f"name, language {code}" for code in DATA_LANGUAGES},
    "name": "name in English",
    "name_zh": "name in Chinese",
    "kind": "core, district or park",
    "parent": "id of the part that it lies in",
    "county": "administrative division code (GB/T 2260)",
    "published_area_km2": "published figure, not measured",
    "area_m2": "geodesic area of the outline (WGS 84 ellipsoid)",
    "area_basis": "published, assumed, surveyed or digitised: what area_m2 rests on",
    "placement": "boundary type: surveyed, digitised or schematic",
    "position_uncertainty_m": "position uncertainty of the outline",
    "as_of": "date of the data",
    "sources": "keys of the sources",
}


def render_geoparquet(zone: Zone, options: FigureOptions) -> bytes:
    """Return GeoParquet of the chosen parts, longitude (east) first.

    The note is in the file's metadata as `provenance`; columns have `description` and `unit` in
    theirs.
    """
    cut = subset_zone(zone, options)
    crs = choose_crs(options, cut.parts)
    table = crs.move(flatten_parts(cut))
    if crs == WGS84:
        table = table.set_crs(_WGS84_LONLAT, allow_override=True)
    out = io.BytesIO()
    table.to_parquet(out, index=False, schema_version="1.1.0")
    note = make_provenance_note(cut, cut.parts, crs)
    return _describe_table(parquet.read_table(io.BytesIO(out.getvalue())), note)


def _describe_table(table: pa.Table, note: str) -> bytes:
    geo = (table.schema.metadata or {})[b"geo"]
    metadata: dict[bytes | str, bytes | str] = {b"geo": geo, b"provenance": note.encode()}
    schema = pa.schema([_describe_field(each) for each in table.schema], metadata=metadata)
    out = io.BytesIO()
    parquet.write_table(table.cast(schema), out, compression="zstd")
    return out.getvalue()


def _describe_field(field: "pa.Field[Any]") -> "pa.Field[Any]":
    said = {"description": _MEANINGS.get(field.name, "")}
    said["unit"] = _UNITS.get("_" + field.name.rpartition("_")[2], "") if "_" in field.name else ""
    return field.with_metadata({key: value for key, value in said.items() if value})
