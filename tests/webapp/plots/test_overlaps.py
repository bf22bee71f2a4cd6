"""Plots of several layers that overlap: one count on the page and in every export."""

import csv
import io
import json

import geopandas as gpd
import pyogrio
import pytest
import shapely
from workbooks import read_table, read_workbook

from webapp.api.services.inspect import EXPORT_TYPES

ONE, OTHER = "甲方.geojson", "乙方.geojson"
SHAPES = {
    ONE: [shapely.box(105.46, 28.87, 105.47, 28.88), shapely.box(105.48, 28.87, 105.49, 28.88)],
    OTHER: [
        shapely.box(105.465, 28.87, 105.475, 28.88),
        shapely.box(105.47, 28.87, 105.475, 28.88),
    ],
}
NAMES = {ONE: ["X", "Y"], OTHER: ["X", "X"]}


def make_features(*layers, **more):
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {"@name": name, "@number": n, "@layer": layer, **more},
        }
        for layer in layers
        for n, (shape, name) in enumerate(zip(SHAPES[layer], NAMES[layer], strict=True), 1)
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def compare(client):
    def post(features, lang="en"):
        answer = client.post(f"/api/inspect/overlaps?lang={lang}", json=features)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()

    return post


@pytest.fixture
def export(client):
    def post(form, features, lang="en"):
        answer = client.post(f"/api/inspect/export?f={form}&lang={lang}", json=features)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        assert answer.mimetype == EXPORT_TYPES[form]
        return answer.get_data()

    return post


def test_the_page_and_the_workbook_count_and_name_the_same(compare, export):
    told = compare(make_features(ONE, OTHER))
    (sentence,) = told["warnings"]
    assert sentence.startswith("WARNING: 2 plots of different layers overlap: ")
    assert "X (layer “甲方.geojson”) and X (plot 1) (layer “乙方.geojson”) by 5" in sentence
    assert told["rows"][1] is None
    assert told["rows"][0].startswith("It overlaps X (plot 1) (layer “乙方.geojson”) by ")
    sheets = read_workbook(export("xlsx", make_features(ONE, OTHER)))
    notes = [row["A"] for row in sheets["About these data"] if row["A"].startswith("WARNING")]
    assert notes[1:] == [sentence]
    assert notes[0].startswith("WARNING: 2 plots overlap: X (plot 1) and X (plot 2) by ")


def test_what_overlaps_in_one_layer_alone_is_not_told_across(compare):
    assert compare(make_features(OTHER)) == {"warnings": [], "rows": [None, None]}


def test_layers_are_named_in_chinese_too(compare):
    (sentence,) = compare(make_features(ONE, OTHER), lang="zh")["warnings"]
    assert sentence.startswith("警告：不同图层的 2 个地块相互重叠：X（图层“甲方.geojson”）")


def test_tables_have_a_column_of_the_layer_where_there_are_several(export, tmp_path):
    both, alone = make_features(ONE, OTHER), make_features(ONE)
    layers = [ONE, ONE, OTHER, OTHER]
    rows = list(csv.DictReader(io.StringIO(export("csv", both).decode("utf-8-sig"))))
    assert [row["layer"] for row in rows] == layers
    assert [row["Layer"] for row in read_table(export("xlsx", both))] == layers
    found = json.loads(export("geojson", both))["features"]
    assert [each["properties"]["layer"] for each in found] == layers
    for form, inside in (("gpkg", ""), ("zip", "/plots.shp")):
        path = tmp_path / f"plots.{form}"
        path.write_bytes(export(form, both))
        address = f"/vsizip/{path}{inside}" if inside else path
        assert gpd.read_file(address)["layer"].tolist() == layers
    assert b"layer" not in export("csv", alone)


def test_an_own_column_of_that_name_is_kept(export):
    text = export("csv", make_features(ONE, OTHER, layer="宗地")).decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text)))
    assert (first["layer"], first["input_layer"]) == (ONE, "宗地")


def test_a_drawing_has_a_layer_for_each(export, tmp_path):
    path = tmp_path / "plots.dxf"
    path.write_bytes(export("dxf", make_features(ONE, OTHER)))
    drawn = pyogrio.read_dataframe(path)
    lines = drawn[drawn.geometry.geom_type == "Polygon"]
    lines = lines if len(lines) else drawn[drawn.geometry.geom_type == "LineString"]
    assert lines["Layer"].tolist() == [ONE, ONE, OTHER, OTHER]


def test_a_drawing_in_chinese_has_chinese_layers_texts_and_data(export, tmp_path):
    path = tmp_path / "plots.dxf"
    path.write_bytes(export("dxf", make_features(ONE), lang="zh"))
    drawn = pyogrio.read_dataframe(path)
    assert set(drawn["Layer"]) == {"地块轮廓", "名称", "说明"}
    texts = " ".join(drawn["Text"].dropna())
    assert "平方米" in texts
    assert "3 度带第 35 带（EPSG:4523），单位为米" in texts
    assert not {"sq", "metres", "zone"} & set(texts.split())
    kept = path.read_bytes().decode("gbk")
    assert "类别=地块" in kept
    assert "verdict=" not in kept
    english = export("dxf", make_features(ONE)).decode("gbk")
    assert "kind=plot" in english
    assert "sq m" in english


def test_the_command_draws_in_the_language_too(run, tmp_path):
    path, out = tmp_path / "plots.geojson", tmp_path / "plots.dxf"
    path.write_text(json.dumps(make_features(ONE)), "utf-8")
    run("measure", path, "-o", out, "--lang", "zh")
    assert set(pyogrio.read_dataframe(out)["Layer"]) == {"地块轮廓", "名称", "说明"}
