"""Round trips: what is exported comes back as the same zone."""

import json
from datetime import date

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from import_files import SIDE_FILES, assert_same, write_shapefile, zip_files

from geo.errors import InputError
from geo.geodesy.area import area_m2
from geo.geodesy.datum import convert_shapes
from geo.importing import ImportOptions, import_zone, read_any_dataset
from geo.lookup.index import index_zone
from geo.lookup.locate import locate_points
from geo.quality import run_checks
from geo.reading.layer import ReadOptions
from geo.zone import to_geojson, write_zone


def test_geojson_comes_back_whole(zone, back, tmp_path):
    write_zone(zone, tmp_path / "zone.geojson")
    found, _ = back(tmp_path / "zone.geojson")
    assert to_geojson(found) == to_geojson(zone)


WRITERS = {
    "a.gpkg": lambda table, path: table.to_file(path, driver="GPKG"),
    "a.fgb": lambda table, path: table.to_file(path, driver="FlatGeobuf"),
    "a.parquet": lambda table, path: table.to_parquet(path),
    "a.kml": lambda table, path: table.to_file(path, driver="LIBKML"),
    "a.csv": lambda table, path: table.to_wkt().to_csv(path, index=False),
}


NEEDS_LIBKML = pytest.mark.skipif(
    "LIBKML" not in pyogrio.list_drivers(), reason="this wheel of pyogrio has no LIBKML"
)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=NEEDS_LIBKML if name == "a.kml" else ()) for name in WRITERS]
)
def test_tables_come_back_the_same(zone, table, back, tmp_path, name):
    WRITERS[name](table, tmp_path / name)
    found, result = back(tmp_path / name, crs="EPSG:4326" if name == "a.csv" else None)
    assert_same(found, zone)
    assert not any(step.startswith("WARNING") for step in result.steps)


def test_zipped_gbk_shapefile_in_gauss_kruger_zone_35(zone, table, back, tmp_path):
    fields = ("name_zh", "kind", "parent", "published_area_km2")  # none the same in ten letters
    own = table[["id", *fields, "geometry"]].to_crs("EPSG:4523")
    path = write_shapefile(own, tmp_path, encoding="GBK")
    (tmp_path / "gk.cpg").unlink()
    members = [(path.with_suffix(f".{end}"), f"园区.{end}") for end in SIDE_FILES]
    found, result = back(zip_files(tmp_path / "gk.zip", *members), placement="schematic")
    assert_same(found, zone, fields=fields)
    assert "CGCS2000 / 3-degree Gauss-Kruger zone 35" in " ".join(result.steps)


@pytest.mark.parametrize("side_m", [100, 3000])
def test_survey_of_a_small_part_keeps_its_area(back, tmp_path, side_m):
    """To a millionth, of a plot that lies askew on metres with millimetres."""
    turned = shapely.affinity.rotate(shapely.box(0, 0, side_m, side_m * 0.7), 17.3)
    plot = shapely.affinity.translate(turned, 35_543_210.123, 3_198_765.432)
    table = gpd.GeoDataFrame({"id": ["plot"]}, geometry=[plot], crs="EPSG:4523")
    found, _ = back(write_shapefile(table, tmp_path), placement="surveyed")
    exact = area_m2(table.to_crs("OGC:CRS84").geometry)
    np.testing.assert_allclose(area_m2(found.parts.geometry), exact, rtol=1e-6)
    written = gpd.GeoSeries.from_file(tmp_path / "boundaries.geojson").get_coordinates()
    assert (written == written.round(9)).all(axis=None)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_chinese_datum_is_taken_off(zone, back, tmp_path, datum):
    shifted = to_geojson(zone, decimals=12)
    moved = convert_shapes(zone.parts.geometry, source="wgs84", target=datum)
    for feature, shape in zip(shifted["features"], moved, strict=True):
        feature["geometry"] = json.loads(json.dumps(shape.__geo_interface__))
    path = tmp_path / "amap.geojson"
    path.write_text(json.dumps(shifted), "utf-8")
    found, result = back(path, datum=datum)
    assert_same(found, zone)
    assert found.parts.geometry.geom_equals_exact(zone.parts.geometry, 1e-7).all()
    assert sum(f"moved from {datum} to WGS 84 by " in step for step in result.steps) == 8


def test_polygons_of_a_collection_are_taken_and_the_rest_is_told(zone, back, tmp_path):
    found = to_geojson(zone)
    first = found["features"][0]
    point = {"type": "Point", "coordinates": [105.4, 28.9]}
    first["geometry"] = {"type": "GeometryCollection", "geometries": [first["geometry"], point]}
    (tmp_path / "a.geojson").write_text(json.dumps(found), "utf-8")
    again, result = back(tmp_path / "a.geojson")
    assert_same(again, zone)
    assert any("points and lines beside the polygons were removed" in s for s in result.steps)


@NEEDS_LIBKML
def test_kmz_comes_back(zone, table, back, tmp_path):
    table.to_file(tmp_path / "doc.kml", driver="LIBKML")
    found, _ = back(zip_files(tmp_path / "zone.kmz", (tmp_path / "doc.kml", "doc.kml")))
    assert_same(found, zone)


def test_equal_inputs_give_equal_bytes(table, tmp_path):
    table.to_file(tmp_path / "a.gpkg", driver="GPKG")
    results = [import_zone(tmp_path / "a.gpkg", ImportOptions()).data for _ in range(2)]
    assert results[0] == results[1]


def test_what_is_no_polygon_is_refused_by_name(table, back, tmp_path):
    points = table[["id", "geometry"]].assign(geometry=table.representative_point())
    points.to_file(tmp_path / "a.gpkg", driver="GPKG")
    with pytest.raises(InputError, match=r"has no polygon, only points"):
        back(tmp_path / "a.gpkg")


def test_heights_are_left_out_and_told(table, back, tmp_path):
    high = table[["id", "geometry"]].assign(geometry=table.geometry.force_3d(300))
    high.to_file(tmp_path / "a.gpkg", driver="GPKG")
    found, result = back(tmp_path / "a.gpkg")
    assert not found.parts.has_z.any()
    assert "Heights were removed." in result.steps


def test_swapped_axes_are_named_with_what_to_do(table, back, tmp_path):
    turned = shapely.transform(table.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    table.assign(geometry=turned).to_file(tmp_path / "a.gpkg", driver="GPKG")
    with pytest.raises(InputError, match=r"set it: --crs EPSG:4326,swapped"):
        back(tmp_path / "a.gpkg")
    few = np.where(np.arange(len(table)) == 1, turned, table.geometry.to_numpy())
    table.assign(geometry=few).to_file(tmp_path / "b.gpkg", driver="GPKG")
    with pytest.raises(InputError, match=r"has latitude before longitude\. Swap them"):
        back(tmp_path / "b.gpkg")


def test_geometry_is_needed(tmp_path, back):
    gpd.GeoDataFrame({"id": ["a"]}, geometry=[None], crs="EPSG:4326").to_file(
        tmp_path / "a.gpkg", driver="GPKG"
    )
    with pytest.raises(InputError, match=r"feature 1: it has no geometry"):
        back(tmp_path / "a.gpkg")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"crs": "EPSG:1"}, "The CRS “EPSG:1” is unknown. Use a code such as EPSG:4490"),
        ({"fields": ("name",)}, "--field “name” is not FIELD=COLUMN. FIELD is one of"),
        ({"fields": ("nam_zh=id",)}, "The field “nam_zh” is unknown. Use one of name_zh, note_zh"),
        ({"fields": ("xyz=id",)}, "The field “xyz” is unknown. Use one of id, name, name_zh"),
        (
            {"fields": ("published_area_mu=id",)},
            "The field “published_area_mu” is unknown. Use published_area_km2: a column whose "
            "heading has its unit, such as 面积_亩, is converted to km².",
        ),
        ({"fields": ("name=NAME",)}, "There is no column “NAME”. Use one of id"),
    ],
)
def test_unusable_options(refused, made_path, options, sentence):
    assert sentence in refused(made_path.name, **options)


@pytest.fixture
def plots(tmp_path):
    """Seven plots as a planner's Shapefile: GBK, Gauss-Krueger, names cut to ten bytes."""
    squares = [
        shapely.box(500_000 + 900 * n, 3_190_000, 500_600 + 900 * n, 3_190_400) for n in range(7)
    ]
    table = gpd.GeoDataFrame(
        {
            "地块编号": [f"JY-2026-{n:02}" for n in range(7)],
            "用地性质": ["二类工业用地"] * 7,
            "面积亩": [360.0] * 6 + [None],  # 600 m by 400 m is 24 ha
            "批准日期": ["2026-03-01"] * 7,
            "备注": [None, *["待批"] * 6],
        },
        geometry=squares,
        crs="EPSG:4544",
    )
    return write_shapefile(table, tmp_path, encoding="GBK")


def test_a_planners_attributes_are_kept(plots, back):
    found, result = back(plots)
    part = found.parts.loc["jy-2026-00"]
    assert (part["name"], part["kind"], part["placement"]) == ("JY-2026-00", "parcel", "digitised")
    assert part["other"] == {
        "地块编号": "JY-2026-00",
        "用地性质": "二类工业用地",
        "面积亩": 360,
        "批准日期": "2026-03-01",
    }
    assert part["published_area_km2"] == 0.24
    assert np.isnan(found.parts["published_area_km2"].iloc[-1])
    assert found.parts["note_zh"].tolist()[:2] == [None, "待批"]
    assert found.parts["position_uncertainty_m"].isna().all()
    said = "\n".join(result.steps)
    for words in (
        "id from column 地块编号 (guessed)",
        "converted from 亩",
        "kind: parcel, because of the name 地块编号",
        "placement: digitised",
        "so it is “not known” in which part a point is (set it with --uncertainty",
        "columns kept as other fields: 地块编号, 用地性质, 面积亩, 批准日期",
    ):
        assert words in said


@pytest.mark.slow
def test_verdicts_follow_the_uncertainty_of_the_import(plots, back):
    at = shapely.Point(*gpd.read_file(plots).to_crs("OGC:CRS84").geometry[0].centroid.coords[0])
    for uncertainty_m, verdict in ((None, "not known"), (0.5, "certain"), (300.0, "possible")):
        found, _ = back(plots, uncertainty_m=uncertainty_m)
        located = locate_points(index_zone(found), np.array([at.x]), np.array([at.y]))
        assert located["verdict"].tolist() == [verdict], uncertainty_m


def test_options_fill_what_the_columns_leave_open(table, back, tmp_path):
    own = table[["name", "geometry"]].assign(placement=["surveyed", *[None] * 7])
    own.to_file(tmp_path / "a.gpkg", driver="GPKG")
    found, _ = back(tmp_path / "a.gpkg", kind="parcel", placement="schematic", uncertainty_m=2.5)
    assert found.parts["placement"].tolist() == ["surveyed", *["schematic"] * 7]
    assert set(found.parts["kind"]) == {"parcel"}
    assert set(found.parts["position_uncertainty_m"]) == {2.5}


@pytest.mark.parametrize("value", [[None], ["a"], {"a": 1}])
def test_an_id_that_is_no_text_is_refused(tmp_path, value):
    ring = [[105.4, 28.9], [105.5, 28.9], [105.5, 29.0], [105.4, 28.9]]
    feature = {"type": "Feature", "properties": {"id": value}}
    feature["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    with pytest.raises(InputError, match=r"Feature 1: id is .*, not text"):
        import_zone(path, ImportOptions())


def test_a_move_from_a_projection_is_no_fault_of_the_decimals(tmp_path):
    squares = [shapely.box(35_544_300 + n, 3_200_700, 35_544_900 + n, 3_201_000) for n in (0, 900)]
    turned = [shapely.reverse(shapely.orient_polygons(each)) for each in squares]
    frame = gpd.GeoDataFrame({"地块编号": ["A-1", "A-2"]}, geometry=turned, crs=4523)
    frame.to_file(tmp_path / "plots.gpkg")
    told = [*map(str, import_zone(tmp_path / "plots.gpkg", ImportOptions()).told)]
    assert not any("decimal places" in each for each in told)
    assert [each for each in told if "winding order" in each] == [
        "Rings were put in the right winding order in 2 parts."
    ]
    dataset, _ = read_any_dataset(tmp_path / "plots.gpkg", ReadOptions(), today=date(2026, 1, 1))
    assert "excessive-precision" not in {each.rule for each in run_checks(dataset)}
