"""Data files: read back by other programs they hold the same zone, and say where it is from."""

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo.errors import InputError
from geo.zone import read_zone
from maps.export.registry import FORMATS, export_zone
from maps.figure.options import FigureOptions

KML = "{http://www.opengis.net/kml/2.2}"
SPATIAL = {"geojson": "zone.geojson", "gpkg": "zone.gpkg", "kml": "zone.kml", "zip": "zone.zip"}


@pytest.fixture(params=SPATIAL)
def opened(request, zone, tmp_path):
    path = tmp_path / SPATIAL[request.param]
    path.write_bytes(export_zone(zone, request.param))
    where = {"layer": "parts"} if request.param == "gpkg" else {}
    return gpd.read_file(path, **where)


def test_gdal_reads_the_same_shapes(opened, zone):
    assert opened.crs.to_epsg() == 4326
    assert len(opened) == len(zone.parts)
    for found, drawn in zip(opened.geometry, zone.parts.geometry, strict=True):
        assert shapely.hausdorff_distance(found, drawn) < 1e-7


def test_chinese_survives(opened):
    assert "现代医药产业园" in opened.astype(str).to_csv()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "html"])
def test_equal_inputs_equal_bytes(zone, form):
    options = FigureOptions(width_mm=120, height_mm=90, dpi=60)
    assert export_zone(zone, form, options) == export_zone(read_zone(), form, options)


def note_of(zone, form):
    data = export_zone(zone, form)
    if form == "zip":
        return zipfile.ZipFile(io.BytesIO(data)).read("README.txt").decode()
    if form == "kml":
        return ET.fromstring(data).find(f"{KML}Document/{KML}description").text
    return data.decode("utf-8-sig") if form != "geojson" else json.loads(data)["provenance"]


@pytest.mark.parametrize("form", ["zip", "kml", "csv", "geojson"])
def test_the_provenance_is_inside(zone, form):
    note = note_of(zone, form)
    for words in (zone.sha256, "Schematic: no official boundary", "示意图", "chinadaily"):
        assert words in note


def test_the_geopackage_has_styles_and_metadata(zone, tmp_path):
    path = tmp_path / "zone.gpkg"
    path.write_bytes(export_zone(zone, "gpkg"))
    assert {name for name, _ in pyogrio.list_layers(path)} >= {"parts", "places", "context"}
    with sqlite3.connect(path) as database:
        ((table, qml),) = database.execute("SELECT f_table_name, styleQML FROM layer_styles")
        notes = [row[0] for row in database.execute("SELECT metadata FROM gpkg_metadata")]
    database.close()
    assert table == "parts"
    assert len(list(ET.fromstring(qml).iter("category"))) == 9
    assert any(zone.sha256 in note for note in notes)


def test_a_cut_zone_file_can_be_read_again(zone, tmp_path):
    path = tmp_path / "cut.geojson"
    path.write_bytes(export_zone(zone, "geojson", FigureOptions(parts=("big-data-park",))))
    cut = read_zone(path)
    assert list(cut.parts.index) == ["big-data-park"]
    assert cut.parts["parent"].isna().all()


def test_a_spreadsheet_runs_nothing(zone):
    parts = zone.parts.assign(name=["=cmd|' /C calc'!A0", *zone.parts["name"][1:]])
    data = export_zone(replace(zone, parts=parts), "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert rows[0]["name"].startswith("'=")
    assert float(rows[0]["area_m2"]) == pytest.approx(4.62e6, rel=1e-4)


def test_a_shapefile_s_text_is_cut_between_characters(zone, tmp_path):
    parts = zone.parts.assign(name_zh=["泸" * 300, *zone.parts["name_zh"][1:]])
    files = zipfile.ZipFile(io.BytesIO(export_zone(replace(zone, parts=parts), "zip")))
    assert files.read("zone.cpg") == b"UTF-8"
    assert ("泸" * 84).encode() in files.read("zone.dbf")
    files.extractall(tmp_path)
    assert set(gpd.read_file(tmp_path / "zone.shp")["name_zh"][0]) == {"泸"}


def test_an_unknown_format_is_said(zone):
    with pytest.raises(InputError, match="svg"):
        export_zone(zone, "gif")
