"""Limits for slow clients, so that they can't occupy every thread.

An answer of known length is handed to the server whole: the server then feeds even a client
that reads one byte a second, and the thread is free. Only a request body that is still being
sent and an answer made piece by piece occupy a thread for as long as the client takes. At most
`MAX_SLOW` of each are let in; the next gets 503 at once.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from werkzeug.wsgi import ClosingIterator

from geo.errors import N_
from webapp.http.refusals import send_refusal

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_SLOW = 8
LARGEST_WHOLE_BYTES = 64 * 2**20
BUSY_MESSAGE = N_("Too many slow requests at once. Try again in a few seconds.")


class SlowClientLimiter:
    """WSGI middleware that bounds the uploads and the streamed downloads at one time."""

    def __init__(self, app: "WSGIApplication", most_slow: int = MAX_SLOW, *, hsts_seconds: int = 0):
        self._app, self._hsts_seconds = app, hsts_seconds
        self._uploads, self._downloads = BoundedSemaphore(most_slow), BoundedSemaphore(most_slow)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass a request on; one with a body only while fewer than the limit are being read."""
        if environ.get("CONTENT_LENGTH") in {None, "", "0"} and not _is_chunked(environ):
            return self._call_app(environ, start)
        if not self._uploads.acquire(blocking=False):
            return self._refuse(environ, start)
        try:
            return self._call_app(environ, start)
        finally:
            self._uploads.release()

    def _call_app(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        captured: list[Any] = []
        body_parts = self._app(environ, lambda *words: captured.append(words))  # type: ignore[arg-type]
        status, headers = captured[-1][:2]
        # The server sends a whole body by itself; only a stream needs this thread until its end.
        if status.startswith(("204", "304")) or _is_short(headers):
            body = join_body(body_parts)
            start(status, headers)
            return [body]
        if not self._downloads.acquire(blocking=False):
            close_body(body_parts)
            return self._refuse(environ, start)
        start(status, headers)
        # Runs once, whether the stream ends or the client goes away.
        turn = ExitStack()
        turn.callback(self._downloads.release)
        turn.callback(close_body, body_parts)
        return ClosingIterator(_iterate_body(body_parts, turn), [turn.close])

    def _refuse(self, environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        return send_refusal(
            environ,
            start,
            HTTPStatus.SERVICE_UNAVAILABLE,
            BUSY_MESSAGE,
            hsts_seconds=self._hsts_seconds,
            headers={"Retry-After": "5"},
        )


def join_body(body_parts: Iterable[bytes]) -> bytes:
    """Return all pieces of an answer as one, and close it."""
    if isinstance(body_parts, list):
        return body_parts[0] if len(body_parts) == 1 else b"".join(body_parts)
    try:
        return b"".join(body_parts)
    finally:
        close_body(body_parts)


def _iterate_body(body_parts: Iterable[bytes], turn: ExitStack) -> Iterator[bytes]:
    yield from body_parts
    turn.close()


def close_body(body_parts: Iterable[bytes]) -> None:
    """Close an answer's body, as WSGI asks whoever takes it."""
    close = getattr(body_parts, "close", None)
    if close is not None:
        close()


def _is_chunked(environ: "WSGIEnvironment") -> bool:
    return "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()


def _is_short(headers: list[tuple[str, str]]) -> bool:
    length = next((value for name, value in headers if name.lower() == "content-length"), "")
    return length.isdecimal() and int(length) <= LARGEST_WHOLE_BYTES
