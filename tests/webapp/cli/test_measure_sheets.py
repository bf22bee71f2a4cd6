"""The workbook of `zonemap measure` has the sheets of the page's."""

import json

import shapely
from workbooks import read_workbook

SHAPES = [shapely.box(105.44, 28.88, 105.46, 28.9), shapely.box(105.6, 28.98, 105.61, 28.99)]


def test_the_sheets_of_shares_and_of_sources_are_those_of_the_page(client, run, tmp_path):
    features = [
        {
            "type": "Feature",
            "properties": {"名称": name},
            "geometry": shapely.geometry.mapping(each),
        }
        for each, name in zip(SHAPES, "甲乙", strict=True)
    ]
    whole = {"type": "FeatureCollection", "features": features}
    path, out = tmp_path / "plots.geojson", tmp_path / "measured.xlsx"
    path.write_text(json.dumps(whole), "utf-8")
    run("measure", path, "-o", out, "--lang", "zh", "--chunk-rows", 1)
    ours = read_workbook(out.read_bytes())
    page = read_workbook(client.post("/api/inspect/export?f=xlsx&lang=zh", json=whole).get_data())
    assert list(ours) == list(page)
    assert ours["各分区占比"] == page["各分区占比"]
    assert len(ours["各分区占比"]) > len(SHAPES) + 1
    said, told = ([row.get("A") for row in each["关于这些数据"]] for each in (ours, page))
    sources = told[told.index("泸州高新技术产业开发区") :]
    assert [each for each in said if each in sources] == sources
    assert any("plots.geojson" in (each or "") for each in said)
