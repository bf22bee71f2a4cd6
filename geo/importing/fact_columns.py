"""What the row of a plot states by its own columns: facts of a brief, and the rest as it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from geo.errors import InputError
from geo.fields.dates import parse_day_range
from geo.fields.fact_rows import MAX_CHARACTERS, SiteFact
from geo.fields.facts import FACT_FIELDS
from geo.importing.column_names import (
    LAND_USES,
    PARCEL_IDS,
    SYNONYMS,
    find_columns,
    normalize_column,
)
from geo.importing.other_columns import to_plain_value

# 权属 may be who holds the right or which kind it is, so only its values tell.
_KIND_OR_OWNER = ("权属", "土地权属", "qs")
_OWNERSHIP = ("权属性质", "土地权属性质", "所有权性质", "土地所有权性质", "qsxz", "ownership")
_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "plot_number": PARCEL_IDS,
        "status": ("供应状态", "供地状态", "出让状态", "status"),
        "owner": (
            *("权利人", "权利人名称", "土地权利人", "土地使用权人", "使用权人", "qlr", "qlrmc"),
            *("tdsyqr", "syqr", "owner", "owner_name", "right_holder"),
            *_KIND_OR_OWNER,
        ),
        "ownership": (*_OWNERSHIP, *_KIND_OR_OWNER),
        "use": (*(each for each in LAND_USES if each != "权利类型"), "用途"),
        "term": (
            *("使用年限", "出让年限", "土地使用年限", "使用期限", "土地使用期限", "年限"),
            *("synx", "crnx", "term", "lease_term", "term_years"),
        ),
        "plot_ratio": ("容积率", "规划容积率", "rjl", "plot_ratio", "floor_area_ratio"),
        "building_density_percent": ("建筑密度(%)", "建筑密度", "building_density_percent"),
        "green_ratio_percent": ("绿地率(%)", "绿地率", "green_ratio_percent"),
    }
)
_OWNERSHIP_VALUE = re.compile(
    r"(国有|集体|国家所有|state|collective|public|private).*", re.IGNORECASE
)
_COMPANY = re.compile(r"公司|集团|中心|局|委员会")
_STATUSES: Mapping[str, str] = MappingProxyType(
    {
        **{each: each for each in ("available", "reserved", "allotted")},
        **dict.fromkeys(("可供", "可供应", "可出让"), "available"),
        "预留": "reserved",
        **dict.fromkeys(("已供", "已供应", "已出让", "已划拨"), "allotted"),
    }
)


@dataclass(frozen=True)
class RowFacts:
    """What the file of a plot states of it.

    Attributes
    ----------
    facts : tuple of SiteFact
    others : tuple of pairs of str
        Columns that are no facts, and their values as text.
    source : str
        The file.
    """

    facts: tuple[SiteFact, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    source: str = ""


def read_row_facts(
    row: Mapping[str, Any], *, source: str, known: Mapping[str, SiteFact] = MappingProxyType({})
) -> RowFacts:
    """Return what a row states in columns whose names and values are recognised.

    Parameters
    ----------
    row : mapping
        Values by column.
    source : str
        The name of the file.
    known : mapping of str to SiteFact
        Facts that were read of the row before, by their columns.
    """
    texts = {name: text for name, value in row.items() if (text := _write_text(value))}
    as_of = next(_find_dates(texts), "")
    facts: dict[str, SiteFact] = {}
    used = set(known)
    for field, synonyms in _COLUMNS.items():
        for column in find_columns(texts, synonyms):
            value = _read_value(field, column, texts[column])
            if value is not None:
                facts[field] = SiteFact("", field, *value, as_of, source)
                used.add(column)
                break
    listed = [*(replace(each, as_of=as_of) for each in known.values()), *facts.values()]
    others = tuple((name, text) for name, text in texts.items() if name not in used)
    return RowFacts(tuple(listed), others, source)


def _write_text(value: Any) -> str:
    plain = to_plain_value(value)
    text = "" if plain is None else " ".join(str(plain).split())
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"


def _find_dates(texts: Mapping[str, str]) -> Iterator[str]:
    for column in find_columns(texts, ("as_of", *SYNONYMS["as_of"])):
        if parse_day_range(texts[column]) is not None:
            yield texts[column]


def _read_value(field: str, column: str, text: str) -> tuple[str, str] | None:
    """Return a value and the same in Chinese, empty where it is no other; None for no value."""
    name = normalize_column(column)
    if field == "status":
        found = _STATUSES.get(text.casefold())
        return None if found is None else (found, "")
    if name in _KIND_OR_OWNER and not (_is_kind if field == "ownership" else _is_owner)(text):
        return None
    if field == "term" and re.fullmatch(r"\d{1,3}(\.0)?", text):
        return (f"{float(text):.0f} years", f"{float(text):.0f} 年")
    if field.endswith("_percent"):
        return _read_percent(field, name, text)
    try:
        FACT_FIELDS[field].check_value(text)
    except InputError:
        return None
    return text, ""


def _is_owner(text: str) -> bool:
    """Return whether a text surely names who holds a right: a company or an authority."""
    return bool(_COMPANY.search(text))


def _is_kind(text: str) -> bool:
    """Return whether a text says which kind of ownership it is, and not who the owner is."""
    return bool(_OWNERSHIP_VALUE.fullmatch(text)) and not _COMPANY.search(text)


def _read_percent(field: str, column: str, text: str) -> tuple[str, str] | None:
    """Return a percentage whose column or value has its sign: 0.4 alone may be 40 %."""
    if "%" not in text and "%" not in column and not column.endswith("percent"):
        return None
    value = text.replace("%", "").strip()
    try:
        FACT_FIELDS[field].check_value(value)
    except InputError:
        return None
    return value, ""
