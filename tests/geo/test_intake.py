"""What counts as a row and as a number in a file of sites."""

from datetime import date

import pyarrow as pa
import pytest
from pyarrow import parquet

from geo.batch.sources import open_source
from geo.errors import InputError


@pytest.fixture
def shapes_of(tmp_path):
    """Write a CSV of points and return the shapes of its kept rows."""

    def read(*rows):
        path = tmp_path / "sites.csv"
        path.write_text("\n".join(["lon,lat", *rows]) + "\n", "utf-8")
        (chunk,) = open_source(path).chunks()
        return chunk.shapes

    return read


@pytest.mark.parametrize("text", ["105.4", " +105.4\t", "1.054e2", "1054E-1", "105.40"])
def test_plain_decimal_numbers_are_taken(shapes_of, text):
    assert shapes_of(f"{text},28.9")[0].coords[0] == (105.4, 28.9)


@pytest.mark.parametrize(
    "text", ["1_05.4", "١٠٥.٤", "１０５", "nan", "inf", "0x1p3", "1 05", "105.4°", ".", "e5", ""]
)
def test_other_texts_are_no_numbers(shapes_of, text):
    assert shapes_of(f"{text},28.9").tolist() == [None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a,"1,2\nb,1,2\n', r"row 1 \(line 2\) opens a quote"),
        ('a,1,2\n\nb,"1,2\nc,"3",4\n', r"row 2 \(line 4\) opens a quote"),
        ('a,1,2\n"', r"row 2 \(line 3\) opens a quote"),
    ],
)
def test_a_quote_that_swallows_rows_is_refused(tmp_path, text, words):
    path = tmp_path / "sites.csv"
    path.write_text(f"name,lon,lat\n{text}")
    with pytest.raises(InputError, match=words):
        list(open_source(path).chunks())


@pytest.mark.parametrize(
    ("header", "words"),
    [('lon,lat,"name', "the header .* opens a quote"), ('lon,lat,"a"b', "has no header: line 1")],
)
def test_a_header_with_a_bad_quote_is_refused(tmp_path, header, words):
    path = tmp_path / "sites.csv"
    path.write_text(f"{header}\n1,2,3\n")
    with pytest.raises(InputError, match=words):
        open_source(path)


def test_a_quote_out_of_place_costs_its_own_line_alone(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text('name,lon,lat\n"5" pipe,1,2\n"two\nlines",3,4\n')
    (chunk,) = open_source(path).chunks()
    assert [(each.row, each.record) for each in chunk.rejects] == [(1, '"5" pipe,1,2')]
    assert chunk.table.column("name").to_pylist() == ["two\nlines"]
    assert chunk.rows.tolist() == [2]


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
    with pytest.raises(InputError, match=r"'lon' holds .*, not numbers"):
        list(open_source(path).chunks())


def test_numbers_too_long_for_a_float_stop_nothing(tmp_path):
    path = tmp_path / "sites.parquet"
    parquet.write_table(pa.table({"lon": [105, 2**60 + 1], "lat": [28, 28]}), path)
    (chunk,) = open_source(path).chunks()
    assert [shape.x for shape in chunk.shapes] == [105, 2**60]
