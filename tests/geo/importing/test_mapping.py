"""Columns are mapped only where their values can be meant."""

import pandas as pd
import pytest

from geo.errors import InputError
from geo.importing.mapping import map_columns


def mapped(*pairs, sources=(), **columns):
    steps = []
    found = map_columns(pd.DataFrame(columns, dtype=object), pairs, steps, sources=sources)
    return dict(found), list(map(str, steps))


def test_a_column_that_repeats_is_no_id_where_another_is():
    assert mapped(Id=[0, 0], DKBH=["a", "b"])[0] == {"id": "DKBH"}
    assert mapped(编号=["0601", "0601"], bh=["1", "2"])[0] == {"id": "bh"}
    assert mapped(编号=["1", "1"])[0] == {"id": "编号"}
    assert mapped(Id=[0, 0])[0] == {}
    assert mapped(id=["a", "a", "b"])[0] == {"id": "id"}  # a fault, which a check finds


def test_a_column_without_words_of_kinds_is_no_kind():
    assert mapped(id=["a"], 类型=["工业"])[0] == {"id": "id"}
    assert mapped(id=["a", "b"], 类型=["工业", "地块"])[0] == {"id": "id", "kind": "类型"}


def test_parents_and_sources_that_are_unknown_stay_other_columns():
    assert mapped(id=["a", "b"], 所属=["x", None])[0] == {"id": "id"}
    assert mapped(id=["a", "b"], 所属=["b", None])[0] == {"id": "id", "parent": "所属"}
    assert mapped(id=["a"], 来源=["规划局"])[0] == {"id": "id"}
    assert mapped(id=["a"], 来源=["plan; map"], sources=["plan", "map"])[0]["sources"] == "来源"


def test_an_area_without_a_unit_is_told_with_what_to_do():
    found, steps = mapped(id=["a"], 面积=["12.5"])
    assert found == {"id": "id"}
    assert any("--field published_area_km2=面积" in step for step in steps)
    found, steps = mapped("published_area_km2=面积", id=["a"], 面积=["12.5"])
    assert found["published_area_km2"] == "面积"
    said = (
        "published_area_km2 from column 面积, taken as km², because its name doesn't say the unit"
    )
    assert any(said in step and "--field published_area_km2=面积,mu" in step for step in steps)
    assert not any("taken as km²" in step for step in mapped(id=["a"], publ_km2=["1"])[1])
    assert any("taken as km²" in step for step in mapped(id=["a"], published=["1"])[1])
    stated = mapped("published_area_km2=面积,km2", id=["a"], 面积=["12.5"])[1]
    assert not any("taken as" in step for step in stated)


def test_a_unit_may_follow_the_column():
    found, steps = mapped("published_area_km2=面积,亩", id=["a"], 面积=["12.5"])
    assert found["published_area_km2"] == "面积"
    assert steps[0] == "published_area_km2 from column 面积, converted from 亩"
    with pytest.raises(InputError, match=r"The unit “acre” is unknown\. Use one of 亩, mu"):
        mapped("published_area_km2=面积,acre", id=["a"], 面积=["12.5"])


def test_each_guess_is_told():
    _, steps = mapped(DKBH=["a"], 面积亩=["3"], 备注=["x"])
    assert steps == [
        "id from column DKBH (guessed)",
        "published_area_km2 from column 面积亩, converted from 亩",
        "note_zh from column 备注 (guessed)",
    ]
