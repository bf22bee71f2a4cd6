"""`zonemap locate`."""

import csv
import io
import re
import shlex

import pytest
from click.testing import CliRunner
from workbooks import read_table

from geo.io import xlsx
from maps.i18n import LANGUAGES
from webapp.cli.main import zonemap


def test_locate_says_what_it_guessed_and_counts(call, tmp_path):
    result = call("locate", "sites.csv", "-o", "out.csv")
    assert result.exit_code == 0
    assert "coordinates from “lon”, “lat”." in result.stderr
    assert "3 rows read, 2 written, 1 rejected (see out.csv.rejected.csv)" in result.stderr
    assert result.stdout == ""
    assert "'=1+1" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_columns_that_a_geopackage_renames_are_named(call, tmp_path):
    (tmp_path / "fid.csv").write_text("lon,lat,fid\n105.43,28.93,a\n")
    result = call("locate", "fid.csv", "-o", "out.gpkg")
    assert result.exit_code == 0
    assert "renamed columns: “fid” to “input_fid”" in result.stderr


def test_points_are_not_drawn(call, tmp_path):
    result = call("locate", "sites.csv", "-o", "out.dxf")
    said = "A DXF is for areas, and these are points. Use one of .csv, .xlsx"
    assert said in str(result.exception)
    assert not (tmp_path / "out.dxf").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.slow
def test_areas_are_told_the_command_that_measures_them(call, tmp_path, lang):
    rows = "name,wkt\na,POINT(105.43 28.93)\nb,LINESTRING(1 1, 2 2)\n"
    area = 'c,"POLYGON((105.41 28.91,105.415 28.91,105.415 28.915,105.41 28.91))"\n'
    (tmp_path / "both.csv").write_text(rows + area)
    result = call("locate", "both.csv", "-o", "out.csv", "--lang", lang, "--datum", "gcj02")
    line = re.search("`(zonemap measure .*)`", result.stderr)[1]
    assert line.startswith("zonemap measure both.csv --data ")
    assert line.endswith(f" -o out-measure.csv --lang {lang} --datum gcj02")
    assert CliRunner().invoke(zonemap, shlex.split(line)[1:]).exit_code == 0
    assert "c," in (tmp_path / "out-measure.csv").read_text("utf-8-sig")


def test_no_more_rows_than_a_sheet_has(call, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    result = call("locate", "sites.csv", "-o", "out.xlsx")
    assert "the limits of XLSX. Use .csv or .parquet." in str(result.exception)
    assert [each.name for each in tmp_path.glob("out*")] == []


@pytest.mark.parametrize(
    ("lang", "heads"),
    [
        ("en", {"Row", "name", "Longitude (°)", "Distance to the nearest edge (m)"}),
        ("zh", {"行号", "name", "经度（°）", "至最近边界的距离（米）"}),
    ],
)
@pytest.mark.slow
def test_a_workbook_has_headings_in_the_language(call, tmp_path, lang, heads):
    result = call("locate", "sites.csv", "-o", "out.xlsx", "--lang", lang)
    assert result.exit_code == 0, result.output
    row = read_table((tmp_path / "out.xlsx").read_bytes())[0]
    assert heads <= set(row)
    assert not any(
        each.isascii() for each in row if lang == "zh" and each not in {"name", "lon", "lat"}
    )


@pytest.mark.slow
def test_csv_keeps_names_for_programs_in_any_language(call, tmp_path):
    for lang in ("en", "zh"):
        assert call("locate", "sites.csv", "-o", f"{lang}.csv", "--lang", lang).exit_code == 0
    english, chinese = (
        [*csv.DictReader(io.StringIO((tmp_path / f"{lang}.csv").read_text("utf-8-sig")))]
        for lang in ("en", "zh")
    )
    assert list(english[0]) == list(chinese[0])
    differing = {
        name
        for ours, theirs in zip(english, chinese, strict=True)
        for name in ours
        if ours[name] != theirs[name]
    }
    assert differing == {"placement", "verdict", "county_verdict", "certain"} & set(english[0])


def test_a_language_that_there_is_not(call, tmp_path):
    result = call("measure", "parcels.csv", "-o", "out.csv", "--lang", "de")
    assert f"The language “de” is unknown. Use one of {', '.join(LANGUAGES)}." in str(
        result.exception
    )
    assert not (tmp_path / "out.csv").exists()


def test_one_angle_among_degrees_leaves_the_others_numbers(run, tmp_path):
    path, out = tmp_path / "sites.csv", tmp_path / "sites.xlsx"
    path.write_text("no,lon,lat\n01,105.44,28.88\n02,105°26'E,28°53'N\n", "utf-8")
    run("locate", path, "-o", out, "--chunk-rows", 1)
    rows = read_table(out.read_bytes())
    assert [row["lon"] for row in rows] == [105.44, "105°26'E"]
    assert [row["no"] for row in rows] == ["01", "02"]
