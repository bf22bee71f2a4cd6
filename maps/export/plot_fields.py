"""What the columns of a file say of its plots, as boundary-point text has it (勘测定界界址点)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from geo.fields.other import list_other_names
from geo.importing.column_names import LAND_USES, PARCEL_IDS, SYNONYMS, find_columns
from geo.reading.coordinate_columns import as_text

NUMBER, SHEET, USE, CLASS = "地块编号", "图幅号", "地块用途", "地类编码"
MAKER, MADE = "数据产生单位", "数据产生日期"  # of the whole file
_NO_USES = ("用地代码", "权利类型")  # a code, and a right to the land
_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        NUMBER: (NUMBER, *PARCEL_IDS, "编号", "编码", "代码", "bianhao", "bh"),
        SHEET: (SHEET, "tfh"),
        USE: (USE, *(name for name in LAND_USES if name not in _NO_USES), "用途"),
        CLASS: (CLASS, "地类代码", "用地代码", "dlbm", "dldm"),
        MAKER: (MAKER, "测绘单位", "调查单位", "制作单位"),
        MADE: (MADE, "测绘日期", "调查日期", "as_of", *SYNONYMS["as_of"]),
    }
)


def find_plot_fields(rows: Sequence[Mapping[str, Any] | None]) -> list[dict[str, str]]:
    """Return for each plot, from the columns of its file, the fields of the format it has.

    >>> find_plot_fields([{"DKBH": "JY-01", "用地性质": "工业"}, {"DKBH": "JY-02"}])
    [{'地块编号': 'JY-01', '地块用途': '工业'}, {'地块编号': 'JY-02'}]
    """
    names = list_other_names(rows)
    columns = {field: find_columns(names, known) for field, known in _COLUMNS.items()}
    return [
        {field: text for field, own in columns.items() if (text := _read_first(row or {}, own))}
        for row in rows
    ]


def _read_first(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    """Return the first text that one of some columns has, the likeliest first."""
    texts = (_show_value(row.get(name)).strip() for name in columns)
    return next((text for text in texts if text), "")


def _show_value(value: object) -> str:
    """Return a cell as text; a number that a table kept as 3.0 is 3."""
    is_whole = isinstance(value, float) and value.is_integer()
    return f"{value:.0f}" if is_whole else as_text(value)


def find_common(plots: Sequence[Mapping[str, str]], field: str) -> str:
    """Return the text of a field that every plot has; empty where they differ."""
    found = {plot.get(field, "") for plot in plots}
    return found.pop() if len(found) == 1 else ""
