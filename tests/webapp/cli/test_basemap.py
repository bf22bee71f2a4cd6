"""`zonemap basemap`: one file beside the boundaries, and a summary."""

import shutil
import sys

import pytest
from osm_extract import ExtractWriter

from geo.reading.osm.archive import TileArchive


@pytest.fixture
def source(tmp_path):
    made = ExtractWriter()
    made.way([(105.40, 28.90), (105.50, 28.95)], highway="primary", name="江阳路")
    gap = made.way([(105.40 + n / 100, 28.92) for n in range(9)], highway="residential")
    made.missing.add(made.ways[gap - 1][1][4])
    return made.write(tmp_path / "a.osm.pbf")


@pytest.fixture
def data(tmp_path, shipped_path):
    shutil.copy(shipped_path, tmp_path / "boundaries.geojson")
    return tmp_path / "boundaries.geojson"


@pytest.fixture
def shipped_path():
    from geo.zone import DEFAULT_PATH

    return DEFAULT_PATH


def test_the_base_map_is_written_where_it_is_found(run, source, data, tmp_path):
    code, out, err = run("basemap", source, "--data", data)
    assert (code, out) == (0, "")
    assert TileArchive.open(tmp_path / "basemap.pmtiles").extract_date == "2026-05-01"
    assert "© OpenStreetMap contributors, ODbL, extract 2026-05-01" in err
    assert "1 ways lack nodes" in err
    assert "zoom 15 of tiles" in err


def test_extent_layers_and_output_are_chosen(run, source, data, tmp_path):
    options = (
        "--extent",
        "105,28,106,29.5",
        "--layers",
        "roads, water",
        "-o",
        tmp_path / "x.pmtiles",
    )
    assert run("basemap", source, "--data", data, *options)[0] == 0
    about = TileArchive.open(tmp_path / "x.pmtiles").about
    assert about["region"]["bbox"] == [105, 28, 106, 29.5]
    assert about["groups"] == ["roads", "water"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--extent", "1,2,3"), "The extent is not four numbers"),
        (("--layers", "roads,highways"), "There is no layer highways"),
        (("-o", "/no/such/folder/x.pmtiles"), "can't be written"),
    ],
)
def test_what_can_t_be_done_is_said_in_one_sentence(run, source, data, options, said):
    code, _, err = run("basemap", source, "--data", data, *options)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err


@pytest.mark.parametrize("missing", ["osmium", "mapbox_vector_tile"])
def test_without_its_packages_the_command_names_what_installs_them(
    run, source, data, monkeypatch, missing
):
    monkeypatch.setitem(sys.modules, missing, None)
    code, _, err = run("basemap", source, "--data", data)
    assert (code, err.count("\n")) == (2, 1)
    assert "Run `pip install 'luzhou-zone-map[basemap]'`" in err
    assert not data.with_name("basemap.pmtiles").exists()
