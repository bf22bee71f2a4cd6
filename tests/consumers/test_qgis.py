"""Our files of data, opened and drawn by QGIS with the styles that they carry."""

import json

import pytest


@pytest.fixture
def open_in_qgis(run_in_qgis, tmp_path):
    """Return how QGIS opens each of the files, and the path of its picture of them."""

    def start(*files):
        picture = tmp_path / "qgis.png"
        said = run_in_qgis("qgis_layers.py", picture, *files)
        return json.loads(said), picture

    return start


@pytest.fixture
def write_file(rendered, tmp_path):
    def write(form, name, **options):
        path = tmp_path / name
        path.write_bytes(rendered(form, **options))
        return path

    return write


def test_lists_are_lists_though_one_part_has_none(open_in_qgis, write_file):
    (layer,), _ = open_in_qgis(write_file("geojson", "zone.geojson"))
    assert layer["types"]["industries"] == layer["types"]["sources"] == "StringList"
    found = {row["id"]: row["industries"] for row in layer["rows"]}
    assert found["longmatan-core"] is None
    assert found["new-energy-park"] == ["new energy", "new materials"]
