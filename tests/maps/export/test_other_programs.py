"""Files opened by what people open them with: LibreOffice and GDAL's own command."""

import csv
import io
import shutil
import subprocess

import pytest

from maps.export.registry import export_zone
from maps.figure.options import FigureOptions

pytestmark = [pytest.mark.consumer, pytest.mark.slow]


def run(program, *arguments, **options):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not here")
    command = [program, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=120, **options
    ).stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_libreoffice_reads_numbers_and_headings(zone, tmp_path, lang):
    (tmp_path / "a.xlsx").write_bytes(export_zone(zone, "xlsx", FigureOptions(lang=lang)))
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
    run("soffice", "--headless", "--convert-to", form, "--outdir", tmp_path, tmp_path / "a.xlsx")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    heading = "Area (km²)" if lang == "en" else "面积（平方公里）"
    assert [float(row[heading]) > 0 for row in rows] == [True] * len(zone.parts)


def test_libreoffice_draws_the_names(zone, tmp_path):
    (tmp_path / "a.dxf").write_bytes(export_zone(zone, "dxf", FigureOptions(lang="zh")))
    run("soffice", "--headless", "--convert-to", "svg", "--outdir", tmp_path, tmp_path / "a.dxf")
    drawn = (tmp_path / "a.svg").read_text("utf-8")
    assert all(name in drawn for name in zone.parts["name_zh"])


@pytest.mark.parametrize("form", ["gpkg", "dxf"])
def test_gdal_opens_it(zone, tmp_path, form):
    path = tmp_path / f"a.{form}"
    path.write_bytes(export_zone(zone, form, FigureOptions(crs="EPSG:4523")))
    said = run("ogrinfo", "-ro", "-al", path)
    assert "大数据产业园" in said
    assert form == "dxf" or "CGCS2000 / 3-degree Gauss-Kruger zone 35" in said
