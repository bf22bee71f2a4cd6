"""Text of tables that libraries don't decode: GeoPackages in GBK, MapInfo files."""

import sqlite3

import geopandas as gpd
import pyarrow as pa
import pytest
from shapely import box

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.arrow_text import make_decoder
from geo.reading.layer import ReadOptions

SHAPES = [box(105.4, 28.8, 105.41, 28.81), box(105.42, 28.8, 105.43, 28.81)]


@pytest.fixture
def table():
    return gpd.GeoDataFrame({"名称": ["泸州地块甲", "x"]}, geometry=SHAPES, crs=4326)


@pytest.mark.parametrize(
    ("charset", "told"),
    [
        ("WindowsSimpChinese", "Text is gb18030, as declared (charset: “WindowsSimpChinese”)."),
        ("Neutral", "Text is gb18030 by its characters. No encoding is declared."),
        ("WindowsLatin1", "Text is gb18030 by its characters. Another encoding is declared"),
    ],
)
@pytest.mark.parametrize("suffix", ["tab", "mif"])
def test_mapinfo_names_are_read_whatever_is_declared(table, tmp_path, suffix, charset, told):
    path = tmp_path / f"a.{suffix}"
    table.to_file(path, driver="MapInfo File", engine="pyogrio", ENCODING="CP936")
    path.write_bytes(path.read_bytes().replace(b"WindowsSimpChinese", charset.encode()))
    layer = read_layer(path)
    assert layer.table["名称"].tolist() == ["泸州地块甲", "x"]
    assert told in " ".join(map(str, layer.steps))
    layer = read_layer(path, ReadOptions(encoding="gbk"))
    assert layer.table["名称"].tolist() == ["泸州地块甲", "x"]


def test_a_geopackage_with_text_in_gbk_is_read_and_told(table, tmp_path):
    path = tmp_path / "a.gpkg"
    table.to_file(path)
    base = sqlite3.connect(path)
    for (name,) in base.execute("select name from sqlite_master where type='trigger'").fetchall():
        base.execute(f'drop trigger "{name}"')
    base.execute("update a set 名称 = cast(? as text) where fid = 1", ["泸州地块甲".encode("gbk")])
    base.commit()
    base.close()
    layer = read_layer(path)
    assert layer.table["名称"].tolist() == ["泸州地块甲", "x"]
    assert "Text is gb18030 by its characters. No encoding is declared." in map(str, layer.steps)


def test_the_first_choice_counts_for_the_tables_after_it():
    decode = make_decoder(given=None, name="a")
    assert decode(_make_table(b"a"))[0].column(0).to_pylist() == ["a"]
    assert decode(_make_table("地块编号".encode("gbk")))[1]
    found, steps = decode(_make_table("乙".encode("gbk")))
    assert (found.column(0).to_pylist(), steps) == (["乙"], ())
    with pytest.raises(InputError, match="a is not gb18030 text"):
        decode(_make_table(b"\xff\xff"))


def _make_table(text):
    array = pa.array([text], pa.binary())
    return pa.table({"a": pa.Array.from_buffers(pa.string(), 1, array.buffers())})
