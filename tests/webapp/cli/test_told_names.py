"""Numbers and file names in what commands print: as people read them, as a shell takes them."""

import json
import re
import shlex

import pytest

from geo.io.shell_words import quote_path
from geo.zone import DEFAULT_PATH


def test_the_printed_table_has_few_digits_and_csv_all(run):
    shown = run("areas")[1]
    assert not re.search(r"\d\.\d{4}", shown.rsplit("\n\n", 1)[0])
    assert re.search(r"\d\.\d{4}", run("areas", "--format", "csv")[1])
    rows = json.loads(run("areas", "--format", "json")[1])
    assert any(re.search(r"\.\d{4}", str(row["area_m2"])) for row in rows)
    assert f"{rows[0]['area_m2']:.0f}" in shown


def test_an_uncertainty_is_written_out(run, tmp_path):
    path = tmp_path / "a.geojson"
    _, _, said = run("import", DEFAULT_PATH, "-o", path, "--field", "position_uncertainty_m=",
                     "--uncertainty", "1234567")  # fmt: skip
    assert "1234567 m, as set with --uncertainty" in said


def test_changed_numbers_are_written_out(run, tmp_path):
    whole = json.loads(DEFAULT_PATH.read_text("utf-8"))
    properties = whole["features"][0]["properties"]
    properties["published_area_km2"], properties["position_uncertainty_m"] = 1.5e-5, 3e6
    path = tmp_path / "new.geojson"
    path.write_text(json.dumps(whole), "utf-8")
    _, out, _ = run("diff", DEFAULT_PATH, path)
    assert "→ 0.000015" in out
    assert "→ 3000000" in out
    _, out, _ = run("diff", path, DEFAULT_PATH)
    assert "None" not in out
    assert "e-05" not in out


@pytest.mark.parametrize(("area_km2", "percent"), [(1e9, "−99.99%"), (1e-7, "+"), (30.0, "−")])
def test_a_difference_is_never_all_that_was_measured(run, tmp_path, area_km2, percent):
    whole = json.loads(DEFAULT_PATH.read_text("utf-8"))
    whole["features"][0]["properties"]["published_area_km2"] = min(area_km2, 5e8)
    path = tmp_path / "new.geojson"
    path.write_text(json.dumps(whole), "utf-8")
    _, out, _ = run("check", path, "--format", "csv")
    said = re.findall(r"differs from the published .* by ([^ ]*%)", out)
    if said:
        assert said[0].startswith(percent)
        assert "100.0%" not in said[0]
        assert len(said[0]) < 20


def test_a_name_that_starts_with_a_dash_is_a_path_in_commands(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, _, said = run("import", DEFAULT_PATH, "-o", "-x.geojson")
    line = re.search(r"`zonemap (.*)`", said)[1]
    assert line == "check ./-x.geojson"
    assert run(*shlex.split(line))[0] in {0, 1}
    assert quote_path("a b.geojson") == "'a b.geojson'"


def test_odd_file_names_are_escaped_in_notices(run, tmp_path):
    (tmp_path / "p.csv").write_text("name,lon,lat\nA,105.4,28.9\n", "utf-8")
    for words in (
        ("export", tmp_path / "a\x1b[31m\n.csv"),
        ("import", DEFAULT_PATH, "-o", tmp_path / "a\x1b[31m\n.geojson"),
        ("check", "--repair", "-o", tmp_path / "a\x1b[31m\n.geojson"),
        ("locate", tmp_path / "p.csv", "-o", tmp_path / "a\x1b[31m\n.csv"),
    ):
        code, _, said = run(*words)
        assert code in {0, 1}, said
        assert "a\\x1b[31m\\n" in said
        assert "\x1b" not in said


def test_names_of_openstreetmap_are_known(run, tmp_path):
    whole = json.loads(DEFAULT_PATH.read_text("utf-8"))
    feature = whole["features"][0]
    feature["properties"] = {"@id": "way/1", "name:zh": "甲", "name:en": "A"}
    path, out = tmp_path / "osm.geojson", tmp_path / "out.geojson"
    path.write_text(json.dumps({**whole, "features": [feature]}), "utf-8")
    assert run("import", path, "-o", out)[0] == 0
    made = json.loads(out.read_text("utf-8"))["features"][0]["properties"]
    assert (made["name"], made["name_zh"]) == ("A", "甲")
