"""The file formats of an import: detection by name, checks of size and content."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import MappingProxyType

from geo.errors import InputError, quote_value
from geo.importing.safe_zip import unpack_zip

MAX_BYTES = 512 * 2**20
MAX_TEXT_BYTES = 64 * 2**20
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".geojson": "GeoJSON",
        ".json": "GeoJSON",
        ".gpkg": "GeoPackage",
        ".shp": "Shapefile",
        ".kml": "KML",
        ".fgb": "FlatGeobuf",
        ".parquet": "GeoParquet",
        ".csv": "CSV",
    }
)
_MAGIC_BYTES: Mapping[str, bytes] = MappingProxyType(
    {
        "GeoPackage": b"SQLite format 3\x00",
        "Shapefile": b"\x00\x00\x27\x0a",
        "FlatGeobuf": b"fgb\x03",
        "GeoParquet": b"PAR1",
    }
)
_TEXT_FORMATS = ("GeoJSON", "KML", "CSV")
_DTD_PATTERN = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


@contextmanager
def open_layer_file(source: Path, *, layer: str | None = None) -> Iterator[tuple[Path, str]]:
    """Yield the path of the file with the layers, and its format.

    A zip or KMZ is unpacked into a temporary folder meanwhile; where it contains several layer
    files, `layer` names one without its suffix.

    Raises
    ------
    InputError
        When the format is unknown, the content is of another format, or the file is too large.
    """
    if not source.is_file():
        raise InputError(f"There is no file {quote_value(source, limit=200)}. Check the path.")
    zipped = source.suffix.lower() in {".zip", ".kmz"}
    with unpack_zip(source) if zipped else nullcontext(source.parent) as folder:
        path = _find_layer_file(folder, source.name, layer) if zipped else source
        format_name = detect_format(path)
        _check_size(path, format_name)
        _check_magic_bytes(path, format_name)
        yield path, format_name


def detect_format(path: Path) -> str:
    """Return the name of a file's format, going by its suffix.

    Raises
    ------
    InputError
        When the suffix is not one of `FORMATS`.
    """
    format_name = FORMATS.get(path.suffix.lower())
    if format_name is None:
        known = ", ".join((*FORMATS, ".zip", ".kmz"))
        raise InputError(f"Unknown file format: {path.name}. Use one of {known}.")
    return format_name


def _find_layer_file(folder: Path, name: str, layer: str | None) -> Path:
    known = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in FORMATS]
    files = [path for path in known if not _is_side_file(path.relative_to(folder))]
    if name.lower().endswith(".kmz"):
        # A KMZ has one document, by convention doc.kml; it links to the other KML files.
        files = [path for path in files if path.suffix.lower() == ".kml"][:1]
    if len(files) > 1 and layer is not None:
        files = [path for path in files if path.stem == layer] or files
    if len(files) != 1:
        raise InputError(_describe_layer_files(name, [path.name for path in files]))
    return files[0]


def _describe_layer_files(name: str, files: list[str]) -> str:
    if not files:
        return f"{name} contains no layer file. Add one of {', '.join(FORMATS)}."
    listed = ", ".join(files[:5]) + (f" and {len(files) - 5} more" if len(files) > 5 else "")
    return (
        f"{name} contains several layer files: {listed}. Choose one with --layer, without suffix."
    )


def _is_side_file(path: Path) -> bool:
    """Return whether macOS added the file as metadata of another one."""
    return path.parts[0] == "__MACOSX" or path.name.startswith("._")


def _check_size(path: Path, format_name: str) -> None:
    limit = MAX_TEXT_BYTES if format_name in _TEXT_FORMATS else MAX_BYTES
    siblings = path.parent.glob(f"{path.stem}.*") if format_name == "Shapefile" else [path]
    if max(sibling.stat().st_size for sibling in siblings) > limit:
        raise InputError(
            f"{path.name} is larger than {limit / 2**20:.0f} MiB. "
            "Include only the layer of the zone."
        )


def _check_magic_bytes(path: Path, format_name: str) -> None:
    """Refuse content of another format under a known suffix: GDAL would detect and open it."""
    start = _MAGIC_BYTES.get(format_name)
    with path.open("rb") as file:
        if start and not file.read(len(start)) == start:
            raise InputError(
                f"{path.name} is not in {format_name} format, or is damaged. Export it again."
            )
        if format_name == "KML":
            _check_xml(file.read(), name=path.name)


def _check_xml(data: bytes, *, name: str) -> None:
    plain = data.replace(b"\x00", b"")  # so that UTF-16 is searched as well
    if _DTD_PATTERN.search(plain):
        raise InputError(
            f"{name} declares XML entities or a document type, which KML never needs. Remove them."
        )
    if not re.search(rb"<(\w+:)?kml\b", plain[:4096]) or b"<OGRVRT" in plain:
        raise InputError(f"{name} is not a KML file. Export it again.")
