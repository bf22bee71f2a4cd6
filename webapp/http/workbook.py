"""Tables of answers as XLSX: headings in the reader's language, with their units."""

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from maps.content.headings import make_heading
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

    heading = partial(
        make_heading, places=current_measured().zone.places, lang=lang(), titles=titles
    )
    names = list(columns)
    heads = [SheetColumn(name if name in own else heading(name)) for name in names]
    rows = ([_join_list(item[name]) for name in names] for item in items)
    sheets = [Sheet(heading("results"), heads, rows)]
    told = list(notes)
    if told:
        said = [SheetColumn(heading("number")), SheetColumn(_("Reading steps"))]
        sheets.append(Sheet(_("Reading steps"), said, told))
    out = io.BytesIO()
    write_workbook(out, sheets, name="table.xlsx")
    return out.getvalue()


def _join_list(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
