"""The encoding of a Shapefile's text: what it declares, weighed with how plausible the text is."""

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_files import write_shapefile
from pypinyin.phrases_dict import phrases_dict
from shapely import box

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.encoding import weigh_encodings
from geo.reading.encoding_readings import Witness
from geo.reading.layer import ReadOptions

WORDS = sorted(word for word in phrases_dict if 2 <= len(word) <= 6 and word.isalpha())
OTHER_TEXTS = {
    "cp950": ["工業區", "物流園區", "住宅區", "學校用地"],
    "cp932": ["さくら町", "工業団地", "みどり区"],
    "cp949": ["산업단지", "주거지역", "녹지"],
    "cp1251": ["Участок", "Площадь", "Дорога"],
    "cp1252": ["Müller Gelände", "México", "São Paulo", "Grünfläche"],
    "cp1250": ["Łódź", "Częstochowa", "Győr"],
    "cp850": ["Grünfläche", "Überführung"],
    "cp866": ["Участок", "Площадь"],
}
DRIVERS = {
    "cp850": 0x02, "cp1252": 0x03, "cp866": 0x65, "cp950": 0x78, "cp949": 0x79, "cp932": 0x7B,
    "cp1250": 0xC8, "cp1251": 0xC9,
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    """Write a Shapefile of names, the byte 29 of its .dbf, and what its .cpg says (or none)."""

    def run(names, encoding, *, cpg=None, driver=0, suffix=".cpg"):
        shapes = [box(105.4 + n / 100, 28.8, 105.405 + n / 100, 28.81) for n in range(len(names))]
        table = gpd.GeoDataFrame({"名称": ["x" * 20] * len(names)}, geometry=shapes, crs=4326)
        path = write_shapefile(table.rename(columns={"名称": "MC"}), tmp_path, encoding="UTF-8")
        path.with_suffix(".cpg").unlink()
        dbf = path.with_suffix(".dbf")
        data = bytearray(dbf.read_bytes())
        data[29] = driver
        for name in names:
            raw = name if isinstance(name, bytes) else name.encode(encoding)
            at = data.index(b"x" * 20)
            data[at : at + 20] = raw[:20].ljust(20)
        dbf.write_bytes(data)
        if cpg is not None:
            path.with_suffix(suffix).write_text(cpg, "utf-8")
        return path

    return run


def read_names(path, encoding=None):
    layer = read_layer(path, ReadOptions(encoding=encoding))
    return layer.table["MC"].tolist(), " ".join(map(str, layer.steps))


NAMES = ["泸州地块甲", "地块乙"]


@pytest.mark.parametrize(
    ("encoding", "cpg", "driver", "why"),
    [
        ("gbk", None, 0, "Text is gb18030 by its characters. No encoding is declared."),
        ("utf-8", None, 0, "Text is utf-8 by its characters. No encoding is declared."),
        ("gbk", "936", 0, "Text is gb18030, as declared (gk.cpg: “936”)."),
        ("gbk", "ANSI 936", 0, "as declared"),
        ("gbk", "CP936\r\n", 0, "as declared"),
        ("gbk", "", 0, "No encoding is declared"),
        ("gbk", None, 0x4D, "as declared (byte 29 of gk.dbf: “0x4D, gb18030”)"),
        ("gbk", None, 0x7A, "as declared"),
        ("utf-8", "65001", 0, "Text is utf-8, as declared"),
        ("utf-8", "UTF-8\n", 0x57, "Text is utf-8, as declared"),
        ("gbk", "UTF-8", 0, "Text is gb18030 by its characters. Another encoding is declared"),
        ("gbk", "ISO-8859-1", 0x57, "by its characters. Another encoding is declared"),
        ("gbk", "ISO 88591", 0x03, "by its characters. Another encoding is declared"),
        ("gbk", "windows-1252", 0, "by its characters. Another encoding is declared"),
        ("gbk", "big-5", 0, "by its characters. Another encoding is declared"),
        ("gbk", "OEM", 0, "Another encoding is declared (gk.cpg: “OEM”)"),
        ("gbk", "OEM 850", 0, "by its characters. Another encoding is declared"),
        ("gbk", "klingon", 0, "by its characters. Another encoding is declared"),
        ("gbk", None, 0xC9, "by its characters. Another encoding is declared"),
        ("utf-8", "GBK", 0x4D, "Text is utf-8 by its characters. Another encoding is declared"),
    ],
)
def test_chinese_names_are_read_whatever_is_declared(write, encoding, cpg, driver, why):
    names, steps = read_names(write(NAMES, encoding, cpg=cpg, driver=driver))
    assert names == NAMES
    assert why in steps


@pytest.mark.parametrize("suffix", [".cpg", ".CPG", ".Cpg"])
def test_the_suffix_may_have_capitals(write, suffix):
    path = write(["Łódź"], "cp1250", cpg="1250", suffix=suffix)
    assert read_names(path)[0] == ["Łódź"]


@pytest.mark.parametrize("encoding", OTHER_TEXTS)
@pytest.mark.parametrize("by_driver", [True, False])
def test_declared_encodings_of_other_scripts_are_taken(write, encoding, by_driver):
    said = {"driver": DRIVERS[encoding]} if by_driver else {"cpg": encoding}
    texts = OTHER_TEXTS[encoding]
    names, steps = read_names(write(texts, encoding, **said))
    assert names == texts
    assert ", as declared (" in steps


@pytest.mark.parametrize("encoding", OTHER_TEXTS)
def test_undeclared_encodings_are_read_rightly_or_asked_for(write, encoding):
    path = write(OTHER_TEXTS[encoding], encoding)
    if encoding == "cp950":
        assert read_names(path)[0] == OTHER_TEXTS[encoding]
        return
    with pytest.raises(InputError, match="doesn't say clearly which encoding") as refusal:
        read_names(path)
    word = str(refusal.value).removesuffix(".").split("--encoding ")[1]
    assert read_names(path, word)[0]
    assert read_names(path, encoding)[0] == OTHER_TEXTS[encoding]


def test_the_question_shows_how_each_would_read(write):
    path = write(["未"], "gbk")
    with pytest.raises(InputError, match="gk") as refusal:
        read_names(path)
    assert "as utf-8 it reads “δ”" in str(refusal.value)
    assert "as gb18030 it reads “未”" in str(refusal.value)
    assert read_names(path, "gb18030")[0] == ["未"]


@pytest.mark.parametrize("word", ["gb18030", "GBK", "936", "ANSI 936"])
def test_the_user_overrides_what_is_declared(write, word):
    names, steps = read_names(write(NAMES, "gbk", cpg="UTF-8"), word)
    assert names == NAMES
    assert f"Text is {word}, as you said." in steps


@pytest.mark.parametrize("word", ["klingon", "rot13", "base64", "utf-7", "unicode_escape", ""])
def test_unknown_encodings_are_refused(write, word):
    with pytest.raises(InputError, match=r"encoding “.*” is unknown\. Use a name such as gb18030"):
        read_names(write(NAMES, "gbk"), word)


def test_a_wrong_encoding_is_refused(write):
    with pytest.raises(InputError, match=r"is not utf-8 text\. Name its encoding with --encoding"):
        read_names(write(NAMES, "gbk"), "utf-8")


def test_a_character_that_a_field_cuts_off_is_left_out_and_told(write):
    text = "泸州高新技术开发区"  # 27 bytes, of which the field has 20: six characters and a half
    names, steps = read_names(write([text], "utf-8"))
    assert names == [text[:6]]
    assert "1 texts end within a character, which was left out." in steps


def test_chinese_column_names_count_as_text(tmp_path):
    table = gpd.GeoDataFrame({"地块编号": ["A"]}, geometry=[box(105.4, 28.8, 105.41, 28.81)])
    path = write_shapefile(table.set_crs(4326), tmp_path, encoding="GBK")
    path.with_suffix(".cpg").unlink()
    assert "地块编号" in read_layer(path).table.columns


def test_ascii_needs_no_encoding(write):
    assert "Text is" not in read_names(write(["A", "B"], "ascii"))[1]


def test_without_attributes_there_is_nothing_to_decode(write):
    path = write(NAMES, "gbk")
    path.with_suffix(".dbf").unlink()
    assert len(read_layer(path).table) == 2


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=8, unique=True))
@pytest.mark.slow
def test_chinese_words_are_never_read_as_something_else(words):
    for encoding in ("gb18030", "utf-8"):
        texts = [word.encode(encoding) for word in words]
        assert [text.decode(_weigh(texts, encoding)) for text in texts] == words


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(OTHER_TEXTS)).flatmap(
        lambda name: st.tuples(
            st.just(name), st.lists(st.sampled_from(OTHER_TEXTS[name]), min_size=1, max_size=4)
        )
    )
)
def test_what_is_declared_is_never_misread(given_texts):
    encoding, words = given_texts
    texts = [word.encode(encoding) for word in words]
    found = _weigh(texts, encoding, Witness("a.cpg", encoding, encoding, 10.0))
    assert [text.decode(found) for text in texts] == words


@given(st.lists(st.binary(max_size=12), max_size=5))
def test_any_bytes_are_text_or_refused(texts):
    try:
        found = weigh_encodings(texts, name="a.dbf")
    except InputError:
        return
    for text in texts:
        text.decode(found.name, "replace")


def _weigh(texts, expected, *witnesses):
    """Return the encoding that is found; the right one where it is asked for."""
    try:
        return weigh_encodings(texts, witnesses, name="a.dbf").name
    except InputError:
        return expected


def test_an_encoding_that_cuts_off_all_that_it_should_explain_is_not_weighed():
    found = weigh_encodings([b"Caf\xe9", b"Plot B"], name="a.dbf")
    assert found.name == "cp1252"
    with pytest.raises(InputError) as caught:
        weigh_encodings([b"\xd3\xf7 a", b"Caf\xe9"], name="a.dbf")
    assert "utf-8" not in str(caught.value)
