"""A file in the body of a request: raw or in a form, saved under its own name until it is read."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from flask import Request, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.http import parse_options_header

from geo.errors import N_, InputError
from geo.io.temporary import temporary_folder
from geo.io.zone_files import COMPANION_NAMES
from geo.reading.sniff import FORMATS, sniff_format
from webapp.http.sent_names import decode_name

MAX_UNPACKED_BYTES = 64 * 2**20
_MAX_LETTERS = 60
_STEM = "request"
FORM_TYPE = "multipart/form-data"
_PLAIN = "text/plain"
# The suffix of a file without a name, by its media type; none where its first bytes say more.
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        "application/geo+json": ".geojson",
        "application/json": ".geojson",
        "application/vnd.geo+json": ".geojson",
        "application/geo+json-seq": ".geojsonl",
        "application/x-ndjson": ".geojsonl",
        "text/csv": ".csv",
        "text/tab-separated-values": ".tsv",
        "application/vnd.google-earth.kml+xml": ".kml",
        "application/vnd.google-earth.kmz": ".kmz",
        "application/gml+xml": ".gml",
        "application/geopackage+sqlite3": ".gpkg",
        "application/vnd.apache.parquet": ".parquet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
        "image/vnd.dxf": ".dxf",
        "application/dxf": ".dxf",
        "application/vnd.flatgeobuf": ".fgb",
        "application/xml": "",
        "text/xml": "",
        "application/zip": "",
        "application/x-zip-compressed": "",
        "application/octet-stream": "",
    }
)


@dataclass(frozen=True)
class SentFile:
    """A file that was sent.

    Attributes
    ----------
    path : Path
        In a temporary folder, by its own name or, without one, `request` with a suffix.
    charset : str or None
        What the content type says of a text's encoding.
    """

    path: Path
    charset: str | None


@contextmanager
def save_sent_file() -> Iterator[SentFile]:
    """Yield the file in the request's body, saved; it is deleted afterwards.

    Raises
    ------
    InputError
        When a form has no file.
    UnsupportedMediaType
        When neither the content type, nor a file name, nor the first bytes tell a format.
    """
    with temporary_folder() as folder:
        yield _save_form_file(Path(folder)) if is_form() else save_body(Path(folder))


def is_form() -> bool:
    """Return whether the body of the request is a form with files."""
    return request.mimetype == FORM_TYPE


def _save_form_file(folder: Path) -> SentFile:
    file = request.files.get("file") or next(iter(request.files.values()), None)
    if file is None or not file.filename:
        raise InputError(N_("No file was uploaded. Choose a file first."))
    path = folder / clean_file_name(file.filename)
    file.save(path)
    return SentFile(path, _read_charset(file))


def _read_charset(sent: FileStorage | Request) -> str | None:
    kind = sent.mimetype
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "json-seq"))
    return sent.mimetype_params.get("charset") if is_text else None


def save_body(folder: Path) -> SentFile:
    """Return the raw body of the request, saved in a folder under a name that tells its format.

    Raises
    ------
    UnsupportedMediaType
        When neither the content type, nor a file name, nor the first bytes tell a format.
    """
    body, mimetype = request.get_data(), request.mimetype
    raw = request.headers.get("Content-Disposition", "").encode("latin-1", "replace")
    _, said = parse_options_header(decode_name(raw))
    charset = _read_charset(request)
    if said.get("filename"):
        path = folder / clean_file_name(said["filename"])
        path.write_bytes(body)
        return SentFile(path, charset)
    if mimetype not in SUFFIXES and mimetype != _PLAIN:
        raise UnsupportedMediaType
    path = folder / f"{_STEM}{SUFFIXES.get(mimetype, '')}"
    path.write_bytes(body)
    return SentFile(path if path.suffix else _name_by_content(path), charset)


def _name_by_content(path: Path) -> Path:
    """Give a file without a suffix one by its first bytes, and return its path."""
    with path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    suffix = _zip_suffix(path) if is_zip else _text_or_layer_suffix(path)
    return path.rename(path.with_suffix(suffix))


def _zip_suffix(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return ".xlsx" if "xl/workbook.xml" in archive.namelist() else ".zip"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ".zip"


def _text_or_layer_suffix(path: Path) -> str:
    """Return a suffix of the format; plain text must be of a format that is just that."""
    is_plain = request.mimetype == _PLAIN
    try:
        found = sniff_format(path)
    except InputError:
        if is_plain:
            raise UnsupportedMediaType from None
        raise
    if is_plain and found != "Boundary points":
        raise UnsupportedMediaType
    return next((suffix for suffix, name in FORMATS.items() if name == found), ".txt")


def clean_file_name(name: str) -> str:
    r"""Return a sent file's name without folders and unprintable characters, shortened.

    The name of a companion file is replaced, since the reader would take it for one.

    >>> clean_file_name("C:\\maps\\zone 2.geojson"), clean_file_name("context.geojson")
    ('zone 2.geojson', 'your-file.geojson')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if each.isprintable()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    short = f"{stem[:_MAX_LETTERS]}{dot}{suffix[:_MAX_LETTERS]}"
    return "your-file.geojson" if not short or short.lower() in COMPANION_NAMES else short
