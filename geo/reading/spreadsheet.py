"""XLSX workbooks: sites by longitude and latitude, by plane coordinates or as WKT."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geo.errors import N_, Phrase, quote_value
from geo.reading.assumed_degrees import assume_degrees
from geo.reading.collector import raise_empty
from geo.reading.column_choice import choose_columns_by_rows
from geo.reading.coordinate_columns import NumberStyle, choose_number_style
from geo.reading.delimited import read_row_shapes
from geo.reading.joined_points import join_rows, make_joined_layer
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.ogr import choose_layer
from geo.reading.raw_layers import make_raw_layer
from geo.reading.table_header import (
    check_width,
    describe_headings,
    describe_titles,
    fill_headings,
    find_header,
)
from geo.reading.text_table import make_names_unique
from geo.reading.units import choose_unit_m
from geo.reading.xlsx_sheets import Workbook, open_workbook

_TOTALS = frozenset({"合计", "总计", "小计", "total", "totals", "subtotal", "sum"})
_HIDDEN = N_("The sheet %(sheet)s is read, which is hidden in the workbook.")
_A_TOTAL = N_("a total of other rows, not a site")


def read_xlsx(path: Path, options: ReadOptions) -> RawLayer:
    """Return a sheet of a workbook as a raw layer; every value is text.

    The header is the first row with columns of coordinates; what is above it is passed over.

    Raises
    ------
    InputError
        When the workbook is damaged, has several sheets and none was chosen, or no columns of
        coordinates; or when a row can't be used and shall not be left out.
    """
    with open_workbook(path) as book:
        filled = [name for name in book.sheets if any(True for _ in book.iter_rows(name))]
        if not filled:
            raise_empty(path.name)
        names = filled if options.layer is None else list(book.sheets)
        sheet = choose_layer(names, options.layer, name=path.name)
        return _read_sheet(book, sheet, options)


def _read_sheet(book: Workbook, sheet: str, options: ReadOptions) -> RawLayer:
    rows = list(book.iter_rows(sheet))
    if not rows:
        raise_empty(book.name)
    start = find_header((list(cells.values()) for _, cells in rows), options) or 0
    header_row, header = rows[start]
    body = rows[start + 1 :]
    filled = set(header).union(*(cells for _, cells in body))  # a column with values is kept
    check_width(len(filled), name=book.name)
    above = [[cells.get(n, "") for n in range(max(filled) + 1)] for _, cells in rows[:start]]
    headings = [header.get(n, "") for n in range(max(filled) + 1)]
    headings, heading_rows = fill_headings(headings, above)
    names = make_names_unique(headings)
    used = sorted(filled)
    if not body:
        raise_empty(book.name)
    columns = [names[n] for n in used]
    values = [[cells.get(n, "") for n in used] for _, cells in body]
    places = choose_columns_by_rows(columns, values, options, name=book.name)
    frame = pd.DataFrame(
        values,
        columns=columns,
        index=[number - header_row for number, _ in body],
        dtype=object,
    )
    raw = _make_layer(frame, places, options, name=book.name, sheet=sheet)
    told = [*describe_titles(start - heading_rows), *describe_headings(heading_rows)]
    if sheet in book.hidden:
        told.insert(0, Phrase(_HIDDEN, {"sheet": quote_value(sheet)}))
    totals = {number - header_row for number, cells in body if _is_total(cells)}
    left_out = tuple(_tell_row(each, header_row, totals) for each in raw.left_out)
    raw = replace(raw, steps=(*told, *raw.steps), left_out=left_out)
    return assume_degrees(raw, options)


def _is_total(cells: Mapping[int, str]) -> bool:
    """Return whether a row sums up others: its first cell says so."""
    return "".join(cells[min(cells)].split()).casefold() in _TOTALS


def _tell_row(left_out: LeftOut, header_row: int, totals: Container[int]) -> LeftOut:
    """Return a row that can't be used with its number in the sheet, which people see beside it."""
    said = N_("%(reason)s (row %(n)s of the sheet)")
    reason = Phrase(_A_TOTAL, {}) if left_out.number in totals else left_out.reason
    values = {"reason": reason, "n": header_row + left_out.number}
    return replace(left_out, reason=Phrase(said, values))


def _make_layer(
    frame: pd.DataFrame, places: Sequence[str], options: ReadOptions, *, name: str, sheet: str
) -> RawLayer:
    columns = [frame[place].tolist() for place in places]
    style = NumberStyle(unit_m=choose_unit_m(None, options.crs))
    if len(columns) == 2:
        style = choose_number_style(columns, options.crs, name=", ".join(places))
    read = read_row_shapes(columns, style)
    told = Phrase(
        N_("Coordinates are from %(places)s."), {"places": ", ".join(map(quote_value, places))}
    )
    joined = join_rows(frame, read, places, options)
    if joined is not None:
        raw = make_joined_layer(joined, options, name=name, layer_name=sheet)
        return replace(raw, steps=(told, *raw.steps))
    own = frame.drop(columns=list(places)) if len(columns) == 1 else frame
    raws = columns[0] if len(columns) == 1 else None
    raw = make_raw_layer(own, read, raws, crs=None, options=options, name=name, layer_name=sheet)
    return replace(raw, steps=(told, *raw.steps))
