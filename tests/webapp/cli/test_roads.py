"""`zonemap roads`, up to what needs the engine; and with it, where it is."""

import csv
import importlib.util
import io
import shutil
import sys

import pytest
from click.testing import CliRunner
from kept_roads import KEPT

from geo.zone import read_zone
from webapp import create_app
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


SITES = """name,lon,lat
plot,105.4,28.871002
isle,105.438,28.7915
far,106.5,29.9
bad,abc,1
"""


def locate(*arguments):
    options = ["-o", "located.csv", "--data", "boundaries.geojson", *arguments]
    return CliRunner().invoke(zonemap, ["locate", "sites.csv", *options])


def test_sites_by_road_need_the_engine(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "valhalla", None)
    (folder / "sites.csv").write_text(SITES)
    assert "routing engine" in str(locate("--roads").exception)
    assert not (folder / "located.csv").exists()


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_sites_get_columns_by_the_same_checks(engine, workers):
    (engine / "sites.csv").write_text(SITES)
    assert "contains no routing tiles" in str(locate("--roads", "elsewhere").exception)
    assert run("west.osm.pbf", "east.osm.pbf").exit_code == 0
    result = locate("--workers", workers, "--roads")
    assert "3 written, 1 rejected" in result.stderr
    text = (engine / "located.csv").read_text("utf-8-sig")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(text))}
    plot = rows["plot"]
    figure = read_zone(engine / "boundaries.geojson").roads.of_part("plot")[0]
    assert float(plot["east_road_distance_m"]) == figure.least_m
    assert float(plot["east_road_time_min"]) == round(figure.least_s / 60, 1)
    assert float(plot["road_gap_m"]) == figure.gap_m
    assert plot["bank_road_status"] == "not_this_direction"
    assert plot["mill_truck_status"] == "restricted"
    assert "ODbL" in plot["road_basis"]
    for name, status in (("isle", "no_connection"), ("far", "beyond_extract")):
        assert rows[name]["east_road_status"] == status
        assert rows[name]["east_road_distance_m"] == rows[name]["east_road_time_min"] == ""
    assert float(plot["east_distance_m"]) > 0  # the straight line, apart


@pytest.mark.slow
def test_a_server_with_the_tiles_tells_the_same_of_what_people_bring(engine):
    (engine / "sites.csv").write_text(SITES)
    assert run("west.osm.pbf", "east.osm.pbf").exit_code == 0
    assert locate("--roads").exit_code == 0
    text = (engine / "located.csv").read_text("utf-8-sig")
    located = {row["name"]: row for row in csv.DictReader(io.StringIO(text))}
    settings = {"DATA": "boundaries.geojson", "ROADS": "zonemap-roads", "RELOAD_SECONDS": 0}
    client = create_app(settings).test_client()
    sent = {"file": (io.BytesIO(SITES.encode()), "sites.csv")}
    address = "/api/inspect?lang=en&datum=wgs84"
    (layer,) = client.post(address, data=sent).get_json()["layers"]
    columns = {("car", "to"): "road", ("car", "from"): "road_back", ("truck", "to"): "truck"}
    assert len(layer["rows"]) == 3
    for row in layer["rows"]:
        told = located[row["name"]]
        for way in row["roads"]["ways"]:
            name = f"{way['place']}_{columns[way['vehicle'], way['direction']]}"
            assert told[f"{name}_status"] == way["status"]
            length = told[f"{name}_distance_m"]
            assert (float(length) if length else None) == way["distance_m"]
