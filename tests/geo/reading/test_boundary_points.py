"""Boundary-point text: plots where the survey put them, sloppy files too; doubts are refused."""

import re

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geo.errors import InputError
from geo.geodesy.area import area_m2
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

HEADER = """[属性描述]
格式版本号=1.01
数据产生单位=某某局
数据产生日期=2025-06-15
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=35
精度=0.001
转换参数=,,,,,,
"""
PLOTS = """[地块坐标]
10,11.0000,DK-01,地块一,面,,工业用地,,@
J1,1,3193000.000,35540000.000
J2,1,3193000.000,35540400.000
J3,1,3193300.000,35540400.000
J4,1,3193300.000,35540000.000
J1,1,3193000.000,35540000.000
J5,2,3193100.000,35540100.000
J6,2,3193200.000,35540100.000
J7,2,3193200.000,35540200.000
J8,2,3193100.000,35540200.000
J5,2,3193100.000,35540100.000
5,12.0000,DK-02,地块二,面,,工业用地,,@
J1,1,3193000.000,35540600.000
J2,1,3193000.000,35541000.000
J3,1,3193300.000,35541000.000
J4,1,3193300.000,35540600.000
J1,1,3193000.000,35540600.000
"""
TEXT = HEADER + PLOTS
A_WITH_HOLE_M2, B_M2 = 109_995.614, 119_995.072  # GeographicLib, on the corners of the plots


@pytest.fixture
def read(tmp_path):
    def run(text, encoding="gb18030", name="jzd.txt", **options):
        (tmp_path / name).write_bytes(text.encode(encoding))
        return read_layer(tmp_path / name, ReadOptions(**options))

    return run


@pytest.fixture
def refusal(read):
    def run(text, **options):
        with pytest.raises(InputError) as caught:
            read(text, **options)
        return str(caught.value)

    return run


def check(layer, *areas):
    areas = areas or (A_WITH_HOLE_M2, B_M2)
    assert area_m2(layer.table.geometry).tolist() == pytest.approx(areas, abs=0.002)
    west, south = layer.table.geometry.iloc[0].bounds[:2]
    assert (west, south) == pytest.approx((105.40993, 28.85258), abs=6e-6)


def test_two_plots_one_with_a_hole(read):
    layer = read(TEXT)
    check(layer)
    assert layer.format_name == "Boundary points"
    assert [len(shape.interiors) for shape in layer.table.geometry] == [1, 0]
    assert layer.table["地块编号"].tolist() == ["DK-01", "DK-02"]
    assert layer.table["地块名称"].tolist() == ["地块一", "地块二"]
    assert layer.table["地块用途"].tolist() == ["工业用地"] * 2
    assert layer.table["地块面积"].tolist() == ["11.0000", "12.0000"]
    assert "zone 35" in " ".join(map(str, layer.steps))


SLOPPY = {
    "UTF-8": (TEXT, "utf-8"),
    "UTF-8 with a mark": (TEXT, "utf-8-sig"),
    "UTF-16": (TEXT, "utf-16"),
    "CRLF": (TEXT.replace("\n", "\r\n"), "gb18030"),
    "blank lines": (TEXT.replace("\n", "\n\n  \n"), "gb18030"),
    "Chinese commas": (TEXT.replace(",", "，"), "gb18030"),
    "tabs": (TEXT.replace(",", "\t"), "gb18030"),
    "spaces": (TEXT.replace(",", " , "), "gb18030"),
    "no @": (TEXT.replace(",@", ""), "gb18030"),
    "@ after points": (TEXT.replace("0\n", "0,@\n"), "gb18030"),
    "commas after points": (TEXT.replace(".000\n", ".000,,\n"), "gb18030"),
    "Chinese marks": (TEXT.replace("[", "【").replace("]", "】").replace("=", "＝"), "gb18030"),
    "rings not closed": (TEXT[: TEXT.rindex("J1,1")], "gb18030"),
    "no zone number": (TEXT.replace("带号=35", "带号="), "gb18030"),
    "zone number with words": (TEXT.replace("带号=35", "带号=35带"), "gb18030"),
    "no unit": (TEXT.replace("计量单位=米\n", ""), "gb18030"),
    "no header": (PLOTS, "gb18030"),
    "header without a mark": (HEADER.replace("[属性描述]\n", "") + PLOTS, "gb18030"),
    "no marks": (TEXT.replace("[属性描述]\n", "").replace("[地块坐标]\n", ""), "gb18030"),
    "numbers as point names": (TEXT.replace("J", ""), "gb18030"),
    "one ring number for all": (TEXT.replace(",2,", ",1,"), "gb18030"),
    "twelve attributes": (TEXT.replace(",,@", ",0601,,1,B,C,备注,@"), "gb18030"),
    "east before north": (
        "\n".join(
            ",".join([*line.split(",")[:2], *line.split(",")[:1:-1]]) if line[:1] == "J" else line
            for line in TEXT.split("\n")
        ),
        "gb18030",
    ),
}


@pytest.mark.parametrize("kind", SLOPPY)
def test_sloppy_files_are_read_the_same(read, kind):
    check(read(*SLOPPY[kind]))


def test_what_was_assumed_or_turned_is_told(read):
    assert "No coordinate system (坐标系) is named" in " ".join(map(str, read(PLOTS).steps))
    assert "east before north" in " ".join(map(str, read(*SLOPPY["east before north"]).steps))
    told = " ".join(map(str, read(*SLOPPY["rings not closed"]).steps))
    assert "Open rings were closed in features 2." in told
    short = TEXT.replace("J4,1,3193300.000,35540600.000\n", "")
    said = "WARNING: Plot 2 is said to have 5 points, and has 4."
    assert said in map(str, read(short).steps)


BARE = TEXT.replace(",355", ",5")


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (BARE, {}),
        (BARE.replace("带号=35", "带号=105"), {}),
        (BARE.replace("带号=35", "带号="), {"crs": "EPSG:4544"}),
        (BARE.replace("2000国家大地坐标系", "地方独立坐标系"), {"crs": "EPSG:4544"}),
    ],
)
def test_eastings_without_the_zone_s_number(read, text, options):
    check(read(text, **options))


@pytest.mark.slow
def test_six_degree_zone(read):
    corners = [(105.4, 28.85), (105.41, 28.85), (105.41, 28.86), (105.4, 28.86)]
    to_grid = Transformer.from_crs("OGC:CRS84", "EPSG:4496", always_xy=True)
    points = [to_grid.transform(*corner) for corner in corners]
    lines = [f"{n},1,{north:.3f},{east:.3f}" for n, (east, north) in enumerate(points)]
    assert points[0][0] > 18e6
    header = HEADER.replace("分带=3", "分带=6").replace("35", "18")
    shape = read("\n".join([header, "4,1,a,b,面,,,,@", *lines])).table.geometry.iloc[0]
    expected = shapely.Polygon(corners)
    assert shapely.hausdorff_distance(shape, expected) < 1e-8


@pytest.mark.parametrize(
    ("said", "datum"),
    [("1980西安坐标系", "Xian 1980"), ("西安80", "Xian 1980"), ("1954年北京坐标系", "Beijing")],
)
@pytest.mark.slow
def test_older_systems_are_moved_and_told(read, said, datum):
    layer = read(TEXT.replace("2000国家大地坐标系", said))
    assert datum in " ".join(map(str, layer.steps))
    assert area_m2(layer.table.geometry).tolist() == pytest.approx([A_WITH_HOLE_M2, B_M2], rel=1e-4)


def test_ring_in_a_hole_and_ring_beside(read):
    ring = "a,{},{},{}\n"
    boxes = {"3": (3193130, 35540130, 40), "4": (3194000, 35540000, 100)}
    more = "".join(
        ring.format(n, north + dn, east + de)
        for n, (north, east, size) in boxes.items()
        for dn, de in np.array([(0, 0), (0, 1), (1, 1), (1, 0)]) * size
    )
    layer = read(TEXT.replace("5,12.0000", f"{more}5,12.0000"))
    shape = layer.table.geometry.iloc[0]
    assert shape.geom_type == "MultiPolygon"
    assert shapely.get_num_interior_rings(shapely.get_parts(shape)).tolist() == [1, 0, 0]
    found = area_m2(layer.table.geometry).iloc[0]
    assert found == pytest.approx(A_WITH_HOLE_M2 + 1600 + 10_000, abs=1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("带号=35", "带号=36", "states zone 36 (带号), and its eastings begin with 35"),
        ("2000国家大地坐标系", "泸州独立坐标系", "unknown coordinate system “泸州独立坐标系”"),
        ("计量单位=米", "计量单位=度", "has the unit “度”. Export it in metres"),
        (",355410", ",365410", "eastings of no zone, or of several"),
        ("J3,1,3193300.000,35540400.000", "J3;3193300", "feature 1: line 16, “J3,3193300”, is"),
        ("5,12.0000,DK-02,地块二,面", "5,12.0000,DK-02,地块二,线", "is drawn as “线”"),
    ],
)
def test_doubts_are_refused(refusal, old, new, said):
    sentence = refusal(TEXT.replace(old, new))
    assert said in sentence
    assert sentence.startswith("jzd.txt")


def test_refused_zone_can_be_set(read):
    check(read(TEXT.replace("带号=35", "带号=36"), crs="EPSG:4523"))


@pytest.mark.parametrize(("code", "lon"), [("EPSG:4523", 105.4), ("EPSG:4524", 108.4)])
def test_a_file_that_contradicts_itself_can_be_read_either_way(read, refusal, code, lon):
    """The page named a control that it didn't show, and the command refused zone 35 of both."""
    text = TEXT.replace(",355", ",365")
    sentence = refusal(text)
    assert "its header states zone 35 (带号), and its eastings begin with 36" in sentence
    assert f"--crs {code} (" in sentence
    layer = read(text, crs=code)
    assert layer.table.geometry.iloc[0].centroid.x == pytest.approx(lon, abs=0.1)
    told = [str(each) for each in layer.steps if "eastings begin with 36" in str(each)]
    assert bool(told) is (code == "EPSG:4523")


MILLIMETRES = re.sub(r"(\d{7,8})\.000\b", r"\g<1>000.000", TEXT)


def test_millimetres_are_proposed_and_read(read, refusal):
    assert "set it: --crs EPSG:4523,mm (" in refusal(MILLIMETRES)
    check(read(MILLIMETRES, crs="EPSG:4523,mm"))


@pytest.mark.parametrize("options", [{}, {"crs": "EPSG:4523,mm"}, {"crs": "EPSG:4523"}])
def test_millimetres_of_the_header_are_read(read, options):
    check(read(MILLIMETRES.replace("计量单位=米", "计量单位=毫米"), **options))


KILOMETRES = re.sub(r"(\d{4,5})(\d{3})\.000\b", r"\g<1>.\g<2>", TEXT)


@pytest.mark.parametrize("unit", ["千米", "公里", "km"])
@pytest.mark.parametrize("options", [{}, {"crs": "EPSG:4523,km"}, {"crs": "EPSG:4523"}])
def test_kilometres_of_the_header_are_read(read, options, unit):
    text = KILOMETRES.replace("计量单位=米", f"计量单位={unit}")
    check(read(text, **options))
    check(read(text.replace(",1,3", ",3").replace(",2,3", ",3"), **options))


def test_each_fault_has_the_number_of_its_plot(read):
    plot = "4,1,1,甲,面,,,,@\nJ1,1,28.86,105.43\nJ2,1,28.86,105.44\nJ3,1,28.87,105.43\n"
    with pytest.raises(InputError) as caught:
        read("[地块坐标]\n" + 2 * plot)
    assert [each.number for each in caught.value.left_out] == [1, 2]


def test_no_zone_at_all(refusal):
    assert "doesn't say its zone" in refusal(BARE.replace("带号=35", "带号="))


def test_a_plot_that_is_no_area_is_left_out(read):
    layer = read(TEXT.replace("DK-01,地块一,面", "DK-01,地块一,线"), skip_unusable=True)
    assert layer.table["地块编号"].tolist() == ["DK-02"]
    (left,) = layer.left_out
    assert left.number == 1
    own = PLOTS[PLOTS.index("10,11") : PLOTS.index("5,12")].rstrip()
    assert left.raw == own.replace("面", "线")


def test_points_in_degrees_are_named(refusal):
    text = "[地块坐标]\n4,1,1,甲,面,,,,@\nJ1,1,28.86,105.43\nJ2,1,28.86,105.44\nJ3,1,28.87,105.43\n"
    assert "line 3, “J1,1,28.86,105.43”, is neither a plot nor a point" in refusal(text)


def test_file_without_plots(refusal):
    assert "has no features" in refusal(HEADER)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("J1,{n},3193000,35540000\n", "more than 1,000 rings in one plot. Split it."),
        ("1,1,a,b,面,,,,@\n", "more than 100,000 plots. Split it."),
    ],
)
@pytest.mark.slow
def test_too_much(refusal, lines, said):
    count = 1_001 if "{n}" in lines else 100_001
    assert said in refusal(TEXT + "".join(lines.format(n=n) for n in range(count)))


def test_too_many_points(refusal, monkeypatch):
    monkeypatch.setattr("geo.reading.boundary_lines.MAX_POINTS", 10)
    assert "more than 10 points. Split it." in refusal(TEXT)
