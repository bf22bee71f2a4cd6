"""Options that several commands share."""

import json
import os
import subprocess
import sys

import click
import pytest
from web_client import COMMAND

from webapp.cli.main import COMMANDS, zonemap


@pytest.mark.parametrize("name", COMMANDS)
def test_the_file_to_write_has_one_name_in_every_command(name):
    command = zonemap.get_command(click.Context(zonemap), name)
    options = [each.opts for each in command.params if {"-o", "--out", "--output"} & {*each.opts}]
    assert options == [["-o", "--output"]] * (name in {"check", "import", "locate", "measure"})


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


def test_output_is_utf_8_whatever_the_locale(made_path):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out = subprocess.run(
        [sys.executable, "-c", COMMAND, "areas", "--data", made_path],
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    assert "西区" in out.decode("utf-8")
