"""A brief as data: CSV and JSON with stable names, of all that it says."""

import csv
import io
import json

from geo.arrays import Json
from geo.io.plain_text import replace_controls
from geo.io.spreadsheet import escape_formula
from maps.documents.brief.model import Brief

VERSION = 1
COLUMNS = (
    *("section", "field", "label", "value", "unit", "text", "kind"),
    *("as_of", "age", "source", "is_stated"),
)


def make_rows(brief: Brief) -> list[Json]:
    """Return one row with the keys `COLUMNS` for each field; what is not stated has no value."""
    return [
        {
            "section": section.section,
            **{name: getattr(each, name) for name in COLUMNS[1:]},
        }
        for section, each in brief.iter_fields()
    ]


def render_csv(brief: Brief) -> bytes:
    """Return the rows as CSV in UTF-8 with its mark, as spreadsheets read it."""
    rows = [
        *make_rows(brief),
        *({"section": key, "field": key, "text": text} for key, text in _list_foot(brief)),
    ]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _make_cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _make_cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return escape_formula(value) if isinstance(value, str) else value


def _list_foot(brief: Brief) -> list[tuple[str, str]]:
    """Return what a table has below its fields: precision, review, hash and sources."""
    return [
        ("precision", brief.warning),
        *(("source", each) for each in brief.full_sources),
        *(("credit", each) for each in brief.credits),
        ("map_review", brief.review),
        ("data_sha256", brief.sha256),
        ("made", brief.made),
    ]


def render_json(brief: Brief) -> bytes:
    """Return the brief as JSON: fields by section, sources, hash and review."""
    document = {
        "type": "SiteBrief",
        "version": VERSION,
        "site": {"kind": brief.site_kind, "id": brief.site_id or None, "name": brief.title},
        "lang": brief.lang,
        "data_as_of": brief.as_of or None,
        "made": brief.made,
        "precision": brief.warning,
        "fields": make_rows(brief),
        "sources": list(brief.full_sources),
        "credits": list(brief.credits),
        "map_review": brief.review,
        "data_sha256": brief.sha256,
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return replace_controls(text).encode("utf-8") + b"\n"
