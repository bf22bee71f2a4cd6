"""Tables as XLSX workbooks, row by row: text stays text, equal values give equal bytes."""

import math
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from geo.errors import N_, InputError, file_label
from geo.io.plain_text import replace_controls

MAX_ROWS = 1_048_576  # of a sheet, with its header: the limit of Excel and of most others
MAX_COLUMNS = 16_384
MAX_TEXT = 32_767  # characters of a cell
_MAX_INTEGER = 2**53  # beyond it a cell's number is rounded
_WIDTHS = (8, 40)  # characters
_MEASURED_ROWS, _MEASURED_CHARACTERS = 1_000, 2_000
_LINE_PT, _MAX_HEIGHT_PT = 15.0, 90.0
_A4 = 9  # as Excel numbers paper
_PAPER_WIDTH = 145.0  # characters of the usual font across A4, within the margins
_LEAST_SCALE = 0.5  # of 11 pt, below which text on paper is hard to read
_HEADING_LINES, _MOST_LINES = 3, 4
_WORD = re.compile(r"[!-~]+")  # of Latin letters, which is not broken
_FIXED_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 (a workbook's dates have no time zone)
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)


@dataclass(frozen=True)
class SheetColumn:
    """A column: its heading, with the unit, and how Excel writes its numbers."""

    title: str
    number_format: str = "General"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name (at most 31 characters), columns, and rows as long as the columns.

    The first `leading` columns say what a row is of; they stay in sight, and are on each page.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Any]]
    leading: int = 1


def write_workbook(
    target: Path | IO[bytes], sheets: Iterable[Sheet], *, name: str, title: str = ""
) -> None:
    """Write the sheets in constant memory, each with a header that stays in sight.

    Numbers are numbers, true and false are themselves; None, NaN and what is not finite are empty
    cells. All else is text, which no program takes for a formula, a link or a number; what is
    longer than `MAX_TEXT` is cut and ends with "…".

    Parameters
    ----------
    target : Path or binary file
        Of a path only its folder is used besides, for files that are removed again.
    sheets : iterable of Sheet
    name : str
        The file's name, for messages.
    title : str
        The workbook's title in its properties.

    Raises
    ------
    InputError
        When a sheet has more rows or columns than the format allows; the file is then incomplete.
    OSError
        When it can't be written.
    """
    with tempfile.TemporaryDirectory(dir=_find_folder(target)) as folder:
        book = xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        book.set_properties({"title": title[:255], "created": _FIXED_DATE})
        try:
            for sheet in sheets:
                _write_sheet(book, sheet, name=name)
            book.close()
        except FileCreateError as error:  # which is no OSError, but has one
            raise OSError(*getattr(error.args[0], "args", error.args)) from None
        finally:
            for page in book.worksheets():
                page.row_data_fh.close()


def check_size(rows: int, columns: int, *, name: str) -> None:
    """Raise InputError when a sheet can't have so many rows, beside its header, or columns."""
    if rows >= MAX_ROWS or columns > MAX_COLUMNS:
        raise InputError(
            N_(
                "%(name)s would have more than %(rows)s rows or %(columns)s columns, the limits "
                "of XLSX. Use .csv or .parquet."
            ),
            name=file_label(name),
            rows=f"{MAX_ROWS - 1:,}",
            columns=f"{MAX_COLUMNS:,}",
        )


def _find_folder(target: Path | IO[bytes]) -> Path | None:
    return target.parent if isinstance(target, Path) else None


def _write_sheet(book: Any, sheet: Sheet, *, name: str) -> None:
    check_size(0, len(sheet.columns), name=name)
    page = book.add_worksheet(sheet.name)
    top = {"valign": "top"}
    head = book.add_format({**top, "bold": True, "text_wrap": True, "bottom": 1})
    text = book.add_format({**top, "text_wrap": True})
    forms = [book.add_format({**top, "num_format": each.number_format}) for each in sheet.columns]
    widths = [_measure_heading(each.title) for each in sheet.columns]
    page.set_row(0, _LINE_PT * max(map(_count_heading_lines, sheet.columns, widths), default=1))
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, _clean_text(column.title), head)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        check_size(count, 0, name=name)
        cells = [_prepare_value(value) for value in row]
        _set_height(page, count, cells)
        for place, value in enumerate(cells):
            _write_cell(page, (count, place), value, (text, forms[place]))
        if count <= _MEASURED_ROWS and cells:  # an empty row parts others, and has no width
            measured = map(_measure_width, cells, (each.number_format for each in sheet.columns))
            widths = list(map(max, widths, measured))
    _arrange_sheet(page, widths, count, sheet.leading)


def _arrange_sheet(page: Any, widths: Sequence[int], count: int, leading: int) -> None:
    """Set what a sheet looks like: widths, the header in sight and on each page, filters."""
    shown = [min(max(width + 2, _WIDTHS[0]), _WIDTHS[1]) for width in widths]
    for place, width in enumerate(shown):
        page.set_column(place, place, width)
    page.freeze_panes(1, leading)
    page.repeat_rows(0)
    page.repeat_columns(0, leading - 1)  # else a page has numbers without what they are of
    _lay_out_paper(page, shown, leading)
    if count:
        page.autofilter(0, 0, count, len(widths) - 1)


def _lay_out_paper(page: Any, widths: Sequence[int], leading: int) -> None:
    """Lay a sheet out on A4, across: on as few pages in width as leave its text legible.

    It is told how many, not how large: fonts of other programs are wider.
    """
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
    pages = _divide_columns(widths, leading, _PAPER_WIDTH / _LEAST_SCALE)
    page.fit_to_pages(len(pages), 0)


def _divide_columns(widths: Sequence[int], leading: int, room: float) -> list[int]:
    """Return the first column of each page, `room` characters wide; the leading are on each.

    >>> _divide_columns([20, 40, 40, 30, 60], 1, 110)
    [0, 3]
    """
    pages, used = [0], 0.0
    for place, width in enumerate(widths):
        if place > leading and used + width > room:
            pages.append(place)
            used = float(sum(widths[:leading]))
        used += width
    return pages


def _prepare_value(value: Any) -> bool | float | str | None:
    """Return what a cell is to hold: None for nothing, a number only where it stays exact."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and abs(value) <= _MAX_INTEGER:
        return value
    return _clean_text(value)


def _write_cell(page: Any, place: tuple[int, int], value: Any, forms: tuple[Any, Any]) -> None:
    text_form, number_form = forms
    if isinstance(value, str):
        page.write_string(*place, value, text_form)
    elif isinstance(value, bool):
        page.write_boolean(*place, value, text_form)
    elif value is not None:
        page.write_number(*place, value, number_form)


def _set_height(page: Any, number: int, cells: Sequence[Any]) -> None:
    """Make a row high enough for its longest text, up to six lines: not every program does so."""
    long = [each for each in cells if isinstance(each, str) and (len(each) > 30 or "\n" in each)]
    lines = max((_count_lines(each) for each in long), default=1)
    if lines > 1:
        page.set_row(number, min(lines * _LINE_PT, _MAX_HEIGHT_PT))


def _count_lines(text: str) -> int:
    lines = text[:_MEASURED_CHARACTERS].splitlines()
    return sum(max(1, math.ceil(_measure_line(each) / (_WIDTHS[1] - 4))) for each in lines)


def _clean_text(value: object) -> str:
    """Return text that XML can have, at most as long as a cell's."""
    text = replace_controls(value)
    # Excel counts as UTF-16 does, where a character beyond the first 65,536 counts twice.
    if len(text.encode("utf-16-le")) <= 2 * MAX_TEXT:
        return text
    kept = text.encode("utf-16-le")[: 2 * MAX_TEXT - 2].decode("utf-16-le", "ignore")
    return kept + "…"


def _measure_width(value: Any, form: str) -> int:
    """Return the width of a cell's longest line in characters, of a number in its format."""
    if isinstance(value, str):
        lines = value[:_MEASURED_CHARACTERS].splitlines()
        return max(map(_measure_line, lines), default=0)
    if value is None or isinstance(value, bool) or form == "General":
        return 0 if value is None else len(f"{value:.10g}")
    decimals = len(form.partition(".")[2].rstrip("%"))
    return len(f"{100 * value:.{decimals}f}%" if "%" in form else f"{value:,.{decimals}f}")


def _measure_heading(title: str) -> int:
    """Return the width of a heading that breaks into a few lines, in characters."""
    longest = max(map(_measure_line, _WORD.findall(title)), default=0)
    return max(longest, math.ceil(_measure_line(title) / _HEADING_LINES))


def _count_heading_lines(column: SheetColumn, width: int) -> int:
    """Return how many lines a heading takes at most: words leave the ends of lines empty."""
    return min(math.ceil(_measure_line(column.title) / max(width, _WIDTHS[0])) + 1, _MOST_LINES)


def _measure_line(line: str) -> int:
    """Return the width of a line in characters; those of Chinese count twice."""
    return len(line) + (0 if line.isascii() else len(_WIDE.findall(line)))
