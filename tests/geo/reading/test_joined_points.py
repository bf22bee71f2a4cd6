"""Tables of boundary points: joined into plots, with holes, parts and order; or left as sites."""

import numpy as np
import pytest
import shapely
from workbooks import write_workbook

from geo.batch.sources import open_source
from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

CRS = "EPSG:4523,swapped"
HEAD = "地块编号,圈号,界址点号,X坐标,Y坐标,面积(亩),备注"
SQUARE = ((0, 0), (300, 0), (300, 500), (0, 500))
HOLE = ((100, 100), (200, 100), (200, 200), (100, 200))


def rows(plot, ring, points, *, east=35_544_300, first=1):
    return [
        f"{plot},{ring},J{n},{3_200_700 + north},{east + right},225,第{n}点"
        for n, (north, right) in enumerate(points, first)
    ]


@pytest.fixture
def write(tmp_path):
    def run(lines, head=HEAD):
        path = tmp_path / "points.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return path

    return run


def read(path, **options):
    return read_layer(path, ReadOptions(crs=CRS, **options))


def areas_m2(layer):
    return np.round(shapely.area(layer.table.to_crs(4523).geometry.values)).tolist()


def test_points_become_plots_with_their_own_columns(write):
    path = write(
        [*rows("甲", 1, SQUARE), *rows("甲", 2, HOLE), *rows("乙", 1, SQUARE, east=35545000)]
    )
    layer = read(path)
    assert areas_m2(layer) == [140_000, 150_000]
    assert len(layer.table.geometry.iloc[0].interiors) == 1
    assert layer.table["地块编号"].tolist() == ["甲", "乙"]
    assert layer.table["面积(亩)"].tolist() == ["225", "225"]
    told = [*map(str, layer.steps)]
    assert "12 boundary points were joined into 2 plots." in told
    assert any("differ between the points" in each and "备注" in each for each in told)


@pytest.mark.parametrize(
    "head",
    [
        "plot,ring,point,X,Y,area,note",
        "Plot No,Ring No,Point No,northing,easting,area,note",
        "地块名称,环号,点号,X坐标,Y坐标,面积,备注",
    ],
)
def test_headings_in_both_languages_are_known(write, head):
    layer = read_layer(
        write(rows("A", 1, SQUARE), head),
        ReadOptions(crs=CRS.split(",", maxsplit=1)[0] if "easting" in head else CRS),
    )
    assert areas_m2(layer) == [150_000]


def test_ring_or_point_number_may_be_missing(write):
    closed = [*SQUARE, SQUARE[0]]
    lines = [*rows("甲", 1, closed), *rows("甲", 1, [*HOLE, HOLE[0]], first=6)]
    without_ring = [",".join([a, *rest]) for a, _, *rest in (each.split(",") for each in lines)]
    layer = read(write(without_ring, HEAD.replace("圈号,", "")))
    assert areas_m2(layer) == [140_000]
    lines = [*rows("甲", 1, SQUARE), *rows("甲", 2, HOLE)]
    without_point = [",".join([a, b, *rest]) for a, b, _, *rest in (e.split(",") for e in lines)]
    assert areas_m2(read(write(without_point, HEAD.replace("界址点号,", "")))) == [140_000]


def test_parts_beside_each_other_are_no_holes(write):
    far = [(north, right + 1000) for north, right in HOLE]
    layer = read(write([*rows("甲", 1, SQUARE), *rows("甲", 2, far)]))
    assert layer.table.geometry.iloc[0].geom_type == "MultiPolygon"
    assert areas_m2(layer) == [160_000]


def test_rows_out_of_order_follow_the_numbers(write):
    lines = rows("甲", 1, SQUARE)
    mixed = [lines[0], lines[2], lines[1], lines[3]]
    layer = read(write(mixed))
    assert areas_m2(layer) == [150_000]
    assert any("order of their numbers" in each and "甲" in each for each in map(str, layer.steps))


def test_numbers_that_go_on_between_plots_leave_rows_in_order(write):
    lines = rows("甲", 1, SQUARE)
    shared = [
        each.replace(f"J{n},", f"J{m},")
        for n, (each, m) in enumerate(zip(lines, (1, 9, 4, 30), strict=True), 1)
    ]
    layer = read(write(shared))
    assert areas_m2(layer) == [150_000]
    assert not any("order of their numbers" in each for each in map(str, layer.steps))


def test_rows_of_plots_may_alternate_and_cells_be_merged(write):
    one, other = rows("甲", 1, SQUARE), rows("乙", 1, SQUARE, east=35_545_000)
    layer = read(write([row for pair in zip(one, other, strict=True) for row in pair]))
    assert areas_m2(layer) == [150_000, 150_000]
    merged = [one[0], *(each.replace("甲,1,", ",,") for each in one[1:]), *other]
    assert areas_m2(read(write(merged))) == [150_000, 150_000]


def test_ring_of_two_points_is_refused_by_the_name_of_its_plot(write):
    path = write([*rows("甲", 1, SQUARE), *rows("乙", 1, SQUARE[:2])])
    with pytest.raises(InputError, match=r"plot “乙”: an outline of 2 different points"):
        read(path)
    layer = read(path, skip_unusable=True)
    assert layer.table["地块编号"].tolist() == ["甲"]
    assert [each.number for each in layer.left_out] == [2]


@pytest.mark.parametrize("line", ["甲,1,J5,abc,35544300,225,", "甲,1,J5"])
def test_plot_with_a_row_that_is_lost_is_left_out_whole(write, line):
    path = write(
        [*rows("乙", 1, SQUARE), *rows("甲", 1, SQUARE), line, *rows("甲", 1, SQUARE, first=6)]
    )
    layer = read(path, skip_unusable=True)
    assert layer.table["地块编号"].tolist() == ["乙"]
    assert "row 9" in str(layer.left_out[0].reason)
    assert "plot “甲”" in str(layer.left_out[0].reason)


@pytest.mark.parametrize(
    "head", ["地块编号,楼号,编号,X坐标,Y坐标,面积,备注", "企业编号,圈号,点号,X坐标,Y坐标,面积,备注"]
)
def test_tables_that_may_be_sites_stay_points(write, head):
    layer = read(write(rows("甲", 1, SQUARE), head))
    assert set(layer.table.geometry.geom_type) == {"Point"}


def test_one_point_for_each_plot_stays_a_point(write):
    lines = [rows(name, 1, SQUARE[:1])[0] for name in "甲乙丙"]
    assert len(read(write(lines)).table) == 3
    assert len(read(write(rows("甲", 1, SQUARE)), seeks_sites=True).table) == 4


def test_workbooks_and_large_files_are_read_alike(write, tmp_path):
    lines = [HEAD, *rows("甲", 1, SQUARE), *rows("甲", 2, HOLE)]
    book = tmp_path / "points.xlsx"
    write_workbook(book, {"界址点": [each.split(",") for each in lines]})
    assert areas_m2(read(book)) == [140_000]
    source = open_source(write(lines[1:]), options=ReadOptions(crs=CRS))
    assert source.total == 1
    assert [len(chunk.rows) for chunk in source.chunks()] == [1]


def test_a_count_is_that_of_the_file(write):
    lines = [*rows("甲", 1, SQUARE), *rows("乙", 1, SQUARE[:2])]
    layer = read(write(lines), skip_unusable=True)
    source = open_source(write(lines), options=ReadOptions(crs=CRS))
    assert str(layer.steps[0]) == str(source.guesses[0])
    assert str(layer.steps[0]).startswith("Read 2 features from points.csv")
    assert len(layer.table) + len(layer.left_out) == source.total == 2
