"""Columns of a table mapped to the fields of a part: as given, else guessed and reported."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from types import MappingProxyType
from typing import Any

import pandas as pd
from pypinyin import lazy_pinyin

from geo import schema
from geo.errors import N_, InputError, quote_value
from geo.reading.numbers import is_number_with_unit, parse_numbers, read_number_columns

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("part_id", "code", "编号", "编码", "代码", "标识"),
        "name": ("name_en", "ename", "eng_name", "english", "title", "英文名", "英文名称"),
        "name_zh": ("name_cn", "name_ch", "cname", "mc", "名称", "中文名", "中文名称", "园区名称"),
        "kind": ("type", "class", "category", "类型", "类别", "级别"),
        "parent": ("parent_id", "上级", "所属", "所属片区"),
        "county": ("county_code", "adcode", "xzqdm", "区县代码", "行政区代码"),
        "industries": ("industry",),
        "industries_zh": ("industri_1", "产业", "主导产业"),
        "published_area_km2": ("area_km2", "published", "公布面积", "面积_平方公里"),
        "placement": (),
        "position_uncertainty_m": ("uncertainty_m", "accuracy_m", "精度", "误差"),
        "note": ("remark", "remarks", "comment", "description"),
        "note_zh": ("备注", "说明"),
        "as_of": ("date", "vintage", "updated", "日期", "更新日期"),
        "sources": ("source", "来源", "数据来源"),
    }
)
_DBF_NAME_LENGTH = 10  # a Shapefile cuts longer names
_LIST_FIELDS = tuple(
    field for field, reader in schema.PART_FIELDS.items() if reader is schema.read_texts
)
_NUMBER_FIELDS = tuple(
    field for field, reader in schema.PART_FIELDS.items() if reader is schema.read_number
)


def parse_mapping(pairs: Iterable[str], columns: Sequence[str]) -> dict[str, str]:
    """Return the columns by field, from pairs like `name=NAME`.

    Raises
    ------
    InputError
        When a pair is malformed, the field unknown or the column absent.
    """
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or field not in schema.PART_FIELDS:
            raise InputError(
                N_("The option --field %(pair)s is not FIELD=COLUMN. FIELD is one of %(choices)s."),
                pair=quote_value(pair),
                choices=", ".join(schema.PART_FIELDS),
            )
        if column not in columns:
            raise InputError(
                N_("There is no column %(name)s. Use one of %(choices)s."),
                name=quote_value(column),
                choices=", ".join(columns),
            )
        mapping[field] = column
    return mapping


def guess_mapping(columns: Sequence[str], *, given: Mapping[str, str]) -> dict[str, str]:
    """Return the columns by field: those given, and the likeliest ones for the other fields."""
    mapping = dict(given)
    free = {_normalize_column(name): name for name in columns if name not in given.values()}
    exact = {field: (field,) for field in schema.PART_FIELDS}
    likely = {field: (field[:_DBF_NAME_LENGTH], *SYNONYMS[field]) for field in schema.PART_FIELDS}
    for candidates in (exact, likely):
        for field, synonyms in candidates.items():
            names = [name for name in synonyms if name in free]
            if field not in mapping and names:
                mapping[field] = free.pop(names[0])
    return mapping


def _normalize_column(column: str) -> str:
    return str(column).strip().lower().replace(" ", "_").replace("-", "_")


def read_rows(
    table: pd.DataFrame,
    mapping: Mapping[str, str],
    *,
    defaults: Mapping[str, Any],
    steps: list[str],
) -> list[dict[str, Any]]:
    """Return the fields of each row as JSON values, and append what was done to `steps`.

    A row without an id gets one made from its name.

    Raises
    ------
    InputError
        When a value doesn't fit its field; the message names the row.
    """
    numbers = [column for field, column in mapping.items() if field in _NUMBER_FIELDS]
    table, told = read_number_columns(table, numbers)
    steps += map(str, told)
    rows = []
    used_ids: set[str] = set()
    for number, record in zip(table.index, table.to_dict("records"), strict=True):
        where = f"feature {number}"
        values = {
            field: _parse_value(field, record[column], where) for field, column in mapping.items()
        }
        row = {**defaults, **{field: v for field, v in values.items() if v is not None}}
        moved = _move_chinese(row)
        if row.get("id") is None:
            row["id"] = _make_id(row, number, used_ids)
            steps.append(f"{row['id']}: this id was made from the name or number of {where}")
        steps += [
            f"{row['id']}: {field} contains Chinese text and was moved to {field}_zh"
            for field in moved
        ]
        used_ids.add(row["id"])
        rows.append({field: row.get(field) for field in schema.PART_FIELDS})
    return rows


def _move_chinese(row: dict[str, Any]) -> list[str]:
    """Move Chinese text from English to empty Chinese fields; return the English fields."""
    moved = []
    for field in ("name", "note"):
        if row.get(field) and not row.get(f"{field}_zh") and _is_chinese(row[field]):
            row[f"{field}_zh"], row[field] = row[field], None
            moved.append(field)
    return moved


def _is_chinese(text: str) -> bool:
    return any("CJK UNIFIED" in unicodedata.name(character, "") for character in text)


def _parse_value(field: str, value: Any, where: str) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
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


def _make_id(row: Mapping[str, Any], number: int, used_ids: set[str]) -> str:
    stem = slugify(str(row.get("name") or row.get("name_zh") or "")) or f"part-{number}"
    unique, count = stem, 1
    while unique in used_ids:
        count += 1
        unique = f"{stem}-{count}"
    return unique


def slugify(text: str) -> str:
    """Return the text as a kebab-case ASCII id, Chinese in pinyin; may be empty.

    >>> slugify("龙马潭 Core (1)")
    'long-ma-tan-core-1'
    """
    latin = "-".join(lazy_pinyin(text)) if _is_chinese(text) else text
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.lower()))
