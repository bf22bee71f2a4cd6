"""Workbooks: numbers are numbers, text is text, the bytes are the same, and the limits are said."""

import io
import math
import resource
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from geo.errors import InputError
from geo.io import xlsx
from geo.io.xlsx import MAX_TEXT, Sheet, SheetColumn, check_size, write_workbook
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def write(rows, titles=("a",), sheets=1):
    out = io.BytesIO()
    columns = [SheetColumn(each) for each in titles]
    write_workbook(out, [Sheet(f"S{n}", columns, rows) for n in range(sheets)], name="a.xlsx")
    return out.getvalue()


def read_sheet(data, number=1):
    """Return the root of a sheet as ElementTree sees it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))


def read_cells(data):
    """Return type and text of each cell, by its address."""
    found = {}
    for cell in read_sheet(data).iter(f"{{{NS['m']}}}c"):
        text = "".join(cell.itertext())
        if text:
            found[cell.get("r")] = (cell.get("t", "n"), text)
    return found


def test_values_keep_their_type():
    values = [1.5, 3, True, None, math.nan, math.inf, "1.5", date(2026, 1, 2), 2**53 + 1]
    cells = read_cells(write([[each] for each in values]))
    assert cells == {
        "A1": ("inlineStr", "a"),
        "A2": ("n", "1.5"), "A3": ("n", "3"), "A4": ("b", "1"), "A8": ("inlineStr", "1.5"),
        "A9": ("inlineStr", "2026-01-02"), "A10": ("inlineStr", "9007199254740993"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1+1}", "+1", "-1", "@SUM(A1)", "http://a.example/", "\t=1", "mailto:a@b.c"]
)
def test_no_text_becomes_a_formula_or_a_link(text):
    data = write([[text]], titles=(text,))
    assert {kind for kind, _ in read_cells(data).values()} == {"inlineStr"}
    assert read_cells(data)["A2"][1] == text
    assert read_sheet(data).find(".//m:f", NS) is None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"hyperlink" not in archive.read("xl/worksheets/sheet1.xml")


def test_text_that_xml_or_a_cell_cannot_have():
    cells = read_cells(write([["a\x00b\ud800c\uffff"], ["泸" * 40_000], ["😀" * 20_000]]))
    assert cells["A2"][1] == "a\ufffdb\ufffdc\ufffd"
    assert cells["A3"][1] == "泸" * (MAX_TEXT - 1) + "…"
    assert cells["A4"][1] == "😀" * (MAX_TEXT // 2) + "…"


def test_the_header_stays_in_sight_and_columns_fit_their_text():
    root = read_sheet(write([["泸州" * 10]]))
    pane = root.find(".//m:pane", NS)
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert 40 <= float(root.find(".//m:col", NS).get("width")) <= 45


def test_equal_values_equal_bytes_without_a_clock():
    rows = [["a", 1.5], ["b", None]]
    data = write(rows, titles=("x", "y"), sheets=2)
    assert data == write(rows, titles=("x", "y"), sheets=2)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_more_than_a_sheet_has_is_one_sentence(monkeypatch):
    with pytest.raises(InputError, match=r"more than 1,048,575 rows or 16,384 columns"):
        check_size(1_048_576, 3, name="a.xlsx")
    check_size(1_048_575, 16_384, name="a.xlsx")
    with pytest.raises(InputError, match=r"Use \.csv or \.parquet"):
        check_size(1, 16_385, name="a.xlsx")
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    write([[1], [2]])
    with pytest.raises(InputError, match="the limits of XLSX"):
        write([[1], [2], [3]])


def test_our_own_reader_reads_it(tmp_path):
    rows = [["=A", 105.41, 28.85], ["泸州", 105.42, 28.86]]
    (tmp_path / "a.xlsx").write_bytes(write(rows, titles=("name", "lon", "lat")))
    layer = read_layer(tmp_path / "a.xlsx", ReadOptions())
    assert layer.table["name"].tolist() == ["=A", "泸州"]
    assert [(each.x, each.y) for each in layer.table.geometry] == [(105.41, 28.85), (105.42, 28.86)]


def test_nothing_is_left_beside_the_file(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [Sheet("S", [SheetColumn("a")], [[1]])], name="a.xlsx")
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_full_disk_is_an_error_of_the_system(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.dont_write_bytecode", True)  # compiled modules would be cut, and stay
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    sheet = Sheet("S", [SheetColumn("a")], ([str(each)] for each in range(20_000)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_workbook(tmp_path / "a.xlsx", [sheet], name="a.xlsx")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_each_page_of_paper_has_the_header_and_the_names():
    data = write([["x", 1, 2]], titles=("name", "a", "b"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert "S0!$A:$A,S0!$1:$1" in book


def make_wide(columns, leading):
    out = io.BytesIO()
    titles = [SheetColumn(f"column {n}") for n in range(columns)]
    rows = [["x" * 28] * columns, [], ["y"] * columns]
    write_workbook(out, [Sheet("S", titles, rows, leading)], name="a.xlsx")
    return out.getvalue()


def find_one(root, tag):
    (found,) = root.iter(f"{{{NS['m']}}}{tag}")
    return found


def test_a_sheet_that_fits_is_laid_out_on_one_page_of_a4_in_width():
    root = read_sheet(make_wide(4, 1))
    setup = find_one(root, "pageSetup").attrib
    assert (setup["paperSize"], setup["orientation"]) == ("9", "landscape")
    assert (setup.get("fitToWidth", "1"), setup["fitToHeight"]) == ("1", "0")
    assert find_one(root, "oddFooter").text == "&L&A&R&P / &N"


def test_a_wide_sheet_stays_legible_and_repeats_what_names_its_rows():
    data = make_wide(20, 2)
    root = read_sheet(data)
    setup = find_one(root, "pageSetup").attrib
    assert (setup["fitToWidth"], setup["fitToHeight"]) == ("3", "0")  # 600 characters, of 290
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "S!$A:$B,S!$1:$1" in archive.read("xl/workbook.xml").decode()


def test_an_empty_row_leaves_the_widths_as_they_are():
    widths = {
        float(each.get("width")) for each in read_sheet(make_wide(4, 1)).iter(f"{{{NS['m']}}}col")
    }
    assert min(widths) > 28


def test_a_heading_is_wrapped_so_that_numbers_below_it_take_their_own_width():
    out = io.BytesIO()
    columns = [SheetColumn("name"), SheetColumn("文件所载面积与量算面积之差（平方米）", "#,##0.00")]
    write_workbook(out, [Sheet("S", columns, [["a", 1234567.5]])], name="a.xlsx")
    root = read_sheet(out.getvalue())
    width = float(list(root.iter(f"{{{NS['m']}}}col"))[-1].get("width"))
    assert len("1,234,567.50") < width < 18
    first = next(root.iter(f"{{{NS['m']}}}row"))
    assert float(first.get("ht")) >= 45
