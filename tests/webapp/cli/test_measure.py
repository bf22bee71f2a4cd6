"""`zonemap measure`."""

import csv
import io
import re
import shlex
import zipfile

import pytest
from click.testing import CliRunner
from workbooks import read_table

from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from webapp.cli.main import zonemap


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
    assert "Boundary type of the part" in sheet
    assert "Position uncertainty of the part (m)" in sheet
    table = read_layer(tmp_path / "out.dxf", ReadOptions(crs="EPSG:4523")).table
    assert table["part"].tolist() == ["west"]


def test_a_workbook_says_names_and_words_before_identifiers(call, tmp_path):
    call("measure", "parcels.csv", "-o", "out.xlsx", "--lang", "zh")
    (row,) = read_table((tmp_path / "out.xlsx").read_bytes())
    assert (row["分区"], row["分区标识符"], row["所在分区的边界类型"]) == ("西区", "west", "实测")
    call("measure", "parcels.csv", "-o", "out.csv", "--lang", "zh")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    (plain,) = csv.DictReader(io.StringIO(text))
    assert (plain["part"], plain["part_name_zh"], plain["placement"]) == (
        "west",
        "西区",
        "实测",
    )


def test_points_are_told_the_command_that_locates_them(call, tmp_path):
    result = call("measure", "sites.csv", "-o", "out 1.csv")
    line = re.search(
        r"Points among the rejected rows: 2. Locate them with `(.*)`\.", result.stderr
    )[1]
    command, *words = shlex.split(line)
    assert command == "zonemap"
    assert CliRunner().invoke(zonemap, words).exit_code == 0
    assert len((tmp_path / "out 1.csv").read_text("utf-8-sig").splitlines()) == 3


def test_a_drawing_without_areas_is_one_sentence(call, tmp_path):
    result = call("measure", "sites.csv", "-o", "out.dxf")
    assert "out.dxf would be empty: no row is an area" in str(result.exception)
    assert not (tmp_path / "out.dxf").exists()


def test_equal_files_give_equal_results(call, tmp_path):
    for name in ("out.xlsx", "out.dxf"):
        call("measure", "parcels.csv", "-o", name)
        first = (tmp_path / name).read_bytes()
        call("measure", "parcels.csv", "-o", name)
        assert (tmp_path / name).read_bytes() == first


def test_plots_that_overlap_are_told_and_remarked_on(call, tmp_path):
    shapes = {
        "A": "POLYGON((105.45 28.92,105.46 28.92,105.46 28.93,105.45 28.93,105.45 28.92))",
        "B": "POLYGON((105.459 28.92,105.47 28.92,105.47 28.93,105.459 28.93,105.459 28.92))",
        "C": "POLYGON((105.47 28.92,105.48 28.92,105.48 28.93,105.47 28.93,105.47 28.92))",
    }
    lines = "".join(f'{name},"{text}"\n' for name, text in shapes.items())
    (tmp_path / "plots.csv").write_text(f"name,wkt\n{lines}", "utf-8")
    result = call("measure", "plots.csv", "-o", "out.csv")
    assert "WARNING: 2 plots overlap: A and B by " in result.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"))))
    assert [bool(row["findings"]) for row in rows] == [True, True, False]
    result = call("measure", "plots.csv", "-o", "out.csv", "--chunk-rows", "2")
    assert "Use `--chunk-rows 3` to find all." in result.stderr


def test_a_stated_area_that_differs_is_told_as_on_the_page(call, tmp_path, client):
    (head, first, *_) = (tmp_path / "parcels.csv").read_text("utf-8").splitlines()
    lines = [f"{head},面积(亩)", f"{first},1.5"]
    (tmp_path / "stated.csv").write_text("\n".join([*lines, ""]), "utf-8")
    call("measure", "stated.csv", "-o", "out.csv", "--lang", "zh")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")))
    sent = {"file": (io.BytesIO((tmp_path / "stated.csv").read_bytes()), "stated.csv")}
    answer = client.post("/api/inspect?lang=zh", data=sent).get_json()
    (warning,) = answer["layers"][0]["rows"][0]["warnings"]
    assert row["findings"] == warning
    assert "量算面积与文件所载面积相差" in warning
    sent = {"file": (io.BytesIO((tmp_path / "stated.csv").read_bytes()), "stated.csv")}
    answer = client.post("/api/measure?f=csv&lang=zh", data=sent)
    (served,) = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert served["findings"] == warning


def test_a_unit_that_no_heading_says_is_told_with_why_once(call, tmp_path, client):
    (head, first, *_) = (tmp_path / "parcels.csv").read_text("utf-8").splitlines()
    (tmp_path / "plain.csv").write_text(f"{head}\n{first}\n", "utf-8")
    call("measure", "plain.csv", "-o", "out.csv")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")))
    size_mu = float(row["area_m2"]) * 3 / 2000
    lines = [f"{head},面积", *[f"{first},{size_mu:.2f}"] * 3, ""]
    (tmp_path / "stated.csv").write_text("\n".join(lines), "utf-8")
    told = call("measure", "stated.csv", "-o", "b.csv", "--chunk-rows", "1").stderr
    assert told.count("The column 面积 doesn't say its unit. It is taken as mu, in which") == 1
    sent = {"file": (io.BytesIO((tmp_path / "stated.csv").read_bytes()), "stated.csv")}
    answer = client.post("/api/measure?f=csv", data=sent)
    assert any("doesn't say its unit" in value for value in answer.headers.values())


def test_a_unit_that_nothing_tells_is_said_to_be_unknown(call, tmp_path, client):
    (head, first, *_) = (tmp_path / "parcels.csv").read_text("utf-8").splitlines()
    lines = [f"{head},用地面积", *[f"{first},500"] * 3, ""]
    (tmp_path / "stated.csv").write_text("\n".join(lines), "utf-8")
    told = call("measure", "stated.csv", "-o", "b.csv", "--chunk-rows", "1").stderr
    said = "The column 用地面积 doesn't say its unit and agrees with the measured areas in none"
    assert told.count(said) == 1
    sent = {"file": (io.BytesIO((tmp_path / "stated.csv").read_bytes()), "stated.csv")}
    answer = client.post("/api/measure?f=csv", data=sent)
    assert any("agrees with the measured areas in none" in each for each in answer.headers.values())


def test_a_workbook_has_mu_hectares_and_percents(call, tmp_path):
    call("measure", "parcels.csv", "-o", "out.xlsx", "--lang", "zh")
    (row,) = read_table((tmp_path / "out.xlsx").read_bytes())
    assert row["面积（公顷）"] == pytest.approx(row["面积（平方米）"] / 10_000, abs=1e-6)
    assert row["面积（亩）"] == pytest.approx(row["面积（平方米）"] * 3 / 2000, abs=1e-4)
    assert row["在各分区内的占比（含其内的分区）"].endswith("%")
