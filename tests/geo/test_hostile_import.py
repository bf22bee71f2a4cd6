"""Broken and hostile files: one clear sentence, bounded memory, nothing written."""

import json
import os
import tracemalloc
import zipfile

import pytest

from geo.errors import InputError
from geo.importing import ImportOptions, import_zone
from geo.importing.safe_zip import MAX_MEMBERS, unpack_zip

KML = '<?xml version="1.0"?>{}<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'
BOMB = '<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.fixture
def refused(tmp_path):
    """Return the one sentence with which an import is refused."""

    def read(name, data=None, **options):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(InputError) as caught:
            import_zone(path, ImportOptions(**options))
        sentence = str(caught.value)
        assert sentence.isprintable()
        assert len(sentence) < 400
        return sentence

    return read


@pytest.fixture
def make_zip(tmp_path):
    def make(members, name="a.zip"):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        return tmp_path / name

    return make


@pytest.mark.parametrize("keep", [0, 10, 60, -1, -30])
def test_truncated_zip(refused, make_zip, keep):
    data = make_zip({"a.geojson": os.urandom(200)}).read_bytes()[:keep]
    assert "damaged or truncated zip" in refused("a.zip", data)


def test_damaged_member(refused, make_zip):
    data = bytearray(make_zip({"a.geojson": b"{" + b"abc" * 400}).read_bytes())
    data[45] ^= 0xFF
    assert "damaged or truncated zip" in refused("a.zip", bytes(data))


def test_zip_bomb_stops_at_the_limit(make_zip):
    path = make_zip({"a.geojson": bytes(40 * 2**20)})
    tracemalloc.start()
    with (
        pytest.raises(InputError, match="unpacks to more than 8 MiB"),
        unpack_zip(path, max_bytes=8 * 2**20),
    ):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20


def test_limit_is_on_all_members_together(make_zip):
    path = make_zip({f"{n}.txt": bytes(2**20) for n in range(4)})
    with pytest.raises(InputError, match="more than 3 MiB"), unpack_zip(path, max_bytes=3 * 2**20):
        pass


def test_too_many_members(refused, make_zip):
    make_zip({f"{n}.txt": b"" for n in range(MAX_MEMBERS + 1)})
    assert f"more than {MAX_MEMBERS} files" in refused("a.zip")


@pytest.mark.parametrize(
    "name",
    [
        "../out.geojson",
        "a/../../out.geojson",
        "/tmp/out.geojson",
        "..\\out.geojson",
        "C:\\out.geojson",
    ],
)
def test_path_that_climbs_out(refused, make_zip, tmp_path, name):
    make_zip({name: b"{}"})
    assert "a path that leads out of the zip" in refused("a.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_link_in_a_zip(refused, make_zip):
    info = zipfile.ZipInfo("a.geojson")
    info.external_attr = 0o120777 << 16
    make_zip({info: b"/etc/passwd"})
    assert "leads out of the zip" in refused("a.zip")


def test_zip_without_a_layer_or_with_two(refused, make_zip):
    make_zip({"readme.txt": b""})
    assert "exactly one layer file; it holds none" in refused("a.zip")
    make_zip({"a.geojson": b"", "b.shp": b""})
    assert "it holds a.geojson, b.shp" in refused("a.zip")


def test_sea_of_brackets(refused, tmp_path):
    with (tmp_path / "a.geojson").open("wb") as file:
        file.truncate(200 * 2**20)
    assert "larger than 64 MiB" in refused("a.geojson")
    assert "nests too deeply" in refused("a.geojson", b"[" * 20 * 2**20)


def test_xml_entities(refused):
    for encoding in ("utf-8", "utf-16"):
        bomb = KML.format(BOMB).encode(encoding)
        assert "declares XML entities or a document type" in refused("a.kml", bomb)


def test_shapefile_without_prj_is_asked_about(refused, zone, tmp_path):
    zone.parts[["geometry"]].reset_index(drop=True).to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    assert "(a Shapefile needs its .prj file); say it: --crs" in refused("a.shp")
    assert len(import_zone(tmp_path / "a.shp", ImportOptions(crs="EPSG:4326")).data) > 1000


@pytest.mark.parametrize(
    "member", [None, 7, {"type": "GeometryCollection", "geometries": []}, {"type": "Polygon"}]
)
def test_collection_of_what_is_no_shape(refused, member):
    shape = {"type": "GeometryCollection", "geometries": [member]}
    each = {"type": "Feature", "properties": {"id": "a"}, "geometry": shape}
    data = json.dumps({"type": "FeatureCollection", "features": [each]}).encode()
    assert "a.geojson, feature 1 has" in refused("a.geojson", data)


DISGUISE = b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/hosts</SrcDataSource>"


@pytest.mark.parametrize("name", ["a.kml", "a.gpkg", "a.fgb", "a.shp", "a.parquet"])
def test_file_of_another_kind(refused, name):
    """GDAL goes by content: a recipe for reading other files must not pass as a layer."""
    assert "export it again" in refused(name, DISGUISE)


STARTS = {
    "a.gpkg": b"SQLite format 3\x00" + bytes(500),
    "a.fgb": b"fgb\x03fgb\x00" + b"\xff" * 500,
    "a.shp": b"\x00\x00\x27\x0a" + bytes(200),
    "a.parquet": b"PAR1" + bytes(50),
    "a.kml": KML.format("").encode(),
    "a.csv": b"name,wkt\na,POLYGON((",
    "a.geojson": b'{"type": "FeatureCollection", "features": [7]}',
}


@pytest.mark.parametrize("name", STARTS)
def test_right_start_and_nothing_behind(refused, name):
    assert name in refused(name, STARTS[name], crs="EPSG:4326")


def test_unknown_format_and_no_file(refused):
    assert "of no known format; use one of .geojson" in refused("a.dwg", b"")
    assert "is no file" in refused("none.gpkg")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"crs": "EPSG:1"}, "the CRS 'EPSG:1' is unknown; name it as EPSG:4490"),
        ({"fields": ("name",)}, "--field 'name' is unclear; write FIELD=COLUMN"),
        ({"fields": ("title=id",)}, "--field 'title=id' is unclear"),
        ({"fields": ("name=NAME",)}, "there is no column 'NAME'; there are id"),
    ],
)
def test_unusable_options(refused, made_path, options, sentence):
    assert sentence in refused(made_path.name, **options)
