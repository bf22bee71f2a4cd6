"""Which collections there are, and what they hold."""

import numpy as np
import pyogrio
import pytest
import shapely
from ogc_api import COLLECTIONS, CRS84

from geo.geodesy.tables import make_area_table
from webapp import create_app
from webapp.serialize import DECIMALS


@pytest.mark.parametrize("name", COLLECTIONS)
def test_extent_holds_every_feature(get, name):
    extent = get(f"/collections/{name}")["extent"]["spatial"]
    assert extent["crs"] == CRS84
    whole = shapely.box(*extent["bbox"][0]).buffer(1e-9)
    for feature in get(f"/collections/{name}/items?limit=100")["features"]:
        assert whole.covers(shapely.from_geojson(str(feature["geometry"]).replace("'", '"')))


def test_collection_names_its_sources_and_licence(get):
    said = get("/collections/boundaries")
    assert said["provenance"]["licence"].startswith("MIT")
    assert said["sources"]["chinadaily-2019"]["url"].startswith("https://")


def test_zone_without_companions_has_boundaries_only(write_zone_file, collection):
    for feature in collection["features"]:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [[[x - 100, y] for x, y in ring] for ring in rings]
    client = create_app({"DATA": write_zone_file(collection)}).test_client()
    found = client.get("/api/collections").get_json()["collections"]
    assert [each["id"] for each in found] == ["boundaries"]
    assert client.get("/api/collections/places").status_code == 404


def test_text_is_exact(client):
    body = client.get("/api/collections/boundaries/items").get_data()
    assert "龙马潭核心区".encode() in body
    assert b"\\u" not in body


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_list_of_nothing_is_null(client, name):
    """GDAL, and QGIS with it, take the lists of all features for text where one has `[]`."""
    page = client.get(f"/api/collections/{name}/items?limit=100").get_data()
    found = pyogrio.read_info(page)
    types = dict(zip(found["fields"].tolist(), found["ogr_types"], strict=True))
    lists = {"sources"} | ({"industries", "industries_zh"} & types.keys())
    assert {types[each] for each in lists} == {"OFTStringList"}


def test_measures_stand_next_to_what_is_published(get, zone):
    table = make_area_table(zone.parts)
    for feature in get("/collections/boundaries/items")["features"]:
        said, row = feature["properties"], table.loc[feature["id"]]
        assert said["area_m2"] == round(row["area_m2"], DECIMALS["area_m2"])
        assert (
            said["published_area_km2"] == row["published_area_km2"]
            or row.isna()["published_area_km2"]
        )
        assert {"placement", "position_uncertainty_m", "perimeter_m"} <= set(said)


def test_shapes_are_those_of_the_file(get, zone):
    for feature in get("/collections/boundaries/items")["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        expected = zone.parts.geometry[feature["id"]]
        apart = shapely.get_coordinates(shape) - shapely.get_coordinates(expected)
        assert np.abs(apart).max() < 6e-8
