"""Chinese tables have words in their cells; what programs read keeps codes in every language."""

import csv
import io
import json
import re

import geopandas as gpd
import pytest
import shapely
from workbooks import read_table

POINTS = "name,lon,lat,verdict\n甲,105.44,28.88,possible\n乙,105.6,28.95,\n"
CODE = re.compile(
    r"plot|site|line|certain|possible|not.known|schematic|assumed|core|park|district|true|false"
)


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def find_codes(rows, *, own=()):
    cells = [(key, str(value)) for row in rows for key, value in row.items() if key not in own]
    return [(key, value) for key, value in cells if CODE.fullmatch(value)]


@pytest.fixture
def points(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(POINTS, "utf-8")
    return path


@pytest.fixture
def features():
    properties = {"verdict": "possible"}
    shapes = [shapely.box(105.44, 28.88, 105.46, 28.9), shapely.Point(105.48, 28.86)]
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(s)}
            for s in shapes
        ],
    }


def test_locate_writes_words_of_the_language_under_the_same_names(points, run, tmp_path):
    found = {}
    for lang in ("en", "zh"):
        out = tmp_path / f"{lang}.csv"
        run("locate", points, "-o", out, "--lang", lang)
        found[lang] = read_csv(out.read_text("utf-8"))
    english, chinese = found["en"], found["zh"]
    assert list(english[0]) == list(chinese[0])
    assert [row["verdict"] for row in english] == ["possible", "certain"]
    assert [row["verdict"] for row in chinese] == ["无法确定", "确定"]
    assert [row["certain"] for row in chinese] == ["否", "是"]
    assert [row["input_verdict"] for row in chinese] == ["possible", ""]
    assert not find_codes(chinese, own=["input_verdict"])


def test_measure_keeps_codes_for_programs(features, run, tmp_path):
    path = tmp_path / "plots.geojson"
    path.write_text(json.dumps(features), "utf-8")
    placements = {}
    for suffix in ("csv", "geojson", "zip"):
        out = tmp_path / f"out.{suffix}"
        run("measure", path, "-o", out, "--lang", "zh")
        text = out.read_text("utf-8") if suffix == "csv" else ""
        placements[suffix] = (
            [row["placement"] for row in read_csv(text)] if text else read_placement(out)
        )
    assert placements == {"csv": ["示意"], "geojson": ["schematic"], "zip": ["示意"]}


def read_placement(path):
    inside = f"/vsizip/{path}/plots.shp" if path.suffix == ".zip" else path
    return gpd.read_file(inside)["placement"].tolist()


@pytest.mark.parametrize("form", ["csv", "xlsx", "zip"])
def test_exports_of_added_data_are_in_words(client, features, form, tmp_path):
    answer = client.post(f"/api/inspect/export?f={form}&lang=zh", json=features)
    if form == "csv":
        rows = read_csv(answer.get_data(as_text=True))
    elif form == "xlsx":
        rows = read_table(answer.get_data())
    else:
        (tmp_path / "plots.zip").write_bytes(answer.get_data())
        names = [f"/vsizip/{tmp_path}/plots.zip/{each}.shp" for each in ("plots", "sites")]
        tables = [gpd.read_file(each).drop(columns="geometry") for each in names]
        rows = [row for each in tables for row in each.to_dict("records")]
    own = [
        name for name in rows[0] if name.startswith(("input_", "in_verdict")) or name == "verdict"
    ]
    if form == "csv":
        assert [row["kind"] for row in rows] == ["地块", "点位"]
        own = ["input_verdict"]
    found = find_codes(rows, own=own)
    assert not found, found


def test_geojson_of_added_data_keeps_codes(client, features):
    answer = client.post("/api/inspect/export?f=geojson&lang=zh", json=features)
    kinds = [each["properties"]["kind"] for each in answer.get_json(force=True)["features"]]
    assert kinds == ["plot", "site"]


@pytest.mark.parametrize("address", ["/areas?f=csv", "/distances?view=rows&f=csv"])
def test_tables_of_pages_are_in_words(client, address):
    assert not find_codes(read_csv(client.get(f"{address}&lang=zh").text))


def test_services_answer_in_words(client, features):
    headers = {"Content-Type": "text/csv"}
    located = client.post("/api/locate?f=csv&lang=zh", data=POINTS.encode(), headers=headers)
    (first, *_) = read_csv(located.get_data(as_text=True))
    assert (first["verdict"], first["county_verdict"]) == ("无法确定", "确定")
    measured = client.post("/api/measure?f=csv&lang=zh&skip_unusable=1", json=features)
    (first, *_) = read_csv(measured.get_data(as_text=True))
    assert (first["placement"], first["verdict"]) == ("示意", "无法确定")
    assert first["input_verdict"] == "possible"  # a column of the file's own, as it came
