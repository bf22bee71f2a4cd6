"""GeoParquet: geopandas and our reader get the same parts back, with CRS, bounds and units."""

import io
import json

import geopandas as gpd
import pytest
import shapely
from pyarrow import parquet

from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions


def export(zone, crs=None):
    return export_zone(zone, "parquet", FigureOptions(crs=crs))


def read_metadata(data):
    metadata = parquet.read_schema(io.BytesIO(data)).metadata
    return json.loads(metadata[b"geo"]), metadata


@pytest.mark.parametrize(
    ("crs", "authority"),
    [(None, ("OGC", "CRS84")), ("EPSG:4490", ("EPSG", 4490)), ("EPSG:4523", ("EPSG", 4523))],
)
def test_crs_and_bounds_are_declared(zone, crs, authority):
    data = export(zone, crs)
    geo, metadata = read_metadata(data)
    column = geo["columns"][geo["primary_column"]]
    assert (geo["version"], column["encoding"]) == ("1.1.0", "WKB")
    assert (column["crs"]["id"]["authority"], column["crs"]["id"]["code"]) == authority
    table = gpd.read_parquet(io.BytesIO(data))
    assert column["bbox"] == table.total_bounds.tolist()
    assert zone.sha256.encode() in metadata[b"provenance"]


@pytest.mark.parametrize("crs", [None, "EPSG:4490", "EPSG:4523"])
def test_our_reader_gets_the_outlines_back(zone, tmp_path, crs):
    (tmp_path / "a.parquet").write_bytes(export(zone, crs))
    table = read_layer(tmp_path / "a.parquet", ReadOptions()).table
    assert table["id"].tolist() == list(zone.parts.index)
    for found, drawn in zip(table.geometry, zone.parts.geometry, strict=True):
        assert shapely.hausdorff_distance(found, drawn) < 1e-9


def test_columns_say_what_they_are(zone):
    schema = parquet.read_schema(io.BytesIO(export(zone)))
    units = {each.name: (each.metadata or {}).get(b"unit", b"").decode() for each in schema}
    assert {name: unit for name, unit in units.items() if unit} == {
        "area_m2": "m²", "published_area_km2": "km²", "position_uncertainty_m": "m",
    }  # fmt: skip
    assert b"rests on" in schema.field("area_basis").metadata[b"description"]
