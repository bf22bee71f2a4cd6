"""The OpenAPI document that the API serves."""

import pytest


@pytest.fixture(scope="module")
def definition(get):
    return get("/openapi.json")
