"""`zonemap areas` and `zonemap distances`."""

import csv
import hashlib
import io
import json

import pytest
from kept_roads import copy_zone, move_place

from geo.fields.languages import field_names
from geo.zone import read_zone


@pytest.mark.parametrize("command", ["areas", "distances"])
def test_json_is_on_standard_output_and_words_are_not(run, made_path, command):
    code, out, err = run(command, "--data", made_path, "--format", "json")
    assert code == 0
    assert json.loads(out)[0]["id"] == "west"
    assert "no machine-readable official boundary was found" in err


def test_csv_holds_the_same_rows_as_json(run, made_path):
    rows = json.loads(run("distances", "--data", made_path, "--format", "json")[1])
    out = run("distances", "--data", made_path, "--format", "csv")[1]
    read = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    names = [*field_names("name"), *field_names("place_name")]
    assert {*names} < set(read[0])
    assert [[key for key in row if key not in names] for row in read] == [*map(list, rows)]
    assert [float(row["distance_m"]) for row in read] == [row["distance_m"] for row in rows]


def test_table_is_the_default(run, made_path):
    lines = run("areas", "--data", made_path)[1].splitlines()
    assert lines[0].split()[:3] == ["id", "name", "name_zh"]
    assert set(lines[1]) == {"-", " "}
    assert [line.split()[0] for line in lines[2:5]] == ["west", "east", "inner"]


@pytest.mark.parametrize(
    ("command", "method"), [("areas", "geodesic"), ("distances", "not road or rail distances")]
)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_numbers_lead_to_their_source_and_method(run, made_path, command, method, form):
    _, out, err = run(command, "--data", made_path, "--format", form)
    told = out.splitlines()[-1] if form == "table" else err.splitlines()[0]
    assert told.startswith("Source: made.geojson, data as of ")
    assert method in told
    assert hashlib.sha256(made_path.read_bytes()).hexdigest() in told


@pytest.mark.parametrize("command", ["areas", "distances"])
def test_json_carries_its_provenance_when_asked(run, made_path, command):
    plain = json.loads(run(command, "--data", made_path, "--format", "json")[1])
    said = json.loads(run(command, "--data", made_path, "--format", "json", "--provenance")[1])
    assert said.pop(command) == plain
    assert said["provenance"]["sha256"] == hashlib.sha256(made_path.read_bytes()).hexdigest()
    assert "geodesic" in said["provenance"]["method"]
    assert said["provenance"]["sources"][0]["used_by"] == ["west"]
    assert run(command, "--data", made_path, "--provenance")[0] == 2


def test_surveyed_zone_is_not_warned_of(run, write_zone_file, collection):
    for feature in collection["features"]:
        feature["properties"]["placement"] = "surveyed"
    code, _, err = run("areas", "--data", write_zone_file(collection))
    assert (code, err) == (0, "")


def test_shipped_zone_is_the_default(run, zone):
    rows = json.loads(run("areas", "--format", "json")[1])
    assert [row["id"] for row in rows] == list(zone.parts.index)


def test_equal_calls_give_equal_bytes(run, made_path):
    calls = [run("distances", "--data", made_path, "--format", "csv") for _ in range(2)]
    assert calls[0] == calls[1]


FAULTS = {
    "missing": (None, "none.geojson does not exist. Check the path"),
    "no JSON": ("{", "none.geojson is not valid JSON"),
    "brackets": ("[" * 100_000, "none.geojson is nested too deeply"),
    "no zone": ("[]", "none.geojson contains an array, not a FeatureCollection"),
}


@pytest.mark.parametrize("command", ["areas", "distances"])
@pytest.mark.parametrize(("content", "words"), FAULTS.values(), ids=FAULTS)
def test_unusable_file_is_one_sentence_and_code_2(run, tmp_path, command, content, words):
    path = tmp_path / "none.geojson"
    if content is not None:
        path.write_text(content)
    code, out, err = run(command, "--data", path)
    assert (code, out) == (2, "")
    assert err.startswith("zonemap: ")
    assert words in err
    assert err.count("\n") == 1


def test_rows_are_those_of_the_file(run, made_path):
    rows = json.loads(run("areas", "--data", made_path, "--format", "json")[1])
    assert [row["name_zh"] for row in rows] == [
        name if name else None for name in read_zone(made_path).parts["name_zh"]
    ]


def test_a_table_of_distances_has_the_ways_by_road_apart(run, tmp_path):
    code, out, _ = run("distances", "--data", copy_zone(tmp_path))
    straight, _, by_road = out.partition("\nBy road:\n")
    assert code == 0
    assert "road_distance_m" not in straight
    assert "not road or rail distances" in straight
    head, _, *rows = by_road.strip().splitlines()
    assert head.split()[5:8] == ["road_distance_m", "road_distance_most_m", "road_time_min"]
    assert len([row for row in rows if row.split()[:2] == ["sketch", "east"]]) == 4
    (far,) = [row.split() for row in rows if row.split()[:4] == ["plot", "east", "to", "truck"]]
    assert int(far[7]) == int(far[8]) > 30
    assert int(far[7]) % 5 == 0
    assert "ODbL 1.0, 2026-05-01" in rows[-1]
    assert "free flow" in rows[-1]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_figures_by_road_are_data_by_themselves(run, tmp_path, form):
    path = copy_zone(tmp_path)
    straight = run("distances", "--data", path, "--format", form)[1]
    assert "road_distance_m" not in straight
    out = run("distances", "--data", path, "--format", form, "--by-road")[1]
    rows = (
        list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
        if form == "csv"
        else json.loads(out)
    )
    assert len(rows) == 60
    assert all("ODbL" in row["basis"] for row in rows)
    said = json.loads(run("distances", "--data", path, "--format", "json", "--provenance")[1])
    assert len(said["roads"]) == 60


def test_figures_of_another_state_of_the_zone_are_not_printed(run, tmp_path):
    path = copy_zone(tmp_path)
    move_place(path)
    code, out, err = run("distances", "--data", path)
    assert code == 0
    assert "By road" not in out
    assert "changed afterwards: the places" in err
    code, out, err = run("distances", "--data", path, "--by-road")
    assert (code, out) == (2, "")
    assert "Run `zonemap roads`" in err


def test_without_figures_by_road_there_are_none(run, made_path):
    assert "road_distance" not in run("distances", "--data", made_path)[1]
    assert run("distances", "--data", made_path, "--by-road")[0] == 2
