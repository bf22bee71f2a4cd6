"""Of a Shapefile sent without some of its parts, each is said for what it carries."""

from pathlib import Path

import pytest

from webapp.plots.groups import describe_group, group_files


@pytest.mark.parametrize(
    ("suffixes", "said"),
    [
        ((".shp", ".shx", ".dbf", ".prj"), []),
        ((".shp", ".shx", ".dbf"), [("prj", "coordinate reference system is")]),
        ((".shp", ".prj"), [("dbf", "columns are")]),
        ((".SHP",), [("dbf", "columns are"), ("prj", "coordinate reference system is")]),
    ],
)
def test_each_missing_part_is_said_for_what_it_has(suffixes, said):
    [group] = group_files([Path(f"park{suffix}") for suffix in suffixes])
    name = group.main.name
    assert [str(each) for each in describe_group(group)] == [
        f"{name} came without .{part}, so that its {what} missing." for part, what in said
    ]
