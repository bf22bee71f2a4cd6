"""Slow clients keep to a lane of their own, so that they can't take every thread.

An answer of known length is handed to the server whole: the server then feeds even a client
that reads one byte a second, and the thread is free. Only a request body that is still being
sent and an answer made piece by piece need a thread for as long as the client takes; so many
of those are let in and no more, the next is told 503 at once.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from werkzeug.wsgi import ClosingIterator

from webapp.http.errors import PROBLEM_TYPE, is_under_api, problem_text
from webapp.http.security import security_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_SLOW = 8
LARGEST_WHOLE_BYTES = 64 * 2**20
BUSY_MESSAGE = "Too many slow requests at once; try again in a few seconds."


class SlowClientLimiter:
    """The layer: a WSGI application around another one."""

    def __init__(self, app: "WSGIApplication", most_slow: int = MAX_SLOW, *, hsts_seconds: int = 0):
        self._app, self._hsts_seconds = app, hsts_seconds
        self._sending, self._reading = BoundedSemaphore(most_slow), BoundedSemaphore(most_slow)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass a request without a body on; one with a body only while there is room."""
        if environ.get("CONTENT_LENGTH") in {None, "", "0"} and not _is_chunked(environ):
            return self._answer(environ, start)
        if not self._sending.acquire(blocking=False):
            return self._refuse(environ, start)
        try:
            return self._answer(environ, start)
        finally:
            self._sending.release()

    def _answer(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        said: list[Any] = []
        parts = self._app(environ, lambda *words: said.append(words))  # type: ignore[arg-type]
        status, headers = said[-1][:2]
        if status.startswith(("204", "304")) or _is_short(headers):
            body = join_body(parts)
            start(status, headers)
            return [body]
        if not self._reading.acquire(blocking=False):
            _close_body(parts)
            return self._refuse(environ, start)
        start(status, headers)
        turn = ExitStack()
        turn.callback(self._reading.release)
        turn.callback(_close_body, parts)
        return ClosingIterator(_iterate_body(parts, turn), [turn.close])

    def _refuse(self, environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        is_api = is_under_api(environ.get("PATH_INFO", ""))
        is_secure = environ.get("wsgi.url_scheme") == "https"
        body = (problem_text(503, BUSY_MESSAGE) if is_api else f"{BUSY_MESSAGE}\n").encode()
        headers = {
            "Content-Type": PROBLEM_TYPE if is_api else "text/plain; charset=utf-8",
            "Content-Length": str(len(body)),
            "Retry-After": "5",
            "Cache-Control": "no-store",
            **security_headers(
                is_shared=is_api, hsts_seconds=self._hsts_seconds if is_secure else 0
            ),
            **({"Access-Control-Allow-Origin": "*"} if is_api else {}),
        }
        start("503 SERVICE UNAVAILABLE", list(headers.items()))
        return [body]


def join_body(parts: Iterable[bytes]) -> bytes:
    """Return all pieces of an answer as one, and close it."""
    if isinstance(parts, list):
        return parts[0] if len(parts) == 1 else b"".join(parts)
    try:
        return b"".join(parts)
    finally:
        _close_body(parts)


def _iterate_body(parts: Iterable[bytes], turn: ExitStack) -> Iterator[bytes]:
    yield from parts
    turn.close()


def _close_body(parts: Iterable[bytes]) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()


def _is_chunked(environ: "WSGIEnvironment") -> bool:
    return "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()


def _is_short(headers: list[tuple[str, str]]) -> bool:
    length = next((value for name, value in headers if name.lower() == "content-length"), "")
    return length.isdecimal() and int(length) <= LARGEST_WHOLE_BYTES
