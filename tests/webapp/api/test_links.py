"""Links between the resources."""

import pytest
from ogc_api import COLLECTIONS


def test_landing_page_links_to_everything(get):
    found = {
        link["rel"]: link["href"].removeprefix("http://localhost/api") for link in get("/")["links"]
    }
    expected = {
        "self": "/", "alternate": "/?f=html", "service-desc": "/openapi.json",
        "service-doc": "/docs", "conformance": "/conformance", "data": "/collections",
    }  # fmt: skip
    assert expected.items() <= found.items()


@pytest.mark.parametrize("address", ["/", "/collections", "/collections/boundaries"])
def test_every_link_leads_somewhere(client, get, address):
    for link in get(address)["links"]:
        assert client.get(link["href"], headers={"Accept": link["type"]}).status_code == 200
        answer = client.get(link["href"], headers={"Accept": f"{link['type']}, */*;q=0.1"})
        assert answer.content_type.startswith(link["type"].partition(";")[0])


def test_landing_page_links_to_the_definition(client, get):
    link = next(each for each in get("/")["links"] if each["rel"] == "service-desc")
    answer = client.get(link["href"])
    assert answer.content_type == link["type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert answer.get_json(force=True)["openapi"].startswith("3.0")


LINKED = (
    "/", "/conformance", "/collections",
    *(f"/collections/{name}/items{rest}" for name in COLLECTIONS for rest in ("", "?limit=1&offset=2")),
    "/collections/boundaries/items/longmatan-core", "/collections/places/items/chengdu",
    "/collections/counties/items/county-510302",
)  # fmt: skip


@pytest.mark.parametrize("address", LINKED)
def test_document_links_to_itself_and_to_each_other_form(client, get, address):
    links = {(each["rel"], each["type"]): each["href"] for each in get(address)["links"]}
    kind = "application/geo+json" if "/items" in address else "application/json"
    assert client.get(links["self", kind]).get_json(force=True) == get(address)
    assert client.get(links["alternate", "text/html"]).mimetype == "text/html"
    others = {type_ for rel, type_ in links if rel == "alternate"}
    assert others == {"text/html"}  # every other form there is: test_form_that_there_is_not


@pytest.mark.parametrize("name", COLLECTIONS)
def test_collection_links_to_itself_and_to_its_page(client, get, name):
    links = {each["rel"]: each for each in get(f"/collections/{name}")["links"]}
    assert client.get(links["self"]["href"]).get_json() == get(f"/collections/{name}")
    assert client.get(links["alternate"]["href"]).mimetype == links["alternate"]["type"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_collection_has_items_links_with_type_for_each_form(get, name):
    links = [each for each in get(f"/collections/{name}")["links"] if each["rel"] == "items"]
    assert {each["type"] for each in links} == {"application/geo+json", "text/html"}
    plain = next(each["href"] for each in links if each["type"] == "application/geo+json")
    assert plain.endswith(f"/collections/{name}/items")  # GDAL appends the feature's id to it
