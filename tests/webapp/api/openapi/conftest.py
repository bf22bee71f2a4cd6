"""The OpenAPI document that the API serves."""

import pytest


def pytest_ignore_collect(collection_path, config):
    """Invent no requests, which takes seconds of the collection, where slow tests are left out."""
    is_slow = collection_path.name == "test_document.py"
    return True if is_slow and "not slow" in config.option.markexpr else None


@pytest.fixture(scope="module")
def definition(get):
    return get("/openapi.json")
