"""A parent that a file names by its name, in either language, or by its code."""

import json

import pytest

from geo.errors import InputError
from geo.importing import ImportOptions, import_zone

SQUARE = "POLYGON (({0} 28, {0} 28.01, {1} 28.01, {1} 28, {0} 28))"


def read_parents(tmp_path, rows, *pairs):
    """Import a table of names, parents and more, and return the parent of each id, and the told."""
    path = tmp_path / "分区.csv"
    shapes = [SQUARE.format(105 + n / 50, 105.01 + n / 50) for n in range(len(rows) - 1)]
    lines = [f'{row},"{shape}"' for row, shape in zip(rows[1:], shapes, strict=True)]
    path.write_text("\n".join([f"{rows[0]},WKT", *lines]), encoding="utf-8")
    result = import_zone(path, ImportOptions(crs="EPSG:4326", fields=pairs))
    features = json.loads(result.data)["features"]
    parts = [each["properties"] for each in features]
    return {part["id"]: part["parent"] for part in parts}, result.steps


@pytest.mark.parametrize("column", ["上级", "上级分区", "所属片区", "parent"])
def test_name_of_one_part_becomes_its_id(tmp_path, column):
    rows = [f"名称,{column}", "江阳片区,", "江阳一园,江阳片区"]
    found, steps = read_parents(tmp_path, rows)
    assert found == {"jiang-yang-pian-qu": None, "jiang-yang-yi-yuan": "jiang-yang-pian-qu"}
    assert "parents found by their name, now their id: 1" in steps


def test_given_column_names_parts_in_either_language_or_by_code(tmp_path):
    rows = ["dkbh,name,名称,belongs", "JY-1,River Park,江阳片区,"]
    rows += ["JY-2,,二园,River Park", "JY-3,,三园,江阳片区", "JY-4,,四园,JY-1", "JY-5,,五园,jy-1"]
    found, _ = read_parents(tmp_path, rows, "parent=belongs")
    assert found == {"jy-1": None} | {f"jy-{n}": "jy-1" for n in range(2, 6)}


def test_part_called_as_its_parent_is_below_the_other(tmp_path):
    rows = ["id,name,parent", "a,Park,", "b,Park,Park"]
    assert read_parents(tmp_path, rows)[0] == {"a": None, "b": "a"}


def test_name_of_several_parts_is_refused_with_those(tmp_path):
    rows = ["名称,上级", "江阳片区,", "江阳片区,", "一园,江阳片区"]
    with pytest.raises(InputError) as error:
        read_parents(tmp_path, rows, "parent=上级")
    assert str(error.value) == (
        "Feature 3: the parent “江阳片区” is the name of several parts. Write the id of one of "
        "them: jiang-yang-pian-qu (feature 1), jiang-yang-pian-qu-2 (feature 2)."
    )
    rows[3] = "一园,jiang-yang-pian-qu-2"
    found, _ = read_parents(tmp_path, rows, "parent=上级")
    assert found["yi-yuan"] == "jiang-yang-pian-qu-2"


@pytest.mark.parametrize(
    "parents", [("乙", "甲"), ("甲", ""), ("泸州市", "甲")], ids=["circle", "self", "elsewhere"]
)
def test_column_that_names_no_parents_is_none(tmp_path, parents):
    rows = ["名称,所属", *(f"{name},{above}" for name, above in zip("甲乙", parents, strict=True))]
    found, _ = read_parents(tmp_path, rows)
    assert set(found.values()) == {None}
