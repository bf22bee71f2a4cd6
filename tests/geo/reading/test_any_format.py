"""Each format is read with its own columns; damaged content is refused by name."""

import json

import pytest
from import_files import assert_same

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from geo.zone import to_geojson

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
    moved = "龙马潭: name contains Chinese text and was moved to name_zh"
    assert {"id from column id", moved} <= set(result.steps)
    assert "description" not in "\n".join(result.steps)


def test_layer_is_asked_for(table, back, tmp_path):
    for layer in ("one", "two"):
        table.to_file(tmp_path / "a.gpkg", layer=layer, driver="GPKG")
    with pytest.raises(InputError, match=r"has several layers\. Choose one with --layer: one, two"):
        back(tmp_path / "a.gpkg")
    assert len(back(tmp_path / "a.gpkg", layer="two")[0].parts) == 8


@pytest.mark.parametrize(
    "crs", ["foo:bar", {"properties": {"name": "foo:bar"}}, {"properties": []}, {}]
)
def test_crs_that_nobody_knows_is_asked_about(zone, back, tmp_path, crs):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({**to_geojson(zone), "crs": crs}), "utf-8")
    with pytest.raises(InputError, match=r"a\.geojson has no recognised .* --crs EPSG:4490"):
        back(path)
    assert_same(back(path, crs="EPSG:4326")[0], zone)


@pytest.mark.parametrize(
    "member", [None, 7, {"type": "GeometryCollection", "geometries": []}, {"type": "Polygon"}]
)
def test_collection_of_what_is_no_shape(refused, member):
    shape = {"type": "GeometryCollection", "geometries": [member]}
    each = {"type": "Feature", "properties": {"id": "a"}, "geometry": shape}
    data = json.dumps({"type": "FeatureCollection", "features": [each]}).encode()
    assert "a.geojson, feature 1: " in refused("a.geojson", data)


KML = '<?xml version="1.0"?>{}<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'


STARTS = {
    "a.gpkg": b"SQLite format 3\x00" + bytes(500),
    "a.fgb": b"fgb\x03fgb\x00" + b"\xff" * 500,
    "a.shp": b"\x00\x00\x27\x0a" + bytes(200),
    "a.parquet": b"PAR1" + bytes(50),
    "a.kml": KML.format("").encode(),
    "a.csv": b"name,wkt\na,POLYGON((",
    "a.geojson": b'{"type": "FeatureCollection", "features": [7]}',
}


@pytest.mark.parametrize("name", STARTS)
def test_right_start_and_nothing_behind(refused, name):
    assert name in refused(name, STARTS[name], crs="EPSG:4326")


FAR_ROWS = """name,wkt
a,"POLYGON((540000 3193000,540400 3193000,540400 3193300,540000 3193000))"
b,"POLYGON((1e13 1e13,2e13 1e13,2e13 2e13,1e13 1e13))"
c,"POLYGON((541000 3193000,541400 3193000,541400 3193300,541000 3193000))"
"""


def test_one_feature_off_the_crs_does_not_stop_a_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(FAR_ROWS)
    with pytest.raises(InputError, match=r"feature 2: its coordinates don't fit .*--skip-unusable"):
        read_layer(path, ReadOptions(crs="EPSG:4544"))
    layer = read_layer(path, ReadOptions(crs="EPSG:4544", skip_unusable=True))
    assert layer.table.index.tolist() == [1, 3]
    assert [
        (each.number, "1e+13" in each.raw or "10000000000000" in each.raw)
        for each in layer.left_out
    ] == [(2, True)]
    assert any(str(step).startswith("Feature 2 was left out") for step in layer.steps)
