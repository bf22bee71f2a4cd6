"""In which form an answer is sent: HTML, JSON or CSV."""

from collections.abc import Sequence

from flask import Response, request

from webapp.http.query import read_choice

MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
}


def negotiate_format(forms: Sequence[str] = ("html", "json", "csv")) -> str:
    """Return the answer's form: `?f=`, else what the Accept header prefers, else the first."""
    if "f" in request.args:
        return read_choice("f", forms, default=forms[0])
    types = [MEDIA_TYPES[form] for form in forms]
    best = request.accept_mimetypes.best_match(types, default=types[0])
    return forms[types.index(best)]


def data_response(text: str, form: str) -> Response:
    """Return text as an answer in `form`, a key of `MEDIA_TYPES`."""
    return Response(text, content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
