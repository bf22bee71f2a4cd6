"""A CSV of sites in a request, read by the rules of every table."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from flask import request

from geo.arrays import Json
from geo.errors import N_, InputError, quote_value
from geo.io.reasons import describe_csv_fault
from geo.reading.coordinate_columns import (
    LAT_NAMES,
    LON_NAMES,
    guess_column,
    has_decimal_commas,
    parse_coordinates,
)
from geo.reading.text_bytes import decode_text


def read_csv_sites(
    body: bytes,
) -> tuple[list[str], list[Json], Sequence[float], Sequence[float]]:
    """Return the columns, the rows, and the degrees of longitude and latitude of a CSV.

    Raises
    ------
    InputError
        When it can't be read, or has no columns of longitude and latitude.
    """
    charset = request.mimetype_params.get("charset")
    text, _ = decode_text(body, given=charset, name=N_("the CSV"), option="charset in Content-Type")
    head = text.partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
        names = list(reader.fieldnames or ())
        records = [_check_row(row, reader.line_num) for row in reader]
    except csv.Error as error:
        raise InputError(
            N_("The CSV can't be read: %(reason)s. Correct it."),
            reason=describe_csv_fault(error),
        ) from None
    if len(set(names)) < len(names):
        raise InputError(N_("The CSV has two columns of the same name. Rename one."))
    x, y = guess_column(names, LON_NAMES), guess_column(names, LAT_NAMES)
    if not (x and y):
        raise InputError(
            N_("The CSV has the columns %(choices)s. Name two of them longitude and latitude."),
            choices=quote_value(", ".join(names)),
        )
    columns = [[row[name] for row in records] for name in (x, y)]
    decimal_comma = has_decimal_commas(columns, is_degrees=True)
    lon, lat = (parse_coordinates(texts, decimal_comma=decimal_comma) for texts in columns)
    return names, records, lon.tolist(), lat.tolist()


def _check_row(row: dict[Any, Any], line: int) -> Json:
    if None in row:
        raise InputError(
            N_("Line %(line)s of the CSV has more cells than the header. Correct it."), line=line
        )
    return row
