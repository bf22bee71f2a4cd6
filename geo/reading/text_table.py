"""Tables as text, opened and read line by line: encoding, separator, header, broken lines."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TextIO

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io.reasons import describe_csv_fault
from geo.reading.collector import raise_empty
from geo.reading.column_choice import choose_columns_by_rows, is_geometry
from geo.reading.coordinate_columns import NumberStyle, choose_number_style
from geo.reading.encoding import TextEncoding
from geo.reading.encoding_names import show_encoding
from geo.reading.layer import ReadOptions
from geo.reading.table_header import (
    SEPARATORS,
    check_width,
    describe_headings,
    describe_titles,
    fill_headings,
    find_text_header,
)
from geo.reading.text_bytes import choose_text_encoding
from geo.reading.units import choose_unit_m

_MAX_FIELD_CHARACTERS = 2**24
_MAX_HEAD_LINES, _MAX_HEAD_CHARACTERS = 31, 2**20
_SAMPLE_ROWS = 1000


@dataclass(frozen=True)
class BrokenLine:
    """A line that can't be read: its number among the rows, why, and the line itself."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True)
class TextTable:
    """A table ready to be read.

    Attributes
    ----------
    path : Path
    encoding : TextEncoding
    separator : str
    names : sequence of str
        Of the columns, made unique.
    places : tuple of str
        The columns of longitude (or east) and latitude (or north), or the one of geometry.
    style : NumberStyle
        Of the coordinates.
    line_count : int
        About how many rows there are.
    title_rows : int
        How many are above the header.
    heading_rows : int
        Of how many of them columns without a name have theirs.
    """

    path: Path
    encoding: TextEncoding
    separator: str
    names: Sequence[str]
    places: tuple[str, ...]
    style: NumberStyle
    line_count: int
    title_rows: int = 0
    heading_rows: int = 0

    def iter_rows(self) -> Iterator[list[str] | BrokenLine]:
        """Yield the fields of each row below the header that is not blank.

        Raises
        ------
        InputError
            When a quotation mark takes in the rows after it.
        """
        with self.path.open(encoding=self.encoding.name, newline="") as file:
            records = iter_records(file, self.separator, self.path.name, row=-self.title_rows)
            yield from islice(records, self.title_rows + 1, None)

    def describe(self) -> list[Phrase]:
        """Return how the table is read, as sentences."""
        separator = Phrase(SEPARATORS[self.separator], {})
        places = ", ".join(map(quote_value, self.places))
        told = [
            Phrase(
                N_(
                    "Text is %(encoding)s, separated by %(separator)s, with coordinates "
                    "from %(places)s."
                ),
                {
                    "encoding": show_encoding(self.encoding.name),
                    "separator": separator,
                    "places": places,
                },
            )
        ]
        if self.style.decimal_comma:
            told.append(Phrase(N_("Commas in coordinates are decimal commas."), {}))
        titles = describe_titles(self.title_rows - self.heading_rows)
        titles += describe_headings(self.heading_rows)
        return [*self.encoding.steps, *titles, *told]


def open_text_table(path: Path, options: ReadOptions) -> TextTable:
    """Open a table of text with a header and columns of coordinates or geometry.

    Raises
    ------
    InputError
        When it has no header or no such columns, or its encoding is unknown.
    """
    encoding = choose_text_encoding(path, given=options.encoding)
    csv.field_size_limit(_MAX_FIELD_CHARACTERS)
    with path.open(encoding=encoding.name, newline="") as file:
        separator, title_rows = find_text_header(_read_head(file), options)
        file.seek(0)
        records = iter_records(file, separator, path.name, row=-title_rows)
        above = [row for row in islice(records, title_rows) if isinstance(row, list)]
        header = next(records, None)
        if header is None:
            raise_empty(path.name)
        if isinstance(header, BrokenLine):
            raise InputError(
                N_("%(name)s has no header: %(reason)s. Correct that line."),
                name=file_label(path.name),
                reason=header.reason,
            )
        check_width(len(header), name=path.name)
        _check_header(header, path.name)
        header, heading_rows = fill_headings(header, above)
        names = make_names_unique(header)
        rows = [row for row in islice(records, _SAMPLE_ROWS) if isinstance(row, list)]
        places = choose_columns_by_rows(names, rows, options, name=path.name)
        style = _choose_style(rows, names, places, options, separator)
    return TextTable(
        path, encoding, separator, names, places, style, encoding.line_count,
        title_rows, heading_rows,
    )  # fmt: skip


def _read_head(file: TextIO) -> list[str]:
    """Return the first lines, few and not too long together; the first one whole."""
    head: list[str] = []
    while len(head) < _MAX_HEAD_LINES and sum(map(len, head)) < _MAX_HEAD_CHARACTERS:
        head.append(file.readline(_MAX_FIELD_CHARACTERS))
    return head


def _check_header(header: Sequence[str], name: str) -> None:
    """Refuse a first line with a geometry: as a header, its feature would be lost."""
    if any(is_geometry(value) for value in header):
        raise InputError(
            N_(
                "%(name)s has no header: its first line contains a geometry. "
                "Add a line with the names of the columns above it."
            ),
            name=file_label(name),
        )


def _choose_style(
    records: Sequence[list[str]],
    names: Sequence[str],
    places: Sequence[str],
    options: ReadOptions,
    separator: str,
) -> NumberStyle:
    if len(places) == 1:
        return NumberStyle(unit_m=choose_unit_m(None, options.crs))
    rows = [row for row in records if len(row) == len(names)]
    columns = [[row[names.index(place)] for row in rows] for place in places]
    hint = True if separator == ";" else None
    return choose_number_style(columns, options.crs, name=", ".join(places), hint=hint)


def make_names_unique(header: Sequence[str]) -> list[str]:
    """Return the names of columns, numbered where they repeat or are empty."""
    names: dict[str, None] = {}
    last: dict[str, int] = {}  # number given to a name, so that none is tried twice
    for n, name in enumerate(header, 1):
        base = found = name.lstrip("\ufeff") or f"column_{n}"
        while found in names:
            last[base] = last.get(base, 0) + 1
            found = f"{base}_again{last[base]}"
        names[found] = None
    return list(names)


def iter_records(
    lines: Iterable[str], delimiter: str, name: str, *, row: int = 0, line: int = 0
) -> Iterator[list[str] | BrokenLine]:
    """Yield the fields of each row that is not blank, or its one line that can't be read.

    `row` is the number of the first one, 0 for the header, and `line` how many lines were before.

    Raises
    ------
    InputError
        When a row can't be read and took more than one line: those after it may be lost.
    """
    last = deque([""], maxlen=1)
    reader = csv.reader(map(partial(_remember_line, last), lines), delimiter=delimiter, strict=True)
    while True:
        before = reader.line_num
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num > before + 1 or "end of data" in str(error):
                raise _describe_open_quote(name, row, line + before + 1) from None
            reason = f"line {line + before + 1} can't be read: {describe_csv_fault(error)}"
            yield BrokenLine(row, reason, last[0].rstrip("\r\n"))
        else:
            if not fields:  # a blank line
                continue
            yield fields
        row += 1


def _remember_line(last: deque[str], line: str) -> str:
    last.append(line)
    return line


def _describe_open_quote(name: str, row: int, line: int) -> InputError:
    where = Phrase(N_("row %(row)s"), {"row": row}) if row else Phrase(N_("the header"), {})
    return InputError(
        N_(
            "%(name)s: %(where)s (line %(line)s) opens a quotation mark that is not closed "
            "properly and takes in what follows. Close it, or double each quotation mark within "
            "quotation marks."
        ),
        name=file_label(name),
        where=where,
        line=line,
    )
