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
    assert options == [["-o", "--output"]] * (
        name in {"basemap", "brief", "check", "import", "locate", "measure", "page", "roads"}
    )


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


@pytest.mark.slow
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


def options_of(name):
    command = zonemap.get_command(click.Context(zonemap), name)
    return [each for each in command.params if isinstance(each, click.Option)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_in_a_sentence(name):
    for option in options_of(name):
        plain = option.help.partition("  [")[0]
        assert plain[0].isupper() or plain.startswith(("CSV", "CRS")), option.opts
        assert plain.endswith("."), option.opts


def test_an_option_of_several_commands_is_the_same_in_each():
    """But for what it is about: which file is written, which input is meant, which languages."""
    found = {}
    for name in COMMANDS:
        for option in options_of(name):
            key = option.opts[-1]
            own = {"--output", "--layer", "--crs", "--workers", "--at"}
            if key not in own and name not in {"export", "page"}:
                found.setdefault(key, set()).add((option.help, option.show_default))
    assert {"--data", "--format", "--lang", "--datum", "--provenance"} <= set(found)
    assert {key: said for key, said in found.items() if len(said) > 1} == {}
