"""The layer file is found, and is what its suffix promises."""

import pytest
from import_files import SIDE_FILES, write_shapefile, zip_files

from geo.errors import InputError
from geo.reading.sniff import sniff_format

KML = '<?xml version="1.0"?>{}<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'


BOMB = '<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def test_macos_side_files_in_a_zip_are_passed_over(table, back, tmp_path):
    path = write_shapefile(table[["name", "geometry"]], tmp_path)
    files = [(path.with_suffix(f".{end}"), f"gk.{end}") for end in SIDE_FILES]
    beside = [(path, name) for name in ("._gk.shp", "__MACOSX/._gk.shp", "__MACOSX/gk.shp")]
    assert len(back(zip_files(tmp_path / "a.zip", *files, *beside))[0].parts) == 8


def test_layer_names_a_file_of_a_zip(table, back, tmp_path):
    members = []
    for name, count in (("one", 1), ("two", 2)):
        path = write_shapefile(table[["name", "geometry"]][:count], tmp_path, name=name)
        members += [(path.with_suffix(f".{end}"), f"{name}.{end}") for end in SIDE_FILES]
    path = zip_files(tmp_path / "a.zip", *members)
    assert len(back(path, layer="two")[0].parts) == 2
    with pytest.raises(InputError, match=r"Choose one with --layer: one\.shp, two\.shp"):
        back(path)


def test_zip_without_a_layer_or_with_two(refused, make_zip):
    make_zip({"readme.txt": b""})
    assert "a.zip contains no layer file. Add one of" in refused("a.zip")
    make_zip({"a.geojson": b"", "b.shp": b""})
    assert "Choose one with --layer: a.geojson, b.shp." in refused("a.zip")


def test_sea_of_brackets(refused, tmp_path):
    with (tmp_path / "a.geojson").open("wb") as file:
        file.truncate(200 * 2**20)
    assert "larger than 64 MiB" in refused("a.geojson")
    assert "nested too deeply" in refused("a.geojson", b"[" * 20 * 2**20)


def test_xml_entities(refused):
    for encoding in ("utf-8", "utf-16"):
        bomb = KML.format(BOMB).encode(encoding)
        assert "declares XML entities or a document type" in refused("a.kml", bomb)


DISGUISE = b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/hosts</SrcDataSource>"


@pytest.mark.parametrize("name", ["a.kml", "a.gpkg", "a.fgb", "a.shp", "a.parquet"])
def test_file_of_another_kind(refused, name):
    """GDAL goes by content: a recipe for reading other files must not pass as a layer."""
    assert "Export it again" in refused(name, DISGUISE)


def test_unknown_format_and_no_file(refused):
    assert "Unknown file format: a.dwg. Use one of .geojson" in refused("a.dwg", b"x")
    assert "is no file" in refused("none.gpkg")


STARTS = {
    "GeoJSON": (b'\xef\xbb\xbf {"type": ', "a.GeoJSON", "b.json", "c.xyz"),
    "Shapefile": (b"\x00\x00\x27\x0a", "a.SHP"),
    "GeoPackage": (b"SQLite format 3\x00".ljust(68, b"\x00") + b"GPKG", "a.gpkg", "b.db"),
    "KML": (b"<?xml version='1.0'?><kml xmlns='x'><Document>", "a.KML", "b.xml"),
    "GML": (b"<a xmlns:gml='http://www.opengis.net/gml/3.2'><gml:b/>", "a.gml", "b.xml"),
    "DXF": (b"  0\r\nSECTION\r\n", "a.dxf", "b.txt"),
    "MapInfo TAB": (b"!table\n!version 300", "a.TAB"),
    "MapInfo MIF": (b"Version 300\n", "a.mif"),
    "CSV": (b"Version 300\n", "a.csv", "a.TSV"),
    "Boundary points": ("[属性描述]\n".encode("gb18030"), "a.txt", "b.TXT"),
}


@pytest.mark.parametrize("found", STARTS)
def test_format_is_told_by_the_first_bytes_whatever_the_suffix(tmp_path, found):
    start, *names = STARTS[found]
    for name in names:
        (tmp_path / name).write_bytes(start)
        assert sniff_format(tmp_path / name) == found


def test_dwg_is_refused_with_what_to_do(refused):
    for name in ("a.dwg", "a.dxf", "a"):
        assert "is a DWG drawing, which can't be read here. Save it as DXF" in refused(
            name, b"AC1032" + bytes(100)
        )


def test_folder_that_is_no_database(refused, tmp_path):
    (tmp_path / "a.gdb").mkdir()
    assert "a.gdb is a folder" in refused("a.gdb")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.geojson", b"<!DOCTYPE html><html><body>404</body></html>", "is a web page, not data"),
        ("a.kml", b"\n<HTML lang='en'><head/></HTML>", "is a web page, not data"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it again as .xlsx."),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it again as .xlsx."),
        ("a.geojson", b"", "a.geojson is empty. Get it again."),
        ("a.gpkg", b"", "a.gpkg is empty. Get it again."),
    ],
)
def test_what_stands_in_place_of_a_file_is_named(refused, name, content, said):
    assert said in refused(name, content)
