"""What is a row, a number and a CRS in GeoPackage, GeoJSON and Parquet files."""

from datetime import date
from functools import partial

import geopandas as gpd
import pyarrow as pa
import pytest
import shapely
from made_sites import read_csv
from pyarrow import parquet

from geo.batch.jobs import measure_chunk
from geo.batch.sources import open_source
from geo.errors import InputError
from geo.measured import Measured

TEXTS = pa.array([" 105.4", "abc", None, "1_0"])


@pytest.mark.parametrize("texts", [TEXTS, TEXTS.cast("large_string"), TEXTS.dictionary_encode()])
def test_texts_in_parquet_count_row_by_row(tmp_path, texts):
    path = tmp_path / "sites.parquet"
    parquet.write_table(pa.table({"lon": texts, "lat": [28.9] * 4}), path)
    (chunk,) = open_source(path).chunks()
    assert [shape and shape.x for shape in chunk.shapes] == [105.4, None, None, None]
    assert chunk.table.column("lon").to_pylist() == texts.to_pylist()


@pytest.mark.parametrize("values", [pa.array([[105.4]]), pa.array([date(2020, 1, 1)])])
def test_columns_that_hold_no_numbers_are_refused(tmp_path, values):
    path = tmp_path / "sites.parquet"
    parquet.write_table(pa.table({"lon": values, "lat": [28.9]}), path)
    with pytest.raises(InputError, match=r"“lon” contains .*, not numbers"):
        list(open_source(path).chunks())


def test_numbers_too_long_for_a_float_stop_nothing(tmp_path):
    path = tmp_path / "sites.parquet"
    parquet.write_table(pa.table({"lon": [105, 2**60 + 1], "lat": [28, 28]}), path)
    (chunk,) = open_source(path).chunks()
    assert [shape.x for shape in chunk.shapes] == [105, 2**60]


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".parquet"])
def test_parcels_in_any_crs(run, made_zone, tmp_path, suffix):
    source, out = tmp_path / f"parcels{suffix}", tmp_path / "out.csv"
    boxes = [shapely.box(105.41, 28.91, 105.42, 28.92), None, shapely.box(105, 28, 105.1, 28.1)]
    frame = gpd.GeoDataFrame({"k": ["a", "b", "c"]}, geometry=boxes, crs="OGC:CRS84")
    frame = frame if suffix == ".geojson" else frame.to_crs(32648)
    frame.to_parquet(source) if suffix == ".parquet" else frame.to_file(source)
    counts = run(source, out, work=partial(measure_chunk, measured=Measured(made_zone)))
    rows = read_csv(out)
    assert (counts.written, counts.rejected) == (2, 1)
    assert [(row["k"], row["part"]) for row in rows] == [("a", "west"), ("c", "")]
    assert float(rows[0]["area_m2"]) == pytest.approx(1_080_000, rel=0.01)
