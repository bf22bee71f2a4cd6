"""A CRS is declared or given, never guessed; its accuracy is told."""

import geopandas as gpd
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from import_files import write_shapefile
from pyproj import Transformer

from geo.errors import InputError
from geo.geodesy.area import area_m2
from geo.importing import ImportOptions, import_zone
from geo.reading.crs import assign_crs, to_lonlat
from geo.reading.crs_option import parse_crs


def test_gauss_kruger_is_epsg_4523():
    """Zone 35 has the central meridian 105° E and puts 35 before the easting."""
    east, north = Transformer.from_crs("EPSG:4490", "EPSG:4523", always_xy=True).transform(105, 0)
    assert (round(east), round(north)) == (35_500_000, 0)


@pytest.mark.parametrize(
    ("crs", "warned"), [("EPSG:2433", True), ("EPSG:2379", True), ("EPSG:4523", False)]
)
@pytest.mark.slow
def test_old_chinese_datums_are_warned_of(table, back, tmp_path, crs, warned):
    path = write_shapefile(table[["name", "geometry"]].to_crs(crs), tmp_path)
    found, result = back(path)
    assert any("positions may be off" in step for step in result.steps) == warned
    total = area_m2(found.parts.geometry).sum()
    assert total == pytest.approx(area_m2(table.geometry).sum(), rel=1e-3)


def test_csv_in_degrees_is_taken_as_wgs_84_and_told(table, back, tmp_path):
    table.to_wkt().to_csv(tmp_path / "a.csv", index=False)
    _, result = back(tmp_path / "a.csv")
    assert any("are taken as WGS 84 degrees" in step for step in result.steps)
    _, result = back(tmp_path / "a.csv", crs="EPSG:4490")
    assert not any("are taken as WGS 84 degrees" in step for step in result.steps)


def test_csv_in_metres_says_no_crs_and_is_asked(table, back, tmp_path):
    table.to_crs("EPSG:4523").to_wkt().to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(
        InputError, match=r"has no recognised coordinate reference system.* --crs EPSG:4523 "
    ):
        back(tmp_path / "a.csv")


def test_shapefile_without_prj_is_asked_about(refused, zone, tmp_path):
    zone.parts[["geometry"]].reset_index(drop=True).to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    assert "(a Shapefile needs its .prj). If one of these is right, set it: --crs" in refused(
        "a.shp"
    )
    assert len(import_zone(tmp_path / "a.shp", ImportOptions(crs="EPSG:4326")).data) > 1000


def test_a_code_alone_is_an_epsg_code():
    assert parse_crs("4523") == parse_crs("EPSG:4523")
    with pytest.raises(InputError, match="The CRS “EPSG:1” is unknown"):
        parse_crs("EPSG:1")


def test_a_given_crs_overrides_the_declared_one_with_a_warning(table):
    known, messages = assign_crs(table, crs="EPSG:4490", name="a.gpkg")
    assert known.crs == "EPSG:4490"
    assert [str(each) for each in messages] == ["WARNING: --crs overrides the declared WGS 84"]
    assert assign_crs(table, crs="EPSG:4326", name="a.gpkg")[1] == []


def test_shapes_come_to_longitude_and_latitude_without_heights():
    xy = shapely.Point(35_500_000, 3_200_000, 300).buffer(1000)
    table = gpd.GeoDataFrame(geometry=[shapely.force_3d(xy, 300)], crs="EPSG:4523")
    lonlat, messages, shifts_m = to_lonlat(table, datum="wgs84", name="a.gpkg")
    assert not lonlat.has_z.any()
    centre = lonlat.geometry[0].centroid
    along_meridian = Geodesic.WGS84.Direct(0, 105, 0, 3_200_000)
    assert centre.x == pytest.approx(105, abs=1e-7)
    assert centre.y == pytest.approx(along_meridian["lat2"], abs=1e-7)
    assert (
        str(messages[0]) == "coordinate reference system: CGCS2000 / 3-degree Gauss-Kruger zone 35"
    )
    assert shifts_m.tolist() == [0]


def test_the_shift_of_the_chinese_datum_is_measured(table):
    """In Sichuan it is between 200 and 700 m (Inverse on the ellipsoid, geographiclib)."""
    moved, _, shifts_m = to_lonlat(
        table.set_crs("OGC:CRS84", allow_override=True), datum="gcj02", name="a.gpkg"
    )
    first, before = moved.geometry[0].exterior.coords[0], table.geometry[0].exterior.coords[0]
    metres = Geodesic.WGS84.Inverse(before[1], before[0], first[1], first[0])["s12"]
    assert 200 < metres < 700
    assert shifts_m[0] == pytest.approx(metres, rel=0.02)


def test_coordinates_that_do_not_fit_their_crs_are_refused():
    table = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1e30, 1e30)], crs="EPSG:4523")
    with pytest.raises(
        InputError, match=r"a\.gpkg (lie outside the area of use|can't be transformed)"
    ):
        to_lonlat(table, datum="wgs84", name="a.gpkg")
