"""The sheets of an XLSX workbook as rows of text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from geo.errors import N_, InputError, file_label
from geo.reading.archive import unpack_zip
from geo.reading.numbers import NUMBER_PATTERN
from geo.reading.table_header import check_width
from geo.reading.xlsx_styles import format_number, iter_starts, read_styles
from geo.reading.xml_events import iter_xml_events

MAX_UNPACKED_BYTES = 128 * 2**20
MAX_TEXT_CHARACTERS = 64 * 2**20  # a text in many cells is stored once
MAX_CELLS = 2_000_000
MAX_TAGS = 12_000_000  # of a sheet or the shared texts: two for an element, four for a cell
_LAST_COLUMN = 16_384
_CELL_TAGS = frozenset({"row", "c", "v", "t"})
_NO_CELL: Mapping[str, str] = MappingProxyType({})
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_BLOCK_BYTES = 2**20
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Row = tuple[int, dict[int, str]]  # the row's number, from 1, and its cells by column, from 0


@dataclass(frozen=True)
class Workbook:
    """An unpacked workbook: its sheets by name, its texts, and the styles that change numbers.

    `hidden` names the sheets that a spreadsheet program doesn't show.
    `date_styles` show dates; `padded_styles` show so many digits at least, zeros first.
    """

    name: str
    sheets: Mapping[str, Path]
    hidden: frozenset[str]
    texts: Sequence[str]
    date_styles: frozenset[int]
    padded_styles: Mapping[int, int]
    first_day: datetime

    def iter_rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet with a value, each cell as text.

        Raises
        ------
        InputError
            When there are too many cells, or the sheet is damaged.
        """
        _check_limits(count_cells(self.sheets[sheet]), 0, name=self.name)
        _check_tags(self.sheets[sheet], name=self.name)
        number, cells, column = 0, dict[int, str](), -1
        cell, text = _NO_CELL, ""
        count, size = 0, 0
        for event in iter_xml_events(self.sheets[sheet], tags=_CELL_TAGS, name=self.name):
            if event.is_start and event.tag == "row":
                number, cells, column = int(event.attributes.get("r") or number + 1), {}, -1
            elif event.is_start and event.tag == "c":
                count += 1
                cell, text = event.attributes, ""
                column = _find_column(cell.get("r"), column)
            elif not event.is_start and event.tag in {"v", "t"}:
                text += event.text
            elif not event.is_start and event.tag == "c":
                value = self._format_cell(cell, text).strip()
                size += len(value)
                _check_limits(count, size, name=self.name)
                if value and column < _LAST_COLUMN:
                    cells[column] = value
                    check_width(len(cells), name=self.name)
            elif not event.is_start and event.tag == "row" and cells:
                yield number, cells

    def _format_cell(self, cell: Mapping[str, str], value: str) -> str:
        kind = cell.get("t", "n")
        if kind == "s":
            known = value.isdecimal() and int(value[:9]) < len(self.texts)
            return self.texts[int(value[:9])] if known else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind != "n" or not NUMBER_PATTERN.fullmatch(value):
            return value
        number, style = float(value), int(cell.get("s") or 0)
        if style in self.date_styles:
            return self._format_date(number)
        text = format_number(value.strip(), number)
        return text.zfill(self.padded_styles.get(style, 0)) if text.isdigit() else text

    def _format_date(self, days: float) -> str:
        try:
            moved = self.first_day + timedelta(seconds=round(days * 86400))
        except (OverflowError, ValueError):
            return repr(days)
        plain = moved.replace(tzinfo=None)
        return plain.date().isoformat() if days == int(days) else plain.isoformat(sep=" ")


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """Yield a workbook, unpacked into a temporary folder meanwhile.

    Raises
    ------
    InputError
        When it is damaged, too large or declares XML entities.
    """
    with unpack_zip(path, max_bytes=MAX_UNPACKED_BYTES) as folder:
        book = folder / "xl" / "workbook.xml"
        if not book.is_file():
            raise InputError(
                N_("%(name)s is a damaged workbook. Save it again as .xlsx."),
                name=file_label(path.name),
            )
        properties = next(iter_starts(book, "workbookPr", name=path.name), {})
        is_1904 = properties.get("date1904") in {"1", "true"}
        yield Workbook(
            path.name,
            _find_sheets(book, name=path.name),
            _find_hidden(book, name=path.name),
            _read_texts(book.parent / "sharedStrings.xml", name=path.name),
            *read_styles(book.parent / "styles.xml", name=path.name),
            datetime(*((1904, 1, 1) if is_1904 else (1899, 12, 30)), tzinfo=UTC),
        )


def count_cells(sheet: Path) -> int:
    """Return about how many cells a sheet has, up to a few more than are allowed.

    It is quick: a sheet with too many is refused before it is read.
    """
    count, rest = 0, b""
    with sheet.open("rb") as file:
        while count <= MAX_CELLS and (block := file.read(_BLOCK_BYTES)):
            data = rest + block.replace(b"\x00", b"")  # UTF-16
            count += sum(1 for _ in _CELL.finditer(data))
            rest = data[data.rfind(b"<") :] if b"<" in data[-100:] else b""
            count -= 1 if _CELL.match(rest) else 0
    return count


def _check_tags(path: Path, *, name: str) -> None:
    """Refuse an XML file of too many tags before it is read; a missing one has none."""
    count = 0
    if path.is_file():
        with path.open("rb") as file:
            while count <= MAX_TAGS and (block := file.read(_BLOCK_BYTES)):
                count += block.count(b"<")
    if count > MAX_TAGS:
        raise InputError(
            N_("%(name)s has more than %(n)s XML tags in one sheet. Save the sites alone."),
            name=file_label(name),
            n=f"{MAX_TAGS:,}",
        )


def _find_sheets(book: Path, *, name: str) -> dict[str, Path]:
    """Return the path of each sheet by its name, in the order of the tabs; charts have none."""
    relations = book.parent / "_rels" / "workbook.xml.rels"
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in iter_starts(relations, "Relationship", name=name)
    }
    sheets = {}
    for sheet in iter_starts(book, "sheet", name=name):
        target = targets.get(sheet.get("id", ""), "").removeprefix("/xl/")
        path = book.parent / "worksheets" / PurePosixPath(target).name
        if target.startswith("worksheets/") and path.is_file():
            sheets[sheet.get("name", "")] = path
    return sheets


def _find_hidden(book: Path, *, name: str) -> frozenset[str]:
    return frozenset(
        sheet.get("name", "")
        for sheet in iter_starts(book, "sheet", name=name)
        if sheet.get("state", "visible") != "visible"
    )


def _read_texts(path: Path, *, name: str) -> list[str]:
    """Return the texts that cells share, without their phonetic hints."""
    _check_tags(path, name=name)
    texts, runs, is_hint = list[str](), list[str](), False
    if not path.is_file():
        return texts
    for event in iter_xml_events(path, tags={"si", "t", "rPh"}, name=name):
        if event.tag == "rPh":
            is_hint = event.is_start
        elif event.is_start:
            continue
        elif event.tag == "t" and not is_hint:
            runs.append(event.text)
        elif event.tag == "si":
            texts.append("".join(runs))
            runs.clear()
    return texts


def _find_column(reference: str | None, before: int) -> int:
    """Return the column of a cell, from 0; the next one where the cell doesn't say."""
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return before + 1
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _check_limits(count: int, size: int, *, name: str) -> None:
    if count > MAX_CELLS:
        raise InputError(
            N_("%(name)s has more than %(n)s cells. Save the sites alone."),
            name=file_label(name),
            n=f"{MAX_CELLS:,}",
        )
    if size > MAX_TEXT_CHARACTERS:
        raise InputError(
            N_("%(name)s has more than %(n)s characters. Save the sites alone."),
            name=file_label(name),
            n=f"{MAX_TEXT_CHARACTERS:,}",
        )
