"""What is answered before Flask is what Flask answers, bounded, and gone with the data."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import request_started
from hypothesis import given
from hypothesis import strategies as st

from webapp import create_app
from webapp.http.response_cache import (
    MAX_WAITING,
    OVERHEAD_BYTES,
    CachedResponse,
    ResponseCache,
    ResponseCacheMiddleware,
    cache_key,
    is_cacheable,
)

PATHS = ["/", "/parts/longmatan-core?lang=zh", "/areas?f=csv", "/distances", "/embed?view=region"]
HEADERS = [
    {},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "br, gzip", "Accept-Language": "zh-CN,zh;q=0.9"},
    {"Accept": "application/json"},
]
KEPT = [("Cache-Control", "public"), ("ETag", '"a"'), ("Content-Length", "3")]


@pytest.fixture
def entered(app):
    """A list that grows by each request that enters Flask."""
    found = []

    def note(_sender, **_values):
        found.append(1)

    with request_started.connected_to(note, app):
        yield found


def lasting(answer):
    return [pair for pair in answer.headers if pair[0] != "Date"]


@pytest.fixture(scope="module")
def plain():
    return create_app({"PREPARED_BYTES": 0}).test_client()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.slow
def test_prepared_answer_is_that_of_flask(client, plain, entered, path, headers):
    expected = plain.get(path, headers=headers)
    for answer in [client.get(path, headers=headers) for _ in range(3)]:
        assert (answer.status, answer.data) == (expected.status, expected.data)
        assert lasting(answer) == lasting(expected)
    assert len(entered) <= 1


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.slow
def test_304_and_head_are_those_of_flask(client, plain, path):
    tag = client.get(path).headers["ETag"]
    for known in (tag, f'W/{tag}, "other"', "*"):
        answers = [each.get(path, headers={"If-None-Match": known}) for each in (client, plain)]
        assert [answer.status_code for answer in answers] == [304, 304]
        assert sorted(lasting(answers[0])) == sorted(lasting(answers[1]))
    head, expected = client.head(path), plain.head(path)
    assert (head.data, lasting(head)) == (b"", lasting(expected))


@pytest.mark.parametrize(
    "path", ["/healthz", "/areas?f=xml", "/nothing", "/parts/nowhere", "/?" + "x" * 1000]
)
def test_what_may_not_be_kept_is_asked_again(client, entered, path):
    for _ in range(3):
        client.get(path)
    assert len(entered) == 3


@pytest.mark.parametrize("headers", [{"Range": "bytes=0-1"}, {"Authorization": "Basic eA=="}])
def test_unusual_requests_pass_through(client, entered, headers):
    client.get("/areas")
    entered.clear()
    client.get("/areas", headers=headers)
    assert len(entered) == 1
    assert client.post("/areas").status_code == 405


@pytest.mark.parametrize(
    ("status", "change"),
    [
        ("404 NOT FOUND", []),
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Vary", "Cookie")]),
        ("200 OK", [("Content-Length", "99999")]),
        ("200 OK", [("Cache-Control", "private")]),
        ("200 OK", [("Cache-Control", "no-store")]),
    ],
)
def test_private_failed_and_large_answers_are_not_kept(status, change):
    names = {name for name, _ in change}
    headers = [pair for pair in KEPT if pair[0] not in names] + change
    assert is_cacheable("200 OK", KEPT, largest=10)
    assert not is_cacheable(status, headers, largest=10)


def make_response(size):
    return CachedResponse((), b"x" * size, '"a"', ())


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3000)), max_size=80))
def test_memory_is_bounded_and_counted(puts):
    cache, generation = ResponseCache(20_000), object()
    cache.get((), generation)
    for name, size in puts:
        cache.put((str(name),), make_response(size), generation)
    held = [(key, cache.get(key, generation)) for key in {(str(name),) for name, _ in puts}]
    sizes = [len(a.body) + len(key[0]) + OVERHEAD_BYTES for key, a in held if a is not None]
    assert cache.bytes_held == sum(sizes) <= 20_000
    assert len(cache) == len(sizes)


def test_the_answer_not_asked_for_longest_goes_first():
    cache, generation = ResponseCache(3 * OVERHEAD_BYTES + 10), object()
    cache.get((), generation)
    for name in "abc":
        cache.put((name,), make_response(1), generation)
    cache.get(("a",), generation)
    cache.put(("d",), make_response(1), generation)
    assert [cache.get((name,), generation) is not None for name in "abcd"] == [1, 0, 1, 1]


def test_a_large_answer_is_kept_when_asked_for_again_so_that_invented_ones_push_nothing_out():
    cache, generation = ResponseCache(100_000), object()
    cache.get((), generation)
    cache.put(("page",), make_response(1), generation)
    for n in range(2 * MAX_WAITING):
        cache.put((str(n),), make_response(30_000), generation)
    assert (len(cache), cache.get(("page",), generation) is not None) == (1, True)
    for _ in range(2):
        cache.put(("all",), make_response(30_000), generation)
    assert len(cache) == 2
    assert len(cache.get(("all",), generation).body) == 30_000
    assert len(cache.asked_once) <= MAX_WAITING


def test_an_answer_made_from_old_data_is_not_kept():
    cache, old, new = ResponseCache(20_000), object(), object()
    cache.get(("a",), old)
    cache.get(("b",), new)
    cache.put(("a",), make_response(1), old)
    assert cache.get(("a",), new) is None


@pytest.mark.slow
def test_hostile_queries_cannot_bloat_it(monkeypatch):
    app = create_app({"PREPARED_BYTES": 200_000})
    client, caches = app.test_client(), []
    put = ResponseCache.put
    monkeypatch.setattr(
        ResponseCache, "put", lambda self, *rest: (caches.append(self), put(self, *rest))
    )
    for n in range(60):
        client.get(f"/areas?f=html&{n}=" + "x" * 500)
    assert caches[-1].bytes_held <= 200_000
    assert len(caches[-1]) < 60


@given(st.text(max_size=30), st.text(max_size=30))
def test_different_requests_have_different_keys(path, query):
    base = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}
    changed = {**base, "PATH_INFO": path, "QUERY_STRING": query}
    assert (cache_key(base) == cache_key(changed)) == ((path, query) == ("/", ""))


def test_hosts_do_not_share_answers(client, entered):
    for name in ("one.example", "two.example", "one.example"):
        client.get("/areas", headers={"Host": name})
    assert len(entered) == 2


def test_the_servers_own_list_of_headers_is_its_own():
    def app(_environ, start):
        start("200 OK", list(KEPT))
        return [b"abc"]

    layer, seen = ResponseCacheMiddleware(app, ResponseCache(80_000), lambda: app), []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}
    for _ in range(3):
        layer(dict(environ), lambda _status, headers: seen.append(headers))
        assert seen[-1] == KEPT
        seen[-1].append(("Date", "now"))


def test_a_crowd_asks_once():
    entered = []

    def app(_environ, start):
        entered.append(1)
        time.sleep(0.2)
        start("200 OK", list(KEPT))
        return [b"abc"]

    layer, environ = ResponseCacheMiddleware(app, ResponseCache(80_000), lambda: app), {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http",
    }  # fmt: skip
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(layer, dict(environ), lambda *_: None)
        time.sleep(0.05)
        rest = [pool.submit(layer, dict(environ), lambda *_: None) for _ in range(7)]
    assert {b"".join(job.result()) for job in (first, *rest)} == {b"abc"}
    assert len(entered) == 1
