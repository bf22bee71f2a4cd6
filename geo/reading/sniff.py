"""Which format a file is of, by its first bytes; only formats of the list, no recipes of GDAL's."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from geo.errors import N_, InputError, file_label
from geo.reading.unfit_files import check_side_file, refuse_empty
from geo.reading.utf16 import find_marked, guess_utf16

MAX_BYTES = 512 * 2**20
MAX_TEXT_BYTES = 64 * 2**20
MAX_TAGS = 4_000_000
# What each suffix promises; what a file is, its first bytes say.
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".geojson": "GeoJSON",
        ".json": "GeoJSON",
        ".geojsonl": "GeoJSON",
        ".geojsons": "GeoJSON",
        ".ndjson": "GeoJSON",
        ".topojson": "GeoJSON",
        ".gpkg": "GeoPackage",
        ".shp": "Shapefile",
        ".kml": "KML",
        ".fgb": "FlatGeobuf",
        ".parquet": "GeoParquet",
        ".geoparquet": "GeoParquet",
        ".csv": "CSV",
        ".tsv": "CSV",
        ".txt": "CSV",
        ".gml": "GML",
        ".tab": "MapInfo TAB",
        ".mif": "MapInfo MIF",
        ".gdb": "FileGDB",
        ".dxf": "DXF",
        ".xlsx": "XLSX",
    }
)
ZIP_SUFFIXES = (".zip", ".kmz")
_TEXT_FORMATS = ("GeoJSON", "KML", "CSV", "GML", "MapInfo MIF", "DXF", "Boundary points")
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x00\x00\x27\x0a", "Shapefile"),
    (b"fgb\x03", "FlatGeobuf"),
    (b"PAR1", "GeoParquet"),
    (b"AutoCAD Binary DXF", "DXF"),
)
_GEOPACKAGE_MARKS = (b"GPKG", b"GP10", b"GP11")
_BOUNDARY_POINTS = tuple(
    word.encode(encoding)
    for word in ("[属性描述]", "[地块坐标]", "【属性描述】", "【地块坐标】")
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
)
_PLOT_LINE = re.compile(rb"(^|\n)\s*\d+,[^\n]*@\s*\n\s*\w*\d+,\d+,\d{5,8}(\.\d*)?,\d{5,8}\b")
_HEAD_BYTES = 4096
_DTD_PATTERN = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_JSON_START = re.compile(
    rb"(\xef\xbb\xbf)?[\s\x1e]*[{\[]|(\xff\xfe|(\0\0)?\xfe\xff)[\0\s\x1e]*[{\[]"
)
_MAX_NUL_SHARE = 0.1  # of a text; other files have more
_XML_START = re.compile(rb"(\xef\xbb\xbf)?\s*<|\xff\xfe<|\xfe\xff\x00<")
_UNREADABLE = (
    (
        re.compile(rb"AC10\d\d"),
        N_(
            "%(name)s is a DWG drawing, which can't be read here. Save it as DXF in the drawing "
            "program, and read that."
        ),
    ),
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        N_("%(name)s is a workbook of the old kind (.xls). Save it again as .xlsx."),
    ),
)
_HTML_START = re.compile(
    rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(!doctype\s+html|html)\b", re.IGNORECASE
)
_XML_DECLARATION = re.compile(rb"^(\xef\xbb\xbf)?\s*<\?xml\b[^>]*\?>")
_DXF_START = re.compile(rb"(\xef\xbb\xbf)?\s*(999[\r\n]|0\s*[\r\n]+\s*SECTION)")
_TEXT_STARTS = (
    (_JSON_START, "GeoJSON"),
    (re.compile(rb"\s*!table", re.IGNORECASE), "MapInfo TAB"),
    (_DXF_START, "DXF"),
)
_MIF_START = re.compile(rb"\s*version\s+\d+", re.IGNORECASE)
_KML_ROOTS = ("kml", "Document", "Folder", "Placemark")


def sniff_format(path: Path, *, streamed: Collection[str] = ()) -> str:
    """Return the name of a file's format, as its first bytes say.

    Text without a mark of its own is CSV, if the suffix says so. Files of the formats that are
    `streamed` may be of any size.

    Raises
    ------
    InputError
        When the format is not of the list, or the content not what the suffix says.
    """
    if path.is_dir():
        if any(path.glob("a0000000*.gdbtable")):
            return "FileGDB"
        raise InputError(
            N_("%(name)s is a folder. Name a file, or a FileGDB (.gdb)."),
            name=file_label(path.name),
        )
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        refuse_empty(path)
    found = _sniff_bytes(head, path) or _trust_suffix(head, path.suffix.lower())
    if found not in streamed:
        check_size(path, found or FORMATS.get(path.suffix.lower(), ""))
    return found or _refuse(path, head)


def _sniff_bytes(head: bytes, path: Path) -> str | None:
    known = next((name for start, name in _STARTS if head.startswith(start)), None)
    if any(word in head for word in _BOUNDARY_POINTS) or _PLOT_LINE.search(head):
        known = "Boundary points"
    if known is not None:
        return known
    if head.startswith(b"SQLite format 3\x00") and head[68:72] in _GEOPACKAGE_MARKS:
        return "GeoPackage"
    if head.startswith(b"PK\x03\x04") and path.suffix.lower() == ".xlsx":
        return "XLSX"
    if _XML_START.match(head):
        return _sniff_xml(path)
    return next((name for start, name in _TEXT_STARTS if start.match(head)), None)


def _trust_suffix(head: bytes, suffix: str) -> str | None:
    """Return the format of a text that its suffix names; a text has no NUL but in UTF-16 or -32."""
    if suffix == ".mif" and _MIF_START.match(head):
        return "MapInfo MIF"
    is_text = b"\x00" not in head or (find_marked(head) or guess_utf16(head)) is not None
    return "CSV" if is_text and suffix in {".csv", ".tsv", ".txt"} else None


def _sniff_xml(path: Path) -> str | None:
    """Return whether XML is KML or GML, by its root; a document type is refused."""
    data = path.read_bytes() if path.stat().st_size <= MAX_TEXT_BYTES else b""
    plain = data.replace(b"\x00", b"")  # so that UTF-16 is searched as well
    if _HTML_START.match(plain):
        raise InputError(
            N_(
                "%(name)s is a web page, not data, as a server sends it in place of a file. "
                "Download the file again."
            ),
            name=file_label(path.name),
        )
    if _DTD_PATTERN.search(plain):
        raise InputError(
            N_(
                "%(name)s declares XML entities or a document type, which KML and GML never need. "
                "Remove them."
            ),
            name=file_label(path.name),
        )
    _check_tags(data, path.name)
    root = _find_root(data)
    if root is None or b"<OGRVRT" in plain:
        return None
    if root.rpartition("}")[2] in _KML_ROOTS:
        return "KML"
    return "GML" if b"opengis.net/gml" in plain[: 16 * _HEAD_BYTES] else None


def _check_tags(data: bytes, name: str) -> None:
    """Refuse XML whose elements would take far more memory than its text."""
    if data.count(b"<") > MAX_TAGS:
        raise InputError(
            N_("%(name)s has more than %(n)s elements. Include only the layer of the zone."),
            name=file_label(name),
            n=f"{MAX_TAGS // 2:,}",
        )


def _find_root(data: bytes) -> str | None:
    """Return the tag of the root element; a wrong encoding doesn't matter for it."""
    head = data[: 16 * _HEAD_BYTES]
    bytewise = _XML_DECLARATION.sub(b"", head).decode("iso8859-1").encode()
    return _parse_root(head) or _parse_root(bytewise)


def _parse_root(head: bytes) -> str | None:
    from lxml import etree  # noqa: PLC0415 (no page waits for it)

    parser = etree.XMLPullParser(
        ("start",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,  # undeclared prefixes are common; the reader judges all else
    )
    try:
        parser.feed(head)
        found = next(iter(parser.read_events()), None)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if found is None else str(found[1].tag)


def check_size(path: Path, format_name: str) -> None:
    """Refuse a file, or a Shapefile's companion, that is too large to be read whole."""
    limit = MAX_TEXT_BYTES if format_name in _TEXT_FORMATS else MAX_BYTES
    siblings = path.parent.glob(f"{path.stem}.*") if format_name == "Shapefile" else ()
    if max(each.stat().st_size for each in (path, *siblings)) > limit:
        raise InputError(
            N_("%(name)s is larger than %(size)s. Include only the layer of the zone."),
            name=file_label(path.name),
            size=f"{limit / 2**20:.0f} MiB",
        )


def _refuse(path: Path, head: bytes) -> NoReturn:
    for start, sentence in _UNREADABLE:
        if start.match(head):
            raise InputError(sentence, name=file_label(path.name))
    check_side_file(path)
    promised = FORMATS.get(path.suffix.lower())
    if promised == "CSV" and 0 < head.count(b"\x00") <= len(head) * _MAX_NUL_SHARE:
        raise InputError(
            N_(
                "%(name)s has the character NUL in line %(line)s, which no text has. Remove it, "
                "or save the table again as CSV."
            ),
            name=file_label(path.name),
            line=head[: head.index(b"\x00")].count(b"\n") + 1,
        )
    if promised is not None:
        raise InputError(
            N_("%(name)s is not in %(format)s format, or is damaged. Export it again."),
            name=file_label(path.name),
            format=promised,
        )
    refuse_format(path)


def refuse_format(path: Path) -> NoReturn:
    """Refuse a file whose format is not of the list."""
    known = ", ".join((*FORMATS, *ZIP_SUFFIXES))
    raise InputError(
        N_("Unknown file format: %(name)s. Use one of %(choices)s."),
        name=file_label(path.name),
        choices=known,
    )
