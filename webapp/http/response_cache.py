"""Cached responses: what has not changed is sent again without entering Flask.

A page is the same bytes until the data change, so its answer, compressed and with all its
headers, is kept by address, host, language, encoding and `Accept`. Everything else (another
method, a stream, an error, a private or unusual answer) passes through untouched. Memory is
bounded by bytes; the least recently used answer is dropped first. A client that invents addresses
gets no cached answers and can't push out those that others keep asking for.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers
from werkzeug.http import parse_etags, remove_entity_headers

from webapp.http.conditional import preferred_encoding
from webapp.http.language import preferred_language
from webapp.http.slow_clients import join_body

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CacheKey = tuple[str, ...]
MAX_KEY_CHARACTERS = 1_000
OVERHEAD_BYTES = 2_000  # of an entry's headers and places in tables, measured and rounded up
LARGEST_SHARE = 3  # no answer may take more than this part of the memory
LARGE_SHARE = 32  # one that takes more than this part is kept when it is asked for again
MAX_WAITING = 1_000  # addresses of large answers that were asked for once
PATIENCE_S = 2.0
KEY_HEADERS = {"accept", "accept-encoding", "accept-language"}
UNCACHED_HEADERS = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A complete answer of status 200, and the headers of its 304."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    not_modified_headers: tuple[tuple[str, str], ...]

    def send(self, environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        """Answer 304 to a client that has it already, else 200; HEAD gets no body."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and (known == self.etag or self._matches(known)):
            start("304 NOT MODIFIED", list(self.not_modified_headers))
            return []
        start("200 OK", list(self.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]

    def _matches(self, known: str) -> bool:
        return parse_etags(known).contains_weak(self.etag.strip('"'))


class ResponseCache:
    """Responses by key, `most_bytes` at most, least recently used first out; thread-safe."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes_held = most_bytes, 0
        self._entries: tuple[object, OrderedDict[CacheKey, CachedResponse]] = (None, OrderedDict())
        self.asked_once: OrderedDict[CacheKey, None] = OrderedDict()
        self._lock = Lock()

    def get(self, key: CacheKey, generation: object) -> CachedResponse | None:
        """Return the answer, if there is one of this generation of the data."""
        # Read without the lock: the pair is replaced as a whole, and a lost race is only a miss.
        made_from, answers = self._entries
        if made_from is not generation:
            self._start_generation(generation)
            return None
        found = answers.get(key)
        if found is not None:
            try:  # noqa: SIM105 (a third of the time)
                answers.move_to_end(key)
            except KeyError:  # another thread has dropped it meanwhile
                pass
        return found

    def _start_generation(self, generation: object) -> None:
        """Forget what was made from other data."""
        with self._lock:
            if self._entries[0] is not generation:
                self._entries, self.bytes_held = (generation, OrderedDict()), 0

    def put(self, key: CacheKey, answer: CachedResponse, generation: object) -> None:
        """Keep the answer, unless the data have changed meanwhile.

        A large one is kept only when it is asked for a second time, so that invented addresses
        can't push out the rest.
        """
        size = _entry_bytes(key, answer)
        with self._lock:
            made_from, answers = self._entries
            if made_from is not generation:
                return
            is_large = len(answer.body) > self.most_bytes // LARGE_SHARE
            if is_large and not self._is_asked_again(key):
                return
            before = answers.pop(key, None)
            self.bytes_held += size - (_entry_bytes(key, before) if before else 0)
            answers[key] = answer
            while self.bytes_held > self.most_bytes:
                self.bytes_held -= _entry_bytes(*answers.popitem(last=False))

    def _is_asked_again(self, key: CacheKey) -> bool:
        if key in self._entries[1] or key in self.asked_once:
            self.asked_once.pop(key, None)
            return True
        self.asked_once[key] = None
        if len(self.asked_once) > MAX_WAITING:
            self.asked_once.popitem(last=False)
        return False

    def __len__(self) -> int:
        return len(self._entries[1])


def _entry_bytes(key: CacheKey, answer: CachedResponse) -> int:
    return len(answer.body) + sum(map(len, key)) + OVERHEAD_BYTES


class ResponseCacheMiddleware:
    """WSGI middleware that answers from the cache and fills it.

    Parameters
    ----------
    generation : callable
        Returns an object whose identity changes with the data being served.
    """

    def __init__(
        self, app: "WSGIApplication", cache: ResponseCache, generation: Callable[[], object]
    ):
        self._app, self._cache, self._generation = app, cache, generation
        self._pending: dict[CacheKey, Event] = {}

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer from the cache, else ask the application and keep what may be kept."""
        key = cache_key(environ)
        if key is None:
            return self._app(environ, start)
        generation = self._generation()
        found = self._cache.get(key, generation) or self._wait_for_pending(key, generation)
        if found is not None:
            environ["zonemap.from_cache"] = True
            return found.send(environ, start)
        # No link of ours is as long; keeping invented addresses would only cost memory.
        if sum(map(len, key)) > MAX_KEY_CHARACTERS:
            return self._app(environ, start)
        own = self._pending.setdefault(key, Event())
        try:
            return self._call_app(key, generation, environ, start)
        finally:
            # Also after a failure, or the threads that wait would do so for all of PATIENCE_S.
            own.set()
            self._pending.pop(key, None)

    def _wait_for_pending(self, key: CacheKey, generation: object) -> CachedResponse | None:
        """Wait for another thread that is making the same answer, so that it is made only once."""
        asked = self._pending.get(key)
        if asked is None or not asked.wait(PATIENCE_S):
            return None
        return self._cache.get(key, generation)

    def _call_app(
        self, key: CacheKey, generation: object, environ: "WSGIEnvironment", start: "StartResponse"
    ) -> Iterable[bytes]:
        captured: list[Any] = []

        def capture(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            captured[:] = status, headers
            return start(status, headers, *rest)

        body_parts = self._app(environ, capture)
        largest = self._cache.most_bytes // LARGEST_SHARE
        if environ["REQUEST_METHOD"] != "GET" or not is_cacheable(*captured, largest=largest):
            return body_parts
        body = join_body(body_parts)
        self._cache.put(key, _make_cached_response(captured[1], body), generation)
        return [body]


def cache_key(environ: "WSGIEnvironment") -> CacheKey | None:
    """Return what an answer depends on, or None for a request that is always passed through."""
    get = environ.get
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or any(map(get, UNCACHED_HEADERS)):
        return None
    if "HTTP_IF_MODIFIED_SINCE" in environ and "HTTP_IF_NONE_MATCH" not in environ:
        return None
    languages, encodings = get("HTTP_ACCEPT_LANGUAGE", ""), get("HTTP_ACCEPT_ENCODING", "")
    if len(languages) + len(encodings) > MAX_KEY_CHARACTERS:
        return None
    return (
        environ["PATH_INFO"], get("QUERY_STRING", ""), preferred_language(languages),
        preferred_encoding(encodings) or "", get("HTTP_ACCEPT", ""), get("HTTP_HOST", ""),
        environ["wsgi.url_scheme"], get("SCRIPT_NAME", ""),
    )  # fmt: skip


def is_cacheable(status: str, headers: list[tuple[str, str]], *, largest: int) -> bool:
    """Whether the answer is whole, public, not large, and depends on nothing the key lacks."""
    if not status.startswith("200 "):
        return False
    found = Headers(headers)
    varies = {name.strip().lower() for name in found.get("Vary", "").split(",") if name.strip()}
    return (
        found.get("Cache-Control", "").startswith("public")
        and "ETag" in found
        and found.get("Content-Length", largest + 1, type=int) <= largest
        and "Set-Cookie" not in found
        and varies <= KEY_HEADERS
    )


def _make_cached_response(headers: list[tuple[str, str]], body: bytes) -> CachedResponse:
    lasting = [pair for pair in headers if pair[0] != "Date"]  # the server writes the time
    not_modified_headers = list(lasting)
    remove_entity_headers(not_modified_headers)
    return CachedResponse(
        tuple(lasting), body, Headers(lasting)["ETag"], tuple(not_modified_headers)
    )
