"""Boundary-point text states its areas in hectares, whatever would fit them better."""

import io
import json

import pytest

TEXT = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
计量单位=米
带号=35
[地块坐标]
4,{stated},1,一号地,面,,,,@
J1,1,3199000,35542000
J2,1,3200000,35542000
J3,1,3200000,35543000
J4,1,3199000,35543000
J1,1,3199000,35542000
"""


@pytest.fixture
def read(client):
    def send(stated, lang="en"):
        data = {"file": (io.BytesIO(TEXT.format(stated=stated).encode()), "plot.txt")}
        (layer,) = client.post(f"/api/inspect?lang={lang}", data=data).get_json()["layers"]
        return layer

    return send


@pytest.mark.parametrize(
    ("stated", "other"),
    [("1.0", "square kilometres"), ("1500", "mu"), ("1000000", "square metres")],
)
def test_another_unit_that_fits_is_told_and_not_taken(read, stated, other):
    layer = read(stated)
    (row,) = layer["rows"]
    assert row["stated_area_m2"] == pytest.approx(float(stated) * 1e4)
    assert row["stated_difference_m2"] == pytest.approx(row["area_m2"] - float(stated) * 1e4)
    (said,) = [each for each in layer["steps"] if "地块面积" in each]
    assert said.startswith("WARNING")
    assert f"In {other} it would agree" in said
    assert row["warnings"]


def test_areas_that_fit_no_unit_are_compared(read):
    (row,) = read("50")["rows"]
    assert row["stated_area_m2"] == 500_000
    assert row["stated_text"] == "50 ha (地块面积)"
    assert row["warnings"]


def test_the_command_compares_them_as_well(run, tmp_path):
    path, out = tmp_path / "plot.txt", tmp_path / "out.csv"
    path.write_text(TEXT.format(stated="50"))
    assert run("measure", path, "-o", out)[0] == 0
    assert "differs from the stated one by +99.99%" in out.read_text()


@pytest.mark.parametrize("options", [(), ("--field", "published_area_km2=地块面积")])
def test_an_import_takes_them_as_hectares(run, tmp_path, options):
    """Its note proposed them as km²: 34 hectares became 34 km²."""
    path, out = tmp_path / "plot.txt", tmp_path / "out.geojson"
    path.write_text(TEXT.format(stated="34.0000"))
    code, _, told = run("import", path, "-o", out, *options)
    assert code == 0
    assert "published_area_km2 from column 地块面积, converted from 公顷" in told
    (part,) = json.loads(out.read_text())["features"]
    assert part["properties"]["published_area_km2"] == 0.34


def test_no_area_is_stated_by_zero(run, tmp_path):
    path, out = tmp_path / "plot.txt", tmp_path / "out.geojson"
    path.write_text(TEXT.format(stated="0"))
    assert run("import", path, "-o", out)[0] == 0
    (part,) = json.loads(out.read_text())["features"]
    assert part["properties"]["published_area_km2"] is None


def test_hectares_that_fit_are_told(read):
    layer = read("100")
    assert layer["rows"][0]["warnings"] == []
    (said,) = [each for each in layer["steps"] if "地块面积" in each]
    assert said == "The column 地块面积 is in hectares, as the format of boundary points has it."
