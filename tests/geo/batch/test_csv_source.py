"""What counts as a row and as a number in a file of sites."""

import pytest
from made_sites import ROWS, read_csv

from geo.batch.sources import open_source
from geo.errors import InputError
from geo.reading.layer import ReadOptions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a,"1,2\nb,1,2\n', r"row 1 \(line 2\) opens a quotation mark"),
        ('a,1,2\n\nb,"1,2\nc,"3",4\n', r"row 2 \(line 4\) opens a quotation mark"),
        ('a,1,2\n"', r"row 2 \(line 3\) opens a quotation mark"),
    ],
)
def test_a_quote_that_swallows_rows_is_refused(tmp_path, text, words):
    path = tmp_path / "sites.csv"
    path.write_text(f"name,lon,lat\n{text}")
    with pytest.raises(InputError, match=words):
        list(open_source(path).chunks())


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ('lon,lat,"name', "the header .* opens a quotation mark"),
        ('lon,lat,"a"b', "has no header: line 1"),
    ],
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


def test_an_open_quote_swallows_no_rows(run, sites):
    with sites.open("a", encoding="utf-8") as file:
        file.write('last,"105.5,28.9,\nmore,105.5,28.9,\n')
    with pytest.raises(InputError, match=r"row 26 \(line 27\) opens a quotation mark"):
        run(sites, sites.with_name("out.csv"))
    assert not sites.with_name("out.csv").exists()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings_of_office_programs(run, sites, encoding):
    sites.write_bytes(sites.read_text("utf-8").replace(",", ";").encode(encoding))
    run(sites, sites.with_name("out.csv"))
    assert [row["name"] for row in read_csv(sites.with_name("out.csv"))] == [r[0] for r in ROWS]


def test_a_file_of_a_header_alone_is_refused_as_by_every_command(run, sites):
    sites.write_text("name,lon,lat\n")
    with pytest.raises(InputError, match=r"^sites\.csv has no features\. Choose another"):
        run(sites, sites.with_name("out.csv"))
    assert not sites.with_name("out.csv").exists()


@pytest.mark.parametrize(
    ("third", "crs", "is_deferred"),
    [
        ("105.5,29", None, True),
        ("200,29", None, True),  # on no Earth, but numbers: refused by the job
        ("nan,29", None, False),
        (",29", None, False),
        ("105.5,29", "EPSG:4326,dms", False),  # 105.4 is 105° 40′
        ("105.5,29", "EPSG:4490", False),  # whose rows are counted outside its area
    ],
)
def test_points_are_made_by_who_uses_them(tmp_path, third, crs, is_deferred):
    path = tmp_path / "sites.csv"
    path.write_text(f"lon,lat\n105.4,28.9\n105.41,28.91\n{third}\n")
    source = open_source(path, options=ReadOptions(crs=crs, seeks_sites=True))
    (chunk,) = source.chunks()
    assert (chunk.packed.dtype == float) == is_deferred
    assert len(chunk.shapes) == 3
