"""Refusals by the middleware in front of Flask: a problem under `/api`, else one line of text."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from webapp.http.errors import PROBLEM_TYPE, is_under_api, problem_text
from webapp.http.language import translate_for
from webapp.http.security import security_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

NO_HEADERS: Mapping[str, str] = {}


def send_refusal(
    environ: "WSGIEnvironment",
    start: "StartResponse",
    status: HTTPStatus,
    message: str,
    *,
    hsts_seconds: int = 0,
    headers: Mapping[str, str] = NO_HEADERS,
) -> list[bytes]:
    """Answer with one sentence in the client's language, and the headers of every answer."""
    is_api = is_under_api(environ.get("PATH_INFO", ""))
    is_secure = environ.get("wsgi.url_scheme") == "https"
    said = translate_for(environ.get("HTTP_ACCEPT_LANGUAGE", ""), message)
    body = (problem_text(status, said) if is_api else f"{said}\n").encode()
    found = {
        "Content-Type": PROBLEM_TYPE if is_api else "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        **headers,
        **security_headers(is_shared=is_api, hsts_seconds=hsts_seconds if is_secure else 0),
        **({"Access-Control-Allow-Origin": "*"} if is_api else {}),
    }
    start(f"{status.value} {status.phrase.upper()}", list(found.items()))
    return [body]
