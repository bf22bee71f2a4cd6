"""The tables of a terminal in another language than English: names, words and rounded numbers.

Imported where such a table is printed only. The English ones have the columns of the data, which
scripts read as well.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from geo.measured import Measured
from geo.metadata import make_source_rows
from geo.zone import Zone
from maps.content.columns import Column, area_columns, distance_columns
from maps.content.roads.table import make_road_table
from maps.content.sources import choose_name, choose_publisher, localize_source_field
from maps.i18n import display_name, get_language, get_translator
from webapp.serialize import Row, to_text

_COLUMNS = {"areas": area_columns, "distances": distance_columns}


def write_table(kind: str, zone: Zone, items: Sequence[Row], lang: str) -> str:
    """Return the rows of `areas` or `distances` as text for a terminal, as their page has them."""
    _, columns = get_translator(lang), _COLUMNS[kind](lang)
    rows = []
    for item in items:
        row = {_("ID"): item["id"], _("Part"): _name(zone.part_rows, item["id"], lang)}
        if kind == "distances":
            row[_("Place")] = _name(zone.place_rows, item["place"], lang)
        rows.append(row | _word_cells(columns, item, lang))
    named = [_("ID"), _("Part"), *([_("Place")] if kind == "distances" else [])]
    return to_text(rows, [*named, *(each.label for each in columns)])


def _name(rows: Mapping[str, Mapping[str, Any]], key: str, lang: str) -> str:
    return display_name({**rows[key], "id": key}, lang)


def _word_cells(columns: Sequence[Column], item: Mapping[str, Any], lang: str) -> dict[str, str]:
    return {each.label: each.format_cell(item, lang) for each in columns}


def write_road_table(zone: Zone, lang: str) -> str:
    """Return the ways by road as text for a terminal, with what they rest on; empty without any."""
    _, language, measured = get_translator(lang), get_language(lang), Measured(zone)
    rows: list[Row] = []
    found = {part: make_road_table(measured, part, lang) for part in zone.parts.index}
    tables = {part: table for part, table in found.items() if table and table.rows}
    for part, table in tables.items():
        name = _name(zone.part_rows, part, lang)
        for each in table.rows:
            texts = [
                language.comma.join(filter(None, (cell.text, *cell.remarks))) for cell in each.cells
            ]
            where = {_("Part"): name, _("Place"): each.place.text, _("Direction"): each.direction}
            rows.append(where | dict(zip(table.vehicles, texts, strict=False)))
    if not rows:
        return ""
    vehicles = next(iter(tables.values())).vehicles
    names = [_("Part"), _("Place"), _("Direction"), *vehicles]
    shown = [{name: row.get(name) for name in names} for row in rows]
    table = next(iter(tables.values()))
    notes = "\n".join((*table.notes[-1:], table.credit))
    return f"\n{_('By road')}{language.colon}\n\n{to_text(shown, names)}\n{notes}\n"


def write_sources(zone: Zone, lang: str) -> str:
    """Return the sources as text for a terminal: what each is called, and what it is used for."""
    _ = get_translator(lang)
    rows = [
        {
            _("Key"): row["key"],
            _("Title"): choose_name(row["title"], lang),
            _("Publisher"): choose_publisher(row["publisher"], lang) or None,
            _("Date"): row["date"],
            _("Licence"): localize_source_field(row, "licence", lang) or None,
            _("Note"): localize_source_field(row, "note", lang) or None,
            _("Link"): row["url"],
            _("Used by"): row["used_by"],
        }
        for row in make_source_rows(zone, zone.sources)
    ]
    return to_text(rows, rows[0] if rows else (_("Key"), _("Title")))
