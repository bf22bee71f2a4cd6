"""The addresses under `/api`, their methods, and other sites."""

import socket

import pytest


@pytest.mark.parametrize("address", ["/api", "/api/"])
def test_landing_page_stands_with_and_without_a_slash(client, address):
    assert client.get(address).get_json()["title"] == "Luzhou Hi-tech Industrial Development Zone"


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


ITEMS = "/api/collections/boundaries/items"


PAGES = ("/api/", "/api/conformance", "/api/collections", "/api/areas", ITEMS)


@pytest.mark.parametrize("address", [*PAGES, "/api/locate", "/api/measure", "/api/none"])
def test_pages_of_other_sites_may_read(client, address):
    for answer in (client.get(address), client.options(address), client.delete(address)):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_other_sites_may_not_read_what_lies_elsewhere(client):
    assert "Access-Control-Allow-Origin" not in client.get("/areas").headers
    assert "Access-Control-Allow-Origin" not in client.get("/apis").headers


def test_preflight_allows_what_there_is(client):
    answer = client.options("/api/locate", headers={"Access-Control-Request-Method": "POST"})
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    reading = client.options(ITEMS).headers["Access-Control-Allow-Methods"]
    assert set(reading.split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_method_that_there_is_not(client):
    answer = client.post(ITEMS)
    assert answer.status_code == 405
    assert answer.content_type == "application/problem+json"
    assert "GET" in answer.headers["Allow"]
