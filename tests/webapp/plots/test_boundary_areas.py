"""Boundary-point text states its areas in hectares, whatever would fit them better."""

import io

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


def test_hectares_that_fit_are_told(read):
    layer = read("100")
    assert layer["rows"][0]["warnings"] == []
    (said,) = [each for each in layer["steps"] if "地块面积" in each]
    assert said == "The column 地块面积 is in hectares, as the format of boundary points has it."
