"""One record for each request, handed to listeners (log, metrics) when the answer is complete."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from werkzeug.wsgi import ClosingIterator

from webapp.http.slow_clients import close_body

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_PATH_CHARACTERS = 200
CLIENT_LEFT = 499  # as proxies log it; there is no such status in HTTP


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """How a request went, without personal data: no client address, user agent or query.

    Attributes
    ----------
    path : str
        Without the query, cut at 200 characters.
    status : int
        As sent; of a stream that broke after that 499 if the client left, 500 if it failed.
    body_bytes : int or None
        Of the answer, as sent (compressed); None for a stream.
    from_cache : bool
        Whether it was answered from the response cache, without entering Flask.
    """

    method: str
    path: str
    status: int
    body_bytes: int | None
    duration_s: float
    from_cache: bool


Listener = Callable[[RequestRecord], None]


class ObserverMiddleware:
    """WSGI middleware that times each request and notifies the listeners.

    It is the outermost, so that it sees what the cache and the limits answer too.
    """

    def __init__(self, app: "WSGIApplication", listeners: Sequence[Listener]):
        self._app, self._listeners = app, listeners

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass the request on; notify the listeners when its answer is complete."""
        begun = perf_counter()
        captured: list[str] = ["500"]

        def capture(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            captured[:] = [status]
            return start(status, headers, *rest)

        body_parts = self._app(environ, capture)
        if isinstance(body_parts, list):
            self._notify(environ, captured[0], begun, sum(map(len, body_parts)))
            return body_parts
        ending = _Ending()

        def finish() -> None:
            close_body(body_parts)
            self._notify(environ, ending.status or captured[0], begun, None)

        return ClosingIterator(_watch_stream(body_parts, ending), [finish])

    def _notify(
        self, environ: "WSGIEnvironment", status: str, begun: float, body_bytes: int | None
    ) -> None:
        path = environ["PATH_INFO"][:MAX_PATH_CHARACTERS].encode("latin-1", "replace")
        record = RequestRecord(
            method=environ["REQUEST_METHOD"][:20],
            path=path.decode("utf-8", "replace"),
            status=int(status[:3]),
            body_bytes=body_bytes,
            duration_s=perf_counter() - begun,
            from_cache="zonemap.from_cache" in environ,
        )
        for listener in self._listeners:
            listener(record)


@dataclass(slots=True)
class _Ending:
    """How a stream ended: the status instead of the one sent, none where it came to its end."""

    status: str = str(CLIENT_LEFT)


def _watch_stream(body_parts: Iterable[bytes], ending: _Ending) -> Iterator[bytes]:
    try:
        yield from body_parts
    except Exception:
        ending.status = "500"
        raise
    ending.status = ""
