"""A GeoPackage with a table for each kind of thing, a style for each, and metadata."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from maps.export.registry import export_zone

AREAS = {"Polygon", "MultiPolygon"}


@pytest.fixture(scope="module")
def path(rendered, tmp_path_factory):
    found = tmp_path_factory.mktemp("gpkg") / "zone.gpkg"
    found.write_bytes(rendered("gpkg"))
    return found


def query(path, sql):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def list_tables(path):
    return {name: kind for name, kind in pyogrio.list_layers(path) if kind is not None}


def test_each_table_has_one_type_of_geometry(path):
    tables = list_tables(path)
    assert list(tables) == ["parts", "places", "counties", "rivers", "stations"]
    assert {tables["parts"], tables["counties"]} <= AREAS
    assert tables["rivers"] == "LineString"
    assert tables["places"] == tables["stations"] == "Point"


def test_rivers_that_are_areas_have_a_table_of_their_own(zone, tmp_path):
    shapes = {
        ("river", "lake"): shapely.box(105.2, 28.7, 105.3, 28.8),
        ("county", "line"): shapely.LineString([(105, 28), (106, 29)]),
    }
    index = pd.Index([key for _, key in shapes], name="id")
    row = {name: [None] * 2 for name in zone.context.columns}
    row |= {"id": list(index), "kind": [kind for kind, _ in shapes], "sources": [()] * 2}
    more = gpd.GeoDataFrame(
        row | {"host": [False] * 2, "geometry": list(shapes.values())}, index=index, crs="OGC:CRS84"
    )
    context = pd.concat([zone.context, more.astype({"position_uncertainty_m": float})])
    path = tmp_path / "more.gpkg"
    path.write_bytes(export_zone(replace(zone, context=context), "gpkg"))
    tables = list_tables(path)
    assert tables["rivers"] == "LineString"
    assert tables["river_areas"] == "Polygon"
    assert tables["county_lines"] == "LineString"
    assert set(gpd.read_file(path, layer="river_areas")["id"]) == {"lake"}
    styled = query(path, "SELECT f_table_name FROM layer_styles")
    assert {name for (name,) in styled} == set(tables)


def test_every_table_has_a_style_and_metadata(path, zone):
    rows = query(path, "SELECT f_table_name, f_geometry_column, useAsDefault FROM layer_styles")
    assert rows == [(name, "geom", 1) for name in list_tables(path)]
    notes = [row[0] for row in query(path, "SELECT metadata FROM gpkg_metadata")]
    assert any(zone.sha256 in note for note in notes)
    credited = ["© OpenStreetMap contributors, ODbL 1.0" in note for note in notes]
    assert credited == [False, False, False, False, True]  # the stations


def test_the_version_is_one_that_older_programs_know(path):
    """GeoPackage 1.3, "Table 2": the application id, and 10300 as user version."""
    assert query(path, "PRAGMA application_id") == [(int.from_bytes(b"GPKG"),)]
    assert query(path, "PRAGMA user_version") == [(10300,)]
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
