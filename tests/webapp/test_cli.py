"""The command as a person or a script runs it: two streams and an exit code."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from geo.zone import read_zone
from webapp.cli.main import COMMANDS, zonemap

CALL = "from webapp.cli.main import main; main()"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_file_to_write_has_one_name_in_every_command(name):
    command = zonemap.get_command(click.Context(zonemap), name)
    options = [each.opts for each in command.params if {"-o", "--out", "--output"} & {*each.opts}]
    assert options == [["-o", "--output"]] * (name in {"check", "import", "locate", "measure"})


@pytest.mark.parametrize("command", ["areas", "distances"])
def test_json_is_on_standard_output_and_words_are_not(run, made_path, command):
    code, out, err = run(command, "--data", made_path, "--format", "json")
    assert code == 0
    assert json.loads(out)[0]["id"] == "west"
    assert "no official boundary has been published" in err


def test_csv_holds_the_same_rows_as_json(run, made_path):
    rows = json.loads(run("distances", "--data", made_path, "--format", "json")[1])
    out = run("distances", "--data", made_path, "--format", "csv")[1]
    read = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert [list(row) for row in read] == [list(row) for row in rows]
    assert [float(row["distance_m"]) for row in read] == [row["distance_m"] for row in rows]


def test_table_is_the_default(run, made_path):
    lines = run("areas", "--data", made_path)[1].splitlines()
    assert lines[0].split()[:3] == ["id", "name", "name_zh"]
    assert set(lines[1]) == {"-", " "}
    assert [line.split()[0] for line in lines[2:5]] == ["west", "east", "inner"]


@pytest.mark.parametrize(
    ("command", "method"), [("areas", "geodesic"), ("distances", "no road or rail distances")]
)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_numbers_lead_to_their_source_and_method(run, made_path, command, method, form):
    _, out, err = run(command, "--data", made_path, "--format", form)
    told = out.splitlines()[-1] if form == "table" else err.splitlines()[0]
    assert told.startswith("Source: made.geojson, as of ")
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


def test_environment_names_the_file(run, monkeypatch, made_path):
    monkeypatch.setenv("ZONEMAP_DATA", str(made_path))
    assert [row["id"] for row in json.loads(run("areas", "--format", "json")[1])] == [
        "west",
        "east",
        "inner",
    ]


def test_option_outweighs_the_environment(run, monkeypatch, made_path):
    monkeypatch.setenv("ZONEMAP_DATA", "nowhere.geojson")
    assert run("areas", "--data", made_path)[0] == 0
    assert run("areas")[0] == 2


def test_shipped_zone_is_the_default(run, zone):
    rows = json.loads(run("areas", "--format", "json")[1])
    assert [row["id"] for row in rows] == list(zone.parts.index)


def test_equal_calls_give_equal_bytes(run, made_path):
    calls = [run("distances", "--data", made_path, "--format", "csv") for _ in range(2)]
    assert calls[0] == calls[1]


FAULTS = {
    "missing": (None, "none.geojson does not exist; name a GeoJSON file"),
    "no JSON": ("{", "none.geojson is not valid JSON"),
    "brackets": ("[" * 100_000, "none.geojson nests too deeply"),
    "no zone": ("[]", "none.geojson holds 'list'; give a GeoJSON FeatureCollection"),
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


@pytest.mark.parametrize(
    "arguments",
    [["areas", "--format", "xml"], ["nothing"], ["areas", "--what"], ["areas", "one", "two"]],
)
def test_unknown_words_are_code_2(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err
    assert "Traceback" not in err


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands(run, option):
    pytest.importorskip("webapp.cli.check")
    code, out, _ = run(option)
    assert code == 0
    assert all(f"\n  {command} " in out for command in COMMANDS)


def test_every_command_has_help(run):
    pytest.importorskip("webapp.cli.check")
    for command in COMMANDS:
        code, out, _ = run(command, "--help")
        assert code == 0
        assert f"zonemap {command}" in out


def start(*arguments, **options):
    return subprocess.Popen([sys.executable, "-c", CALL, *map(str, arguments)], **options)


def test_reader_may_leave_early(made_path):
    read, write = os.pipe()
    os.close(read)
    with start("areas", "--data", made_path, stdout=write, stderr=subprocess.PIPE) as process:
        os.close(write)
        words = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 0
    assert "Traceback" not in words
    assert "Broken pipe" not in words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_full_disk_is_one_sentence(made_path):
    with (
        Path("/dev/full").open("wb") as full,
        start("areas", "--data", made_path, stdout=full, stderr=subprocess.PIPE) as process,
    ):
        words = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 2
    assert words.startswith("zonemap: ")
    assert "No space left on device" in words
    assert "Traceback" not in words


def test_output_is_utf_8_whatever_the_locale(made_path):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out = subprocess.run(
        [sys.executable, "-c", CALL, "areas", "--data", made_path],
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    assert "西区" in out.decode("utf-8")


def test_rows_are_those_of_the_file(run, made_path):
    rows = json.loads(run("areas", "--data", made_path, "--format", "json")[1])
    assert [row["name_zh"] for row in rows] == [
        name if name else None for name in read_zone(made_path).parts["name_zh"]
    ]
