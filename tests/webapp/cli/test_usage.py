"""Words of a command that can't be used: one sentence with a fix, in its language."""

import re
from pathlib import Path

import pytest

from geo.reading.sniff import FORMATS


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--format", "foo"), "--format is not known. Use one of table, csv, json,"),
        (("locate", "a.csv"), "--output is missing. See `zonemap locate --help`."),
        (("import", "-o", "a.geojson"), "SOURCE is missing. See `zonemap import --help`."),
        (("check", "--what"), "There is no option “--what”. See `zonemap check --help`."),
        (("check", "a", "b"), "more words than the command takes. See `zonemap check --help`."),
        (("check", "--crs"), "--crs has no value. Add it."),
        (("check", "--repair=1"), "--repair takes no value. Leave it out."),
        (("locate", "a", "-o", "b", "--workers", "0"), "Use a number from 1 to 256."),
        (("locate", "a", "-o", "b", "--workers", "1000"), "Use a number from 1 to 256."),
        (("export", "--view", "x"), "The value of --view is not known. Use one of zone, region."),
    ],
)
def test_what_is_wrong_is_said_in_the_language(run, words, said):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("zonemap: ")
    assert err.endswith(f"{said}\n") or said in err
    assert err.count("\n") == 1
    code, _, translated = run(words[0], "--lang", "zh", *words[1:])
    assert code == 2
    assert "。" in translated
    assert translated.count("\n") == 1
    assert " is " not in translated


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("export", "--all", ""), "--all"),
        (("export", "a.svg", "--roads", ""), "--roads"),
        (("export", "a.geojson", "--crs="), "--crs"),
        (("export", ""), "PATH"),
        (("check", ""), "FILE"),
        (("areas", "--data", ""), "--data"),
        (("locate", "a.csv", "-o", "b.csv", "--scheduler", ""), "--scheduler"),
        (("locate", "a.csv", "-o", "b.csv", "--layer", ""), "--layer"),
        (("init", "zone", "--at", "105", "28", "--name", ""), "--name"),
        (("init", ""), "DIRECTORY"),
        (("import", "a.shp", "-o", "b.geojson", "--field", ""), "--field"),
    ],
)
def test_an_empty_word_is_refused(run, tmp_path, monkeypatch, words, name):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*words)
    assert (code, err) == (2, f"zonemap: {name} is empty. Add a value, or leave it out.\n")
    assert not list(tmp_path.iterdir())


def test_an_empty_title_means_none(run, tmp_path):
    assert run("export", "--title", "", tmp_path / "a.csv")[0] == 0


def test_control_characters_are_refused(run, tmp_path):
    code, _, err = run("init", tmp_path / "zone", "--at", "105", "28", "--name", "a\x07")
    assert (code, "--name has a control character: “a\\x07”. Leave it out." in err) == (2, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [("--help", "--lang"), ("--lang",), ("-h", "--lang")])
def test_a_language_beside_the_help_leads_to_the_chinese_reference(run, words):
    code, _, said = run(*words, "zh")
    assert code == 2
    (path,) = re.findall(r"`(docs/.*?)`", said)
    assert (Path(__file__).parents[3] / path).is_file()
    (command,) = re.findall(r"`zonemap (.*?)`", said)
    assert run(*command.split())[0] == 0
    assert "命令帮助" in said


def test_the_help_of_the_import_names_every_format(run):
    _, said, _ = run("import", "--help")
    names = {*FORMATS.values(), "TopoJSON", "Esri JSON", "KMZ", "boundary points"}
    shown = " ".join(said.split()).replace("MapInfo TAB and MIF", "MapInfo TAB, MapInfo MIF")
    assert {name for name in names if name not in shown} == set()
