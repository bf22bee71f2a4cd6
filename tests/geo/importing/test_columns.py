"""Columns are mapped to fields as given, else guessed and reported."""

import pandas as pd
import pytest

from geo.errors import InputError
from geo.importing.column_names import guess_mapping, parse_mapping
from geo.importing.columns import read_rows


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


def read(**columns):
    """Read columns that are named like their fields; return the rows and the steps."""
    steps = []
    table = pd.DataFrame(columns, dtype=object)
    table.index += 1
    return read_rows(table, {name: name for name in columns}, defaults={}, steps=steps), steps


def test_ids_made_from_names_differ():
    rows, steps = read(name=["Core", "Core", None], id=[None, None, None])
    assert [row["id"] for row in rows] == ["core", "core-2", "part-3"]
    assert str(steps[1]) == "core-2: this id was made from the name or number of feature 2"


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
