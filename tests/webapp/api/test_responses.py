"""Forms, headers, caches, other sites, and how failures are said."""

import gzip
from datetime import timedelta

import brotli
import pytest
from werkzeug.http import http_date

ITEMS = "/api/collections/boundaries/items"


PAGES = ("/api/", "/api/conformance", "/api/collections", "/api/areas", ITEMS)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("application/json", "application/"),
        ("application/geo+json, application/json;q=0.9", "application/"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "application/"),
        ("", "application/"),
    ],
)
def test_accept_chooses_the_form(client, address, accept, begins):
    answer = client.get(address, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.content_type.startswith(begins)


@pytest.mark.parametrize("name", ["boundaries", "places", "counties"])
def test_features_are_sent_as_geojson_and_the_rest_as_json(client, name):
    items = f"/api/collections/{name}/items"
    first = client.get(items).get_json(force=True)["features"][0]["id"]
    for address in (items, f"{items}/{first}"):
        answer = client.get(address, headers={"Accept": "application/geo+json"})
        assert (answer.status_code, answer.content_type) == (200, "application/geo+json")
    for address in ("/api/", "/api/conformance", "/api/collections", f"/api/collections/{name}"):
        answer = client.get(address, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.content_type) == (200, "application/json")


def test_f_wins_over_accept(client):
    answer = client.get(f"{ITEMS}?f=json", headers={"Accept": "text/html"})
    assert answer.content_type == "application/geo+json"


@pytest.mark.parametrize("address", PAGES)
def test_form_that_there_is_not(client, address):
    assert client.get(address, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"{address}?f=xml").status_code == 400


def test_failure_is_problem_details_or_a_page(client):
    problem = client.get("/api/collections/none")
    assert problem.content_type == "application/problem+json"
    assert set(problem.get_json(force=True)) == {"type", "title", "status", "detail"}
    page = client.get("/api/collections/none?f=html")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert b"No collection has the id" in page.get_data()


@pytest.mark.parametrize("address", PAGES)
def test_unchanged_answer_is_304(client, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    later = client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (later.status_code, later.get_data()) == (304, b"")


@pytest.mark.parametrize("seconds", [-1, 1])
def test_another_date_is_no_reason_for_304(client, seconds):
    date = client.get(ITEMS).last_modified + timedelta(seconds=seconds)
    assert client.get(ITEMS, headers={"If-Modified-Since": http_date(date)}).status_code == 200


def test_failed_precondition_is_said_without_a_body(client):
    answer = client.get(ITEMS, headers={"If-Match": '"other"', "Accept-Encoding": "br"})
    assert (answer.status_code, answer.get_data()) == (412, b"")
    assert "Content-Encoding" not in answer.headers
    tag = client.get(ITEMS).headers["ETag"]
    assert client.get(ITEMS, headers={"If-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"), [("none", 404), ("collections?f=xml", 400), ("measure", 405)]
)
def test_refusal_is_kept_by_no_cache(client, address, status):
    answer = client.get(f"/api/{address}")
    assert answer.status_code == status
    assert answer.headers["Vary"] == client.get(ITEMS).headers["Vary"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_definition_may_be_asked_for_without_its_version(client):
    answer = client.get("/api/openapi.json", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert answer.content_type == "application/vnd.oai.openapi+json;version=3.0"


def test_each_form_has_its_own_tag(client):
    tags = {
        client.get(f"{ITEMS}?{query}").headers["ETag"]
        for query in ("", "f=html", "f=html&lang=zh", "limit=2", "limit=2&offset=2")
    }
    assert len(tags) == 5


@pytest.mark.parametrize(
    ("encoding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
@pytest.mark.parametrize("address", [ITEMS, "/api/openapi.json"])
def test_answers_travel_packed(client, encoding, unpack, address):
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": encoding})
    assert packed.content_encoding == encoding
    assert unpack(packed.get_data()) == plain.get_data()
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("br, gzip", "br"),
        ("br;q=0.1, gzip", "gzip"),
        ("gzip;q=0.5, *;q=0.6", "br"),
        ("br;q=0, gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
    ],
)
def test_liked_best_encoding_is_taken(client, header, encoding):
    assert client.get(ITEMS, headers={"Accept-Encoding": header}).content_encoding == encoding


@pytest.mark.parametrize("address", [*PAGES, f"{ITEMS}/pharmaceutical-park", "/api/openapi.json"])
def test_head_is_get_without_its_body(client, address):
    get, head = client.get(address), client.head(address)
    assert head.status_code == 200
    assert head.get_data() == b""
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == get.headers[name]
