"""What a refusal says is true of the input, and its fix works for it."""

import json

import pytest

from geo.zone import DEFAULT_PATH

SQUARE = [[[105.4, 28.9], [105.5, 28.9], [105.5, 29.0], [105.4, 29.0], [105.4, 28.9]]]
BOW = [[[105.4, 28.9], [105.5, 29.0], [105.5, 28.9], [105.4, 29.0], [105.4, 28.9]]]
FAR = [[[1e308, 1e308], [2, 1], [3, 4], [1e308, 1e308]]]
FIELDS = {"id": "a", "name": "A", "name_zh": "甲", "kind": "district", "placement": "surveyed"}


def write(path, coordinates, **members):
    shape = {"type": "Polygon", "coordinates": coordinates}
    feature = {"type": "Feature", "properties": FIELDS, "geometry": shape}
    whole = {"type": "FeatureCollection", **members, "features": [feature]}
    path.write_text(json.dumps(whole), "utf-8")
    return path


@pytest.mark.filterwarnings("error")
def test_coordinates_in_no_crs_are_to_be_corrected(run, tmp_path):
    path = write(tmp_path / "far.geojson", FAR)
    _, out, err = run("check", path, "--format", "csv")
    assert "out-of-range" in out
    assert "--crs" not in out
    assert "zonemap import" not in out
    assert "decimal places" not in out
    assert err == ""
    for words in (("areas", "--data", path), ("diff", path, path)):
        code, _, said = run(*words)
        assert code == 2
        assert said.endswith("has coordinates that lie nowhere, in no CRS. Correct them.\n")


@pytest.mark.parametrize("crs", [5, [], True])
def test_a_crs_that_names_none_is_to_be_removed(run, tmp_path, crs):
    path = write(tmp_path / "crs.geojson", SQUARE, crs=crs)
    for words in (("areas", "--data", path), ("check", path)):
        code, _, said = run(*words)
        assert code == 2
        assert "has a member `crs` that names no CRS: " in said
        assert said.endswith(". Remove it, or correct it.\n")
    assert run("check", write(path, SQUARE))[0] == 0


def test_a_plot_that_crosses_itself_has_one_fix(run, tmp_path):
    path = write(tmp_path / "bow.geojson", BOW)
    code, _, said = run("brief", "--file", path, "-o", tmp_path / "b.json")
    assert code == 2
    assert said.endswith("; redraw it, or leave it out.\n")


@pytest.mark.parametrize("at", [("180", "0"), ("0", "90"), ("-180", "-20"), ("0", "-89.9999999")])
def test_a_zone_at_the_edge_of_the_world_is_refused_for_that(run, tmp_path, at):
    code, _, said = run("init", tmp_path / "zone", "--at", *at)
    assert code == 2
    assert "at the antimeridian or a pole" in said
    assert said.count(". ") == 1


@pytest.mark.parametrize("area", ["1e-7", "0.00001", "1e7"])
def test_an_area_that_cannot_be_drawn_is_refused_with_those_that_can(run, tmp_path, area):
    code, _, said = run("init", tmp_path / "zone", "--at", "105", "28", "--area", area)
    assert code == 2
    assert said.endswith("Use a number from 0.01 to 1000000.\n")
    assert run("init", tmp_path / "zone", "--at", "105", "28", "--area", "0.01")[0] == 0


def test_the_shipped_zone_is_still_read(run):
    assert run("areas", "--data", DEFAULT_PATH)[0] == 0
