"""Which column of a table is which field of a part: as given, else guessed by its name."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from geo import schema
from geo.errors import N_, InputError, quote_value
from geo.fields.languages import DATA_LANGUAGES, field_name
from geo.fields.other import COLUMN_PREFIX
from geo.importing.area_columns import find_area_unit, split_unit
from geo.importing.name_headings import names_rows
from geo.importing.unknown_field import refuse_field

# Codes of Chinese land surveys are initials: DKBH is 地块编号, ZDDM 宗地代码, BDCDYH 不动产单元号.
PARCEL_IDS = (
    *("parcel_id", "parcel_no", "parcelid", "plot_id", "plot_no", "lot_no"),
    *("地块编号", "地块编码", "地块代码", "地块号", "地块", "宗地代码", "宗地编号", "宗地号"),
    *("宗地", "图斑编号", "不动产单元号", "dkbh", "dkbm", "dkdm", "dkh", "zddm", "zdbh", "zdh"),
    *("tbbh", "bdcdyh", "dikuaibianhao", "dikuaihao", "zongdidaima", "zongdihao"),
)
PARCEL_NAMES = (
    *("地块名称", "宗地名称", "dkmc", "zdmc", "dikuaimingcheng"),
    *("parcel_name", "plot_name", "lot_name"),
)
LAND_USES = (
    *("用地性质", "用地类型", "用地类别", "用地名称", "用地代码", "用地", "土地用途", "规划用途"),
    *("地块用途", "权利类型", "ydxz", "ydlx", "ydlb", "tdyt", "ghyt", "land_use", "landuse"),
)
SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("part_id", "code", *PARCEL_IDS, "编号", "编码", "代码", "标识", "bianhao", "bh"),
        "name": (
            *("name:en", "name_en", "ename", "eng_name", "english", "title", "英文名", "英文名称"),
            *PARCEL_NAMES[-3:],
        ),
        "name_zh": (
            *("name:zh", "name_cn", "name_ch", "cname", "mc", *PARCEL_NAMES[:-3], "名称", "中文名"),
            *("中文名称", "园区名称", "项目名称", "xmmc", "mingcheng"),
        ),
        "kind": ("type", "class", "category", "类型", "类别", "级别"),
        "parent": ("parent_id", "parent_name", "上级", "上级分区", "上级片区", "所属", "所属片区"),
        "county": ("county_code", "adcode", "xzqdm", "区县代码", "行政区代码"),
        # As our Shapefiles have them, whose names are short.
        **{field_name("industries", code): (f"industr_{code}",) for code in DATA_LANGUAGES},
        "industries": ("industry",),
        "industries_zh": ("industri_1", "industr_zh", "产业", "主导产业"),
        "published_area_km2": ("publ_km2", "published"),
        "placement": (),
        "position_uncertainty_m": ("uncertainty_m", "uncert_m", "accuracy_m", "精度", "误差"),
        "note": ("remark", "remarks", "comment", "description"),
        "note_zh": ("备注", "说明", "beizhu", "bz"),
        "as_of": ("date", "vintage", "updated", "日期", "更新日期"),
        "sources": ("source", "来源", "数据来源"),
    }
)
_DBF_NAME_BYTES = (
    10  # a Shapefile cuts longer names: to three Chinese characters in UTF-8, five in GBK
)
_LEAST_CUT = 3
_ROW_NAMES = ("name", "name_zh")
_MAPPED = tuple(field for field in schema.PART_FIELDS if field != "other")


def parse_mapping(pairs: Iterable[str], columns: Sequence[str]) -> dict[str, str]:
    """Return the columns by field, from pairs like `name=NAME`; an empty column is none at all.

    Raises
    ------
    InputError
        When a pair is malformed, the field unknown or named twice, or the column absent.
    """
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if equals and field not in _MAPPED:
            refuse_field(field, _MAPPED)
        if not equals:
            raise InputError(
                N_("The option --field %(pair)s is not FIELD=COLUMN. FIELD is one of %(choices)s."),
                pair=quote_value(pair),
                choices=", ".join(_MAPPED),
            )
        if field == "published_area_km2":
            column, _unit = split_unit(column, columns)
        if column and column not in columns:
            raise InputError(
                N_("There is no column %(name)s. Use one of %(choices)s."),
                name=quote_value(column),
                choices=", ".join(columns),
            )
        if field in mapping:
            raise InputError(
                N_("The option --field names %(field)s twice. Name it once."),
                field=quote_value(field),
            )
        mapping[field] = column
    return mapping


def guess_mapping(
    columns: Sequence[str],
    *,
    given: Mapping[str, str],
    unfit: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> dict[str, str]:
    """Return the columns by field: those given, and the likeliest ones for the other fields.

    Parameters
    ----------
    columns : sequence of str
        In the order of the file.
    given : Mapping[str, str]
        Columns by field.
    unfit : Mapping[str, collection of str]
        By field: columns whose values can't be meant for it. Another one is preferred; one that
        repeats is still taken for the ids where there is no other.
    """
    mapping = dict(given)
    free = {
        normalize_column(name): name
        for name in sorted(columns, key=lambda each: each == normalize_column(each))  # exact last
        if name not in given.values() and not is_kept(name)
    }
    for find in (_iter_exact, _iter_likely):
        for field in _MAPPED:
            found = [] if field in mapping else list(find(field, free))
            fit = [name for name in found if free[name] not in unfit.get(field, ())]
            if field == "id" and find is _iter_likely:
                fit += [name for name in found if name != field]
            if fit:
                mapping[field] = free.pop(fit[0])
    return mapping


def is_kept(column: str) -> bool:
    """Return whether a column is one of the other fields that an earlier import kept."""
    return column.startswith(COLUMN_PREFIX)


def _iter_exact(field: str, free: Mapping[str, str]) -> Iterator[str]:
    return (name for name in (field,) if name in free)


def _iter_likely(field: str, free: Mapping[str, str]) -> Iterator[str]:
    """Yield the free columns that may be a field's, the likeliest first."""
    synonyms = (field[:_DBF_NAME_BYTES], *SYNONYMS.get(field, ()))
    yield from (name for name in synonyms if name in free)
    for synonym in () if field == "county" else synonyms:  # 行政区 is no code
        yield from (name for name in _cut_name(synonym) if name in free)
    if field in _ROW_NAMES:
        is_chinese = field != "name"
        yield from (name for name in free if names_rows(name) and is_chinese is not name.isascii())
    if field == "published_area_km2":
        areas = [name for name in free if find_area_unit(name)]
        yield from sorted(areas, key=lambda name: not name.startswith(("公布", "published")))


def _cut_name(name: str) -> list[str]:
    """Return what a Shapefile leaves of a name, by the encoding of the text; never a short stub."""
    cut = {
        name.encode(encoding, "ignore")[:_DBF_NAME_BYTES].decode(encoding, "ignore")
        for encoding in ("utf-8", "gb18030")
    }
    return sorted((each for each in cut - {name} if len(each) >= _LEAST_CUT), key=len, reverse=True)


def find_columns(columns: Iterable[str], synonyms: Sequence[str]) -> list[str]:
    """Return the columns that have one of some names, also cut as in a Shapefile, likeliest first.

    >>> find_columns(["备注", "权利人"], ["权利人名称", "权利人"])
    ['权利人']
    """
    by_name = {normalize_column(name): name for name in columns if not is_kept(name)}
    cut = (each for synonym in synonyms for each in _cut_name(synonym))
    return [by_name[name] for name in dict.fromkeys((*synonyms, *cut)) if name in by_name]


def normalize_column(column: str) -> str:
    """Return a column's name as names are compared: small letters, plain width and brackets.

    >>> normalize_column("  Plot-Name "), normalize_column("面积（公顷）")
    ('plot_name', '面积(公顷)')
    """
    plain = unicodedata.normalize("NFKC", str(column)).strip().strip("\N{REPLACEMENT CHARACTER}")
    return re.sub(r"[\s-]", "_", plain.lower())


def names_parcels(text: str) -> bool:
    """Return whether the name of a column, layer or file says that its features are plots of land.

    >>> names_parcels("用地性质"), names_parcels("Parcels 2026"), names_parcels("部位")
    (True, True, False)
    """
    name = normalize_column(text)
    known = (*PARCEL_IDS, *PARCEL_NAMES, *LAND_USES)
    cut = [each for each in known if name in _cut_name(each)]
    words = re.split(r"[^a-z]+", name)
    return (
        name in known
        or bool(cut)
        or name in {"dk", "zd"}  # as land surveys call the layers of 地块 and 宗地
        or any(word in name for word in ("地块", "宗地"))
        or any(word in words for word in ("parcel", "parcels", "plot", "plots"))
    )
