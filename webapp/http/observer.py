"""One record for each request, handed to listeners (log, metrics) when the answer is complete."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_PATH_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """How a request went, without personal data: no client address, user agent or query.

    Attributes
    ----------
    path : str
        Without the query, cut at 200 characters.
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
        return ClosingIterator(
            body_parts, [lambda: self._notify(environ, captured[0], begun, None)]
        )

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
