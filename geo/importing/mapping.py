"""The columns of one table mapped to fields, by their names and by whether the values fit."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from geo.errors import N_, Phrase
from geo.importing.area_columns import (
    HECTARES,
    AreaUnit,
    find_area_unit,
    is_area_column,
    name_unit,
    split_unit,
    states_hectares,
)
from geo.importing.column_names import (
    SYNONYMS,
    guess_mapping,
    normalize_column,
    parse_mapping,
)
from geo.importing.kinds import names_kinds
from geo.importing.other_columns import is_missing, to_plain_value
from geo.importing.parents import are_parents
from geo.reading.numbers import are_numbers

OWN_IDS = ("id", "part_id", "code")  # columns whose values are ids as they are
_AREA = "published_area_km2"
_KM2_HEADING = "km2"
_TAKEN_AS_KM2 = N_(
    "%(field)s from column %(column)s, taken as km², because its name doesn't say the unit (where "
    "it is mu, use `--field published_area_km2=%(column)s,mu`; ha, m2 and km2 likewise)"
)


def map_columns(
    table: pd.DataFrame, pairs: Sequence[str], steps: list[Phrase], *, sources: Collection[str] = ()
) -> Mapping[str, str]:
    """Return the columns by field: those of `pairs`, `FIELD=COLUMN`, else guessed; and tell them.

    A column is guessed to be of source keys only if `sources` has each of them. A pair without a
    column leaves the field without one.

    Raises
    ------
    InputError
        When a pair is malformed, the field unknown or the column absent.
    """
    names = list(map(str, table.columns))
    given = parse_mapping(pairs, names)
    unfit = _find_unfit(table)
    mapping = guess_mapping(names, given=given, unfit=unfit)
    for name in names:
        if states_hectares(name, names) and name not in {*mapping.values(), *unfit[_AREA]}:
            mapping.setdefault(_AREA, name)
    if "parent" not in given and not _are_parents(table, mapping):
        mapping.pop("parent", None)
    if "sources" not in given and not _are_sources(table, mapping, sources):
        mapping.pop("sources", None)
    mapping = {field: column for field, column in mapping.items() if column}
    for field, column in mapping.items():
        is_told = field != column or field == "id"
        if is_told and (field in given or not table[column].map(is_missing).all()):
            unit = find_unit(mapping, names, pairs) if field == _AREA else None
            is_guessed = field not in {*given, column}
            steps.append(_tell_column(field, column, unit, is_guessed=is_guessed))
    if _AREA not in {*mapping, *given}:
        steps += [_tell_area(name) for name in names if is_area_column(normalize_column(name))]
        steps += [_tell_words(name) for name in unfit[_AREA]]
    return mapping


def find_unit(
    mapping: Mapping[str, str], columns: Sequence[str], pairs: Sequence[str] = ()
) -> AreaUnit | None:
    """Return the unit of the published areas: as stated in `pairs`, by the heading or the format.

    None where they are taken as km², or where there are none.
    """
    for field, _, text in (pair.partition("=") for pair in pairs):
        unit = split_unit(text, columns)[1] if field == _AREA else None
        if unit is not None:
            return unit
    column = mapping.get(_AREA)
    if column is None:
        return None
    if states_hectares(column, columns):
        return name_unit(HECTARES)
    return find_area_unit(normalize_column(column))


def _tell_column(field: str, column: str, unit: AreaUnit | None, *, is_guessed: bool) -> Phrase:
    values = {"field": field, "column": column}
    if unit is not None and unit.km2 != 1:
        said = N_("%(field)s from column %(column)s, converted from %(unit)s")
        return Phrase(said, {**values, "unit": unit.name})
    if field == _AREA and unit is None and _KM2_HEADING not in normalize_column(column):
        return Phrase(_TAKEN_AS_KM2, values)
    if is_guessed:
        return Phrase(N_("%(field)s from column %(column)s (guessed)"), values)
    return Phrase(N_("%(field)s from column %(column)s"), values)


def _tell_area(column: str) -> Phrase:
    return Phrase(
        N_(
            "column %(column)s is not taken as the published area, because its name doesn't say "
            "the unit (where it is mu, use `--field published_area_km2=%(column)s,mu`; ha, m2 "
            "and km2 likewise)"
        ),
        {"column": column},
    )


def _tell_words(column: str) -> Phrase:
    return Phrase(
        N_(
            "column %(column)s is not taken as the published area, because it has more than "
            "numbers alone"
        ),
        {"column": column},
    )


def _find_unfit(table: pd.DataFrame) -> dict[str, Collection[str]]:
    """Return by field the columns that have a likely name but values that can't be meant."""
    names = list(map(str, table.columns))
    values = {name: table[name].tolist() for name in names}
    ids = [name for name in names if _is_no_id(name, values[name])]
    kinds = [
        name
        for name in names
        if normalize_column(name) in SYNONYMS["kind"] and not names_kinds(values[name])
    ]
    areas = [  # of the field's own column words are found as a fault
        name
        for name in names
        if _states_unit(name, names) and not _are_numbers(values[name]) and name != _AREA
    ]
    return {"id": ids, "kind": kinds, _AREA: areas}


def _states_unit(name: str, names: Sequence[str]) -> bool:
    return states_hectares(name, names) or find_area_unit(normalize_column(name)) is not None


def _are_numbers(values: Sequence[Any]) -> bool:
    """Return whether a column has numbers alone, not "about 5"."""
    texts = [str(value).strip() for value in values if not is_missing(value)]
    return are_numbers([text for text in texts if text])


def _is_no_id(name: str, values: Sequence[Any]) -> bool:
    """Return whether a column can't tell the features apart.

    Repeated ids of a zone file are left to be found as a fault, unless all are the same.
    """
    if normalize_column(name) not in {*OWN_IDS, *SYNONYMS["id"]}:
        return False
    known = [str(to_plain_value(value)) for value in values if not is_missing(value)]
    if normalize_column(name) in OWN_IDS[:2]:
        return len(known) > 1 and len(set(known)) == 1
    return len(set(known)) < len(known) or not known


def _are_sources(table: pd.DataFrame, mapping: Mapping[str, str], sources: Collection[str]) -> bool:
    """Return whether a guessed column has only keys of sources that the file describes."""
    column = mapping.get("sources")
    if column is None or normalize_column(column) == "sources":
        return True
    texts = [str(value) for value in table[column].tolist() if not is_missing(value)]
    return {key.strip() for text in texts for key in text.split(";")} - {""} <= set(sources)


def _are_parents(table: pd.DataFrame, mapping: Mapping[str, str]) -> bool:
    """Return whether a guessed column of parents names parts of the same table."""
    column = mapping.get("parent")
    if column is None or normalize_column(column) == "parent":
        return True
    return are_parents(table, mapping)
