"""GDAL within bounds: drivers of a list, one file under a plain name, no network, no recipes.

GDAL goes by a file's content, and many of its drivers lead to other files or to servers. Once this
module is imported, the process has only the drivers of `DRIVERS`.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pyogrio
from pyogrio.core import _register_drivers

from geo.io.temporary import temporary_folder
from geo.reading.companions import link_file
from geo.reading.geopackage_schema import link_database, refuse_unsafe_tables

# What is read by GDAL, then what is only written by it.
DRIVERS = frozenset(
    {
        *("ESRI Shapefile", "FlatGeobuf", "GML", "GPKG", "GeoJSON", "MapInfo File"),
        *("OpenFileGDB", "GeoJSONSeq", "KML", "LIBKML", "MEM", "DXF", "XLSX"),
    }
)
_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {"GeoPackage": ".gpkg", "FlatGeobuf": ".fgb", "FileGDB": ".gdb", "GeoJSON": ".geojson"}
)
_DATABASE_FILE = re.compile(
    r"gdb|timestamps|a[0-9a-f]{8}\.(gdbtable|gdbtablx|gdbindexes|freelist|\w+\.atx|spx)", re.I
)
# A second bound, should a driver of the list try: no table in SQL that is another file, no file
# of a server.
_BOUNDS = {
    "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "NONE",
    "OGR_SQLITE_PRAGMA": "trusted_schema=OFF",  # no view leads elsewhere
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
}


def limit_drivers() -> None:
    """Leave GDAL only the drivers of `DRIVERS`, in this process."""
    others = sorted(set(pyogrio.list_drivers()) - DRIVERS)
    pyogrio.set_gdal_config_options({**_BOUNDS, "GDAL_SKIP": ",".join(others)})
    _register_drivers()  # takes off those that are to be skipped


@contextmanager
def isolate_file(path: Path, format_name: str) -> Iterator[Path]:
    """Yield a plain absolute path of a file, or of a FileGDB's folder with its own files alone.

    A name such as `WFS:host` or `a.zip!b` would be an address to GDAL, and the suffix decides
    between drivers.

    Parameters
    ----------
    path : Path
        Of the file or folder.
    format_name : str
        `GeoPackage`, `FlatGeobuf`, `FileGDB` or `GeoJSON`, by its first bytes.

    Raises
    ------
    InputError
        When it is a GeoPackage with a virtual table whose rows may be elsewhere.
    """
    with temporary_folder() as folder:
        stem = re.sub(r"[^\w.-]+", "_", path.stem)  # layers without a name take it
        target = Path(folder).resolve() / f"{stem}{_SUFFIXES[format_name]}"
        if path.is_dir():
            target.mkdir()
            for each in path.iterdir():
                if _DATABASE_FILE.fullmatch(each.name) and each.is_file():
                    link_file(each, target / each.name)
        elif format_name == "GeoPackage":
            link_database(path, target)
            refuse_unsafe_tables(target, name=path.name)
        else:
            link_file(path, target)
        yield target


limit_drivers()
