"""Every body against the standard's schemas, written out here by hand from its text."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from geo.zone import DEFAULT_PATH


def load_validator():
    from jsonschema import Draft202012Validator  # takes a second, and is collected by all

    return Draft202012Validator


SCHEMAS = json.loads((Path(__file__).parent / "schemas.json").read_text("utf-8"))
BODIES = {
    "/": "landingPage",
    "/?lang=zh": "landingPage",
    "/conformance": "confClasses",
    "/collections": "collections",
    **{
        f"/collections/{name}{rest}": schema
        for name in ("boundaries", "places", "counties")
        for rest, schema in {
            "": "collection",
            "/queryables": "queryables",
            "/items": "featureCollectionGeoJSON",
            "/items?limit=2&offset=3": "featureCollectionGeoJSON",
            "/items?bbox=0,0,1,1": "featureCollectionGeoJSON",
        }.items()
    },
    "/collections/boundaries/items/longmatan-core": "featureGeoJSON",
    "/collections/places/items/chengdu": "featureGeoJSON",
    "/collections/counties/items/county-510302": "featureGeoJSON",
}


def errors(body, name):
    schema = {"$ref": f"#/$defs/{name}", "$defs": SCHEMAS["$defs"]}
    return [error.message for error in load_validator()(schema).iter_errors(body)]


def test_schemas_are_schemas():
    for schema in SCHEMAS["$defs"].values():
        load_validator().check_schema(schema)


@pytest.mark.parametrize("address", BODIES)
def test_body_is_as_the_standard_has_it(get, address):
    assert errors(get(address), BODIES[address]) == []


def test_schemas_find_what_is_wrong(get):
    body = get("/collections/boundaries/items")
    assert errors({**body, "crs": {}}, "featureCollectionGeoJSON")
    body["features"][0]["geometry"]["coordinates"] = [[1, 2]]
    assert errors(body, "featureCollectionGeoJSON")


@pytest.mark.parametrize("name", ["boundaries", "places", "counties"])
def test_features_match_their_queryables(get, name):
    validator = load_validator()(get(f"/collections/{name}/queryables"))
    for feature in get(f"/collections/{name}/items?limit=99")["features"]:
        known = {key: value for key, value in feature["properties"].items() if value is not None}
        plain = {key: value for key, value in known.items() if not isinstance(value, list)}
        assert list(validator.iter_errors(plain)) == []


def test_time_is_that_of_the_newest_data_file(get):
    said = get("/collections/boundaries/items")["timeStamp"]
    assert re.fullmatch(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z", said)
    times = [each.stat().st_mtime for each in DEFAULT_PATH.parent.glob("*.geojson")]
    assert datetime.fromisoformat(said).timestamp() == int(max(times))
