"""One note a request: the outermost layer, which tells listeners how each one went."""

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
    """How a request went. No address, no agent, no query: nothing that tells of a person.

    Attributes
    ----------
    path : str
        Without the query, cut at 200 characters.
    body_bytes : int or None
        Of the answer; None for a stream.
    prepared : bool
        Whether it was answered without entering Flask.
    """

    method: str
    path: str
    status: int
    body_bytes: int | None
    duration_s: float
    prepared: bool


Listener = Callable[[RequestRecord], None]


class ObserverMiddleware:
    """The layer: a WSGI application around another one."""

    def __init__(self, app: "WSGIApplication", listeners: Sequence[Listener]):
        self._app, self._listeners = app, listeners

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Pass the request on; tell the listeners when its answer is complete."""
        begun = perf_counter()
        said: list[str] = ["500"]

        def note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said[:] = [status]
            return start(status, headers, *rest)

        parts = self._app(environ, note)
        if isinstance(parts, list):
            self._tell(environ, said[0], begun, sum(map(len, parts)))
            return parts
        return ClosingIterator(parts, [lambda: self._tell(environ, said[0], begun, None)])

    def _tell(
        self, environ: "WSGIEnvironment", status: str, begun: float, body_bytes: int | None
    ) -> None:
        path = environ["PATH_INFO"][:MAX_PATH_CHARACTERS].encode("latin-1", "replace")
        served = RequestRecord(
            method=environ["REQUEST_METHOD"][:20],
            path=path.decode("utf-8", "replace"),
            status=int(status[:3]),
            body_bytes=body_bytes,
            duration_s=perf_counter() - begun,
            prepared="zonemap.prepared" in environ,
        )
        for listener in self._listeners:
            listener(served)
