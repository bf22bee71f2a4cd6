"""What a plot's own columns state: recognised by name and value, the rest kept as it is."""

import pytest

from geo.fields.fact_rows import SiteFact
from geo.importing.fact_columns import read_row_facts


def read(**row):
    found = read_row_facts(row, source="plots.zip")
    return {each.field: each.value for each in found.facts}, dict(found.others)


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("地块编号", "JY-1", "plot_number"),
        ("DKBH", "JY-1", "plot_number"),
        ("权利人", "甲公司", "owner"),
        ("土地使用权人", "甲公司", "owner"),
        ("土地使用权", "甲公司", "owner"),  # as a Shapefile in GBK cuts it
        ("使用权人", "甲公司", "owner"),
        ("Owner", "A Ltd", "owner"),
        ("权属性质", "国有", "ownership"),
        ("权属", "集体", "ownership"),
        ("权属", "国有建设用地", "ownership"),
        ("权属", "泸州高新投资集团有限公司", "owner"),
        ("权属", "国有资产经营公司", "owner"),
        ("用地性质", "工业", "use"),
        ("land_use", "industry", "use"),
        ("容积率", "≥1.0", "plot_ratio"),
        ("建筑密度(%)", "40", "building_density_percent"),
        ("绿地率", "≤15%", "green_ratio_percent"),
        ("供应状态", "已出让", "status"),
    ],
)
def test_a_recognised_column_is_a_fact(column, value, field):
    facts, others = read(**{column: value})
    assert list(facts) == [field]
    assert not others


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("权属", "张三"),
        ("权属", "有争议"),
        ("权利类型", "国有建设用地使用权"),
        ("绿地率", "0.15"),  # 15 %, or 0.15 %
        ("容积率", "见规划条件"),
        ("供应状态", "谈判中"),
        ("备注", "已批"),
        ("面积", "12"),
    ],
)
def test_what_is_not_certain_stays_as_it_is(column, value):
    assert read(**{column: value}) == ({}, {column: value})


def test_an_empty_cell_states_nothing():
    assert read(权利人=None, 用地性质="", 备注=float("nan")) == ({}, {})


def test_years_are_years_in_both_languages():
    (fact,) = read_row_facts({"使用年限": 50, "日期": "2026-03"}, source="a").facts
    assert fact == SiteFact("", "term", "50 years", "50 年", "2026-03", "a")


def test_the_first_filled_column_counts_and_the_other_is_kept():
    facts, others = read(地块编号="", 宗地代码="Z 1", 宗地号="7")
    assert (facts, others) == ({"plot_number": "Z 1"}, {"宗地号": "7"})


@pytest.mark.parametrize(
    ("field", "value", "other", "is_same"),
    [
        ("use", "工业用地", "工业用地", True),
        ("use", "Industry", "industry", True),
        ("use", "工业用地", "商业用地", False),
        ("plot_number", "216250", "216251", False),
        ("gross_area_m2", "216,250", "216260", True),
        ("gross_area_m2", "216250", "217000", False),
        ("plot_ratio", "≥1", "1", False),
    ],
)
def test_statements_agree_up_to_rounding(field, value, other, is_same):
    own, its = (SiteFact("", field, each, "", "", "") for each in (value, other))
    assert own.agrees_with(its) == is_same


def test_the_plainest_word_for_a_use_is_one_where_no_other_is():
    assert read(用途="工业用地")[0] == {"use": "工业用地"}
    facts, others = read(用途="厂房", 规划用途="工业用地")
    assert (facts, others) == ({"use": "工业用地"}, {"用途": "厂房"})
