"""Files of text in any encoding: tables, and what a service is sent."""

import json

import pytest

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from geo.reading.text_bytes import choose_text_encoding, decode_json, decode_text

TEXT = "name,lon,lat\n酒谷大道,105.412,28.8535\n地块乙,105.413,28.8535\n"
TEXTS = {
    "cp1252": "name,lon,lat\nMüller Gelände,105.412,28.8535\nGrünfläche,105.41,28.85\n",
    "big5": "名稱,lon,lat\n工業區,105.412,28.8535\n物流園區,105.413,28.8535\n",
}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gbk", "gb18030"), ("gb18030", "gb18030"),
    ],
)  # fmt: skip
def test_the_text_is_read_as_it_was_written(tmp_path, written, name):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(written))
    found = choose_text_encoding(path, given=None)
    assert (found.name, found.line_count) == (name, 3)
    assert path.read_bytes().decode(found.name) == TEXT
    assert decode_text(path.read_bytes(), given=None, name="a")[0] == TEXT
    assert read_layer(path).table.iloc[:, 0].tolist() == ["酒谷大道", "地块乙"]


@pytest.mark.parametrize(
    "text",
    ["name,lon,lat\n\ufeffa,105.44,28.9\n\ufeffb,105.4,28.9\n", "\ufeff\ufefflon,lat\n105,28\n"],
)
def test_marks_within_a_file_say_utf8(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    assert choose_text_encoding(path, given=None).name == "utf-8-sig"
    assert decode_text(path.read_bytes(), given=None, name="a")[0].endswith(text[-9:])
    assert read_layer(path).table.geometry.y.tolist()[0] in {28.9, 28.0}


@pytest.mark.parametrize("written", ["utf-32-le", "utf-32-be"])
def test_json_in_utf32_is_read(tmp_path, written):
    path = tmp_path / "a.geojson"
    point = {"type": "Point", "coordinates": [105.4, 28.9]}
    text = json.dumps({"type": "Feature", "properties": {"name": "甲"}, "geometry": point})
    path.write_bytes(("\ufeff \n" + text).encode(written))
    assert read_layer(path).table["name"].tolist() == ["甲"]


@pytest.mark.parametrize("encoding", TEXTS)
def test_other_encodings_are_found_by_the_text(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXTS[encoding].encode(encoding))
    layer = read_layer(path)
    assert layer.table.iloc[0, 0] == TEXTS[encoding].split("\n")[1].split(",")[0]
    assert f"Text is {encoding} by its characters. No encoding is declared." in map(
        str, layer.steps
    )


@pytest.mark.parametrize("sign", ["30° N", "12 m²", "café", "Ü", "–", "😀", "Łódź", "ศาลา", "١٠٥"])
def test_signs_in_utf8_are_no_chinese(tmp_path, sign):
    path = tmp_path / "a.csv"
    path.write_text(f"name,lon,lat\n{sign},105.412,28.8535\n", "utf-8")
    assert read_layer(path).table.iloc[0, 0] == sign


def test_an_unclear_encoding_is_asked_for_and_the_answer_works(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("имя,lon,lat\nУчасток,105.412,28.8535\n".encode("cp1251"))
    with pytest.raises(InputError, match=r"as cp1251 it reads “имя, Участок”, as gb18030"):
        read_layer(path)
    assert read_layer(path, ReadOptions(encoding="cp1251")).table.iloc[0, 0] == "Участок"


def test_a_late_byte_counts(tmp_path):
    path = tmp_path / "a.csv"
    rows = "地块,105.412,28.8535\n" * 300_000
    path.write_bytes(("name,lon,lat\n" + rows).encode("gbk") + b"\xff\xff,1,1\n")
    with pytest.raises(InputError, match=r"a\.csv is not gb18030 text"):
        choose_text_encoding(path, given=None)


@pytest.mark.parametrize("given", ["utf-8", "ascii"])
def test_a_given_encoding_that_is_wrong_is_refused(tmp_path, given):
    path = tmp_path / "a.csv"
    path.write_bytes("name,lon,lat\n泸州镕,105.4,28.8\n".encode("gbk"))
    with pytest.raises(InputError, match=rf"a\.csv is not {given} text\. Name its encoding"):
        choose_text_encoding(path, given=given)


def test_a_service_names_its_own_way():
    with pytest.raises(InputError, match=r"with charset in Content-Type cp1251\."):
        decode_text(
            "Участок".encode("cp1251"), given=None, name="it", option="charset in Content-Type"
        )


def test_json_is_utf8_unless_another_is_given():
    data = '{"名称": "地块"}'.encode("gbk")
    with pytest.raises(
        InputError, match=r"a is not UTF-8 text\. Name its encoding with --encoding"
    ):
        decode_json(data, given=None, name="a")
    assert decode_json(data, given="GB2312", name="a") == '{"名称": "地块"}'
    assert decode_json(b"\xef\xbb\xbf{}", given=None, name="a") == "{}"
