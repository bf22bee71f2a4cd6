"""The OpenAPI document: valid, self-contained, complete, and kept to by the answers."""

import json
import re

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from webapp import create_app

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", create_app())


@pytest.fixture(scope="module")
def definition(get):
    return get("/openapi.json")


def parameters(definition, path):
    for found in definition["paths"][path]["get"]["parameters"]:
        name = found.get("$ref", "").rpartition("/")[2]
        yield definition["components"]["parameters"][name] if name else found


def test_definition_is_valid(definition):
    validate(definition)


def test_definition_refers_to_nothing_outside(definition):
    references = re.findall(r'"\$ref": "([^"]*)"', json.dumps(definition))
    assert references
    assert all(each.startswith("#/components/") for each in references)


def test_definition_covers_every_address_of_the_api(app, definition):
    rules = {
        re.sub(r"<(?:path:)?(\w+)>", r"{\1}", rule.rule).removeprefix("/api")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    paths = {
        path.replace(name, "{collection_id}").replace("featureId", "feature_id")
        for path in definition["paths"]
        for name in ("boundaries", "places", "counties")
        if name in path or "/collections/" not in path
    }
    assert rules == paths


@pytest.mark.parametrize("name", ["boundaries", "places", "counties"])
def test_standard_parameters_are_declared_as_the_standard_has_them(definition, name):
    found = {each["name"]: each for each in parameters(definition, f"/collections/{name}/items")}
    assert found["limit"]["schema"] == {
        "type": "integer", "minimum": 1, "maximum": 10_000, "default": 10,
    }  # fmt: skip
    assert found["bbox"]["schema"]["oneOf"] == [
        {"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6},
    ]  # fmt: skip
    assert found["datetime"]["schema"] == {"type": "string"}
    for each in ("limit", "bbox", "datetime", "crs", "bbox-crs"):
        assert found[each]["explode"] is False
        assert found[each].get("required", False) is False


def test_every_parameter_declared_is_taken_and_no_other(definition, client):
    said = client.get("/api/collections/boundaries/items?unknown=1").get_json(force=True)["detail"]
    taken = set(said.partition("; use ")[2].split(", "))
    path = "/collections/boundaries/items"
    assert taken == {each["name"] for each in parameters(definition, path)}


def test_every_operation_says_how_it_fails(definition):
    for methods in definition["paths"].values():
        for operation in methods.values():
            assert "400" in operation["responses"]
        if "post" in methods:
            assert {"406", "413", "415", "503"} <= set(methods["post"]["responses"])


def test_definition_asks_for_no_key(definition):
    assert "security" not in definition
    assert "securitySchemes" not in definition["components"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_documentation_shows_every_operation(client, definition, lang):
    page = client.get(f"/api/docs?lang={lang}").get_data(as_text=True)
    for path, methods in definition["paths"].items():
        assert path in page
        assert all(f'id="{each["operationId"]}"' in page for each in methods.values())


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_keep_to_the_definition(case):
    plain = {"Accept-Encoding": "identity"}  # it does not unpack answers in process
    case.call_and_validate(checks=CHECKS, headers=plain)
