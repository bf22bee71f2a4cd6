"""The OpenAPI document: valid, self-contained, complete, and kept to by the answers."""

import json
import re

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from webapp import create_app
from webapp.http.sent_file import SUFFIXES
from webapp.plots import sent_page

pytestmark = pytest.mark.slow

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]


# Files that schemathesis has no words for are sent as any bytes.
UNKNOWN_TYPES = [
    kind for kind, suffix in SUFFIXES.items()
    if suffix not in {".geojson", ".csv", ".tsv"} and not kind.endswith(("xml", "octet-stream"))
]  # fmt: skip
schemathesis.serializer.alias(UNKNOWN_TYPES, "application/octet-stream")
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", create_app())


@pytest.fixture(autouse=True)
def _equal_pages_are_drawn_once(monkeypatch):
    """Most of the orders that are made up differ in words that change nothing of the page."""
    made, render = {}, sent_page.render_page

    def render_once(measured, options, form):
        key = form, repr(options)
        if key not in made:
            made[key] = render(measured, options, form)
        return made[key]

    monkeypatch.setattr(sent_page, "render_page", render_once)


def test_definition_is_valid(definition):
    from openapi_spec_validator import validate  # takes a second, and is collected by all

    validate(definition)


def test_definition_refers_to_nothing_outside(definition):
    references = re.findall(r'"\$ref": "([^"]*)"', json.dumps(definition))
    assert references
    assert all(each.startswith("#/components/") for each in references)


def test_definition_asks_for_no_key(definition):
    assert "security" not in definition
    assert "securitySchemes" not in definition["components"]


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_keep_to_the_definition(case):
    plain = {"Accept-Encoding": "identity"}  # it does not unpack answers in process
    case.call_and_validate(checks=CHECKS, headers=plain)
