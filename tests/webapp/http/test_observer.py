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


def broken(_environ, start):
    start("200 OK", [])
    yield b"ab"
    raise OSError("the disk went away")


def test_a_stream_that_fails_is_no_200():
    records, answer = observe(broken)
    with pytest.raises(OSError, match="disk went"):
        list(answer)
    answer.close()
    assert [each.status for each in records] == [500]


@pytest.mark.parametrize("taken", [0, 1])
def test_a_stream_whose_client_left_is_no_200_and_is_closed(taken):
    class Body(list):
        closed = 0

        def close(self):
            self.closed += 1

    body = Body([b"ab", b"c"])

    def app(_environ, start):
        start("200 OK", [])
        return type("Stream", (), {"__iter__": lambda _: iter(body), "close": body.close})()

    records, answer = observe(app)
    each = iter(answer)
    for _ in range(taken):
        next(each)
    answer.close()
    assert [each.status for each in records] == [499]
    assert body.closed == 1


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
