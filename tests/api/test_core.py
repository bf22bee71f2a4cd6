"""Landing page, conformance, definition, collections."""

import re
import socket

import pytest
import shapely

from geo.zone import DEFAULT_PATH
from webapp import create_app
from webapp.state import COMPANION_NAMES

COLLECTIONS = ("boundaries", "places", "counties")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def test_landing_page_links_to_everything(get):
    found = {
        link["rel"]: link["href"].removeprefix("http://localhost/api") for link in get("/")["links"]
    }
    expected = {
        "self": "/", "alternate": "/?f=html", "service-desc": "/openapi.json",
        "service-doc": "/docs", "conformance": "/conformance", "data": "/collections",
    }  # fmt: skip
    assert expected.items() <= found.items()


@pytest.mark.parametrize("address", ["/api", "/api/"])
def test_landing_page_stands_with_and_without_a_slash(client, address):
    assert client.get(address).get_json()["title"] == "Luzhou Hi-tech Industrial Development Zone"


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


def test_conformance_lists_the_classes_that_are_tested(get):
    classes = get("/conformance")["conformsTo"]
    parts = [re.search(r"features-(\d)/1\.0/conf/(.+)", uri).groups() for uri in classes]
    assert set(parts) == {
        ("1", "core"), ("1", "oas30"), ("1", "html"), ("1", "geojson"), ("2", "crs"),
    }  # fmt: skip


@pytest.mark.parametrize(("method", "begins"), [("GET", b"{"), ("HEAD", b"")])
def test_http_1_1_is_spoken(server, method, begins):
    name = server.removeprefix("http://")
    words = f"{method} /api/ HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n"
    host, _, port = name.partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(words.encode())
        with connection.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert body[:1] == begins


def test_collections_are_all_there(get):
    assert [each["id"] for each in get("/collections")["collections"]] == list(COLLECTIONS)


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
def test_collection_is_said_alike_in_both_places(get, name):
    every = {each["id"]: each for each in get("/collections")["collections"]}
    assert get(f"/collections/{name}") == every[name]


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


@pytest.mark.parametrize("name", COLLECTIONS)
def test_extent_holds_every_feature(get, name):
    extent = get(f"/collections/{name}")["extent"]["spatial"]
    assert extent["crs"] == CRS84
    whole = shapely.box(*extent["bbox"][0]).buffer(1e-9)
    for feature in get(f"/collections/{name}/items?limit=100")["features"]:
        assert whole.covers(shapely.from_geojson(str(feature["geometry"]).replace("'", '"')))


def test_collection_names_its_sources_and_licence(get):
    said = get("/collections/boundaries")
    assert said["provenance"]["licence"].startswith("MIT")
    assert said["sources"]["chinadaily-2019"]["url"].startswith("https://")


def test_provenance_names_the_very_file(get, zone):
    assert get("/")["provenance"]["sha256"] == zone.sha256
    assert get("/collections/boundaries/items")["provenance"]["digest"] == zone.digest


def test_schematic_placement_is_said_with_the_data(get):
    assert "schematic" in get("/collections/boundaries/items")["provenance"]["notice"]
    assert get("/collections/counties")["provenance"]["notice"] is None


def test_time_is_said_where_features_carry_it(write_zone_file, collection):
    for feature, date in zip(collection["features"], ("2024", "2025-06", None), strict=True):
        feature["properties"]["as_of"] = date
    app = create_app({"DATA": write_zone_file(collection)})
    extent = app.test_client().get("/api/collections/boundaries").get_json()["extent"]
    assert extent["temporal"]["interval"] == [["2024-01-01T00:00:00Z", "2025-06-30T23:59:59Z"]]


def test_zone_without_companions_has_boundaries_only(write_zone_file, collection):
    for feature in collection["features"]:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [[[x - 100, y] for x, y in ring] for ring in rings]
    client = create_app({"DATA": write_zone_file(collection)}).test_client()
    found = client.get("/api/collections").get_json()["collections"]
    assert [each["id"] for each in found] == ["boundaries"]
    assert client.get("/api/collections/places").status_code == 404


def test_unchanged_data_file_dates_the_answers(client):
    files = [DEFAULT_PATH.with_name(n) for n in ("boundaries.geojson", *COMPANION_NAMES)]
    newest = max(max(each.stat().st_mtime, each.stat().st_ctime) for each in files)
    assert client.get("/api/").last_modified.timestamp() == int(newest)
