"""The form of an answer, HTML, JSON or CSV: which one is asked for, and data sent in it."""

from collections.abc import Iterable, Sequence

from flask import Response, request

from webapp.http.query import read_choice
from webapp.serialize import Row, to_csv, to_json

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


def with_charset(media_type: str, charset: str = "utf-8") -> str:
    """Return a media type, with the charset where it is text.

    >>> with_charset("text/csv"), with_charset("image/png")
    ('text/csv; charset=utf-8', 'image/png')
    """
    return f"{media_type}; charset={charset}" if media_type.startswith("text/") else media_type


def rows_response(
    rows: Sequence[Row], columns: Iterable[str], form: str, *, csv_name: str | None = None
) -> Response:
    """Return a table as an answer in `json` or `csv`; CSV is a download if it has a name."""
    text = to_json(rows) if form == "json" else to_csv(rows, columns)
    answer = Response(text, content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
    if form == "csv" and csv_name is not None:
        answer.headers["Content-Disposition"] = f'attachment; filename="{csv_name}"'
    return answer
