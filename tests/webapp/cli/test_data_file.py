"""A zone file of another format: each command says how to make a zone file of it."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from geo.zone import read_zone

FILES = Path(__file__).parents[2] / "geo/reading/files"
COMMANDS = {
    "areas": (),
    "distances": (),
    "sources": (),
    "export": ("map.html",),
    "measure": ("plots.csv", "-o", "out.csv"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_how_to_import_its_data(run, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    shutil.copy(FILES / "two.kmz", tmp_path)
    code, _, err = run(command, *COMMANDS[command], "--data", "two.kmz")
    assert code == 2
    proposed = re.search("Import it first: `zonemap (.*?)`", err)[1]
    assert run(*shlex.split(proposed))[0] == 0
    assert read_zone("boundaries.geojson").parts.name.tolist() == ["Plot A"]


def test_another_fault_is_told_as_it_is(run, tmp_path):
    broken = tmp_path / "zone.geojson"
    broken.write_text('{"type": "FeatureCollection", "features": [')
    assert "is not valid JSON" in run("areas", "--data", broken)[2]
    err = run("locate", tmp_path / "missing.csv", "-o", tmp_path / "out.csv")[2]
    assert "missing.csv does not exist" in err


def test_it_is_said_in_the_language_of_the_command(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(FILES / "two.kmz", tmp_path)
    err = run("export", "map.html", "--data", "two.kmz", "--lang", "zh")[2]
    assert "请先导入：`zonemap import two.kmz -o boundaries.geojson`" in err
