"""`zonemap diff`."""

import json

import pytest


@pytest.fixture
def versions(collection, write_zone_file):
    old = write_zone_file(collection, "old.geojson")
    collection["features"][1]["geometry"]["coordinates"][0][1:3] = [[105.72, 28.9], [105.72, 29]]
    return old, write_zone_file(collection, "new.geojson")


@pytest.mark.parametrize("form", ["table", "csv", "json", "html", "geojson"])
def test_diff_in_every_form(run, versions, form):
    code, out, err = run("diff", *versions, "--format", form)
    assert code == 0
    assert "east" in out.lower()
    assert "geodesic" in err


def test_diff_as_features(run, versions):
    found = json.loads(run("diff", *versions, "--format", "geojson")[1])
    assert [f["properties"]["change"] for f in found["features"]] == ["gained"]
    assert "crs" not in found


def test_the_table_of_a_reader_is_in_the_reader_s_language(run, versions):
    table = run("diff", *versions, "--lang", "zh")[1]
    assert table.split("\n")[0].split()[:4] == ["分区", "状态", "旧面积", "新面积"]
    assert "变更" in table
    assert "未变" in table
    assert "changed" not in table
    assert "changed" in run("diff", *versions, "--lang", "zh", "--format", "csv")[1]
