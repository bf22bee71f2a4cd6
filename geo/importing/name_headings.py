"""Headings that name the rows of a table, of whatever kind these are: 企业名称, company."""

import re

_SUBJECTS = (
    *("company", "enterprise", "firm", "business", "facility", "site", "plant", "factory"),
    *("organisation", "organization", "institution", "station", "point", "location"),
)
_ALONE = ("company", "enterprise", "firm", "facility", "organisation", "organization")
# What else is called by a name: another field, a person or office, what a row belongs to.
_OTHERS = re.compile(
    "地块|宗地|用地|地类|区县|县区|区划|行政|省|市|区名|县名|乡|镇|村|街道|道路|上级|所属|片区|园区|英文|外文"
    "|来源|资料|行业|产业|类型|类别|级别|性质|用途|权利|权属|产权|业主|使用|建设|施工|设计|监理|审批|主管|测绘"
    "|填报|联系|法人|图幅|图层|图名|字段|文件|坐标|投影|曾用|部门|开户|银行|产品|简称"
)
_NOTE = re.compile(r"\(.*\)$")


def names_rows(column: str) -> bool:
    """Return whether a column, as `normalize_column` writes it, has what rows are called.

    >>> [names_rows(name) for name in ("企业名称", "名称(全称)", "区县名称", "site_name")]
    [True, True, False, True]
    """
    plain = _NOTE.sub("", column).strip("_ ")
    if plain.endswith("名称"):
        return not _OTHERS.search(plain.removesuffix("名称"))
    return plain in _ALONE or plain in {f"{each}_name" for each in _SUBJECTS}
