"""`zonemap measure`."""

import zipfile

from geo.reading.door import read_layer
from geo.reading.layer import ReadOptions


def test_measure_takes_wkt(call, tmp_path):
    result = call("measure", "parcels.csv", "--output", "out.geojson")
    assert "2 rows read, 1 written, 1 rejected" in result.stderr
    assert '"part": "west"' in (tmp_path / "out.geojson").read_text("utf-8")


def test_results_as_workbook_and_drawing(call, tmp_path):
    for name in ("out.xlsx", "out.dxf"):
        result = call("measure", "parcels.csv", "-o", name)
        assert result.exit_code == 0
        assert "2 rows read, 1 written, 1 rejected" in result.stderr
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "Area (m²)" in sheet
    assert "Position uncertainty (m)" in sheet
    table = read_layer(tmp_path / "out.dxf", ReadOptions(crs="EPSG:4523")).table
    assert table["part"].tolist() == ["west"]


def test_equal_files_give_equal_results(call, tmp_path):
    for name in ("out.xlsx", "out.dxf"):
        call("measure", "parcels.csv", "-o", name)
        first = (tmp_path / name).read_bytes()
        call("measure", "parcels.csv", "-o", name)
        assert (tmp_path / name).read_bytes() == first
