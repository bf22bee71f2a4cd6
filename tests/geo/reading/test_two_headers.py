"""A header of two rows: columns without a heading in the second take the one of the first."""

import pytest
from workbooks import write_workbook

from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

ROWS = [
    ["地块一览表"],
    ["名称", "坐标", None, None],
    [None, "经度", "纬度", None],
    ["甲地", "105.44", "28.9", "x"],
    ["乙地", "105.45", "28.91", None],
]


@pytest.fixture(params=["xlsx", "csv"])
def layer(request, tmp_path):
    path = tmp_path / f"sites.{request.param}"
    if request.param == "xlsx":
        write_workbook(path, {"S": ROWS})
    else:
        lines = [",".join(cell or "" for cell in [*row, None, None, None][:4]) for row in ROWS]
        path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_layer(path, ReadOptions())


def test_a_column_has_the_heading_above(layer):
    assert layer.table["名称"].tolist() == ["甲地", "乙地"]


def test_a_column_without_any_heading_is_kept(layer):
    assert layer.table["column_4"].tolist()[0] == "x"


def test_what_was_taken_and_passed_over_is_told(layer):
    said = [str(step) for step in layer.steps]
    assert "Rows above the header that were passed over: 1." in said
    assert "Columns without a heading in the header row take the one above it." in said
