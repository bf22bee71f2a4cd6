"""How an answer travels: an ETag from the data's digest, 304, and compression."""

import gzip
import zlib
from functools import lru_cache

import brotli
from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from webapp.state import current

SMALLEST_BYTES = 700
COMPRESSIBLE = (
    "text/", "application/json", "application/geo+json", "application/schema+json",
    "application/vnd.oai.openapi+json", "image/svg+xml",
)  # fmt: skip


def register(app: Flask) -> None:
    """Tag, answer 304 and compress, in that order, for every successful GET and HEAD."""

    @app.after_request
    def deliver(response: Response) -> Response:
        if request.method not in {"GET", "HEAD"} or response.status_code != 200:
            return response
        if response.is_streamed or response.cache_control.no_store:
            return response
        body = response.get_data()
        response.vary.update(("Accept-Encoding", "Accept-Language", "Accept"))
        response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        if not response.get_etag()[0]:
            response.set_etag(f"{current().zone.digest[:16]}-{zlib.crc32(body):08x}")
        encoding = _encoding(response, len(body))
        if encoding:
            _compress(response, body, encoding)
        response.make_conditional(request)
        return response


def _encoding(response: Response, size: int) -> str | None:
    if size < SMALLEST_BYTES or response.content_encoding:
        return None
    if not response.content_type.startswith(COMPRESSIBLE):
        return None
    return preferred_encoding(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def preferred_encoding(header: str) -> str | None:
    """Return the encoding that an `Accept-Encoding` leads to: br, gzip or none."""
    accepted = parse_accept_header(header, Accept)
    return next((each for each in ("br", "gzip") if accepted[each]), None)


def _compress(response: Response, body: bytes, encoding: str) -> None:
    packed = (
        brotli.compress(body, quality=5)
        if encoding == "br"
        else gzip.compress(body, compresslevel=6, mtime=0)
    )
    response.set_data(packed)
    response.content_encoding = encoding
    tag = response.get_etag()[0]
    response.set_etag(f"{tag}-{encoding}")
