"""What a library says of a file is told in words of ours, or quoted."""

import io
import zipfile

import pyarrow as pa
import pytest
from pyarrow import parquet

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.faults import describe_library_faults
from maps.i18n import translate_phrase


def write_table():
    file = io.BytesIO()
    parquet.write_table(pa.table({"lon": [105.4] * 50, "lat": [28.9] * 50}), file)
    return file.getvalue()


WHOLE = write_table()
FAULTY = {
    "cut": (WHOLE[:100], "its end is missing", "文件末尾缺失"),
    "hollow": (WHOLE[:4] + WHOLE[-8:], "its end is missing", "文件末尾缺失"),
    "scratched": (WHOLE[:-60] + b"\xff" * 40 + WHOLE[-20:], "it is damaged", "文件已损坏"),
    "locked": (WHOLE[:-4] + b"PARE", "it is encrypted", "文件已加密"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_frequent_faults_have_words_in_each_language(tmp_path, name):
    data, english, chinese = FAULTY[name]
    path = tmp_path / "b.parquet"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_layer(path)
    assert str(caught.value) == f"b.parquet can't be read: {english}. Export it again."
    assert translate_phrase(caught.value.phrase, "zh") == (
        f"b.parquet 无法读取：{chinese}。请重新导出。"
    )


def test_a_place_in_source_code_is_no_reason():
    with (
        pytest.raises(InputError, match="can't be read: it is damaged"),
        describe_library_faults("a"),
    ):
        raise RuntimeError("Error occurred in /src/ogr.cpp at line 12")


def test_other_words_are_quoted_as_the_librarys():
    with pytest.raises(InputError) as caught, describe_library_faults("a.gpkg"):
        raise ValueError("/tmp/zonemap-1a/a.gpkg: no such table: x.\nmore")
    assert "the program that reads it says “a.gpkg: no such table: x”. Export" in str(caught.value)
    assert "读取程序的英文提示为“a.gpkg: no such table: x”" in translate_phrase(
        caught.value.phrase, "zh"
    )


def test_a_cut_archive_says_so(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.geojson", "{}" * 999)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"{}{}", b"{{{{", 1))
    with pytest.raises(
        InputError, match=r"truncated zip \(the program that reads it says “Bad CRC"
    ):
        read_layer(path)
