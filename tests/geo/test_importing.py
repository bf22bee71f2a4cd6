"""Round trips: what is exported comes back as the same zone."""

import json
import zipfile

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geo.errors import InputError
from geo.geodesy.area import area_m2
from geo.geodesy.datum import convert_shapes
from geo.importing import ImportOptions, import_zone
from geo.schema import PART_FIELDS
from geo.zone import read_zone, to_geojson, write_zone

LISTS = ("industries", "industries_zh", "sources")
SIDE_FILES = ("shp", "shx", "dbf", "prj")


@pytest.fixture
def table(zone):
    """The parts as anybody's GIS would hold them: lists as text."""
    found = zone.parts.reset_index(drop=True)
    for name in LISTS:
        found[name] = ["; ".join(values) or None for values in found[name]]
    return found.set_crs("EPSG:4326", allow_override=True)


@pytest.fixture
def back(tmp_path):
    """Import a file and read the result as the application does."""

    def run(path, **options):
        result = import_zone(path, ImportOptions(**options))
        out = tmp_path / "boundaries.geojson"
        out.write_bytes(result.data)
        return read_zone(out), result

    return run


def write_shapefile(table, folder, name="gk", **options):
    path = folder / f"{name}.shp"
    table.rename(columns=lambda column: column[:10]).to_file(path, **options)
    return path


def zip_files(path, *members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, name in members:
            archive.write(member, name)
    return path


def assert_same(found, zone, *, fields=tuple(PART_FIELDS)):
    parts = found.parts.loc[zone.parts.index]
    left, right = area_m2(parts.geometry), area_m2(zone.parts.geometry)
    np.testing.assert_allclose(left, right, rtol=1e-6)
    for field in fields:
        given, came = (table[field].astype(object) for table in (zone.parts, parts))
        assert came.where(came.notna(), None).tolist() == given.where(given.notna(), None).tolist()


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


@pytest.mark.parametrize("name", WRITERS)
def test_tables_come_back_the_same(zone, table, back, tmp_path, name):
    WRITERS[name](table, tmp_path / name)
    found, result = back(tmp_path / name, crs="EPSG:4326" if name == "a.csv" else None)
    assert_same(found, zone)
    assert not any(step.startswith("WARNING") for step in result.steps)


def test_zipped_gbk_shapefile_in_gauss_kruger_zone_35(zone, table, back, tmp_path):
    own = table.drop(columns=["industries_zh", "note", "note_zh"]).to_crs("EPSG:4523")
    path = write_shapefile(own, tmp_path, encoding="GBK")
    (tmp_path / "gk.cpg").unlink()
    members = [(path.with_suffix(f".{end}"), f"园区.{end}") for end in SIDE_FILES]
    found, result = back(zip_files(tmp_path / "gk.zip", *members), placement="schematic")
    assert_same(found, zone, fields=("name_zh", "kind", "parent", "published_area_km2"))
    assert "CGCS2000 / 3-degree Gauss-Kruger zone 35" in result.steps[1]


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


def test_gauss_kruger_is_epsg_4523():
    """Zone 35 has the central meridian 105° E and puts 35 before the easting."""
    east, north = Transformer.from_crs("EPSG:4490", "EPSG:4523", always_xy=True).transform(105, 0)
    assert (round(east), round(north)) == (35_500_000, 0)


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


def test_macos_side_files_in_a_zip_are_passed_over(table, back, tmp_path):
    path = write_shapefile(table[["name", "geometry"]], tmp_path)
    files = [(path.with_suffix(f".{end}"), f"gk.{end}") for end in SIDE_FILES]
    beside = [(path, name) for name in ("._gk.shp", "__MACOSX/._gk.shp", "__MACOSX/gk.shp")]
    assert len(back(zip_files(tmp_path / "a.zip", *files, *beside))[0].parts) == 8


def test_layer_names_a_file_of_a_zip(table, back, tmp_path):
    members = []
    for name, count in (("one", 1), ("two", 2)):
        path = write_shapefile(table[["name", "geometry"]][:count], tmp_path, name=name)
        members += [(path.with_suffix(f".{end}"), f"{name}.{end}") for end in SIDE_FILES]
    path = zip_files(tmp_path / "a.zip", *members)
    assert len(back(path, layer="two")[0].parts) == 2
    with pytest.raises(InputError, match=r"it holds one\.shp, two\.shp; name one by --layer"):
        back(path)


PLACEMARK = """<Placemark{}><name>{}</name><description>{}</description><ExtendedData>
<Data name="code"><value>C-1</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing>
<coordinates>105,28 105.1,28 105.1,28.1 105,28</coordinates></LinearRing></outerBoundaryIs>
</Polygon></Placemark>"""


@pytest.fixture
def write_kml(tmp_path):
    def write(*said):
        head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        text = f"{head}<Document>{PLACEMARK.format(*said)}</Document></kml>"
        (tmp_path / "a.kml").write_text(text, "utf-8")
        return tmp_path / "a.kml"

    return write


def test_kml_description_is_the_note_and_gdals_number_no_id(back, write_kml):
    found, result = back(write_kml(' id="layer.1"', "Core", "Some words"))
    assert found.parts.loc["C-1", ["name", "note"]].tolist() == ["Core", "Some words"]
    said = {"id from column code (guessed)", "note from column description (guessed)"}
    assert said <= set(result.steps)


def test_kml_id_of_its_own_is_kept_and_told(back, write_kml):
    found, result = back(write_kml(' id="own"', "龙马潭", " "))
    assert found.parts.loc["own", "name_zh"] == "龙马潭"
    assert {"id from column id", "own: name holds Chinese text and went to name_zh"} <= set(
        result.steps
    )
    assert "description" not in "\n".join(result.steps)


def test_polygons_of_a_collection_are_taken_and_the_rest_is_told(zone, back, tmp_path):
    found = to_geojson(zone)
    first = found["features"][0]
    point = {"type": "Point", "coordinates": [105.4, 28.9]}
    first["geometry"] = {"type": "GeometryCollection", "geometries": [first["geometry"], point]}
    (tmp_path / "a.geojson").write_text(json.dumps(found), "utf-8")
    again, result = back(tmp_path / "a.geojson")
    assert_same(again, zone)
    assert any("points and lines beside the polygons were left out" in s for s in result.steps)


def test_kmz_comes_back(zone, table, back, tmp_path):
    table.to_file(tmp_path / "doc.kml", driver="LIBKML")
    found, _ = back(zip_files(tmp_path / "zone.kmz", (tmp_path / "doc.kml", "doc.kml")))
    assert_same(found, zone)


def test_layer_is_asked_for(table, back, tmp_path):
    for layer in ("one", "two"):
        table.to_file(tmp_path / "a.gpkg", layer=layer, driver="GPKG")
    with pytest.raises(InputError, match="has several layers; name one: --layer one, two"):
        back(tmp_path / "a.gpkg")
    assert len(back(tmp_path / "a.gpkg", layer="two")[0].parts) == 8


@pytest.mark.parametrize(
    ("crs", "warned"), [("EPSG:2433", True), ("EPSG:2379", True), ("EPSG:4523", False)]
)
def test_old_chinese_datums_are_warned_of(table, back, tmp_path, crs, warned):
    path = write_shapefile(table[["name", "geometry"]].to_crs(crs), tmp_path)
    found, result = back(path)
    assert any("positions may be off" in step for step in result.steps) == warned
    total = area_m2(found.parts.geometry).sum()
    assert total == pytest.approx(area_m2(table.geometry).sum(), rel=1e-3)


def test_csv_says_no_crs_and_is_asked(table, back, tmp_path):
    table.to_wkt().to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(InputError, match=r"doesn't say its coordinate system .* --crs EPSG:4490"):
        back(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "crs", ["foo:bar", {"properties": {"name": "foo:bar"}}, {"properties": []}, {}]
)
def test_crs_that_nobody_knows_is_asked_about(zone, back, tmp_path, crs):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({**to_geojson(zone), "crs": crs}), "utf-8")
    with pytest.raises(InputError, match=r"a\.geojson doesn't say .* --crs EPSG:4490"):
        back(path)
    assert_same(back(path, crs="EPSG:4326")[0], zone)


def test_fields_are_guessed_told_and_dropped(table, back, tmp_path):
    own = table[["name_zh", "name", "county", "geometry"]]
    own.columns = ["名称", "TITEL", "XZQDM", "geometry"]
    own.assign(面积=1.5).to_file(tmp_path / "a.gpkg", driver="GPKG")
    found, result = back(tmp_path / "a.gpkg", fields=("name=TITEL",), kind="park")
    assert found.parts.index[0] == "longmatan-core"
    assert found.parts["county"].tolist() == table["county"].tolist()
    assert set(found.parts["kind"]) == {"park"}
    said = "\n".join(result.steps)
    assert "name from column TITEL\n" in said
    assert "name_zh from column 名称 (guessed)" in said
    assert "dropped columns: 面积" in said


def test_chinese_name_alone_makes_an_id(table, back, tmp_path):
    own = table[["name_zh", "geometry"]].rename(columns={"name_zh": "name"})
    own.to_file(tmp_path / "a.fgb", driver="FlatGeobuf")
    found, _ = back(tmp_path / "a.fgb")
    assert found.parts.loc["long-ma-tan-he-xin-qu", "name_zh"] == "龙马潭核心区"


def test_equal_inputs_give_equal_bytes(table, tmp_path):
    table.to_file(tmp_path / "a.gpkg", driver="GPKG")
    results = [import_zone(tmp_path / "a.gpkg", ImportOptions()).data for _ in range(2)]
    assert results[0] == results[1]


def test_what_is_no_polygon_is_refused_by_name(table, back, tmp_path):
    points = table[["id", "geometry"]].assign(geometry=table.representative_point())
    points.to_file(tmp_path / "a.gpkg", driver="GPKG")
    with pytest.raises(InputError, match=r"feature 1 \('longmatan-core'\) is a Point"):
        back(tmp_path / "a.gpkg")


def test_heights_are_left_out_and_told(table, back, tmp_path):
    high = table[["id", "geometry"]].assign(geometry=table.geometry.force_3d(300))
    high.to_file(tmp_path / "a.gpkg", driver="GPKG")
    found, result = back(tmp_path / "a.gpkg")
    assert not found.parts.has_z.any()
    assert "heights are left out of a.gpkg" in result.steps


def test_swapped_axes_are_named_with_what_to_do(table, back, tmp_path):
    turned = shapely.transform(table.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    table.assign(geometry=turned).to_file(tmp_path / "a.gpkg", driver="GPKG")
    with pytest.raises(InputError, match="has latitude before longitude; exchange them"):
        back(tmp_path / "a.gpkg")


def test_geometry_is_needed(tmp_path, back):
    gpd.GeoDataFrame({"id": ["a"]}, geometry=[None], crs="EPSG:4326").to_file(
        tmp_path / "a.gpkg", driver="GPKG"
    )
    with pytest.raises(InputError, match=r"feature 1 .* has no geometry"):
        back(tmp_path / "a.gpkg")
