"""Names of encodings in the spellings of .cpg files, dBASE, MapInfo and XML."""

import codecs

import pytest

from geo.reading.encoding_names import (
    find_driver_encoding,
    find_encoding,
    find_mapinfo_encoding,
    show_encoding,
)

SPELLINGS = {
    "gb18030": "ANSI 936|CP936|936|GBK|gb2312|GB 2312|gb-18030|GB18030|x-gbk|ms936|54936|LDID/77",
    "utf-8": "65001|UTF-8|utf8|UTF_8|\ufeffUTF-8\r\n|cp65001|Unicode|utf-8-sig",
    "cp1252": "1252|windows-1252|ANSI 1252|ISO-8859-1|ISO 88591|ISO8859_1|88591|28591|latin1",
    "cp950": "big-5|Big5|BIG5|950|CP950|ldid/79",
    "cp850": "OEM 850|850|IBM850|OEM_850|CodePage850",
    "cp932": "Shift_JIS|932|sjis|x-sjis|windows-31j",
    "cp949": "EUC-KR|949|ks_c_5601|UHC",
    "cp1251": "1251|windows-1251|ANSI 1251|Win1251",
    "iso8859-15": "ISO-8859-15|885915|28605|ISO8859_15",
    "koi8-r": "KOI8-R|20866",
}


@pytest.mark.parametrize(
    ("word", "name"),
    [(word, name) for name, words in SPELLINGS.items() for word in words.split("|")],
)
def test_spellings(word, name):
    assert find_encoding(word) == name


@pytest.mark.parametrize(
    "word", ["", "OEM", "ANSI", "klingon", "0", "99999", "rot13", "idna", "\0"]
)
def test_words_that_name_no_encoding(word):
    assert find_encoding(word) is None


# Of Esri's "Code pages supported by dBASE files" (language driver IDs, decimal).
DRIVERS = {
    1: "cp437", 2: "cp850", 3: "cp1252", 19: "cp932", 77: "gb18030", 78: "cp949", 79: "cp950",
    87: "cp1252", 88: "cp1252", 100: "cp852", 101: "cp866", 102: "cp865", 103: "cp861",
    106: "cp737", 107: "cp857", 120: "cp950", 121: "cp949", 122: "gb18030", 123: "cp932",
    124: "cp874", 200: "cp1250", 201: "cp1251", 202: "cp1254", 203: "cp1253", 204: "cp1257",
}  # fmt: skip


@pytest.mark.parametrize("driver", range(256))
def test_language_drivers_of_dbase(driver):
    found = find_driver_encoding(driver)
    assert driver not in DRIVERS or found == DRIVERS[driver]
    assert found is None or codecs.lookup(found)


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("WindowsSimpChinese", "gb18030"), ("WindowsTradChinese", "cp950"), ("UTF-8", "utf-8"),
        ("WindowsCyrillic", "cp1251"), ("CodePage850", "cp850"), ("ISO8859_1", "cp1252"),
        ("Neutral", None), ("", None),
    ],
)  # fmt: skip
def test_charsets_of_mapinfo(charset, name):
    assert find_mapinfo_encoding(charset) == name


def test_shown_names_can_be_given():
    for name in SPELLINGS:
        assert find_encoding(show_encoding(name)) == name
