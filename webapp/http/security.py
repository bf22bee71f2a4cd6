"""Request limits, and the security headers of every answer; `maps.web.csp` writes the policies."""

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import IO, Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, g, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.utils import cached_property
from werkzeug.wsgi import LimitedStream

from maps.web.csp import site_policy
from webapp.http.errors import is_under_api
from webapp.http.sent_names import accept_any_name
from webapp.settings.config import Settings
from webapp.state import state

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "Server": "zonemap",
}
# They say nothing of scripts and styles that a page has loaded: its own count for these.
OF_DOCUMENTS = ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy")
MAX_URL_BYTES = 8_000
MAX_FORM_PARTS = 100
FORM_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded", "text/plain")


class BoundedStream(LimitedStream):
    """A body without a stated length: refused when it exceeds the limit, never cut short."""

    def on_exhausted(self) -> None:
        """Refuse the body if it goes on."""
        if self._stream.read(1):
            raise RequestEntityTooLarge

    def readall(self) -> bytes:
        """Return all of the body."""
        found = super().readall()
        if self.is_exhausted:
            self.on_exhausted()
        return found


class BoundedRequest(Request):
    """A request whose body is read whole or refused."""

    @cached_property
    def stream(self) -> IO[bytes]:
        """Return the body as far as the limit."""
        found: IO[bytes] = super().stream
        most = self.max_content_length
        # Bodies with a stated length are bounded by werkzeug, which can compare it beforehand.
        if most is None or "wsgi.input_terminated" not in self.environ:
            return found
        return BoundedStream(self.environ["wsgi.input"], most, is_max=True)  # type: ignore[return-value]

    @cached_property
    def _uploads(self) -> ExitStack:
        return ExitStack()

    def _get_file_stream(self, *args: Any, **kwargs: Any) -> IO[bytes]:
        """Return the file that an upload is written to: what werkzeug has this method for."""
        found = super()._get_file_stream(*args, **kwargs)
        self._uploads.callback(_close, found)
        return found

    def close(self) -> None:
        """Close every upload's file, also that of a form that could not be read to its end.

        One for which the disk had no room would keep what there is until the next search for
        garbage, and every upload meanwhile would fail.
        """
        self._uploads.close()


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # what it still holds may not fit either
        file.close()


def register_security(app: Flask, settings: Settings) -> None:
    """Bound what may be sent, and add the headers to every answer."""
    app.request_class = BoundedRequest
    accept_any_name()
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_request_bytes
    # Forms have one file; a thousand small parts would cost more than their bytes.
    app.config["MAX_FORM_PARTS"] = MAX_FORM_PARTS
    app.before_request(refuse_long_url)
    app.before_request(refuse_foreign_form)
    app.after_request(add_security_headers)


def refuse_long_url() -> None:
    """Answer 414 to a URL longer than `MAX_URL_BYTES`, longer than any that a page links to."""
    if len(request.environ["PATH_INFO"]) + len(request.query_string) > MAX_URL_BYTES:
        abort(414)


def refuse_foreign_form() -> None:
    """Answer 403 to a form that another site's page sends: forms start work for whoever visits it.

    Scripts of other sites may use the API, whose answers they can read; programs say nothing of
    where they come from.
    """
    if request.method != "POST" or request.mimetype not in FORM_TYPES:
        return
    if is_under_api(request.path) and request.headers.get("Sec-Fetch-Mode") == "cors":
        return
    if _is_foreign():
        abort(403)


def refuse_foreign_page() -> None:
    """Answer 403 to another site's page, scripts too: what it sends is not for it to be measured.

    Programs say nothing of where they come from, and are answered.
    """
    if _is_foreign():
        abort(403)


def _is_foreign() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", request.host_url.rstrip("/"))
    return site in {"cross-site", "same-site"} or (
        site is None and urlsplit(origin).netloc.lower() != request.host
    )


def security_headers(
    *,
    script_hashes: Sequence[str] = (),
    style_hashes: Sequence[str] = (),
    frame_ancestors: str = "'none'",
    image_sources: Sequence[str] = (),
    is_shared: bool = False,
    hsts_seconds: int = 0,
) -> dict[str, str]:
    """Return the security headers of an answer: its policy, and who may frame and read it.

    `hsts_seconds` is given for answers on https only.
    """
    policy = site_policy(
        script_hashes=script_hashes,
        style_hashes=style_hashes,
        frame_ancestors=frame_ancestors,
        image_sources=image_sources,
    )
    hsts = {"Strict-Transport-Security": f"max-age={hsts_seconds}"} if hsts_seconds else {}
    return {
        **FIXED_HEADERS,
        "Content-Security-Policy": policy,
        "Cross-Origin-Resource-Policy": "cross-origin" if is_shared else "same-origin",
        **hsts,
    }


def add_security_headers(response: Response) -> Response:
    """Add the security headers, where the answer has none of its own."""
    ancestors = g.get("frame_ancestors", "'none'")
    found = security_headers(
        script_hashes=g.get("script_hashes", ()),
        style_hashes=g.get("style_hashes", ()),
        frame_ancestors=ancestors,
        image_sources=g.get("image_sources", ()),
        is_shared=ancestors != "'none'",
        hsts_seconds=state().settings.hsts_seconds if request.is_secure else 0,
    )
    for name, value in found.items():
        if not (g.get("is_loaded_by_pages", False) and name in OF_DOCUMENTS):
            response.headers.setdefault(name, value)
    return response
