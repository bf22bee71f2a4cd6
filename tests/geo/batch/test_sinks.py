"""What each form of file can't hold, and how it is written all the same."""

import json
import pathlib
import zipfile
from datetime import timedelta

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely
from made_sites import ROWS, read_csv

from geo.batch.chunks import Chunk
from geo.batch.renames import renamed_columns, resolve_name_conflicts
from geo.batch.runner import reject_faulty_rows
from geo.batch.sinks import write_tables
from geo.errors import InputError

ODD = [float("inf"), float("-inf"), float("nan"), None, 1.5]
NULLED = [None, None, None, None, 1.5]


@pytest.fixture
def write(tmp_path):
    """Write columns, and a point for each row, to a file of the name."""

    def write(name, columns):
        table = pa.table(columns)
        wkb = shapely.to_wkb(shapely.points(np.arange(table.num_rows), 1))
        table = table.append_column("geometry", pa.array(wkb, pa.binary()))
        write_tables([table], table.schema, tmp_path / name, escape=str)
        return tmp_path / name

    return write


def strict_json(text):
    """Parse JSON that holds no word outside the standard."""
    return json.loads(text, parse_constant=pytest.fail)


def test_geojson_has_null_where_a_number_is_not_finite(write):
    path = write("out.geojson", {"v": ODD, "list": [[v] for v in ODD]})
    found = [each["properties"] for each in strict_json(path.read_text("utf-8"))["features"]]
    assert found == [{"v": v, "list": [v]} for v in NULLED]


def test_records_of_rejects_are_json_by_the_standard():
    chunk = Chunk(0, np.arange(1, 6), pa.table({"v": ODD}), np.full(5, None))
    rejects = reject_faulty_rows(chunk, np.full(5, "bad", dtype=object)).rejects
    assert [strict_json(each.record) for each in rejects] == [{"v": v} for v in NULLED]


@pytest.mark.parametrize(
    ("names", "inside"),
    [
        (["fid", "Name", "name"], ["input_fid", "input_Name", "name"]),
        (["row", "Row", "ROW"], ["row", "input_Row", "input_input_ROW"]),
        (["Geometry", "geom", "FID"], ["input_Geometry", "input_geom", "input_FID"]),
        (["fid", "input_fid"], ["input_input_fid", "input_fid"]),
    ],
)
def test_geopackages_hold_columns_of_any_name(write, names, inside):
    path = write("out.gpkg", {name: [n, n] for n, name in enumerate(names)})
    frame = pyogrio.read_dataframe(path)
    assert frame.columns.tolist() == [*inside, "geometry"]
    assert frame[inside].iloc[0].tolist() == list(range(len(names)))


def test_other_forms_keep_the_names(write):
    path = write("out.geojson", {"fid": ["a"], "Name": ["b"], "name": ["c"]})
    (feature,) = strict_json(path.read_text("utf-8"))["features"]
    assert feature["properties"] == {"fid": "a", "Name": "b", "name": "c"}


def test_names_in_the_way_stay_apart():
    names = ["part", "input_part", "a", "a"]
    assert resolve_name_conflicts(names, {"part"}) == [
        "input_input_part",
        "input_part",
        "a",
        "input_a",
    ]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("out.gpkg", pa.array([timedelta(1)])),
        ("gpkg_out.gpkg", pa.array(["a"])),
        ("-.gpkg", pa.array(["a"])),
    ],
)
def test_what_a_geopackage_cannot_hold_is_refused_in_a_sentence(write, name, column):
    with pytest.raises(InputError, match=f"{name} can't be written"):
        write(name, {"a": column})


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".csv"])
@pytest.mark.slow
def test_each_form_is_written_and_read_again(run, sites, suffix):
    first, again = sites.with_name(f"out{suffix}"), sites.with_name("again.csv")
    run(sites, first)
    run(first, again)
    kept = [(row["name"], row["part"], row["distance_m"]) for row in read_csv(again)]
    run(sites, again)
    assert kept == [(row["name"], row["part"], row["distance_m"]) for row in read_csv(again)]


def test_geoparquet_and_geopackage_are_what_geopandas_reads(run, sites):
    for suffix, read in ((".parquet", gpd.read_parquet), (".gpkg", gpd.read_file)):
        out = sites.with_name(f"out{suffix}")
        run(sites, out)
        frame = read(out)
        assert frame.crs.equals("EPSG:4326") or frame.crs.equals("OGC:CRS84")
        assert frame.geometry.x.tolist() == pytest.approx([row[1] for row in ROWS], abs=0)


def test_short_names_still_tell_what_a_column_is():
    names = ["用地性质", "地块编号", "备注", "chongqing_distance_m", "chongqing_bearing_deg",
             "luzhou-yunlong-airport_distance_m", "luzhou-yunlong-airport_bearing_deg",
             "part_name_zh", "county_name", "county_name_zh"]  # fmt: skip
    short = renamed_columns(names, pathlib.Path("a.zip"))
    assert [short.get(name, name) for name in names] == [
        "YDXZ", "DKBH", "备注", "d_chongqin", "b_chongqin", "d_luzhou-y", "b_luzhou-y",
        "part_zh", "county_en", "county_zh",
    ]  # fmt: skip


def test_shapefile_has_holes_parts_short_names_and_whole_texts(tmp_path):
    path = tmp_path / "m.zip"
    hole = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    parts = shapely.MultiPolygon([shapely.box(5, 0, 6, 1), shapely.box(7, 0, 8, 1)])
    table = pa.table(
        {
            "row": [1, 2],
            "地块编号一": ["甲", "长" * 200],
            "地块编号二": ["乙", None],
            "perimeter_m": [1.5, None],
            "geometry": shapely.to_wkb([hole, parts]).tolist(),
        }
    )
    write_tables([table], table.schema, path, escape=str)
    frame = pyogrio.read_dataframe(f"/vsizip/{path}/plots.shp", encoding="UTF-8")
    assert frame.columns.tolist() == ["row", "DKBHY", "DKBHE", "perim_m", "geometry"]
    (whole,) = shapely.get_parts(frame.geometry.iloc[0])
    assert len(whole.interiors) == 1
    assert len(frame.geometry.iloc[1].geoms) == 2
    with zipfile.ZipFile(path) as archive:
        said = archive.read("README.txt").decode()
    assert "DKBHY: 地块编号一" in said
    assert f"2, 地块编号一: {'长' * 200}" in said
    assert renamed_columns(table.column_names, path)["perimeter_m"] == "perim_m"
