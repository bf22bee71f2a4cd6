"""The parts of a new zone, as rows of a CSV file."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.fields.languages import field_names
from geo.rows import get_rows
from geo.schema import KINDS

_NUMBER_RANGES: Mapping[str, tuple[float, float, str]] = MappingProxyType(
    {
        "lon": (-180.0, 180.0, N_("a longitude of −180 to 180")),
        "lat": (-90.0, 90.0, N_("a latitude of −90 to 90")),
        "published_area_km2": (1e-6, 1e6, N_("km² above 0")),
        "drawn_area_km2": (1e-6, 1e6, N_("km² above 0")),
        "position_uncertainty_m": (0.0, 1e7, N_("metres")),
    }
)
_TEXT_FIELDS = ("id", *field_names("name"), "kind", "parent", "county")


def read_parts(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a CSV of parts, a value or None for each known column.

    `lon` and `lat` are the seed point in WGS 84 degrees and are required; units are in the names
    of the other columns.

    Raises
    ------
    InputError
        When the file can't be read or has no rows, or a value is missing, malformed or out of
        range; the message names the row.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = " ".join(str(error)[:100].split())
        raise InputError(
            N_("%(path)s can't be read: %(reason)s. Use a CSV file in UTF-8."),
            path=file_label(path),
            reason=reason,
        ) from None
    if table.empty:
        raise InputError(
            N_("%(path)s has no rows. Write a row with `lon` and `lat` for each part."),
            path=file_label(path),
        )
    return [_read_row(row, n) for n, row in enumerate(get_rows(table.fillna("")), 2)]


def _read_row(raw: Mapping[str, str], number: int) -> dict[str, Any]:
    row: dict[str, Any] = {key: raw.get(key, "").strip() or None for key in _TEXT_FIELDS}
    row |= {key: _parse_number(raw.get(key, "").strip(), key, number) for key in _NUMBER_RANGES}
    if row["lon"] is None or row["lat"] is None:
        raise InputError(
            N_("Row %(row)s has no `lon` and `lat`. Write the seed point of each part."),
            row=number,
        )
    if row["kind"] is not None and row["kind"] not in KINDS:
        raise InputError(
            N_("Row %(row)s: `kind` is %(value)s. Use one of %(choices)s."),
            row=number,
            value=quote_value(row["kind"]),
            choices=", ".join(KINDS),
        )
    return row


def _parse_number(text: str, key: str, number: int) -> float | None:
    """Return the number in a cell; None for an empty cell."""
    if not text:
        return None
    minimum, maximum, expected = _NUMBER_RANGES[key]
    values = {"row": number, "name": key, "value": quote_value(text)}
    try:
        value = float(text)
    except ValueError:
        raise InputError(
            N_("Row %(row)s: %(name)s is %(value)s, not a number. Correct it."), **values
        ) from None
    if not minimum <= value <= maximum:  # also true of NaN
        raise InputError(
            N_("Row %(row)s: %(name)s is %(value)s. Use %(expected)s."),
            **values,
            expected=Phrase(expected, {}),
        )
    return value
