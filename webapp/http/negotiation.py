"""The form of an answer, HTML, JSON, CSV or XLSX: which is asked for, and data sent in it."""

from collections.abc import Iterable, Mapping, Sequence

from flask import Response, request

from maps.content.wording import make_code_wording
from webapp.http.language import lang
from webapp.http.query import read_choice
from webapp.http.workbook import NO_TITLES, XLSX_TYPE, make_workbook
from webapp.serialize import Row, to_csv, to_json
from webapp.state import current_measured

MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": XLSX_TYPE,
}


def negotiate_format(forms: Sequence[str] = tuple(MEDIA_TYPES)) -> str:
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
    rows: Sequence[Row],
    columns: Iterable[str],
    form: str,
    *,
    name: str | None = None,
    titles: Mapping[str, str] = NO_TITLES,
) -> Response:
    """Return a table as an answer in `json`, `csv` or `xlsx`.

    CSV is a download if the table has a name, XLSX always; `titles` are what its columns are
    called there, where that differs.
    """
    if form == "xlsx":
        body: bytes | str = make_workbook(rows, columns, titles=titles)
    elif form == "json":
        body = to_json(rows)
    else:
        body = to_csv(rows, columns, make_code_wording(current_measured().zone, lang()))
    charset = "" if form == "xlsx" else "; charset=utf-8"
    answer = Response(body, content_type=MEDIA_TYPES[form] + charset)
    if form == "xlsx" or (form == "csv" and name is not None):
        answer.headers["Content-Disposition"] = f'attachment; filename="{name or "table"}.{form}"'
    return answer
