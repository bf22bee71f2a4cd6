"""What the features of a file are called: by the columns that number or name them."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo.fields.languages import field_name, field_names
from geo.importing.column_names import guess_mapping
from geo.reading.coordinate_columns import as_text


def find_name_columns(columns: Sequence[str], lang: str = "en") -> list[str]:
    """Return the columns that name features, that of the language first."""
    mapping = guess_mapping(columns, given={})
    order = dict.fromkeys((field_name("name", lang), *field_names("name"), "id"))
    return [mapping[field] for field in order if field in mapping]


def name_records(records: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[str | None]:
    """Return what each row is called: its first value in some columns; None for none."""
    return [_find_text(row, columns) for row in records]


def _find_text(row: Mapping[str, Any], columns: Sequence[str]) -> str | None:
    texts = (as_text(row.get(name)).strip() for name in columns)
    return next((text for text in texts if text), None)
