"""One record a request: complete, bounded, and without personal data."""

from dataclasses import fields

import pytest

from webapp.http.observer import MAX_PATH_CHARACTERS, ObserverMiddleware, RequestRecord

ENVIRON = {"REQUEST_METHOD": "GET", "PATH_INFO": "/a", "QUERY_STRING": "secret=1"}


def observe(app, environ=ENVIRON):
    """Return the records of one request, and the answer."""
    records = []
    answer = ObserverMiddleware(app, [records.append])(dict(environ), lambda *_: None)
    return records, answer


def whole(_environ, start):
    start("404 NOT FOUND", [])
    return [b"ab", b"c"]


def stream(_environ, start):
    start("200 OK", [])
    return iter([b"ab", b"c"])


def test_an_answer_is_recorded_with_status_and_size():
    (record,), answer = observe(whole)
    assert answer == [b"ab", b"c"]
    assert (record.method, record.path, record.status, record.body_bytes) == ("GET", "/a", 404, 3)
    assert 0 <= record.duration_s < 20
    assert not record.from_cache


def test_a_stream_is_recorded_when_it_ends():
    records, answer = observe(stream)
    assert records == []
    assert b"".join(answer) == b"abc"
    answer.close()
    assert [(each.status, each.body_bytes) for each in records] == [(200, None)]


def test_an_answer_of_the_cache_is_recorded_as_such():
    def cached(environ, start):
        environ["zonemap.from_cache"] = True
        return whole(environ, start)

    assert observe(cached)[0][0].from_cache


@pytest.mark.parametrize(
    "path", ["/" + "x" * 5000, "/\xff\xfe", "/" + "\u6cf8".encode().decode("latin-1")]
)
def test_paths_are_short_text(path):
    (record,), _ = observe(whole, {**ENVIRON, "PATH_INFO": path})
    assert len(record.path) <= MAX_PATH_CHARACTERS
    assert record.path.encode("utf-8").decode("utf-8") == record.path


def test_nothing_of_a_person_is_recorded():
    names = {each.name for each in fields(RequestRecord)}
    assert names == {"method", "path", "status", "body_bytes", "duration_s", "from_cache"}
    (record,), _ = observe(whole, {**ENVIRON, "REMOTE_ADDR": "10.9.8.7", "HTTP_USER_AGENT": "me"})
    assert not any(word in repr(record) for word in ("secret", "10.9.8.7", "'me'"))
