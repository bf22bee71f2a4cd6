"""Formats of GDAL: only of the list, apart from what lies beside them."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.batch.sources import open_source
from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{}</SrcDataSource></OGRVRTLayer>'
    "</OGRVRTDataSource>"
)


@pytest.fixture
def plots():
    boxes = [shapely.box(105.41, 28.85, 105.42, 28.86), shapely.box(105.43, 28.85, 105.44, 28.86)]
    return gpd.GeoDataFrame(
        {"name": ["甲", "b"], "n": np.int32([1, 2])}, geometry=boxes, crs="EPSG:4326"
    )


@pytest.mark.parametrize(
    ("name", "driver"),
    [
        ("a.gpkg", "GPKG"),
        ("a.fgb", "FlatGeobuf"),
        ("a.gml", "GML"),
        ("a.tab", "MapInfo File"),
        ("a.mif", "MapInfo File"),
        ("a.shp", "ESRI Shapefile"),
        ("a.gdb", "OpenFileGDB"),
        ("a.geojsonl", "GeoJSONSeq"),
    ],
)
def test_what_gdal_writes_is_read(plots, tmp_path, name, driver):
    plots.to_file(tmp_path / name, driver=driver, encoding="UTF-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    layer = read_layer(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    table = layer.table.sort_values("n")  # FlatGeobuf orders by place
    assert table["name"].tolist() == ["甲", "b"]
    assert table.bounds.to_numpy() == pytest.approx(plots.bounds.to_numpy(), abs=1e-6)


def test_gml_nested_too_deeply_is_named(plots, tmp_path):
    plots.to_file(tmp_path / "a.gml", driver="GML", encoding="UTF-8")
    text = (tmp_path / "a.gml").read_text("utf-8")
    deep = text.replace("<ogr:featureMember>", "<ogr:featureMember>" + "<x>" * 300, 1)
    (tmp_path / "a.gml").write_text(deep, "utf-8")
    with pytest.raises(InputError, match=r"nested more than 256 deep\. Save it as GeoJSON\.$"):
        read_layer(tmp_path / "a.gml")


def test_gml_leaves_no_description_of_itself_beside_it(plots, tmp_path):
    plots.to_file(tmp_path / "a.gml", driver="GML")
    (tmp_path / "a.xsd").unlink()
    read_layer(tmp_path / "a.gml")
    assert [path.name for path in tmp_path.iterdir()] == ["a.gml"]


@pytest.mark.parametrize("suffix", ["geojson", "json", "gpkg", "kml", "gml", "csv", "shp", "vrt"])
@pytest.mark.parametrize("read", [read_layer, open_source])
def test_a_recipe_of_gdal_is_no_layer(tmp_path, read, suffix):
    (tmp_path / "secret.csv").write_text("lon,lat\n105,28\n")
    path = tmp_path / f"a.{suffix}"
    path.write_text(VRT.format(tmp_path / "secret.csv"))
    with pytest.raises(InputError) as caught:
        read(path)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("suffix", ["kml", "gml", "xml"])
def test_a_recipe_within_a_comment_is_refused(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    path.write_text(f"<kml xmlns='x'><!-- {VRT.format('/etc/hosts')} --></kml>")
    with pytest.raises(InputError):
        read_layer(path)


@pytest.mark.parametrize("line", ["Type LINKED", 'create view x as "y"', "\\IsSeamless\\ = TRUE"])
def test_a_mapinfo_table_that_leads_away_is_refused(tmp_path, line):
    (tmp_path / "a.tab").write_text(f"!table\n!version 300\n{line}\n")
    with pytest.raises(InputError, match="leads to other files"):
        read_layer(tmp_path / "a.tab")


def test_a_column_may_have_any_name(plots, tmp_path):
    named = plots.rename(columns={"name": "wkb_geometry", "n": "geom_"})
    named.to_file(tmp_path / "a.fgb", driver="FlatGeobuf")
    layer = read_layer(tmp_path / "a.fgb")
    assert set(layer.table["wkb_geometry"]) == {"甲", "b"}
    (chunk,) = open_source(tmp_path / "a.fgb").chunks()
    assert set(chunk.table.column("wkb_geometry").to_pylist()) == {"甲", "b"}


def test_missing_geometry_is_refused_or_left_out(plots, tmp_path):
    plots.loc[1, "geometry"] = None
    plots.to_file(tmp_path / "a.gpkg")
    with pytest.raises(InputError, match=r"feature 2: it has no geometry\. .* --skip-unusable"):
        read_layer(tmp_path / "a.gpkg")
    layer = read_layer(tmp_path / "a.gpkg", ReadOptions(skip_unusable=True))
    assert layer.table.index.tolist() == [1]
    (left,) = layer.left_out
    assert (left.number, '"name": "b"' in left.raw) == (2, True)
