"""Columns of geometry are found by their names, or by what is in them."""

import pyarrow as pa
import pytest
import shapely
from pyarrow import parquet

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.column_choice import (
    choose_columns,
    find_empty_columns,
    find_geometry_column,
    is_geometry,
)
from geo.reading.layer import ReadOptions

SQUARE = shapely.box(105, 28, 105.1, 28.1)
VALUES = {
    "WKT": SQUARE.wkt,
    "EWKT": f"SRID=4490;{SQUARE.wkt}",
    "lower case": SQUARE.wkt.lower(),
    "heights": "POLYGON Z((105 28 1,105.1 28 1,105.1 28.1 1,105 28.1 1,105 28 1))",
    "curves": "CURVEPOLYGON((105 28,105.1 28,105.1 28.1,105 28.1,105 28))",
    "hex": SQUARE.wkb_hex,
    "EWKB": shapely.to_wkb(shapely.set_srid(SQUARE, 4490), hex=True, include_srid=True),
}


@pytest.mark.parametrize("name", ["wkb_geometry", "outline", "坐标", "the shape", "wkt"])
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_table_of_text(tmp_path, name, value):
    path = tmp_path / "a.csv"
    path.write_text(f'fid,note,{name}\n1,,"{value}"\n2,POLYGON road,"{value}"\n', "utf-8")
    layer = read_layer(path)
    assert all(each.equals(SQUARE) for each in layer.table.geometry)
    assert any(f"coordinates from “{name}”" in str(step) for step in layer.steps)


@pytest.mark.parametrize("value", [*VALUES.values(), SQUARE.wkb])
def test_parquet_without_a_description(tmp_path, value):
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"fid": [1], "note": ["x"], "outline": [value]}), path)
    assert read_layer(path).table.geometry.iloc[0].equals(SQUARE)


@pytest.mark.parametrize("value", ["", None, "POLYGON road", "point", "0102", 7, b"abc", "{}"])
def test_what_is_no_geometry(value):
    assert not is_geometry(value)


def test_the_first_filled_value_decides():
    rows = [("a", ""), ("b", SQUARE.wkt)]
    assert find_geometry_column(["name", "outline"], rows) == "outline"
    assert find_geometry_column(["name", "outline"], [("a", "x"), *rows]) == ""


def test_a_first_line_with_a_geometry_is_no_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'a,"{SQUARE.wkt}"\nb,"{SQUARE.wkt}"\n')
    with pytest.raises(InputError, match="has no header: its first line contains a geometry"):
        read_layer(path)


def test_latitude_before_longitude_is_left_to_be_refused_as_such(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('wkt\n"POLYGON ((28 105, 28 105.1, 28.1 105.1, 28 105))"\n')
    assert read_layer(path).table.total_bounds.tolist() == [28, 105, 28.1, 105.1]


@pytest.mark.parametrize(
    ("names", "empty", "crs", "expected"),
    [
        (["lon", "lat", "longitude"], [], None, ("lon", "lat")),
        (["longitude", "lon", "lat"], [], None, ("lon", "lat")),
        (["longitude", "latitude", "lon", "lat"], [], None, ("longitude", "latitude")),
        (["longitude", "latitude", "lon", "lat"], ["latitude"], None, ("lon", "lat")),
        (["x", "y", "经度", "纬度"], [], None, ("经度", "纬度")),
        (["x", "y", "lon", "lat"], [], "EPSG:4544", ("x", "y")),
        (["x", "y", "lon", "lat"], [], "EPSG:4490", ("lon", "lat")),
        (["Y", "Lng", "LAT"], [], None, ("Lng", "LAT")),
        (["lon", "latitude", "longitude"], ["longitude"], None, ("lon", "latitude")),
        (["x", "纬度"], [], None, ("x", "纬度")),
        (["lon", "lat"], ["lon", "lat"], None, ("lon", "lat")),
    ],
)
def test_the_two_columns_go_together_and_have_values(names, empty, crs, expected):
    options = ReadOptions(crs=crs)
    assert choose_columns(names, options, name="a.csv", empty=empty) == expected


def test_a_chosen_column_takes_its_own_partner():
    options = ReadOptions(lon="lon")
    names = ["longitude", "latitude", "lon", "lat"]
    assert choose_columns(names, options, name="a.csv", empty=["lon"]) == ("lon", "lat")


def test_a_column_is_empty_where_no_row_has_a_value():
    rows = [["a", "", " "], ["b", None, "", "more"], ["c"]]
    assert find_empty_columns(["name", "lon", "lat"], rows) == {"lon", "lat"}


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("经度（°）", "纬度（°）"),
        ("Longitude (E)", "Latitude (N)"),
        ("LON [deg]", "LAT [deg]"),
        ("东经", "北纬"),
        ("经度(WGS84)", "纬度(WGS84)"),
        ("X坐标", "Y坐标"),
        ("X坐标（米）", "Y坐标（米）"),
        ("横坐标(m)", "纵坐标(m)"),
        ("横坐标Y", "纵坐标X"),
        ("横坐标（Y）", "纵坐标（X）"),
        ("POINT_X", "POINT_Y"),
        ("Ｘ", "Ｙ"),
        ("x/m", "y/m"),
    ],
)
def test_headings_with_units_and_sides(lon, lat):
    assert choose_columns(["n", lat, lon], ReadOptions(), name="a.csv") == (lon, lat)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [("经度(GCJ-02)", "纬度(GCJ-02)"), ("Longitude (W)", "Latitude (S)"), ("lng_bd09", "lat_bd09")],
)
def test_headings_that_change_the_meaning_are_not_guessed(lon, lat):
    with pytest.raises(InputError, match="Rename them to longitude and latitude, or to X and Y"):
        choose_columns(["n", lon, lat], ReadOptions(), name="a.csv")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (SQUARE.wkt, "Polygon"),
        (f"SRID=4326;{SQUARE.wkt}", "Polygon"),
        (shapely.to_wkb(SQUARE, hex=True), "Polygon"),
        (
            shapely.to_wkb(shapely.force_3d(SQUARE), hex=True, output_dimension=3, flavor="iso"),
            "Polygon",
        ),
        (shapely.to_wkb(shapely.set_srid(SQUARE, 4490), hex=True, include_srid=True), "Polygon"),
        ("POINT (105.4 28.8)", "Point"),
        ("Polygon", "Point"),  # what a column of that name says in some exports
    ],
)
def test_areas_go_before_the_points_beside_them(tmp_path, value, expected):
    path = tmp_path / "a.csv"
    path.write_text(f'name,shape,lon,lat\na,"{value}",105.5,28.9\n', "utf-8")
    for options in (ReadOptions(), ReadOptions(skip_unusable=True)):
        assert read_layer(path, options).table.geom_type.tolist() == [expected]
    for options in (ReadOptions(seeks_sites=True), ReadOptions(lon="lon")):
        (site,) = read_layer(path, options).table.geometry
        assert (site.x, site.y) == (105.5, 28.9)
