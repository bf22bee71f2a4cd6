"""Our files of data, opened and drawn by QGIS with the styles that they carry."""

import json

import numpy as np
import pytest
from PIL import Image

from maps.theme import INKS, rgb_channels


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


LAYERS = ("counties", "rivers", "parts", "stations", "places")


def count_near(picture, colour, *, tolerance=24):
    """Return how many pixels of a picture are about of a colour, `#rrggbb`."""
    wanted = np.array(rgb_channels(colour))
    pixels = np.asarray(Image.open(picture).convert("RGB")).astype(int)
    return int((abs(pixels - wanted).max(axis=2) <= tolerance).sum())


def test_every_layer_of_a_geopackage_opens_in_its_style(open_in_qgis, write_file):
    path = write_file("gpkg", "zone.gpkg")
    layers, picture = open_in_qgis(*(f"{path}|layername={name}" for name in LAYERS))
    assert all(each["valid"] and each["rows"] for each in layers)
    assert {each["style"] for each in layers} == {"categorizedSymbol"}
    assert [each["shapes"] for each in layers] == [
        *("MultiPolygon", "LineString", "Polygon", "Point", "Point")
    ]
    assert [each["labels"] for each in layers] == [False, False, True, True, True]
    for kind, least in {"river": 700, "county": 700, "core": 20, "district": 100}.items():
        assert count_near(picture, INKS[kind].light) > least, kind


def test_a_part_alone_is_dashed_in_its_colour(open_in_qgis, write_file):
    path = write_file("gpkg", "zone.gpkg", parts=("longmatan-core",))
    (layer,), picture = open_in_qgis(f"{path}|layername=parts")
    assert [row["id"] for row in layer["rows"]] == ["longmatan-core"]
    assert "core (schematic)" in layer["legend"]
    assert count_near(picture, INKS["core"].light) > 1000  # the outline of 900 by 700 pixels


@pytest.mark.parametrize("form", ["kml", "csv"])
def test_other_data_open_with_their_shapes(open_in_qgis, write_file, form):
    (layer,), _ = open_in_qgis(write_file(form, f"zone.{form}"))
    assert layer["shapes"].startswith(("Polygon", "MultiPolygon"))
    assert len(layer["rows"]) == 8
