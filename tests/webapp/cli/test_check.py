"""`zonemap check`."""

import csv
import io
import json
import re
import shlex

import pytest
import shapely

from geo.zone import read_zone


@pytest.fixture
def faulty_path(write_zone_file, collection):
    collection["features"][1]["geometry"]["coordinates"][0].reverse()
    collection["features"][2]["geometry"]["coordinates"][0].pop()
    return write_zone_file(collection, "faulty.geojson")


def test_shipped_data_are_clean(run):
    code, out, _ = run("check", "--format", "json")
    assert code == 0
    assert {row["severity"] for row in json.loads(out)} == {"info"}


@pytest.mark.parametrize("form", ["table", "text", "csv", "json", "html"])
def test_findings_in_every_form(run, faulty_path, form):
    code, out, _ = run("check", faulty_path, "--format", form)
    assert code == 1
    assert "unusable-geometry" in out
    assert "ring-direction" in out


def test_the_proposed_command_is_complete(run, faulty_path, tmp_path, monkeypatch):
    """It had SOURCE and FILE in it, and not the language."""
    monkeypatch.chdir(tmp_path)
    table = run("check", faulty_path, "--lang", "zh")[1]
    assert "SOURCE" not in table
    command = re.search(r"`zonemap (check .*?--repair .*?)`", table)[1]
    assert "--lang zh" in command
    assert run(*shlex.split(command))[0] in {0, 1}
    assert (tmp_path / "faulty-repaired.geojson").exists()


@pytest.mark.parametrize("name", ["it's mine.geojson", "-x.geojson", "check"])
@pytest.mark.parametrize("given", [("--",), ("--data",)], ids=["argument", "option"])
def test_the_proposed_command_has_the_file_once(run, faulty_path, monkeypatch, name, given):
    monkeypatch.chdir(faulty_path.parent)
    faulty_path.rename(faulty_path.with_name(name))
    command = re.search(r"`zonemap (check .*?--repair .*?)`", run("check", *given, name)[1])[1]
    words = shlex.split(command)
    assert [word for word in words[1:] if word.removeprefix("./") == name] == words[-4:-3]
    assert run(*words)[0] in {0, 1}


def test_csv_holds_the_same_rows_as_json(run, faulty_path):
    rows = json.loads(run("check", faulty_path, "--format", "json")[1])
    text = run("check", faulty_path, "--format", "csv")[1].removeprefix("\ufeff")
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["sentence"] for row in read] == [row["sentence"] for row in rows]


def test_unreadable_file(run, write_zone_file):
    code, out, err = run("check", write_zone_file("{"))
    assert (code, out) == (2, "")
    assert err.startswith("zonemap: made.geojson is not valid JSON")


def test_repair_mends_and_tells(run, faulty_path, tmp_path):
    mended = tmp_path / "mended.geojson"
    before = faulty_path.read_bytes()
    code, _, err = run("check", faulty_path, "--repair", "-o", mended)
    assert code == 0
    assert "Inner: an open ring was closed" in err
    assert "East: rings were put in the right winding order" in err
    assert list(read_zone(mended).parts.index) == ["west", "east", "inner"]
    assert faulty_path.read_bytes() == before


def test_repair_tells_in_the_language(run, faulty_path, tmp_path):
    repaired = tmp_path / "repaired.geojson"
    code, _, err = run("check", faulty_path, "--repair", "-o", repaired, "--lang", "zh")
    assert code == 0
    assert "Inner：未闭合的环已闭合" in err
    assert "东区：环的方向已改正" in err
    assert not [line for line in err.splitlines() if line.isascii()]


def test_repair_needs_a_file(run, faulty_path):
    code, _, err = run("check", faulty_path, "--repair")
    assert code == 2
    assert "--repair and --output belong together" in err


def test_findings_are_words_of_the_language(run, faulty_path):
    _, out, _ = run("check", faulty_path, "--format", "text", "--lang", "zh")
    assert out.startswith("规则")
    assert "几何图形无效" in out
    assert "环的方向不符合 RFC 7946 第 3.1.6 节。" in out
    for code in ("unusable-geometry", "ring-direction", "error", "warning", "feature"):
        assert code not in out
    rows = json.loads(run("check", faulty_path, "--format", "json", "--lang", "zh")[1])
    assert {row["rule"] for row in rows} >= {"unusable-geometry", "ring-direction"}


def test_areas_are_told_as_everywhere_else(run, tmp_path):
    parts = [
        {
            "type": "Feature",
            "properties": {"id": key, "kind": "park", "published_area_km2": 4.9},
            "geometry": shapely.geometry.mapping(shapely.box(west, 28.88, west + 0.02, 28.9)),
        }
        for key, west in (("a", 105.44), ("b", 105.455))
    ]
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": parts}))
    said = run("check", path)[1]
    assert "It overlaps “b” by 1.08 km² (1,622 mu)." in said
    assert (
        "The measured area 4.32 km² (6,487 mu) differs from the published 4.9 km² (7,350 mu)"
        in said
    )
    chinese = run("check", path, "--lang", "zh")[1]
    assert "与“b”重叠 1.08 km²（1,622 亩）。" in chinese
    assert "量算面积 4.32 km²（6,487 亩），公布面积 4.9 km²（7,350 亩）" in chinese
