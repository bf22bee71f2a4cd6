"""`zonemap areas` and `zonemap distances`."""

import csv
import hashlib
import io
import json

import pytest

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
    names = ["name", "name_zh", "place_name", "place_name_zh"]
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
