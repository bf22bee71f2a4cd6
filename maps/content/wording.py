"""Tables for people: what is coded in the reader's words, and names before identifiers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import geopandas as gpd

from geo.batch.headings import Cell, Wording, keep_columns, keep_value
from geo.errors import N_
from geo.lookup.part_names import name_id
from geo.rows import Rows
from geo.zone import Zone
from maps.content.headings import make_heading
from maps.content.vocabulary import (
    area_basis_label,
    kind_label,
    placement_label,
    severity_label,
    status_label,
    verdict_label,
)
from maps.i18n import display_name, get_translator

# What columns of identifiers are called beside the names.
IDENTIFIER_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "part": N_("Part, identifier"),
        "parts": N_("All parts, identifiers"),
        "nearest_part": N_("Nearest part, identifier"),
        "edge_part": N_("Part with the nearest edge, identifier"),
        "parent": N_("Parent part, identifier"),
        "place": N_("Place, identifier"),
    }
)
_CODED: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
    {
        "kind": kind_label,
        "placement": placement_label,
        "part_placement": placement_label,
        "area_basis": area_basis_label,
        "verdict": verdict_label,
        "county_verdict": verdict_label,
        "severity": severity_label,
        "status": status_label,
    }
)
_BROUGHT_KINDS = {"plot": N_("Plot"), "site": N_("Site"), "line": N_("Line feature")}
_FLAGS = ("certain", "centroid_outside", "toll", "ferry")
_OF_CODES = "en"  # whose words the codes are
_ANSWERS = {True: N_("yes"), False: N_("no")}
_NO_TITLES: Mapping[str, str] = MappingProxyType({})


def make_wording(
    zone: Zone, lang: str, *, titles: Mapping[str, str] = _NO_TITLES, columns: Collection[str] = ()
) -> Wording:
    """Return what makes the cells of a computed column: one, or a name and an identifier.

    Parameters
    ----------
    zone : Zone
        Whose parts, places and counties are named.
    lang : str
        The language's code.
    titles : mapping, optional
        What columns of this table are called, where that differs.
    columns : collection of str
        Of this table, if known: what has its names in columns of their own gets no others.
    """
    return _Words(zone, lang, titles, columns).list_cells


def make_code_wording(zone: Zone, lang: str) -> Wording:
    """Return what words the codes of computed columns that keep their names.

    In English they stay: the codes are English words, and are what programs read.

    Parameters
    ----------
    zone : Zone
        Whose parts are named.
    lang : str
        The language's code.
    """
    if lang == _OF_CODES:
        return keep_columns
    parts = _name_rows(zone.parts, lang)
    return partial(_list_code_cells, parts=parts, lang=lang)


def make_drawing_wording(zone: Zone, lang: str) -> Wording:
    """Return what words a drawing: in English its layers and columns keep their names.

    Parameters
    ----------
    zone : Zone
        Whose parts, places and counties are named.
    lang : str
        The language's code.
    """
    return keep_columns if lang == _OF_CODES else make_wording(zone, lang)


def _list_code_cells(name: str, parts: Mapping[str, str], lang: str) -> list[Cell]:
    return [Cell(name, find_teller(name, parts, lang))]


def find_teller(name: str, parts: Mapping[str, str], lang: str) -> Callable[[Any], Any]:
    """Return what turns the codes of a computed column into words; other values stay.

    Parameters
    ----------
    name : str
        The column's.
    parts : mapping of str to str
        The names of the zone's parts by identifier, in the language.
    lang : str
        The language's code.
    """
    if name in _CODED:
        return partial(_say_code, name, lang=lang)
    if name in _FLAGS and lang != _OF_CODES:
        return partial(_say_answer, lang=lang)
    return partial(_name_value, parts) if name == "touched_parts" else keep_value


class _Words:
    def __init__(
        self, zone: Zone, lang: str, titles: Mapping[str, str], columns: Collection[str]
    ) -> None:
        self._lang, self._columns = lang, columns
        self._parts, self._places = _name_rows(zone.parts, lang), _name_rows(zone.places, lang)
        counties = zone.context[zone.context["kind"] == "county"]
        named = _name_rows(counties, lang).values()
        self._counties = dict(zip(counties["name"], named, strict=True))
        self._head = partial(make_heading, places=zone.places, lang=lang, titles=titles)

    def list_cells(self, name: str) -> Sequence[Cell]:
        head = self._head(name)
        tell = find_teller(name, self._parts, self._lang)
        if tell is not keep_value:
            return [Cell(head, tell)]
        if name == "county_name":
            return [Cell(head, lambda value: self._counties.get(value, value))]
        key = "part" if name == "id" else name
        if key in IDENTIFIER_TITLES and _name_column(name) not in self._columns:
            known = self._places if key == "place" else self._parts
            title = get_translator(self._lang)(IDENTIFIER_TITLES[key])
            return [Cell(head, partial(_name_value, known)), Cell(title, keep_value)]
        return [Cell(head, keep_value)]


def _name_column(column: str) -> str:
    """Return what the column of names beside one of identifiers is called."""
    return "name" if column == "id" else f"{column}_name"


def _name_rows(rows: gpd.GeoDataFrame, lang: str) -> dict[str, str]:
    return {str(key): display_name({**row, "id": key}, lang) for key, row in Rows(rows).items()}


def _say_code(column: str, value: Any, lang: str) -> Any:
    """Return a code in words; what is no code of the column as it is."""
    if not isinstance(value, str) or not value:
        return value
    if column == "kind" and value in _BROUGHT_KINDS:
        return get_translator(lang)(_BROUGHT_KINDS[value])
    try:
        return _CODED[column](value.replace("not_known", "not known"), lang)
    except KeyError:
        return value


def _say_answer(value: Any, lang: str) -> Any:
    return get_translator(lang)(_ANSWERS[value]) if isinstance(value, bool) else value


def _name_value(known: Mapping[str, str], value: Any) -> Any:
    """Return the name of an identifier, or those of several."""
    if isinstance(value, list | tuple):
        return [known.get(each, each) for each in value]
    return value if value is None else name_id(value, known) or value
