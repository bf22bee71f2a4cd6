"""The operations that the definition declares."""

import re

import pytest
from ogc_api import COLLECTIONS


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


def test_every_operation_says_how_it_fails(definition):
    for methods in definition["paths"].values():
        for method, operation in methods.items():
            more = {"get": {"412"}, "post": {"413", "415", "503"}}[method]
            assert {"400", "406", "414", "500", *more} <= set(operation["responses"])


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
