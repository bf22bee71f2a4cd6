"""A GeoPackage with a style for QGIS and metadata."""

import sqlite3
import xml.etree.ElementTree as ET

import pyogrio

from geo.schema import KINDS, PLACEMENTS
from maps.export.geopackage import make_symbols
from maps.export.registry import export_zone
from maps.theme import INKS


def test_the_geopackage_has_styles_and_metadata(zone, tmp_path):
    path = tmp_path / "zone.gpkg"
    path.write_bytes(export_zone(zone, "gpkg"))
    assert {name for name, _ in pyogrio.list_layers(path)} >= {
        *("parts", "places", "context", "stations")
    }
    with sqlite3.connect(path) as database:
        ((table, qml),) = database.execute("SELECT f_table_name, styleQML FROM layer_styles")
        notes = [row[0] for row in database.execute("SELECT metadata FROM gpkg_metadata")]
    database.close()
    assert table == "parts"
    assert len(list(ET.fromstring(qml).iter("category"))) == 12
    assert any(zone.sha256 in note for note in notes)
    credited = ["© OpenStreetMap contributors, ODbL 1.0" in note for note in notes]
    assert credited == [False, False, False, True]  # the stations


def test_symbols_have_the_colours_of_the_map():
    symbols = make_symbols()
    assert len(symbols) == len(KINDS) * len(PLACEMENTS)
    for symbol in symbols:
        red, green, blue = map(int, symbol["rgb"].split(","))
        assert f"#{red:02x}{green:02x}{blue:02x}" == INKS[symbol["kind"]].light
        assert bool(symbol["dashes"]) is (symbol["placement"] != "surveyed")
