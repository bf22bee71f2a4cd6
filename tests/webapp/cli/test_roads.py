"""`zonemap roads`, up to what needs the engine; and with it, where it is."""

import importlib.util
import shutil
import sys

import pytest
from click.testing import CliRunner
from kept_roads import KEPT

from geo.zone import read_zone
from webapp.cli.main import zonemap


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("boundaries", "places", "context"):
        shutil.copy(KEPT / f"{name}.geojson", tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(zonemap, ["roads", *arguments, "--data", "boundaries.geojson"])


def test_without_the_engine_one_sentence_says_so_and_nothing_is_written(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "valhalla", None)
    result = run("a.osm.pbf")
    assert "routing engine" in str(result.exception)
    assert sorted(path.suffix for path in folder.iterdir()) == [".geojson"] * 3


def test_an_extract_is_needed(folder):
    assert run().exit_code == 2


@pytest.fixture
def engine(folder):
    if importlib.util.find_spec("valhalla") is None:
        pytest.skip("NO valhalla HERE: how far by road is not tested (make test-roads)")
    import road_network

    road_network.write_extracts(folder)
    return folder


def test_what_is_wrong_is_said_before_the_build(engine):
    for arguments, said in (
        (("none.osm.pbf",), "none.osm.pbf does not exist"),
        (("west.osm.pbf", "west.osm.pbf"), "named twice"),
        (("west.osm.pbf", "--country", "XX"), "no country “XX”"),
        (("west.osm.pbf", "-o", "boundaries.geojson"), "would overwrite"),
        (("west.osm.pbf", "-o", "west.osm.pbf"), "would overwrite"),
        (("boundaries.geojson",), "is not an OpenStreetMap extract"),
    ):
        assert said in str(run(*arguments).exception), said
    assert not (engine / "roads.geojson").exists()
    assert not list(engine.glob("zonemap-roads/build-*"))


@pytest.mark.slow
def test_the_file_is_written_beside_the_boundaries_and_the_tiles_are_kept(engine):
    first = run("west.osm.pbf", "east.osm.pbf")
    assert first.exit_code == 0, first.exception
    assert "takes about 1 min" in first.stderr
    assert "GB of memory" in first.stderr
    assert "ODbL" in first.stderr
    assert read_zone(engine / "boundaries.geojson").roads.is_current
    again = run("west.osm.pbf", "east.osm.pbf", "-o", "other.geojson")
    assert "cleanup" not in again.stderr
    assert "once it is beside the boundaries" in again.stderr
    written = [(engine / name).read_bytes() for name in ("roads.geojson", "other.geojson")]
    assert written[0] == written[1]
