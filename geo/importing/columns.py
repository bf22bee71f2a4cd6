"""Rows of a table as the fields of parts, once it is known which column is which field."""

import json
import re
from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd

from geo import schema
from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields.languages import field_name, find_text
from geo.importing.area_columns import AreaUnit, convert_area
from geo.importing.column_names import normalize_column
from geo.importing.kinds import find_kind
from geo.importing.labels import label_rows, tell_ids, tell_moved
from geo.importing.mapping import OWN_IDS, find_unit
from geo.importing.other_columns import to_plain_value
from geo.importing.parents import resolve_parents
from geo.importing.part_ids import is_chinese, make_id
from geo.reading.numbers import is_number_with_unit, parse_numbers, read_number_columns

MAX_TOLD = 20  # steps of one sort
_LIST_FIELDS = tuple(
    field for field, reader in schema.PART_FIELDS.items() if reader is schema.read_texts
)
_NUMBER_FIELDS = tuple(
    field for field, reader in schema.PART_FIELDS.items() if reader is schema.read_number
)
_CHANGEABLE = ("id", "kind")


def read_rows(
    table: pd.DataFrame,
    mapping: Mapping[str, str],
    *,
    defaults: Mapping[str, Any],
    steps: list[Phrase],
    pairs: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Return the fields of each row as JSON values, and append what was done to `steps`.

    Published areas become km²; `pairs`, of `map_columns`, may state their unit.

    A row without an id gets one made from its name; one whose id is from another column than `id`
    gets one made from that, and is named after it if it has no name. A parent given by its name
    becomes its id. `other` is left empty.

    Raises
    ------
    InputError
        When a value doesn't fit its field, or several rows have the name of a parent; the message
        names the row.
    """
    is_code = "id" in mapping and normalize_column(mapping["id"]) not in OWN_IDS
    numbers = [column for field, column in mapping.items() if field in _NUMBER_FIELDS]
    table, told = read_number_columns(table, numbers)
    steps += told
    rows: list[dict[str, Any]] = []
    used_ids: set[str] = set()
    counts: dict[str, int] = {}
    made: list[int | None] = []
    moved: list[list[str]] = []
    codes: list[str | None] = []
    named = 0
    records = table.to_dict("records")
    for number, record in zip(table.index, records, strict=True):
        row = {**defaults, **_read_record(record, mapping, f"feature {number}")}
        code = row.pop("id", None) if is_code else None
        if code is not None and find_text(row, "name") is None:
            row["name"] = code
            named += 1
        codes.append(code)
        moved.append(_move_chinese(row))
        made.append(number if row.get("id") is None else None)
        if row.get("id") is None:
            text = code or find_text(row, "name") or ""
            row["id"] = make_id(text, number, used_ids, counts)
        used_ids.add(row["id"])
        rows.append({field: row.get(field) for field in schema.PART_FIELDS})
    _convert_areas(rows, find_unit(mapping, list(map(str, table.columns)), pairs))
    labels, by_name = label_rows(rows), resolve_parents(rows, codes, list(table.index))
    steps += [*limit_steps(tell_ids(labels, codes, made)), *_tell_named(named, mapping)]
    steps += [*limit_steps(tell_moved(labels, moved)), *by_name]
    return rows


def _read_record(
    record: Mapping[Any, Any], mapping: Mapping[str, str], where: str
) -> dict[str, Any]:
    values = {
        field: _parse_value(field, record[column], where) for field, column in mapping.items()
    }
    return {field: value for field, value in values.items() if value is not None}


def _tell_named(count: int, mapping: Mapping[str, str]) -> list[Phrase]:
    said = N_("%(count)s parts without a name are named after their %(column)s")
    return [Phrase(said, {"count": count, "column": mapping["id"]})] if count else []


def limit_steps(steps: Sequence[Phrase]) -> list[Phrase]:
    """Return steps of one sort, the first of them where there are too many, with a count."""
    if len(steps) <= MAX_TOLD:
        return list(steps)
    more = Phrase(N_("… and %(count)s more in the same way"), {"count": len(steps) - MAX_TOLD})
    return [*steps[:MAX_TOLD], more]


def _convert_areas(rows: Sequence[dict[str, Any]], unit: AreaUnit | None) -> None:
    """Turn the published areas into km² where they are in another unit; 0 is none stated."""
    if unit is None or unit.km2 == 1:
        return
    for row in rows:
        area = row["published_area_km2"]
        if area is not None:
            row["published_area_km2"] = convert_area(area, unit) if area else None


def find_changed(
    table: pd.DataFrame,
    mapping: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    pairs: Sequence[str] = (),
) -> list[str]:
    """Return the columns whose values are not as they were in the fields that were made of them."""
    unit = find_unit(mapping, list(map(str, table.columns)), pairs)
    converted = [] if unit is None or unit.km2 == 1 else [mapping["published_area_km2"]]
    return converted + [
        mapping[field]
        for field in _CHANGEABLE
        if field in mapping
        and any(
            _differs(to_plain_value(value), row[field])
            for value, row in zip(table[mapping[field]].tolist(), rows, strict=True)
        )
    ]


def _differs(was: Any, now: Any) -> bool:
    if was is None or was == "":
        return False
    return bool(str(was) != now)


def apply_kinds(rows: Sequence[dict[str, Any]], default: str) -> list[Phrase]:
    """Set each row's kind to the one that its word means, else to the default; tell the latter."""
    steps = []
    for row, label in zip(rows, label_rows(rows), strict=True):
        word, row["kind"] = row["kind"], find_kind(row["kind"]) or default
        if find_kind(word) is None:
            said = N_("%(id)s: the kind %(word)s became %(kind)s")
            values = {"id": label, "word": quote_value(word), "kind": default}
            steps.append(Phrase(said, values))
    return limit_steps(steps)


def _move_chinese(row: dict[str, Any]) -> list[str]:
    """Move Chinese text from English to empty Chinese fields; return the English fields."""
    moved = []
    for field in ("name", "note"):
        chinese = field_name(field, "zh")
        if row.get(field) and not row.get(chinese) and is_chinese(row[field]):
            row[chinese], row[field] = row[field], None
            moved.append(field)
    return moved


def _parse_value(field: str, value: Any, where: str) -> Any:
    if isinstance(value, list | tuple | dict):
        if field in _LIST_FIELDS and not isinstance(value, dict):
            return list(value)
        raise InputError(
            N_("%(where)s: %(field)s is %(value)s, not text. Correct it."),
            where=where.capitalize(),
            field=field,
            value=quote_value(value),
        )
    if value is None or value is pd.NA or value != value or value == "":  # noqa: PLR0124 (NaN)
        return None
    if field in _NUMBER_FIELDS:
        return _parse_number(field, value, where)
    if field in _LIST_FIELDS:
        return _parse_list(str(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value).strip() or None


def _parse_number(field: str, value: Any, where: str) -> float:
    number = parse_numbers([str(value)])[0]
    if not isnan(number):
        return float(number)
    raise InputError(
        N_(
            "%(where)s: %(field)s is %(value)s, a number with a unit. Write the number alone, in "
            "the unit of the field."
        )
        if is_number_with_unit(str(value))
        else N_("%(where)s: %(field)s is %(value)s, not a number. Correct it."),
        where=where.capitalize(),
        field=field,
        value=quote_value(value),
    )


def _parse_list(text: str) -> list[str]:
    if text.startswith("["):
        try:
            return [str(item) for item in json.loads(text)]
        except (ValueError, TypeError):
            pass
    return [item.strip() for item in re.split(r"[;；、]", text) if item.strip()]
