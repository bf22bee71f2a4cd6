"""Data files read back by other programs contain the same zone."""

import csv
import io
import zipfile
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from geo.errors import InputError
from geo.zone import read_zone
from maps.export.registry import FORMATS, export_zone
from maps.figure.options import FigureOptions

pytestmark = pytest.mark.slow

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


def test_each_format_says_what_an_area_rests_on(opened, zone):
    published = zone.parts["published_area_km2"].notna().tolist()
    expected = ["published" if each else "assumed" for each in published]
    assert opened["area_basis"].tolist() == expected
    assert list(opened).index("area_basis") == list(opened).index("area_m2") + 1
    assert opened["area_m2"].astype(float).min() > 0


def test_chinese_survives(opened):
    assert "医药产业园" in opened.astype(str).to_csv()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "html"])
def test_equal_inputs_equal_bytes(zone, form):
    options = FigureOptions(width_mm=120, height_mm=90, dpi=60)
    assert export_zone(zone, form, options) == export_zone(read_zone(), form, options)


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
