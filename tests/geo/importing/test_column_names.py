"""Columns are recognised by their names in English, Chinese, pinyin and survey codes."""

import pytest

from geo.importing.column_names import guess_mapping, names_parcels, parse_mapping
from geo.importing.feature_names import find_name_columns


def test_a_name_of_the_field_itself_wins_over_a_synonym():
    mapping = guess_mapping(["title", "Name", "名称", "TYPE"], given={})
    assert mapping == {"name": "Name", "name_zh": "名称", "kind": "TYPE"}
    areas = guess_mapping(["area_km2", "published_area_km2"], given={})
    assert areas == {"published_area_km2": "published_area_km2"}


def test_a_column_that_is_given_is_not_guessed_for_another_field():
    assert guess_mapping(["name", "kind"], given={"note": "name"}) == {
        "note": "name",
        "kind": "kind",
    }


def test_names_cut_by_a_shapefile_are_recognised():
    mapping = guess_mapping(["published_", "industri_1", "industries"], given={})
    assert mapping == {
        "published_area_km2": "published_",
        "industries": "industries",
        "industries_zh": "industri_1",
    }


def test_pairs_become_a_mapping():
    assert parse_mapping(["name=TITLE", "note=a=b"], ["TITLE", "a=b"]) == {
        "name": "TITLE",
        "note": "a=b",
    }


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("地块编号", "id"),
        ("宗地代码", "id"),
        ("ZDDM", "id"),
        ("DKBH", "id"),
        ("不动产单元号", "id"),
        ("DiKuaiBianHao", "id"),
        ("PARCEL_ID", "id"),
        ("地块编", "id"),  # cut to ten bytes of UTF-8
        ("地块编\ufffd", "id"),  # the same within a character
        ("不动产单元", "id"),  # cut to ten bytes of GBK
        ("dikuaibian", "id"),
        ("地块名称", "name_zh"),
        ("项目名", "name_zh"),
        ("DKMC", "name_zh"),
        ("名 称", None),
        ("parcel_nam", "name"),
        ("面积亩", "published_area_km2"),
        ("面积（公顷）", "published_area_km2"),
        ("Area (ha)", "published_area_km2"),
        ("用地面积_平方米", "published_area_km2"),
        ("面积", None),
        ("公布面积", None),
        ("SHAPE_Area", None),
        ("建筑面积（平方米）", None),
        ("行政区", None),  # a name, not a code
        ("用地性质", None),
        ("权属", None),
        ("other.地块编号", None),  # kept by an earlier import
    ],
)
def test_names_of_land_surveys(column, field):
    assert guess_mapping([column], given={}) == ({field: column} if field else {})


def test_the_plainest_name_wins():
    columns = ["DKBH", "编号", "地块编号"]
    assert guess_mapping(columns, given={}) == {"id": "地块编号"}
    unfit = {"id": ["地块编号"]}
    assert guess_mapping(columns, given={}, unfit=unfit) == {"id": "DKBH"}
    assert guess_mapping(columns[2:], given={}, unfit=unfit) == {"id": "地块编号"}


def test_other_is_no_field_to_be_given():
    with pytest.raises(Exception, match="“other” is unknown"):
        parse_mapping(["other=a"], ["a"])


@pytest.mark.parametrize(
    ("text", "are_plots"),
    [
        ("地块编号", True),
        ("用地性", True),
        ("YDXZ", True),
        ("2026年地块", True),
        ("parcels-gbk", True),
        ("Plots", True),
        ("DK", True),
        ("boundaries", False),
        ("编号", False),
        ("complots", False),
    ],
)
def test_names_of_plots(text, are_plots):
    assert names_parcels(text) is are_plots


@pytest.mark.parametrize(
    ("column", "field"),
    [
        *((f"{each}名称", "name_zh") for each in ("企业", "单位", "公司", "点位", "站点", "机构")),
        ("名称（全称）", "name_zh"),
        ("Company", "name"),
        ("Company Name", "name"),
        ("site name", "name"),
        ("Facility", "name"),
    ],
)
def test_whatever_names_the_rows_is_their_name(column, field):
    assert guess_mapping(["行业", column, "经度", "纬度"], given={}) == {field: column}
    assert find_name_columns(["行业", column, "纬度"]) == [column]


@pytest.mark.parametrize(
    "column",
    [
        "区县名称",
        "行业名称",
        "建设单位名称",
        "权利人名称",
        "所属园区名称",
        "county name",
        "first name",
        "site",
    ],
)
def test_names_of_something_else_are_no_names_of_rows(column):
    mapping = guess_mapping([column], given={})
    assert not {"name", "name_zh"} & set(mapping)


def test_the_name_of_a_plot_goes_before_that_of_a_company():
    mapping = guess_mapping(["企业名称", "地块名称", "Company", "title"], given={})
    assert (mapping["name_zh"], mapping["name"]) == ("地块名称", "title")
