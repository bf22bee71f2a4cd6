"""Errors as HTTP answers: one table of status codes; a page, or problem details (RFC 9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from geo.errors import (
    BusyError,
    InputError,
    StorageError,
    TooLargeError,
    UnknownIdError,
    ZoneError,
    quote_value,
)
from geo.io.temporary import find_full_disk
from maps.i18n import SOURCE_LANGUAGE, is_translated, translate_phrase
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.option_rewording import reword_options

PROBLEM_TYPE = "application/problem+json"
RETRY_AFTER_S = 10
STATUS_BY_ERROR: Mapping[type[ZoneError], int] = MappingProxyType(
    {TooLargeError: 413, InputError: 400, UnknownIdError: 404, BusyError: 503, StorageError: 503}
)


def register_error_handlers(app: Flask) -> None:
    """Answer every failure with a sentence that reveals nothing of the server."""
    app.register_error_handler(ZoneError, handle_zone_error)
    app.register_error_handler(HTTPException, handle_http_error)
    app.register_error_handler(OSError, handle_system_error)


def handle_zone_error(error: ZoneError) -> Response:
    """Answer one of our own errors, in the language of the request."""
    sentence = reword_options(translate_phrase(error.phrase, lang()))
    foreign = None if is_translated(error.phrase, lang()) else SOURCE_LANGUAGE
    status = next((n for kind, n in STATUS_BY_ERROR.items() if isinstance(error, kind)), 500)
    answer = error_response(status, sentence, sentence_lang=foreign)
    if isinstance(error, BusyError):
        answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def handle_system_error(error: OSError) -> Response:
    """Answer a disk without room; any other refusal of the system is a fault of ours."""
    refusal = find_full_disk(error)
    if refusal is None:
        raise error
    return handle_zone_error(refusal)


def handle_http_error(error: HTTPException) -> Response:
    """Answer one of Flask's errors."""
    status = error.code or 500
    answer = error_response(status, _describe_status(status))
    allow = getattr(error, "valid_methods", None)
    if allow:
        answer.headers["Allow"] = ", ".join(sorted(allow))
    return answer


def _describe_status(status: int) -> str:
    """Return what is wrong and what to do, in the language of the request."""
    if status == HTTPStatus.NOT_FOUND and is_under_api(request.path):
        return _("There is nothing at this address. See the list of links at /api.")
    sentences = {
        400: _("The request can't be read. Check it, and send it again."),
        403: _("This form was sent from another site. Use the form on this site."),
        404: _("Page not found. Check the address, or go to the map."),
        405: _("This address does not accept %(method)s requests. Use another method."),
        406: _("This resource is not available in the requested format. Choose one with ?f=."),
        413: _("The request is larger than %(size)s, or has too many fields. Send less at a time."),
        414: _("The address is too long. Shorten it."),
        415: _(
            "This content type is not supported here. Send a file under the type of its format."
        ),
        500: _("Something went wrong on the server. Try again later."),
        501: _("This format is not available. Use json or xml."),
    }
    other = _("The request could not be answered (status %(status)s). Check it, and try again.")
    values = {"method": quote_value(request.method), "size": _size_limit(), "status": status}
    return sentences.get(status, other) % values


def _size_limit() -> str:
    """Return the size that a request may have, in MiB, else in KiB."""
    most: int = current_app.config["MAX_CONTENT_LENGTH"]
    return f"{most / 2**20:.4g} MiB" if most >= 2**20 else f"{most / 2**10:.4g} KiB"


def error_response(status: int, sentence: str, *, sentence_lang: str | None = None) -> Response:
    """Return a page, or problem details (RFC 9457) when data were asked for."""
    if not _wants_page():
        return problem_response(status, sentence)
    context = {
        "sentence": sentence,
        "sentence_lang": sentence_lang,
        "headline": _status_headline(status),
    }
    return make_response(render_template("error.html", status=status, **context), status)


def _status_headline(status: int) -> str:
    headlines = {404: _("Not found"), 500: _("Server error"), 503: _("Server busy")}
    return headlines.get(status, _("Invalid request"))


def problem_response(status: int, sentence: str) -> Response:
    """Return problem details."""
    return Response(problem_text(status, sentence), status, content_type=PROBLEM_TYPE)


def problem_text(status: int, sentence: str) -> str:
    """Return problem details as JSON."""
    problem = {"type": "about:blank", "title": sentence, "status": status, "detail": sentence}
    return json.dumps(problem, ensure_ascii=False)


def is_under_api(path: str) -> bool:
    """Whether an address is one of the API's, where failures are problem details."""
    return path == "/api" or path.startswith("/api/")


def _wants_page() -> bool:
    if "fragment" in request.args:
        return False  # a script asks, which puts the sentence where it is needed
    if request.args.get("f") in {"json", "csv", "xlsx", "html"}:
        return request.args["f"] == "html"
    default = "application/json" if is_under_api(request.path) else "text/html"
    # The default comes first, so that it wins where the client likes both alike.
    offered = sorted(("text/html", "application/json"), key=lambda each: each != default)
    best = request.accept_mimetypes.best_match(offered, default)
    return best == "text/html"
