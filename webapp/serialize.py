"""Tables as JSON rows, as CSV for spreadsheets, or as text for a terminal."""

import csv
import io
import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from geo.batch.headings import Wording, keep_columns, keep_value
from geo.fields.languages import field_names
from geo.io.spreadsheet import escape_formula
from geo.lookup.part_names import name_id
from geo.rows import get_rows, to_json_value
from geo.zone import Zone

BOM = "\ufeff"  # without it spreadsheets take UTF-8 for a local encoding
# Far below what any boundary is known to, fine enough to check a formula against: 1e-9 relative.
DECIMALS: Mapping[str, int] = {
    "area_m2": 4,
    "perimeter_m": 6,
    "compactness": 12,
    "difference_percent": 6,
    "distance_m": 4,
    "centre_distance_m": 4,
    "bearing_deg": 7,
    "bearing_uncertainty_deg": 7,
    "overlap_share": 9,
}
Row = dict[str, Any]
Names = Mapping[str, Mapping[str, str | None]]  # by id, then by field
_REFERENCES = {"id", "parent", "part", "place"}


def table_rows(table: pd.DataFrame) -> list[Row]:
    """Return the rows as plain values: the named index first, missing as None, rounded."""
    return make_plain_rows(get_rows(table.reset_index() if table.index.name else table))


def make_plain_rows(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of a table as plain values: missing as None, rounded."""
    return [
        {column: _plain_value(value, DECIMALS.get(column)) for column, value in row.items()}
        for row in rows
    ]


def _plain_value(value: Any, decimals: int | None) -> Any:
    found = to_json_value(value)
    if not isinstance(found, float):
        return found
    return float(found) if decimals is None else round(float(found), decimals)


def to_json(items: Any) -> str:
    """Return JSON text, characters as they are, one trailing newline."""
    return json.dumps(items, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def to_compact_json(value: Any) -> str:
    """Return JSON text without spaces, characters as they are; NaN is a ValueError."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def name_references(
    items: Iterable[Row], columns: Iterable[str], zone: Zone
) -> tuple[list[Row], list[str]]:
    """Return rows and columns with the names of parts and places beside each column of their ids.

    An id that a row names itself, in `name`, gets no further names.
    """
    before = list(columns)
    named = {
        column: map_names(zone.places if column == "place" else zone.parts)
        for column in before
        if column in _REFERENCES and not (column == "id" and "name" in before)
    }
    return add_names(items, before, named)


def map_names(rows: pd.DataFrame) -> Names:
    """Return the names in each language by id, of rows that are indexed by it."""
    return dict(zip(rows.index, get_rows(rows[list(field_names("name"))]), strict=True))


def add_names(
    items: Iterable[Row], columns: Iterable[str], named: Mapping[str, Names]
) -> tuple[list[Row], list[str]]:
    """Return rows and columns with columns of names beside each that has ids in `named`.

    Beside `id` and `old_id` they are `name` and `old_name`, beside `part` they are `part_name`.
    """
    names: list[str] = []
    added: dict[str, tuple[str, Mapping[str, str | None]]] = {}
    own = set(columns := list(columns))
    for column in columns:
        names.append(column)
        for field in field_names("name") if column in named else ():
            name = column[:-2] + field if column.endswith("id") else f"{column}_{field}"
            name = f"zone_{name}" if name in own else name
            added[name] = (column, {key: known[field] for key, known in named[column].items()})
            names.append(name)
    return [
        {
            **item,
            **{name: _find_name(item[column], known) for name, (column, known) in added.items()},
        }
        for item in items
    ], names


def _find_name(value: Any, known: Mapping[str, str | None]) -> Any:
    """Return the name of an id, or those of several; None where there is none."""
    if isinstance(value, list):
        return [_find_name(each, known) for each in value]
    return None if value is None else name_id(value, known)


def to_named_csv(
    items: Sequence[Row],
    columns: Iterable[str],
    zone: Zone,
    wording: Wording = keep_columns,
) -> str:
    """Return CSV (`to_csv`) with names beside the ids of the zone's parts and places."""
    return to_csv(*name_references(items, columns, zone), wording)


def to_csv(
    items: Sequence[Mapping[str, Any]],
    columns: Iterable[str],
    wording: Wording = keep_columns,
    own: Collection[str] = (),
) -> str:
    """Return CSV with a byte order mark and CRLF, and no cell that a spreadsheet would execute.

    Text that starts as a formula gets a leading apostrophe, as spreadsheets write text. `wording`
    words the values of all columns but `own`, those of a file that somebody sent.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    names = list(columns)
    writer.writerow([escape_formula(name) for name in names])
    tell = [keep_value if name in own else wording(name)[0].tell for name in names]
    pairs = list(zip(names, tell, strict=True))
    writer.writerows([_csv_cell(tell(item[name])) for name, tell in pairs] for item in items)
    return BOM + out.getvalue()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()  # as in JSON, and in the files of commands
    if isinstance(value, str):
        return escape_formula(value)
    return "" if value is None else value


def to_text(items: Sequence[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """Return a table for a terminal: numbers right, text left, wide characters counted as two."""
    names = list(columns)
    cells = [[_display_text(item[name]) for name in names] for item in items]
    widths = [max(map(_display_width, column)) for column in zip(names, *cells, strict=True)]
    numeric = [
        any(isinstance(i[n], int | float) for i in items)
        and all(i[n] is None or isinstance(i[n], int | float) for i in items)
        for n in names
    ]
    lines = [
        "  ".join(_pad_cell(*cell) for cell in zip(row, widths, numeric, strict=True)).rstrip()
        for row in [names, *cells]
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]]) + "\n"


def _display_text(value: Any) -> str:
    if value is None:
        return "–"
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _display_width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def _pad_cell(text: str, width: int, numeric: bool) -> str:
    gap = " " * (width - _display_width(text))
    return gap + text if numeric else text + gap


FORMATS = ("table", "csv", "json")


def format_rows(
    items: Sequence[Row],
    columns: Iterable[str],
    form: str,
    *,
    named: Mapping[str, Names] | None = None,
) -> str:
    """Return rows as `table`, `csv` or `json` text; CSV with names beside the ids in `named`."""
    if form == "json":
        return to_json(items)
    if form == "csv":
        return to_csv(*add_names(items, columns, named or {}))
    return to_text(items, columns)
