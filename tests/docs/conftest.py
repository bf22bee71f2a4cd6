"""A folder with the files that documents name."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
from import_files import write_shapefile, zip_files
from osm_extract import ExtractWriter
from parcel_files import write_boundary_points
from shapely import box

from geo.geodesy.datum import convert_shapes
from geo.zone import DEFAULT_PATH, read_zone
from webapp import create_app


@pytest.fixture(scope="session")
def client():
    return create_app({"RELOAD_SECONDS": 0}).test_client()


@pytest.fixture(scope="session")
def made_files(tmp_path_factory):
    """The files that documents name: surveys, tables, versions."""
    folder = tmp_path_factory.mktemp("files")
    plots = gpd.GeoDataFrame(
        {"plot": ["A-01", "A-02"], "geometry": [box(105.48, 28.86, 105.485, 28.864), box(105.52, 28.85, 105.526, 28.855)]},
        crs="EPSG:4326",
    )  # fmt: skip
    plots.to_crs("EPSG:4544").to_file(folder / "survey.gpkg")
    plots.to_file(folder / "parcels.gpkg")
    plots.iloc[:1].to_file(folder / "plot.geojson")
    write_shapefile(plots.to_crs("EPSG:4523"), folder, "plots")
    sides = [(folder / f"plots.{suffix}", f"plots.{suffix}") for suffix in ("shp", "shx", "dbf")]
    zip_files(folder / "parcels.zip", *sides)
    write_boundary_points(folder / "survey.txt", [])
    rows = "name,lon,lat\nA,105.44,28.93\nB,105.53,28.86\nC,east,28.9\n"
    (folder / "sites.csv").write_text(rows, "utf-8-sig")
    _write_versions(folder)
    extract = ExtractWriter()
    extract.way([(105.4, 28.9), (105.5, 28.95)], highway="primary", name="江阳路")
    extract.write(folder / "sichuan.osm.pbf")
    return folder


def _write_versions(folder):
    for name in ("old.geojson", "boundaries.geojson", "my-zone.geojson"):
        shutil.copy(DEFAULT_PATH, folder / name)
    (folder / "data").mkdir()
    shutil.copy(DEFAULT_PATH, folder / "data")  # as in the checkout
    collection = json.loads(DEFAULT_PATH.read_text("utf-8"))
    collection["features"].pop()
    (folder / "new.geojson").write_text(json.dumps(collection), "utf-8")
    traced = read_zone().parts.iloc[[0]].copy()
    traced.geometry = convert_shapes(traced.geometry, source="wgs84", target="gcj02")
    (folder / "traced.geojson").write_text(traced[["name", "geometry"]].to_json(), "utf-8")


@pytest.fixture
def files(made_files, tmp_path):
    """A folder of its own with those files."""
    return Path(shutil.copytree(made_files, tmp_path / "work"))
