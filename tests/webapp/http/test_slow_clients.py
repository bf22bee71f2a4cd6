"""Slow bodies and answers made piece by piece have places; the rest needs none."""

from functools import partial
from threading import Event, Thread

import pytest

from webapp import create_app
from webapp.http.security import security_headers
from webapp.http.slow_clients import SlowClientLimiter

GET = {"REQUEST_METHOD": "GET", "CONTENT_LENGTH": ""}
POST = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "9"}
SECURITY = (*security_headers(hsts_seconds=1), "Access-Control-Allow-Origin", "Cache-Control")
CHUNKED = {"REQUEST_METHOD": "POST", "HTTP_TRANSFER_ENCODING": "chunked"}


def pieces(_environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return iter([b"a", b"b"])


def whole(_environ, start):
    start("200 OK", [("Content-Length", "2")])
    return iter([b"a", b"b"])


def call(app, environ=GET):
    said = []
    return app(environ, lambda status, _headers: said.append(status)), said


def test_an_answer_of_known_length_is_handed_over_whole():
    assert call(SlowClientLimiter(whole)) == ([b"ab"], ["200 OK"])


@pytest.mark.parametrize("end", [list, lambda parts: parts.close()])
def test_pieces_take_a_place_until_their_end(end):
    app = SlowClientLimiter(pieces, most_slow=1)
    first, _ = call(app)
    assert call(app)[1] == ["503 SERVICE UNAVAILABLE"]
    end(first)
    second, said = call(app)
    assert (list(second), said) == ([b"a", b"b"], ["200 OK"])
    second.close()
    assert call(app)[1] == ["200 OK"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/quality", "text/plain; charset=utf-8"), ("/api/locate", "application/problem+json")],
)
def test_a_refusal_is_said_as_others_are(path, kind):
    said = []
    app = SlowClientLimiter(whole, most_slow=0)
    (body,) = app({**POST, "PATH_INFO": path}, lambda *words: said.extend(words))
    headers = dict(said[1])
    assert (headers["Content-Type"], headers["Content-Length"]) == (kind, str(len(body)))
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers.get("Access-Control-Allow-Origin") == ("*" if "api" in path else None)


@pytest.mark.parametrize("path", ["/quality", "/api/locate"])
def test_a_refusal_is_in_the_readers_language(path):
    app = SlowClientLimiter(whole, most_slow=0)
    environ = {**POST, "PATH_INFO": path, "HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9"}
    (body,) = app(environ, lambda *_words: None)
    assert "同时进行的慢速请求过多；请几秒后再试。" in body.decode()


@pytest.mark.parametrize("path", ["/quality", "/api/locate"])
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.slow
def test_a_refusal_carries_the_headers_of_every_answer(monkeypatch, path, scheme):
    def post():
        client = create_app({"RELOAD_SECONDS": 0, "HSTS_SECONDS": 7}).test_client()
        return client.post(path, base_url=f"{scheme}://localhost", data=b"x")

    usual = post().headers
    monkeypatch.setattr(
        "webapp.http.stack.SlowClientLimiter", partial(SlowClientLimiter, most_slow=0)
    )
    busy = post()
    assert busy.status_code == 503
    assert all(busy.headers.get(name) == usual.get(name) for name in SECURITY)
    assert ("Strict-Transport-Security" in busy.headers) == (scheme == "https")


@pytest.mark.parametrize("slow", [POST, CHUNKED])
def test_a_body_takes_a_place_while_it_is_read(slow):
    reading, go_on = Event(), Event()

    def app(environ, start):
        if environ["REQUEST_METHOD"] == "POST":
            reading.set()
            go_on.wait(20)
        return whole(environ, start)

    app = SlowClientLimiter(app, most_slow=1)
    first = Thread(target=call, args=(app, slow))
    first.start()
    reading.wait(20)
    assert call(app, slow)[1] == ["503 SERVICE UNAVAILABLE"]
    assert call(app)[1] == ["200 OK"]
    go_on.set()
    first.join()
    assert call(app, slow)[1] == ["200 OK"]
