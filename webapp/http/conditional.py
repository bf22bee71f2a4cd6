"""Conditional requests and compression: an ETag from the data's digest, 304, 412, br, gzip."""

import gzip
import zlib
from functools import lru_cache

import brotli
from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from webapp.state import current_measured

MIN_COMPRESSED_BYTES = 700
SMALL_BYTES = 50_000  # the last percents of a larger body take longer than they save
VARY_HEADERS = ("Accept-Encoding", "Accept-Language", "Accept")
COMPRESSIBLE = (
    "text/", "application/json", "application/geo+json", "application/schema+json",
    "application/vnd.oai.openapi+json", "image/svg+xml",
)  # fmt: skip


def register_conditional_requests(app: Flask) -> None:
    """Tag, answer 304 and compress, in that order, for every successful GET and HEAD."""

    @app.after_request
    def finish_response(response: Response) -> Response:
        if response.status_code >= 400:
            return _forbid_caching(response)
        if request.method not in {"GET", "HEAD"} or response.status_code != 200:
            return response
        # A stream is not known yet, so that it has no tag.
        if response.is_streamed or response.cache_control.no_store:
            return response
        body = response.get_data()
        response.vary.update(VARY_HEADERS[:1] if response.cache_control.immutable else VARY_HEADERS)
        response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        # The digest is that of the data; the checksum tells their pages, forms and languages apart.
        if not response.get_etag()[0]:
            response.set_etag(f"{current_measured().zone.digest[:16]}-{zlib.crc32(body):08x}")
        encoding = _choose_encoding(response, len(body))
        if encoding:
            _compress_body(response, body, encoding)
        return _make_conditional(response)


def _forbid_caching(response: Response) -> Response:
    """Mark a refusal so that no cache keeps it."""
    response.vary.update(VARY_HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _make_conditional(response: Response) -> Response:
    """Answer 304 to a client that has this answer, 412 when If-Match asks for another.

    If-Modified-Since counts only where it is the very date sent: data restored from an older copy
    have an older date than what they replace.
    """
    if not _is_match(response):
        response.status_code = 412
        response.set_data(b"")
        for name in ("Content-Type", "Content-Encoding", "Cache-Control"):
            response.headers.pop(name, None)
        return _forbid_caching(response)
    date = response.last_modified
    if request.if_modified_since != date:
        response.headers.pop("Last-Modified", None)
    # Werkzeug takes `If-Match: *` for a tag, and lets a match hide that nothing is new.
    others = {name: value for name, value in request.environ.items() if name != "HTTP_IF_MATCH"}
    response.make_conditional(others)
    if date is not None:
        response.last_modified = date
    return response


def _is_match(response: Response) -> bool:
    """Return whether the answer is one of those that If-Match names; `*` is any that exists."""
    wanted = request.if_match
    return not wanted or wanted.star_tag or wanted.is_strong(str(response.get_etag()[0]))


def _choose_encoding(response: Response, size: int) -> str | None:
    if size < MIN_COMPRESSED_BYTES or response.content_encoding:
        return None
    if not response.content_type.startswith(COMPRESSIBLE):
        return None
    return preferred_encoding(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def preferred_encoding(header: str) -> str | None:
    """Return the encoding that an `Accept-Encoding` prefers, br before gzip; None for neither."""
    accepted = parse_accept_header(header, Accept)
    best = max(("br", "gzip"), key=accepted.quality)
    least = accepted.quality("identity") if "identity" in header.lower() else 0
    return best if accepted.quality(best) > 0 and accepted.quality(best) >= least else None


def _choose_quality(response: Response, size: int) -> int:
    """Return how hard brotli tries: harder, for a tenth less, where browsers keep it for good."""
    if not response.cache_control.immutable:
        return 5
    return 11 if size < SMALL_BYTES else 10


def _compress_body(response: Response, body: bytes, encoding: str) -> None:
    packed = (
        brotli.compress(body, quality=_choose_quality(response, len(body)))
        if encoding == "br"
        else gzip.compress(body, compresslevel=6, mtime=0)
    )
    response.set_data(packed)
    response.content_encoding = encoding
    tag = response.get_etag()[0]
    response.set_etag(f"{tag}-{encoding}")
