"""Columns are mapped to fields as given, else guessed and reported."""

import pandas as pd
import pytest

from geo.errors import InputError
from geo.importing.columns import apply_kinds, find_changed, read_rows


def test_fields_are_guessed_and_told_and_the_others_kept(table, back, tmp_path):
    own = table[["name_zh", "name", "county", "geometry"]]
    own.columns = ["名称", "TITEL", "XZQDM", "geometry"]
    own.assign(面积=1.5).to_file(tmp_path / "a.gpkg", driver="GPKG")
    found, result = back(tmp_path / "a.gpkg", fields=("name=TITEL",), kind="park")
    assert found.parts.index[0] == "longmatan-core-area"
    assert found.parts["county"].tolist() == table["county"].tolist()
    assert set(found.parts["kind"]) == {"park"}
    said = "\n".join(result.steps)
    assert "name from column TITEL\n" in said
    assert "name_zh from column 名称 (guessed)" in said
    assert "columns kept as other fields: 面积" in said
    assert found.parts["other"].tolist() == [{"面积": 1.5}] * 8


def test_chinese_name_alone_makes_an_id(table, back, tmp_path):
    own = table[["name_zh", "geometry"]].rename(columns={"name_zh": "name"})
    own.to_file(tmp_path / "a.fgb", driver="FlatGeobuf")
    found, _ = back(tmp_path / "a.fgb")
    assert found.parts.loc["long-ma-tan-he-xin-qu", "name_zh"] == "龙马潭核心区"


def read(**columns):
    """Read columns that are named like their fields; return the rows and the steps."""
    steps = []
    table = pd.DataFrame(columns, dtype=object)
    table.index += 1
    return read_rows(table, {name: name for name in columns}, defaults={}, steps=steps), steps


def test_ids_made_from_names_differ():
    rows, steps = read(name=["Core", "Core", None], id=[None, None, None])
    assert [row["id"] for row in rows] == ["core", "core-2", "part-3"]
    said = "Core (core-2): its id core-2 was made from the name or number of feature 2"
    assert str(steps[1]) == said
    assert str(steps[2]) == "part-3: this id was made from the name or number of feature 3"


def test_cells_are_read_as_their_fields_want_them():
    rows, _ = read(
        id=["a"],
        published_area_km2=["1,234.5"],
        industries=['["steel", "glass"]'],
        industries_zh=["钢铁；玻璃、纸"],
        county=[510502.0],
        note=["  "],
    )
    (row,) = rows
    assert row["published_area_km2"] == 1234.5
    assert row["industries"] == ["steel", "glass"]
    assert row["industries_zh"] == ["钢铁", "玻璃", "纸"]
    assert (row["county"], row["note"]) == ("510502", None)


def test_a_cell_that_is_no_number_is_refused_by_its_row():
    with pytest.raises(InputError, match=r"Feature 2: published_area_km2 is “large”, not a number"):
        read(id=["a", "b"], published_area_km2=[1, "large"])


def test_codes_become_ids_that_can_be_recognised_and_differ():
    steps = []
    table = pd.DataFrame(
        {"地块编号": ["JY-2026-01", "江阳 02", "江阳 02", "—", None]}, index=range(1, 6)
    )
    rows = read_rows(table, {"id": "地块编号"}, defaults={}, steps=steps)
    assert [row["id"] for row in rows] == [
        "jy-2026-01",
        "jiang-yang-02",
        "jiang-yang-02-2",
        "part-4",
        "part-5",
    ]
    assert [(row["name"], row["name_zh"]) for row in rows[:2]] == [
        ("JY-2026-01", None),
        (None, "江阳 02"),
    ]
    said = list(map(str, steps))
    assert "jiang-yang-02-2: this id was made from 江阳 02" in said
    assert "4 parts without a name are named after their 地块编号" in said
    assert find_changed(table, {"id": "地块编号"}, rows) == ["地块编号"]


def test_many_steps_of_one_sort_are_counted():
    table = pd.DataFrame({"编号": [f"A/{n}" for n in range(1000)]}, index=range(1, 1001))
    steps = []
    read_rows(table, {"id": "编号"}, defaults={}, steps=steps)
    assert len(steps) == 22
    assert str(steps[20]) == "… and 980 more in the same way"


def test_areas_are_converted_from_the_unit_of_the_name():
    table = pd.DataFrame({"id": ["a", "b"], "面积(亩)": ["389.26", "1,621"]}, dtype=object)
    mapping = {"id": "id", "published_area_km2": "面积(亩)"}
    rows = read_rows(table, mapping, defaults={}, steps=[])
    found = [row["published_area_km2"] for row in rows]
    assert found == pytest.approx([389.26 / 1500, 1621 / 1500], abs=1e-12)
    assert find_changed(table, mapping, rows) == ["面积(亩)"]


def test_words_of_kinds_are_understood_and_others_told():
    rows = [{"id": "a", "kind": "宗地"}, {"id": "b", "kind": "仓储"}]
    steps = apply_kinds(rows, "park")
    assert [row["kind"] for row in rows] == ["parcel", "park"]
    assert list(map(str, steps)) == ["b: the kind “仓储” became park"]
