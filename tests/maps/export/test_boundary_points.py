"""Boundary-point text: the reader gets the same outlines back to a millimetre."""

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely
from pyproj import Transformer

from geo.errors import InputError
from geo.geodesy.gauss_kruger import GaussKrugerZone
from geo.reading.any_format import read_layer
from maps.export.crs import find_grid
from maps.export.registry import data_formats, export_zone
from maps.figure.options import FigureOptions

GRID = "EPSG:4523"
WITH_HOLE = shapely.MultiPolygon(
    [
        shapely.box(105.40, 28.85, 105.41, 28.86) - shapely.box(105.402, 28.852, 105.404, 28.854),
        shapely.box(105.42, 28.85, 105.43, 28.86),
    ]
)


@pytest.fixture
def written(zone, tmp_path):
    """Write a zone and return its lines, and what the reader makes of it."""

    def run(chosen=zone, **options):
        data = export_zone(chosen, "txt", FigureOptions(**options))
        (tmp_path / "plots.txt").write_bytes(data)
        return data.decode("gb18030").split("\r\n"), read_layer(tmp_path / "plots.txt")

    return run


def with_shape(zone, shape):
    parts = zone.parts.head(1)
    return replace(zone, parts=parts.set_geometry([shape], crs=parts.crs))


def find_distance_m(found, expected):
    """Return the Hausdorff distance of two shapes in degrees, measured in the grid."""
    pair = gpd.GeoSeries([found, expected], crs="OGC:CRS84").to_crs(GRID)
    return shapely.hausdorff_distance(*pair)


def test_the_reader_gets_the_outlines_back_to_a_millimetre(written, zone):
    _, layer = written()
    assert layer.table["地块编号"].tolist() == list(zone.parts.index)
    assert layer.left_out == ()
    assert "zone 35" in " ".join(map(str, layer.steps))
    for found, expected in zip(layer.table.geometry, zone.parts.geometry, strict=True):
        assert find_distance_m(found, expected) < 0.001


def test_holes_and_several_areas_come_back(written, zone):
    lines, layer = written(with_shape(zone, WITH_HOLE))
    (found,) = layer.table.geometry
    assert found.geom_type == "MultiPolygon"
    assert [len(each.interiors) for each in found.geoms] == [1, 0]
    assert find_distance_m(found, WITH_HOLE) < 0.001
    points = [line.split(",") for line in lines if line.startswith("J")]
    assert [ring for _, ring, _, _ in points] == ["1"] * 5 + ["2"] * 5 + ["3"] * 5
    assert points[0] == points[4]
    assert points[5][0] == "J5"


def test_header_and_plot_line_are_whole(written, zone):
    lines, _ = written(with_shape(zone, WITH_HOLE))
    start = lines.index("[地块坐标]")
    assert [line.partition("=")[0] for line in lines[:start]] == [
        "[属性描述]", "格式版本号", "数据产生单位", "数据产生日期", "坐标系", "几度分带", "投影类型",
        "计量单位", "带号", "精度", "转换参数", "备注",
    ]  # fmt: skip
    said = dict(line.split("=") for line in lines[1:start])
    assert (said["坐标系"], said["几度分带"], said["带号"]) == ("2000国家大地坐标系", "3", "35")
    assert (said["计量单位"], said["精度"]) == ("米", "0.001")
    assert said["数据产生单位"] == ""  # which is no place for a sentence, and nobody's here
    assert "示意" in said["备注"]
    count, area, key, name, kind, *rest, end = lines[start + 1].split(",")
    assert (count, key, kind, rest, end) == ("15", zone.parts.index[0], "面", [""] * 3, "@")
    assert name == zone.parts["name_zh"].iloc[0]
    to_grid = Transformer.from_crs(4490, 4523, always_xy=True).transform
    expected = shapely.transform(WITH_HOLE, to_grid, interleaved=False).area
    assert float(area) * 10_000 == pytest.approx(expected, abs=3)  # by millimetres


def test_outer_rings_run_clockwise_from_the_north_west(written, zone):
    lines, _ = written(with_shape(zone, shapely.box(105.40, 28.85, 105.41, 28.86)))
    points = [tuple(map(float, line.split(",")[2:])) for line in lines if line.startswith("J")]
    corners = [(round(north, -2), round(east, -2)) for north, east in points]
    north, west = max(corners)[0], min(east for _, east in corners)
    south, east = min(corners)[0], max(east for _, east in corners)
    assert corners == [
        (north, west), (north, east), (south, east), (south, west), (north, west)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("box", "number"),
    [
        ((105.4, 28.8, 105.6, 29), 35),
        ((106.4, 28.8, 106.6, 29), 36),
        ((73.6, 39, 74, 39.5), 25),
        ((134.5, 48, 135, 48.3), 45),
        ((103, 28, 107, 30), 35),
        ((100, 28, 110, 30), None),
        ((178, -18, 179, -17), None),
        ((9, 50, 10, 51), None),
        ((105, 60, 105.1, 60.1), None),
    ],
)
def test_zone_is_the_one_of_the_middle(zone, box, number):
    found = find_grid(with_shape(zone, shapely.box(*box)).parts)
    assert found == (None if number is None else GaussKrugerZone(3, number))


def test_zone_elsewhere_has_no_such_file(zone):
    elsewhere = with_shape(zone, shapely.box(178, -18, 179, -17))
    with pytest.raises(InputError, match=r"parts between 73\.5° and 136\.5° E"):
        export_zone(elsewhere, "txt")
    assert "TXT" not in [each.short_label for each in data_formats(elsewhere)]
    assert "TXT" in [each.short_label for each in data_formats(zone)]


def test_names_cannot_break_a_line(written, zone):
    shaped = with_shape(zone, shapely.box(105.40, 28.85, 105.41, 28.86))
    odd = replace(shaped, parts=shaped.parts.assign(name_zh=["a,b@\r\nJ9,1,3,4=" + "长" * 999]))
    _, layer = written(odd)
    assert len(layer.table) == 1
    assert layer.table["地块名称"].iloc[0].startswith("a，b＠  J9，1，3，4＝长")


def test_only_the_chosen_parts(written):
    _, layer = written(parts=("big-data-park",))
    assert layer.table["地块编号"].tolist() == ["big-data-park"]


@pytest.mark.parametrize(
    ("crs", "width", "least_east_m"),
    [("EPSG:4524", "3", 36_000_000), ("EPSG:4544", "3", 0), ("4496", "6", 18_000_000)],
)
def test_another_zone_is_in_the_header(written, zone, crs, width, least_east_m):
    lines, layer = written(crs=crs)
    said = dict(line.split("=") for line in lines[1 : lines.index("[地块坐标]")])
    number = str(least_east_m // 1_000_000 or 35)  # the central meridian 105° E is that of zone 35
    assert (said["几度分带"], said["带号"]) == (width, number)
    easts = [float(line.split(",")[3]) for line in lines if line.startswith("J")]
    assert least_east_m < min(easts) < least_east_m + 1_000_000
    for found, expected in zip(layer.table.geometry, zone.parts.geometry, strict=True):
        assert find_distance_m(found, expected) < 0.001


def test_a_part_keeps_the_number_and_use_of_its_file(written, zone):
    own = zone.parts.head(2).assign(other=[{"地块编号": "JY 2026-01", "用地性质": "工业"}, None])
    lines, layer = written(replace(zone, parts=own))
    assert layer.table["地块编号"].tolist() == ["JY 2026-01", own.index[1]]
    assert layer.table["地块用途"].tolist() == ["工业", None]
    assert any("示意" in line for line in lines)


def test_the_area_is_that_of_the_corners_in_the_plane(written, zone):
    """24.0000 ha came back as 23.998792, which no surveyor computes from these corners."""
    to_degrees = Transformer.from_crs(4523, 4490, always_xy=True).transform
    block = shapely.box(35544876, 3195613, 35545476, 3196013)
    hole = shapely.box(35545000, 3195700, 35545100, 3195800)
    for shape, said in ((block, "24.0000"), (block - hole, "23.0000")):
        shown = shapely.transform(shape, to_degrees, interleaved=False)
        lines, _ = written(with_shape(zone, shown))
        (plot,) = (line for line in lines if line.endswith("@"))
        assert plot.split(",")[1] == said
