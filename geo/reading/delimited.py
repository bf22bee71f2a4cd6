"""Tables as text: CSV with any usual separator, of points or of WKT."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geo.errors import N_, Phrase
from geo.reading.assumed_degrees import assume_degrees
from geo.reading.collector import raise_empty, raise_unusable
from geo.reading.coordinate_columns import (
    MISSING,
    NumberStyle,
    as_text,
    find_separator_faults,
    parse_coordinates,
)
from geo.reading.joined_points import join_rows, make_joined_layer
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.raw_layers import make_point_shapes, make_raw_layer
from geo.reading.shapes import ReadShapes, read_shapes
from geo.reading.text_table import BrokenLine, TextTable, open_text_table

_WRONG_COUNT = N_("it has %(found)s fields, and the header %(expected)s")
_SPLIT_BY_COMMAS = N_(
    "it has %(found)s fields, and the header %(expected)s; put those with a comma, such as 4,62, "
    "in quotation marks, or separate all by semicolons"
)


def read_csv(path: Path, options: ReadOptions) -> RawLayer:
    """Return a table of text as a raw layer; every value stays text.

    Raises
    ------
    InputError
        When it has no header, no columns of coordinates, or a row can't be used and shall not be
        left out.
    """
    table = open_text_table(path, options)
    rows: list[list[str]] = []
    numbers: list[int] = []
    broken: list[LeftOut] = []
    for number, fields in enumerate(table.iter_rows(), 1):
        fault = find_row_fault(fields, table)
        if fault is None and isinstance(fields, list):
            rows.append(fields)
            numbers.append(number)
        elif fault is not None:
            broken.append(LeftOut(number, fault, show_row(fields)))
    if not rows:
        raise_empty(path.name, broken)
    frame = pd.DataFrame(rows, columns=list(table.names), index=numbers, dtype=object)
    usable, is_joined = _make_layer(frame, table, replace(options, skip_unusable=True), broken)
    raw = add_steps(usable, table, [] if is_joined else broken)
    if raw.left_out and not options.skip_unusable:
        raise_unusable(path.name, raw.left_out[0])
    return raw


def find_row_fault(fields: list[str] | BrokenLine, table: TextTable) -> Phrase | None:
    """Return why a row of a table can't be read; None where it can."""
    if isinstance(fields, BrokenLine):
        return Phrase(fields.reason, {})
    if len(fields) != len(table.names):
        return describe_wrong_count(len(fields), table)
    return None


def describe_wrong_count(found: int, table: TextTable) -> Phrase:
    """Return that a row has so many fields, and the header of the table another number of them."""
    expected = len(table.names)
    sentence = _SPLIT_BY_COMMAS if found > expected and table.separator == "," else _WRONG_COUNT
    return Phrase(sentence, {"found": found, "expected": expected})


def show_row(fields: list[str] | BrokenLine) -> str:
    """Return a row as it was, as text."""
    return fields.text if isinstance(fields, BrokenLine) else json.dumps(fields, ensure_ascii=False)


def read_row_shapes(columns: Sequence[Sequence[str]], style: NumberStyle) -> ReadShapes:
    """Return the shapes in one column of geometry, or two of longitude (east) and latitude (north).

    They are in the units that the table has, degrees or metres, whatever its CRS.
    """
    if len(columns) == 1:
        return read_shapes(columns[0], unit_m=style.unit_m)
    x, y = (parse_coordinates(texts, decimal_comma=style.decimal_comma) for texts in columns)
    rows = enumerate(zip(*columns, strict=True))
    missing = [n for n, pair in rows if not all(as_text(each).strip() for each in pair)]
    faults = find_separator_faults(columns, (x, y), style)
    return make_point_shapes(x, y, dict.fromkeys(missing, MISSING) | dict(faults))


def _make_layer(
    frame: pd.DataFrame, table: TextTable, options: ReadOptions, broken: Sequence[LeftOut]
) -> tuple[RawLayer, bool]:
    """Return the rows as a layer, and whether they were points of plots."""
    columns = [frame[place].tolist() for place in table.places]
    read = read_row_shapes(columns, table.style)
    lost = [each.number for each in broken]
    joined = join_rows(frame, read, table.places, options, broken=lost)
    if joined is not None:
        return assume_degrees(
            make_joined_layer(joined, options, name=table.path.name), options
        ), True
    own = frame.drop(columns=list(table.places)) if len(columns) == 1 else frame
    raws = columns[0] if len(columns) == 1 else None
    raw = make_raw_layer(own, read, raws, crs=None, options=options, name=table.path.name)
    return assume_degrees(raw, options), False


def add_steps(raw: RawLayer, table: TextTable, broken: Sequence[LeftOut]) -> RawLayer:
    """Return a layer with what is said of its table, and the rows that could not be read."""
    left_out = sorted([*broken, *raw.left_out], key=lambda each: each.number)
    return replace(raw, steps=(*table.describe(), *raw.steps), left_out=tuple(left_out))
