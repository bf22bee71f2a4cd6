"""Tables of answers as XLSX: headings in the reader's language, with their units."""

import io
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from geo.batch.headings import Cell, keep_value
from maps.content.wording import make_wording
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.state import current_measured

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_TITLES: Mapping[str, str] = MappingProxyType({})


def make_workbook(
    items: Iterable[Mapping[str, Any]],
    columns: Iterable[str],
    *,
    titles: Mapping[str, str] = NO_TITLES,
    own: Sequence[str] = (),
    notes: Iterable[tuple[int | None, str]] = (),
) -> bytes:
    """Return rows as a workbook of one sheet; lists are joined, what is missing is empty.

    Codes are in words, and the names of parts and places before their identifiers.

    Parameters
    ----------
    items : iterable of mapping
    columns : iterable of str
        The keys to write.
    titles : mapping, optional
        What columns are called here, where that differs.
    own : sequence of str
        Columns of the reader's own file, which keep their names.
    notes : iterable of (int or None, str)
        A second sheet: what was done, and what was left out, with its number in the file.

    Raises
    ------
    InputError
        When there are more rows or columns than the format allows.
    """
    # It is needed for this format alone.
    from geo.io.xlsx import Sheet, SheetColumn, write_workbook  # noqa: PLC0415

    names = list(columns)
    made = [name for name in names if name not in own]
    wording = make_wording(current_measured().zone, lang(), titles=titles, columns=made)
    cells = [
        (name, cell)
        for name in names
        for cell in (wording(name) if name in made else [Cell(name, keep_value)])
    ]
    rows = ([_join_list(cell.tell(item[name])) for name, cell in cells] for item in items)
    (results,), (number,) = wording("results"), wording("number")
    sheets = [Sheet(results.title, [SheetColumn(cell.title) for _name, cell in cells], rows)]
    told = list(notes)
    if told:
        said = [SheetColumn(number.title), SheetColumn(_("Reading steps"))]
        sheets.append(Sheet(_("Reading steps"), said, told))
    out = io.BytesIO()
    write_workbook(out, sheets, name="table.xlsx")
    return out.getvalue()


def _join_list(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
