"""Data files read back by other programs contain the same zone."""

import csv
import io
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


@pytest.fixture(scope="module", params=SPATIAL)
def opened(request, rendered, tmp_path_factory):
    """The parts as GDAL reads them of each format: look only."""
    path = tmp_path_factory.mktemp("opened") / SPATIAL[request.param]
    path.write_bytes(rendered(request.param))
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


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_names_are_beside_ids(zone, rendered):
    rows = read_csv(rendered("csv"))
    for row in rows:
        parent = zone.parts.loc[row["parent"]] if row["parent"] else {"name": "", "name_zh": ""}
        assert (row["parent_name"], row["parent_name_zh"]) == (parent["name"], parent["name_zh"])
    assert {row["county"]: row["county_name_zh"] for row in rows}["510502"] == "江阳区"


def make_long_shape(points):
    """A circle of WKT that is longer than a spreadsheet's cell: about 30 characters a point."""
    return shapely.Point(105.4, 28.9).buffer(0.1, quad_segs=points // 4)


@pytest.mark.parametrize(("points", "has_wkt"), [(800, True), (2000, False)])
def test_outlines_too_long_for_a_cell_are_left_to_another_file(zone, points, has_wkt):
    shapes = [make_long_shape(points), *zone.parts.geometry[1:]]
    longest = len(shapely.to_wkt(shapes[0], rounding_precision=9))
    assert (longest <= 32_767) is has_wkt
    parts = zone.parts.set_geometry(gpd.GeoSeries(shapes, zone.parts.index, zone.parts.crs))
    rows = read_csv(export_zone(replace(zone, parts=parts), "csv"))
    assert all(len(value) <= 32_767 for row in rows for value in row.values())
    assert ("wkt" in rows[0]) is has_wkt
    if not has_wkt:
        assert f"{longest:,}" in rows[0]["geometry_note"]
        assert "GeoPackage" in rows[0]["geometry_note"]


def test_a_text_too_long_for_a_cell_is_cut(zone):
    parts = zone.parts.assign(note=["word " * 10_000, *zone.parts["note"][1:]])
    rows = read_csv(export_zone(replace(zone, parts=parts), "csv"))
    assert len(rows[0]["note"]) == 32_767
    assert rows[0]["note"].endswith("…")


def test_an_unknown_format_is_said(zone):
    with pytest.raises(InputError, match="svg"):
        export_zone(zone, "gif")


@pytest.mark.parametrize("name", ["csv", "gpkg", "kml", "zip"])
def test_control_characters_of_a_name_are_replaced(zone, tmp_path, name):
    parts = zone.parts.assign(name=["a\x01\x1bb", *zone.parts["name"][1:]])
    data = export_zone(replace(zone, parts=parts), name)
    if name == "csv":
        texts = {cell for row in csv.reader(io.StringIO(data.decode("utf-8"))) for cell in row}
    else:
        path = tmp_path / SPATIAL[name]
        path.write_bytes(data)
        found = gpd.read_file(path, **({"layer": "parts"} if name == "gpkg" else {}))
        texts = {str(value) for column in found for value in found[column]}
    assert any("a\ufffd\ufffdb" in text for text in texts)
    assert not [text for text in texts if set("\x01\x1b") & set(text)]
