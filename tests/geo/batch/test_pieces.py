"""Pieces of an output, joined by their bytes, hold what a file that is written at once holds."""

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely
from pyarrow import parquet

from geo.batch.headings import word_plainly
from geo.batch.parquet_pieces import join_parquet
from geo.batch.pieces import choose_pieces
from geo.batch.sinks import write_tables

SIZES = [3, 0, 1, 5, *[2] * 20]


def make_table(first, size):
    rows = np.arange(first, first + size)
    wkb = shapely.to_wkb(shapely.points(rows % 90, 1))
    columns = {
        "row": pa.array(rows, pa.int64()),
        "a,b\n": pa.array([f'x "{n}"' if n % 3 else None for n in rows], pa.string()),
        "value": pa.array(rows / 7, pa.float64()),
        "is_odd": pa.array(rows % 2 == 1, pa.bool_()),
        "geometry": pa.array(list(wkb), pa.binary()),
    }
    return pa.table(columns)


@pytest.fixture
def tables():
    """Tables of one schema, one of them without a row."""
    starts = np.cumsum([0, *SIZES[:-1]])
    return [make_table(*each) for each in zip(starts, SIZES, strict=True)]


@pytest.fixture
def join(tables, tmp_path):
    """Store tables as pieces, and join them; return the output and the file written at once."""

    def call(suffix):
        out, whole = tmp_path / f"joined{suffix}", tmp_path / f"whole{suffix}"
        form = choose_pieces(out, escape=str, wording=word_plainly)
        pieces = []
        for n, table in enumerate(tables):
            pieces.append(tmp_path / f"{n:06}{form.suffix}")
            pieces[-1].write_bytes(form.encode(table))
        form.join(iter(pieces), tables[0].column_names, out)
        write_tables(tables, tables[0].schema, whole, escape=str)
        return out, whole

    return call


@pytest.mark.parametrize("suffix", [".csv", ".geojson"])
def test_texts_are_the_same_to_the_byte(join, suffix):
    joined, whole = join(suffix)
    assert joined.read_bytes() == whole.read_bytes()


def test_parquet_has_the_same_rows_groups_and_metadata(join, tables):
    joined, whole = map(parquet.ParquetFile, join(".parquet"))
    assert joined.read().equals(whole.read(), check_metadata=True)
    assert joined.schema_arrow.equals(whole.schema_arrow, check_metadata=True)
    assert joined.metadata.num_rows == whole.metadata.num_rows == sum(SIZES)
    assert [joined.read_row_group(n).num_rows for n in range(joined.num_row_groups)] == [
        whole.read_row_group(n).num_rows for n in range(whole.num_row_groups)
    ]
    for n in range(joined.num_row_groups):
        for m in range(len(tables[0].column_names)):
            one, other = (each.metadata.row_group(n).column(m) for each in (joined, whole))
            assert one.data_page_offset == other.data_page_offset
            assert one.dictionary_page_offset == other.dictionary_page_offset
            assert one.statistics == other.statistics


def test_parquet_is_read_by_other_programs(join):
    joined, whole = join(".parquet")
    assert gpd.read_parquet(joined).equals(gpd.read_parquet(whole))
    if "Parquet" in pyogrio.list_drivers():
        assert pyogrio.read_info(joined)["features"] == sum(SIZES)


def test_pieces_of_another_schema_are_refused(tmp_path):
    for name, values in (("a.parquet", [1]), ("b.parquet", ["x"])):
        parquet.write_table(pa.table({"v": values}), tmp_path / name)
    with pytest.raises(ValueError, match=r"b\.parquet has another schema"):
        join_parquet([tmp_path / "a.parquet", tmp_path / "b.parquet"], tmp_path / "c.parquet")
    (tmp_path / "d.parquet").write_bytes(b"PAR1" * 5)
    with pytest.raises(ValueError, match="no Parquet file"):
        join_parquet([tmp_path / "d.parquet"], tmp_path / "c.parquet")
