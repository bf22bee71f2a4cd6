"""The forms in which the API sends a table."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from maps.content.wording import make_code_wording
from webapp.api import html, responses
from webapp.api.responses import Representation, current_catalogue
from webapp.http.language import lang
from webapp.http.workbook import NO_TITLES, make_workbook
from webapp.serialize import to_named_csv


def list_table_forms(
    build: Callable[[responses.Catalogue], Any],
    member: str,
    titles: Mapping[str, str] = NO_TITLES,
) -> Mapping[str, Representation]:
    """Return the forms of a table: data, page, CSV and XLSX.

    `titles` are what its columns are called in XLSX, where that differs.
    """

    def write(encode: Callable[[Any, Any], str | bytes]) -> str | bytes:
        rows = build(current_catalogue())[member]
        return encode(rows, rows[0] if rows else ("id",))

    return {
        "json": Representation(responses.JSON, lambda: build(current_catalogue())),
        "html": Representation(
            responses.HTML, lambda: html.render_table(build(current_catalogue()), member)
        ),
        "csv": Representation(responses.CSV, lambda: write(_encode_csv)),
        "xlsx": Representation(
            responses.XLSX, lambda: write(partial(make_workbook, titles=titles))
        ),
    }


def _encode_csv(rows: Any, columns: Any) -> str:
    zone = current_catalogue().measured.zone
    return to_named_csv(rows, columns, zone, make_code_wording(zone, lang()))
