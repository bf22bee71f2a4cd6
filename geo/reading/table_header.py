"""The header of a table: which row it is, below titles, and what separates its names."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice, takewhile
from types import MappingProxyType

from geo.errors import N_, InputError, Phrase, file_label
from geo.reading.column_choice import (
    LAT_NAMES,
    LON_NAMES,
    WKT_NAMES,
    is_geometry,
    simplify_heading,
)
from geo.reading.datum_names import drop_datum
from geo.reading.layer import ReadOptions

SEPARATORS: Mapping[str, str] = MappingProxyType(
    {
        ",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar"),
        "，": N_("full-width comma"), "；": N_("full-width semicolon"),
    }
)  # fmt: skip
_MAX_TITLE_ROWS = 30
MAX_COLUMNS = 2_000  # each is looked at for every pair of columns that may be coordinates


def find_header(rows: Iterable[Sequence[str]], options: ReadOptions) -> int | None:
    """Return the position of the first row, of few, with names of coordinate columns or geometry.

    The last row of a table is a header only where it is the first one too.

    Parameters
    ----------
    rows : iterable of sequences of str
        The first ones of a table, titles among them.
    options : ReadOptions
        Of which `lon` and `lat` count.
    """
    lon = LON_NAMES if options.lon is None else (options.lon.strip().casefold(),)
    lat = LAT_NAMES if options.lat is None else (options.lat.strip().casefold(),)
    first = list(islice(rows, _MAX_TITLE_ROWS + 1))
    titles = takewhile(lambda row: not any(map(is_geometry, row)), first[:_MAX_TITLE_ROWS])
    for n, row in enumerate(titles):
        names = {form for value in row for form in _list_forms(value)}
        has_pair = not names.isdisjoint(lon) and not names.isdisjoint(lat)
        if has_pair or not names.isdisjoint(WKT_NAMES):
            return n if n == 0 or n + 1 < len(first) else None
    return None


def _list_forms(value: str) -> tuple[str, ...]:
    return value.casefold(), simplify_heading(value), drop_datum(value)


def find_text_header(head: Sequence[str], options: ReadOptions) -> tuple[str, int]:
    """Return the separator, and how many rows of titles are above the header.

    The header is the first row that names coordinates or geometry, by whatever separator; without
    any it is the first row.
    """
    first = head[0] if head else ""
    likely = sorted(SEPARATORS, key=first.count, reverse=True)
    for separator in likely:
        rows = (
            [*next(csv.reader([line], delimiter=separator), [])] for line in head if line.strip()
        )
        found = find_header(rows, options)
        if found is not None:
            return separator, found
    return likely[0], 0


def _split_lines(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    for line in lines:
        with suppress(csv.Error):  # the reader of rows says what is wrong
            yield from filter(None, csv.reader([line], delimiter=separator))


def check_width(count: int, *, name: str) -> None:
    """Refuse a table of too many columns, before its rows are read.

    Raises
    ------
    InputError
        When there are more than `MAX_COLUMNS`.
    """
    if count > MAX_COLUMNS:
        raise InputError(
            N_("%(name)s has more than %(n)s columns. Export only the columns needed."),
            name=file_label(name),
            n=f"{MAX_COLUMNS:,}",
        )


def fill_headings(header: Sequence[str], above: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """Return a header whose blank columns take the heading above, and from how many rows.

    A row with one text is a title, not headings.

    >>> fill_headings(["", "经度", "纬度"], [["Sites", "", ""], ["名称", "坐标", ""]])
    (['名称', '经度', '纬度'], 1)
    """
    found, used = list(header), set[int]()
    rows = [(n, row) for n, row in enumerate(above) if sum(bool(each.strip()) for each in row) > 1]
    for column in (n for n, name in enumerate(header) if not name.strip()):
        for n, row in reversed(rows):
            if column < len(row) and row[column].strip():
                found[column] = row[column]
                used.add(n)
                break
    return found, len(used)


def describe_headings(count: int) -> list[Phrase]:
    """Return that headings of so many rows above the header are used, as a sentence."""
    sentence = N_("Columns without a heading in the header row take the one above it.")
    return [Phrase(sentence, {})] if count else []


def describe_titles(count: int) -> list[Phrase]:
    """Return that so many rows above the header are passed over, as a sentence; none for none."""
    sentence = N_("Rows above the header that were passed over: %(n)s.")
    return [Phrase(sentence, {"n": count})] if count else []
