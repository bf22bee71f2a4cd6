"""The parameters that the definition declares."""

import html
import re

import pytest
from ogc_api import COLLECTIONS, CRS84


def parameters(definition, path):
    for found in definition["paths"][path]["get"]["parameters"]:
        name = found.get("$ref", "").rpartition("/")[2]
        yield definition["components"]["parameters"][name] if name else found


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
    taken = set(re.search(r"Unknown parameter .* Use one of ([\w, -]+)", said)[1].split(", "))
    assert taken == {each["name"] for each in parameters(definition, path)}, (
        "What the address reads (left) and webapp/api/openapi describes (right) differ."
    )
