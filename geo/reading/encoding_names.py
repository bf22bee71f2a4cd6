"""Names of text encodings as files spell them: .cpg files, code pages of dBASE, MapInfo and CAD."""

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType

# Tools declare the older sets but write characters beyond them; each of these includes its older
# ones.
_INCLUDING: Mapping[str, str] = MappingProxyType(
    {
        "gbk": "gb18030",
        "gb2312": "gb18030",
        "big5": "cp950",
        "shift_jis": "cp932",
        "euc_kr": "cp949",
        "iso8859-1": "cp1252",
    }
)
# Numbers of code pages that Python has under another name.
_PAGES: Mapping[int, str] = MappingProxyType(
    {
        936: "gb18030", 1200: "utf-16-le", 1201: "utf-16-be", 10000: "mac_roman",
        10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2", 20127: "ascii",
        20866: "koi8_r", 20932: "euc_jp", 20936: "gb2312", 21866: "koi8_u", 50220: "iso2022_jp",
        51932: "euc_jp", 51936: "gb2312", 51949: "euc_kr", 52936: "hz", 54936: "gb18030",
        65001: "utf-8",
        **{28590 + n: f"iso8859-{n}" for n in range(1, 17) if n != 12},
        **{88590 + n: f"iso8859-{n}" for n in range(1, 10)},
    }
)  # fmt: skip
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "gbk": "gb18030", "xgbk": "gb18030", "gb": "gb18030", "big5hk": "big5hkscs",
        "big5eten": "cp950", "windows31j": "cp932", "sjis": "cp932", "xsjis": "cp932",
        "ksc5601": "cp949", "uhc": "cp949", "latin1": "cp1252", "unicode": "utf-8",
        "utf8bom": "utf-8", "utf8sig": "utf-8", "dos": "cp437",
    }
)  # fmt: skip
# Of the byte 29 of a .dbf, its language driver; 87 ("ANSI") stands for the system's own code page.
ANSI_DRIVER = 87
_DRIVERS: Mapping[int, str] = MappingProxyType(
    {
        1: "437", 2: "850", 3: "1252", 4: "10000", 8: "865", 9: "437", 10: "850", 11: "437",
        13: "437", 14: "850", 15: "437", 16: "850", 17: "437", 18: "850", 19: "932", 20: "850",
        21: "437", 22: "850", 23: "865", 24: "437", 25: "437", 26: "850", 27: "437", 28: "863",
        29: "850", 31: "852", 34: "852", 35: "852", 36: "860", 37: "850", 38: "866", 55: "850",
        64: "852", 77: "936", 78: "949", 79: "950", 80: "874", ANSI_DRIVER: "1252", 88: "1252",
        89: "1252", 100: "852", 101: "866", 102: "865", 103: "861", 106: "737", 107: "857",
        108: "863", 120: "950", 121: "949", 122: "936", 123: "932", 124: "874", 134: "737",
        135: "852", 136: "857", 150: "10007", 151: "10029", 152: "10006", 200: "1250",
        201: "1251", 202: "1254", 203: "1253", 204: "1257",
    }
)  # fmt: skip
_MAPINFO: Mapping[str, str] = MappingProxyType(
    {
        "windowssimpchinese": "936", "windowstradchinese": "950", "windowsjapanese": "932",
        "windowskorean": "949", "windowslatin1": "1252", "windowslatin2": "1250",
        "windowscyrillic": "1251", "windowsgreek": "1253", "windowsturkish": "1254",
        "windowshebrew": "1255", "windowsarabic": "1256", "windowsbalticrim": "1257",
        "windowsvietnamese": "1258", "windowsthai": "874", "macroman": "10000",
    }
)  # fmt: skip
# Python's own, and those in which ASCII is something else: no file of a format read here is in one.
_NEVER_USED = frozenset(
    [
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "mbcs",
        "oem",
        "utf_7",
        "hz",
        "cp037",
        "cp273",
        "cp424",
        "cp500",
        "cp875",
        "cp1026",
        "cp1140",
    ]
)


def find_encoding(word: str) -> str | None:
    """Return Python's name of an encoding in any spelling, None for an unknown one.

    Of the sets that include one another it is the largest.

    >>> [find_encoding(word) for word in ("ANSI 936", "OEM 850", "ISO 88591", "big-5", "65001")]
    ['gb18030', 'cp850', 'cp1252', 'cp950', 'utf-8']
    >>> find_encoding("OEM") is None
    True
    """
    plain = re.sub(r"[^a-z0-9]", "", word.strip().strip("\ufeff").casefold())
    driver = re.fullmatch(r"ldid(\d{1,3})", plain)
    if driver is not None:
        return find_driver_encoding(int(driver[1]))
    page = re.fullmatch(r"(?:ansi|oem|cp|codepage|windows|win|ibm|dos|ms|xcp)?(\d{3,5})", plain)
    if page is not None:
        return _find_page(int(page[1]))
    plain = re.sub(r"^(?:ansi|oem|x|cs)(?=[a-z])", "", plain)
    named = _WORDS.get(plain) or _split_iso(plain)
    return _find_codec(named or word.strip()) or _find_codec(plain)


def _find_page(number: int) -> str | None:
    return _find_codec(_PAGES.get(number, f"cp{number}"))


def _split_iso(plain: str) -> str | None:
    found = re.fullmatch(r"(?:iso)?8859(\d{1,2})|iso8859(\d{1,2})", plain)
    return f"iso8859-{int(found[1] or found[2])}" if found else None


def _find_codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return (
        None
        if found.name.casefold().replace("-", "_") in _NEVER_USED
        else _INCLUDING.get(found.name, found.name)
    )


def show_encoding(name: str) -> str:
    """Return the name of an encoding as people know it; `find_encoding` knows it, too."""
    return "big5" if name == "cp950" else name


def find_driver_encoding(driver: int) -> str | None:
    """Return the encoding that byte 29 of a .dbf stands for, None for 0 and unknown numbers.

    References
    ----------
    Esri, "Code pages supported by dBASE files" (language driver IDs); GDAL's Shapefile driver has
    the same table.
    """
    page = _DRIVERS.get(driver)
    return None if page is None else find_encoding(page)


def find_mapinfo_encoding(charset: str) -> str | None:
    """Return the encoding of a MapInfo character set, None for "Neutral" and unknown ones.

    >>> find_mapinfo_encoding("WindowsSimpChinese"), find_mapinfo_encoding("Neutral")
    ('gb18030', None)
    """
    plain = charset.strip().casefold()
    return None if plain == "neutral" else find_encoding(_MAPINFO.get(plain, plain))
