"""The OpenAPI document: valid, self-contained, complete, and kept to by the answers."""

import html
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

COLLECTIONS = ("boundaries", "places", "counties")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
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
        for name in COLLECTIONS
        if name in path or "/collections/" not in path
    }
    assert rules == paths


# The fragments of 17-069r4 and 18-058r1, word for word but for the limits' values.
FRAGMENTS = {
    "limit": {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 10},
    "bbox": {
        "type": "array",
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    },
    "datetime": {"type": "string"},
    "bbox-crs": {"type": "string", "format": "uri"},
    "crs": {"type": "string", "format": "uri"},
}
FRAME = {"in": "query", "required": False, "style": "form", "explode": False}


@pytest.mark.parametrize("parameter", FRAGMENTS)
@pytest.mark.parametrize("name", COLLECTIONS)
def test_standard_parameters_are_declared_as_the_standard_has_them(definition, name, parameter):
    """As written, not as OpenAPI's defaults would have it, but for `required`."""
    found = {each["name"]: each for each in parameters(definition, f"/collections/{name}/items")}
    declared = {"required": False, **found[parameter]}
    assert {key: declared.get(key) for key in FRAME} == FRAME
    schema = dict(declared["schema"])
    if parameter in {"crs", "bbox-crs"}:
        assert schema.pop("default") == CRS84
        assert CRS84 in schema.pop("enum")
    assert schema == FRAGMENTS[parameter]


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("rest", ["", "/{featureId}"])
def test_crs_of_the_answer_can_be_chosen_among_those_of_the_collection(definition, get, name, rest):
    path = f"/collections/{name}/items{rest}"
    found = {each["name"]: each for each in parameters(definition, path)}["crs"]
    assert {key: found.get(key) for key in ("in", "style", "explode")} == {
        "in": "query", "style": "form", "explode": False,
    }  # fmt: skip
    assert found["schema"]["format"] == "uri"
    assert found["schema"]["enum"] == get(f"/collections/{name}")["crs"]


PLAIN = ("/", "/conformance", "/openapi.json", "/docs", "/collections", "/areas", "/distances",
         "/locate", *(f"/collections/{name}{rest}" for name in COLLECTIONS
                      for rest in ("", "/queryables", "/items")))  # fmt: skip


@pytest.mark.parametrize("path", PLAIN)
def test_every_parameter_declared_is_taken_and_no_other(definition, client, path):
    answer = client.get(f"/api{path}?unknown=1")
    said = html.unescape(answer.get_data(as_text=True))
    taken = set(re.search(r"is unknown here; use ([\w, -]+)", said)[1].split(", "))
    assert taken == {each["name"] for each in parameters(definition, path)}


def test_every_operation_says_how_it_fails(definition):
    for methods in definition["paths"].values():
        for method, operation in methods.items():
            more = {"get": {"412"}, "post": {"413", "415", "503"}}[method]
            assert {"400", "406", "414", "500", *more} <= set(operation["responses"])


def test_definition_asks_for_no_key(definition):
    assert "security" not in definition
    assert "securitySchemes" not in definition["components"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_documentation_shows_every_operation(client, definition, lang):
    page = client.get(f"/api/docs?lang={lang}").get_data(as_text=True)
    for path, methods in definition["paths"].items():
        assert path in page
        assert all(f'id="{each["operationId"]}"' in page for each in methods.values())


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/areas", {}, 200),
        ("/areas", {"If-None-Match": "*"}, 304),
        ("/areas?x=1", {}, 400),
        ("/collections/places/items/none", {}, 404),
        ("/areas", {"Accept": "image/png"}, 406),
        ("/areas", {"If-Match": '"other"'}, 412),
        (f"/areas?{'x' * 8001}", {}, 414),
    ],
)
def test_status_that_can_be_had_is_said_of_every_such_operation(
    client, definition, path, headers, status
):
    assert client.get(f"/api{path}", headers=headers).status_code == status
    of_items = {"/items/{featureId}"} if status == 404 else {""}
    for address, methods in definition["paths"].items():
        if "get" in methods and address.endswith(tuple(of_items)):
            assert str(status) in methods["get"]["responses"], address


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_keep_to_the_definition(case):
    plain = {"Accept-Encoding": "identity"}  # it does not unpack answers in process
    case.call_and_validate(checks=CHECKS, headers=plain)
