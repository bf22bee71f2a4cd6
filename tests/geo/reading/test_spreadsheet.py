"""XLSX: the cells that GDAL reads, the header wherever it is; damaged or huge ones are refused."""

import zipfile

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from workbooks import write_workbook

from geo.errors import InputError
from geo.geodesy.area import area_m2
from geo.reading import spreadsheet
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WKT_A = (
    "POLYGON ((35540000 3193000, 35540400 3193000, 35540400 3193300, 35540000 3193300, "
    "35540000 3193000))"
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/>'
    '<numFmt numFmtId="171" formatCode="0.0&quot;m&quot;"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>'
    "</styleSheet>"
)


def text(value):
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def cells(*values):
    found = [
        text(value) if isinstance(value, str) and not value.startswith("<") else value
        for value in values
    ]
    return "".join(each if isinstance(each, str) else f"<c><v>{each!r}</v></c>" for each in found)


def sheet(*rows, head=""):
    body = "".join(f"<row>{cells(*row)}</row>" for row in rows)
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


@pytest.fixture
def write(tmp_path):
    def run(shared="", properties="", states=None, **sheets):
        tabs = "".join(
            f'<sheet name="{name}" sheetId="{n}" {(states or {}).get(name, "")} r:id="r{n}"/>'
            for n, name in enumerate(sheets)
        )
        links = "".join(
            f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>'
            for n in range(len(sheets))
        )
        parts = {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}">{properties}'
            f"<sheets>{tabs}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}'
            "</Relationships>",
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        }
        parts |= {f"xl/worksheets/sheet{n}.xml": each for n, each in enumerate(sheets.values())}
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return tmp_path / "a.xlsx"

    return run


def read(path, **options):
    return read_layer(path, ReadOptions(**options))


SITES = sheet(["Name", "LON", "LAT"], ["A", 105.412, 28.8535], ["B", "105.42", "28.86"])


def test_sites_by_longitude_and_latitude(write):
    layer = read(write(sites=SITES))
    assert (layer.format_name, layer.layer_name) == ("XLSX", "sites")
    assert layer.table["Name"].tolist() == ["A", "B"]
    found = list(zip(layer.table.geometry.x, layer.table.geometry.y, strict=True))
    assert found == [(105.412, 28.8535), (105.42, 28.86)]
    assert "Coordinates are from “LON”, “LAT”." in map(str, layer.steps)


def test_gdal_writes_what_is_read_here(tmp_path):
    table = pd.DataFrame(
        {
            "名称": ["甲", "乙"],
            "longitude": [105.4123456789, -70.25],
            "latitude": [28.8535, 1e-7],
            "n": [7, -12],
            "at": pd.to_datetime(["2025-06-15", "1999-12-31"]),
        }
    )
    pyogrio.write_dataframe(table, tmp_path / "a.xlsx", driver="XLSX", layer="点")
    found = read(tmp_path / "a.xlsx").table
    assert found["名称"].tolist() == ["甲", "乙"]
    assert found["n"].tolist() == ["7", "-12"]
    assert [text[:10] for text in found["at"]] == ["2025-06-15", "1999-12-31"]
    assert found.geometry.x.tolist() == table["longitude"].tolist()
    assert found.geometry.y.tolist() == table["latitude"].tolist()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told(write, state):
    said = "The sheet “back” is read, which is hidden in the workbook."
    told = {"back": f'state="{state}"', "front": 'state="visible"'}
    path = write(front=SITES, back=SITES, states=told)
    assert said in map(str, read(path, layer="back").steps)
    assert not any("hidden" in str(step) for step in read(path, layer="front").steps)
    assert said in map(str, read(write(front=sheet(), back=SITES, states=told)).steps)


def test_too_many_columns_are_refused_at_the_first_row(write, monkeypatch):
    monkeypatch.setattr(spreadsheet, "_read_sheet", None)
    wide = ["LON", "LAT", *(f"c{n}" for n in range(2_000))]
    with pytest.raises(InputError, match=r"2,000 columns\. Export only the columns needed\.$"):
        read(write(s=sheet(wide, wide)))


def test_header_below_a_title_and_blank_rows(write):
    rows = [["泸州地块一览"], [], ["", "编号", "经度", "纬度"], [], ["", "A", 105.4, 28.9]]
    layer = read(write(s=sheet(*rows)))
    assert layer.table["编号"].tolist() == ["A"]
    assert layer.table.index.tolist() == [2]
    assert list(layer.table.columns[:3]) == ["编号", "经度", "纬度"]


def test_plane_coordinates_and_chosen_columns(write):
    path = write(s=sheet(["E", "N"], [35540000, 3193000]))
    point = read(path, crs="EPSG:4523", lon="E", lat="N").table.geometry.iloc[0]
    assert (point.x, point.y) == pytest.approx((105.40993, 28.85258), abs=1e-5)
    with pytest.raises(InputError, match="has no columns of longitude and latitude"):
        read(path)


def test_outlines_as_wkt(write):
    layer = read(write(s=sheet(["地块编号", "wkt"], ["A", WKT_A])), crs="EPSG:4523")
    assert area_m2(layer.table.geometry).tolist() == pytest.approx([119_995.216], abs=0.002)
    assert layer.table["地块编号"].tolist() == ["A"]


def test_values_are_text_as_shown(write):
    shared = "<si><r><t>泸</t></r><r><t>州</t></r><rPh><t>lu</t></rPh></si>"
    values = [
        '<c t="s"><v>0</v></c>', '<c t="b"><v>1</v></c>', '<c s="1"><v>45823</v></c>',
        '<c s="2"><v>45823.5</v></c>', '<c s="3"><v>45823.5</v></c>', '<c t="e"><v>#N/A</v></c>',
        '<c t="str"><f>A1</f><v>x</v></c>', "<c><v>28.853500000000001</v></c>", "<c><v>3.0</v></c>",
    ]  # fmt: skip
    names = list("abcdefghi")
    path = write(shared=shared, s=sheet([*names, "x", "y"], [*values, 105.4, 28.9]))
    assert read(path).table[names].iloc[0].tolist() == [
        "泸州", "TRUE", "2025-06-15", "2025-06-15 12:00:00", "45823.5", "#N/A", "x", "28.8535", "3",
    ]  # fmt: skip


def test_days_count_from_1904_where_the_workbook_says_so(write):
    path = write(
        properties='<workbookPr date1904="1"/>',
        s=sheet(["d", "x", "y"], ['<c s="1"><v>44361</v></c>', 105.4, 28.9]),
    )
    assert read(path).table["d"].tolist() == ["2025-06-15"]


def test_sheet_is_chosen_where_several_have_cells(write):
    path = write(a=SITES, b=sheet(["x", "y"], [1, 2]), empty=sheet())
    with pytest.raises(InputError, match=r"several layers\. Choose one with --layer: a, b\."):
        read(path)
    assert len(read(path, layer="b").table) == 1
    with pytest.raises(InputError, match=r"a\.xlsx has no layer “c”"):
        read(path, layer="c")
    assert len(read(write(a=SITES, empty=sheet())).table) == 2


def test_row_that_is_no_site(write):
    path = write(s=sheet(["x", "y"], [105.4, 28.9], ["?", 28.9], [105.4, "28.9,1"]))
    with pytest.raises(InputError, match="feature 2: its coordinates are not two numbers"):
        read(path)
    layer = read(path, skip_unusable=True)
    assert [each.number for each in layer.left_out] == [2, 3]
    assert layer.left_out[0].raw == '{"x": "?", "y": "28.9"}'


def test_rows_left_out_are_told_as_the_sheet_shows_them(write):
    """A row without coordinates and a total were both “not two numbers”, by no number of Excel."""
    rows = [["a", 105.4, 28.9], [], ["b", "", ""], ["合 计", "", ""], ["c", "x", 28.9]]
    layer = read(write(s=sheet(["title"], [], ["name", "x", "y"], *rows)), skip_unusable=True)
    assert [str(each.reason) for each in layer.left_out] == [
        "its coordinates are missing (row 6 of the sheet)",
        "a total of other rows, not a site (row 7 of the sheet)",
        "its coordinates are not two numbers (row 8 of the sheet)",
    ]


def test_decimal_commas_as_text(write):
    layer = read(write(s=sheet(["x", "y"], ["105,412", "28,8535"])))
    assert layer.table.geometry.iloc[0].coords[0] == (105.412, 28.8535)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "has no features"),
        ([["x", "y"]], "has no features"),
        ([["a", "b"], ["c", "d"]], "has no columns of longitude and latitude"),
    ],
)
def test_sheets_without_sites(write, rows, said):
    with pytest.raises(InputError, match=said):
        read(write(s=sheet(*rows)))


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (sheet(["x", "y"], ["1", "&c;"], head=DOCTYPE), "declares an XML document type"),
        (SITES[:-20], "is a damaged workbook"),
        ("<" * 200_000, "is a damaged workbook"),
        (SITES.replace("<v>105.412", "<v>x"), "1: its coordinates are not two numbers"),
        (SITES.replace("inlineStr", "s").replace("<is><t>", "<v>9<q>"), "a damaged workbook"),
    ],
)
def test_damaged_sheets(write, data, said):
    with pytest.raises(InputError, match=said):
        read(write(s=data))


def test_workbooks_that_are_none(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("a.txt", "")
    with pytest.raises(InputError, match="is a damaged workbook"):
        read(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match="damaged or truncated zip"):
        read(tmp_path / "a.xlsx")


def test_too_much(write, monkeypatch):
    path = write(s=SITES)
    monkeypatch.setattr("geo.reading.xlsx_sheets.MAX_CELLS", 5)
    with pytest.raises(InputError, match=r"more than 5 cells\. Save the sites alone"):
        read(path)
    monkeypatch.undo()
    monkeypatch.setattr("geo.reading.xlsx_sheets.MAX_TEXT_CHARACTERS", 9)
    with pytest.raises(InputError, match=r"more than 9 characters\. Save the sites alone"):
        read(path)
    monkeypatch.setattr("geo.reading.xlsx_sheets.MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(InputError, match="unpacks to more than"):
        read(path)


def test_far_cells_take_no_room(write):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    layer = read(write(s=SITES.replace("</sheetData>", far + "</sheetData>")), skip_unusable=True)
    assert layer.left_out[0].number == 1_048_575
    assert isinstance(layer.table, gpd.GeoDataFrame)
    assert len(layer.table) == 2


def test_codes_keep_their_digits(tmp_path):
    rows = [
        ["code", "zip", "id", "lon", "lat"],
        [(7, 0), (646000, 0), 510502001001000123, 105.43, 28.86],
        [(1234567, 0), "0830", 5.10502001001e17, 105.44, 28.86],
        [(1.5, 0), (-7, 0), (12, 1), 105.45, 28.86],
    ]
    formats = ["00000", "0.00"]
    table = read(write_workbook(tmp_path / "a.xlsx", {"s": rows}, formats=formats)).table
    assert table["code"].tolist() == ["00007", "1234567", "1.5"]
    assert table["zip"].tolist() == ["646000", "0830", "-7"]
    assert table["id"].tolist() == ["510502001001000123", "510502001001000000", "12"]
