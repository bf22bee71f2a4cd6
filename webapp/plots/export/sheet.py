"""The sheet of measured features: headings and coded values in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from geo.batch.number_columns import find_number_columns, read_number
from geo.errors import N_
from geo.fields.languages import DATA_LANGUAGES, field_name, field_names
from geo.io.json_text import to_json
from geo.io.xlsx import Sheet, SheetColumn
from geo.zone import Zone
from maps.content.headings import FROM_INSIDE, make_heading
from maps.content.wording import IDENTIFIER_TITLES, find_teller
from maps.i18n import LANGUAGES, get_language, get_translator

_TITLES: Mapping[str, str] = MappingProxyType(
    {"name": N_("Feature name"), "layer": N_("Layer"), **IDENTIFIER_TITLES, **FROM_INSIDE}
)
# What the names of identified rows are called, by the column of identifiers.
_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "part": N_("Part"),
        "parts": N_("All parts"),
        "edge_part": N_("Part with the nearest edge"),
        "county": N_("County or district"),
    }
)
_IN_LANGUAGE = {"_name": N_("in English"), "_name_zh": N_("in Chinese")}  # else its own name
# Columns that the sheet has in words or another unit, in numbers for programs.
_FOR_PROGRAMS = ("own_shares", "overlap_share", "overlap_shares")
_FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "area_m2": "#,##0.00",
        "area_ha": "#,##0.0000",
        "area_mu": "#,##0.00",
        "outside_share": "0.0%",
        "perimeter_m": "#,##0.0",
        "length_m": "#,##0.0",
        "plane_area_m2": "#,##0.00",
        "stated_area_m2": "#,##0.00",
        "stated_difference_m2": "#,##0.00",
    }
)
_OWN_PREFIX = "input_"  # of an own column whose name is that of a computed one


def make_sheet(table: pa.Table, zone: Zone, parts: Mapping[str, str], lang: str) -> Sheet:
    """Return features as a sheet for people.

    Names come before identifiers, those in the reader's language first. An own column of texts
    that are all plain numbers becomes one of numbers. No two headings are alike.

    Parameters
    ----------
    table : Table
        `webapp.plots.export.table.make_export_table`, without the shapes.
    zone : Zone
    parts : mapping of str to str
        The names of its parts by identifier, in the language.
    lang : str
        The language's code.
    """
    made = [field.name for field in table.schema if field.metadata]
    own = [name for name in table.column_names if name not in made]
    order = _list_columns(table, made, lang)
    titles = _make_titles(own, made, zone, lang)
    numbers = find_number_columns([table], own)
    columns = [
        [read_number(value) if name in numbers else value for value in table[name].to_pylist()]
        if name in own
        else list(map(find_teller(name, parts, lang), table.column(name).to_pylist()))
        for name in order
    ]
    name = make_heading("results", zone.places, lang)
    return Sheet(
        name,
        [SheetColumn(titles[each], _find_format(each, made)) for each in order],
        _iter_rows(columns),
        leading=2 if "name" in order[:2] else 1,
    )


def _iter_rows(columns: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in zip(*columns, strict=True):
        yield [to_json(value) if isinstance(value, dict | list) else value for value in row]


def _list_columns(table: pa.Table, made: Sequence[str], lang: str) -> list[str]:
    """Return the columns that a reader has use for: none that is empty, none for programs only."""
    others = _list_endings(lang)[1:]
    names = [
        name
        for name in table.column_names
        if name not in made
        or (name not in _FOR_PROGRAMS and table.column(name).null_count < len(table))
    ]
    late = [
        base + other for base in ("edge_part", "county") for other in others if base + other in made
    ]
    return _order_columns([name for name in names if name not in late] + late, made, lang)


def _list_endings(lang: str) -> list[str]:
    """Return what columns of names end with, the reader's language first."""
    return list(dict.fromkeys((field_name("_name", lang), *field_names("_name"))))


def _order_columns(names: Sequence[str], made: Sequence[str], lang: str) -> list[str]:
    """Return the columns with names, the reader's first, in front of their identifiers."""
    before = {base: [base + each for each in _list_endings(lang)] for base in ("part", "parts")}
    moved = {each for found in before.values() for each in found if each in made}
    order: list[str] = []
    for name in names:
        if name not in moved:
            order += [
                each
                for each in before.get(name, ())
                if each in moved and name in made and each in names
            ]
            order.append(name)
    return order


def _find_format(name: str, made: Sequence[str]) -> str:
    """Return how Excel shows a column's numbers: with the decimals that say something."""
    if name not in made:
        return "General"
    if name in _FORMATS:
        return _FORMATS[name]
    if name.endswith("_m"):
        return "#,##0"
    return "0.000000" if name.endswith("itude") else "0.0" if name.endswith("_deg") else "General"


def _make_titles(
    own: Sequence[str], made: Sequence[str], zone: Zone, lang: str
) -> Mapping[str, str]:
    """Return the heading of each column; own columns keep their names."""
    found = {name: _strip_prefix(name, made) for name in own}
    taken = {title.casefold() for title in found.values()}
    heading = partial(make_heading, places=zone.places, lang=lang, titles=_TITLES)
    for name in made:
        title = _title_name(name, lang) or heading(name)
        found[name] = _make_unique(title, taken, lang)
        taken.add(found[name].casefold())
    return found


def _strip_prefix(name: str, made: Sequence[str]) -> str:
    plain = name.removeprefix(_OWN_PREFIX)
    return plain if plain in {*made, "geometry"} else name


def _title_name(name: str, lang: str) -> str | None:
    """Return the heading of a column of names; None for another column."""
    _ = get_translator(lang)
    codes = {field_name("_name", code): code for code in DATA_LANGUAGES}
    for base, words in _NAMED.items():
        ending = name.removeprefix(base)
        if ending in codes and ending != name:
            own_name = LANGUAGES[codes[ending]].own_name
            remark = _(_IN_LANGUAGE[ending]) if ending in _IN_LANGUAGE else own_name
            return _(words) + ("" if codes[ending] == lang else get_language(lang).bracket(remark))
    return None


def _make_unique(title: str, taken: set[str], lang: str) -> str:
    """Return a heading that is not taken; a repeated one says that it was measured."""
    bracket = get_language(lang).bracket
    found, count = title, 1
    while found.casefold() in taken:
        remark = get_translator(lang)(N_("measured"))
        found = title + bracket(remark if count == 1 else f"{remark} {count}")
        count += 1
    return found
