"""Other fields survive an export and an import of each format."""

import csv
import io
import json

import pandas as pd
import pytest

from geo.importing import ImportOptions, import_zone
from geo.io.dbf import shorten_names
from geo.zone import read_zone, to_geojson
from maps.export.other_columns import MAX_COLUMNS, make_unique, spread_other
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions

OTHERS = {
    "west": {
        "地块编号": "JY-01",
        "用地性质": "一类 & <b>工业</b>用地",
        "面积亩": 389.26,
        "层数": 3,
        "已批": True,
        "公式": "=1+1",
    },
    "east": {"地块编号": "JY-02", "层数": 4, "Note": "a", "note": "b", "名 称": "x\ny"},
}
OPTIONS = {"gpkg": {"layer": "parts"}, "csv": {"crs": "EPSG:4326"}}
SUFFIXES = {"geojson": "geojson", "gpkg": "gpkg", "kml": "kml", "csv": "csv", "zip": "zip"}


@pytest.fixture
def others_zone(write_zone_file, collection):
    for feature in collection["features"]:
        if feature["properties"]["id"] in OTHERS:
            feature["properties"]["other"] = OTHERS[feature["properties"]["id"]]
    return read_zone(write_zone_file(collection))


@pytest.fixture
def returned(others_zone, tmp_path):
    """Export the zone and import it again; return the other fields by part."""

    def call(name):
        path = tmp_path / f"exported.{SUFFIXES[name]}"
        path.write_bytes(export_zone(others_zone, name))
        result = import_zone(path, ImportOptions(**OPTIONS.get(name, {})))
        (tmp_path / "back.geojson").write_bytes(result.data)
        back = read_zone(tmp_path / "back.geojson")
        own = [field for field in back.parts.columns if field not in {"other", "geometry"}]
        for field in own:
            was, now = (z.parts[field].astype(object) for z in (others_zone, back))
            assert now.where(now.notna(), None).tolist() == was.where(was.notna(), None).tolist()
        return {key: value or {} for key, value in back.parts["other"].items()}

    return call


def test_geojson_keeps_them_exactly(returned, others_zone):
    assert returned("geojson") == {**OTHERS, "inner": {}}
    found = to_geojson(others_zone)["features"]
    assert [each["properties"].get("other") for each in found] == [*OTHERS.values(), None]


def test_geopackage_keeps_values_and_numbers(returned):
    found = returned("gpkg")
    expected = {**OTHERS["west"], "已批": True}
    assert {k: v for k, v in found["west"].items() if k != "已批"} == {
        k: v for k, v in expected.items() if k != "已批"
    }
    assert str(found["west"]["已批"]).lower() in {"true", "1"}
    assert found["east"].pop("note_2") == "b"  # SQL knows no capitals
    assert found["east"] == {k: v for k, v in OTHERS["east"].items() if k != "note"}


@pytest.mark.parametrize("name", ["kml", "csv"])
def test_texts_keep_what_they_say(returned, name):
    found = returned(name)
    said = {
        key: {k: str(v).lower() if v is True else str(v) for k, v in row.items()}
        for key, row in OTHERS.items()
    }
    if name == "csv":  # a spreadsheet would compute it
        said["west"]["公式"] = "'=1+1"
    said["east"]["note_2"] = said["east"].pop("note")
    assert {key: found[key] for key in OTHERS} == said
    assert found["inner"] == {}


def test_shapefile_keeps_values_by_short_names(returned):
    found = returned("zip")
    assert found["west"]["YDXZ"] == OTHERS["west"]["用地性质"]
    assert found["west"]["面积亩"] == 389.26
    assert found["east"]["DKBH"] == "JY-02"


def test_tables_without_other_fields_are_as_they_were(made_zone, others_zone):
    def read(zone):
        text = export_zone(zone, "csv").decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    plain, full = read(made_zone), read(others_zone)
    added = [n for n, name in enumerate(full[0]) if name.startswith("other")]
    assert full[0][added[0] : added[-1] + 2][-1] == "wkt"
    assert [name for n, name in enumerate(full[0]) if n not in added] == plain[0]
    assert "other" not in json.dumps(json.loads(export_zone(made_zone, "geojson"))["features"])


def test_a_subset_has_only_its_own(others_zone):
    text = export_zone(others_zone, "csv", FigureOptions(parts=("inner",))).decode("utf-8-sig")
    assert "other" not in text.splitlines()[0]


def test_too_many_names_share_one_column():
    rows = pd.Series([{f"n{n}": n} for n in range(MAX_COLUMNS + 1)], dtype=object)
    found = spread_other(rows)
    assert list(found.columns) == ["other"]
    assert json.loads(found["other"].iloc[3]) == {"n3": 3}


def test_short_names_differ_and_fit():
    names = [f"other.用地性质{n}" for n in range(30)] + ["other.ID"]
    found = shorten_names(names, used=["id"])
    assert len({name.casefold() for name in [*found.values(), "id"]}) == 32
    assert max(len(name.encode()) for name in found.values()) <= 10
    assert make_unique(["a", "a", "A"]) == ["a", "a_2", "A_3"]
