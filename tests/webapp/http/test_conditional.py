"""ETag, 304 and compression."""

import gzip

import brotli
import pytest
from web_client import PAGES


@pytest.mark.parametrize("path", [*PAGES, "/areas?f=csv", "/distances?f=json"])
def test_a_client_that_has_it_gets_304(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert first.status_code == 200
    assert again.status_code == 304
    assert again.data == b""


def test_compression_is_negotiated(client):
    plain = client.get("/").data
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    smaller = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain
    assert smaller.headers["Content-Encoding"] == "br"
    assert brotli.decompress(smaller.data) == plain
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_if_match_with_a_star_is_any_answer_that_there_is(client):
    tag = client.get("/areas").headers["ETag"]
    cases = [({"If-Match": "*"}, 200), ({"If-Match": tag}, 200), ({"If-Match": '"other"'}, 412)]
    cases += [({"If-Match": "*", "If-None-Match": tag}, 304)]
    cases += [({"If-Match": tag, "If-None-Match": tag}, 304)]
    found = [client.get("/areas", headers=headers).status_code for headers, _ in cases]
    assert found == [status for _, status in cases]
    assert client.get("/nowhere", headers={"If-Match": "*"}).status_code == 404
