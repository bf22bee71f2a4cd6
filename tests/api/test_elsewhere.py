"""A zone on both sides of the antimeridian, outside China, with ids that need quoting."""

import json
from urllib.parse import quote

import pytest

from webapp import create_app


def ids(document):
    return [feature["id"] for feature in document["features"]]


@pytest.fixture(scope="module")
def fiji(tmp_path_factory):
    """A zone on both sides of the antimeridian."""

    def part(key, x):
        ring = [[x, -17], [x + 1, -17], [x + 1, -16], [x, -16], [x, -17]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"id": key, "kind": "park"}, "geometry": geometry}

    path = tmp_path_factory.mktemp("fiji") / "fiji.geojson"
    found = {
        "type": "FeatureCollection",
        "features": [part("west/of it", 178.5), part("ost “ö”", -179.5), part("x", 10)],
    }
    path.write_text(json.dumps(found))
    return create_app({"DATA": path}).test_client()


def test_bbox_over_the_antimeridian(fiji):
    found = fiji.get("/api/collections/boundaries/items?bbox=178,-18,-179,-15").get_json(force=True)
    assert ids(found) == ["west/of it", "ost “ö”"]


def test_bbox_over_the_antimeridian_latitude_first(fiji):
    crs = "http://www.opengis.net/def/crs/EPSG/0/4326"
    address = f"/api/collections/boundaries/items?bbox=-18,178,-15,-179&bbox-crs={crs}"
    assert ids(fiji.get(address).get_json(force=True)) == ["west/of it", "ost “ö”"]


def test_odd_ids_have_an_address(fiji):
    for feature in fiji.get("/api/collections/boundaries/items").get_json(force=True)["features"]:
        one = fiji.get(f"/api/collections/boundaries/items/{quote(feature['id'], safe='')}")
        said = one.get_json(force=True)
        assert said["id"] == feature["id"]
        canonical = next(x["href"] for x in said["links"] if x["rel"] == "canonical")
        assert fiji.get(canonical).get_json(force=True)["id"] == feature["id"]


def test_crs_of_china_is_not_offered_elsewhere(fiji):
    crs = fiji.get("/api/collections/boundaries").get_json()["crs"]
    assert [uri.rpartition("/")[2] for uri in crs] == ["CRS84", "4326", "4490", "3857"]
