"""One reader a format: each returns a table of shapes with the columns as they stand."""

import codecs
import struct
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow
import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import InputError, quote_value
from geo.io import file_bytes, geojson
from geo.io.encoding import detect_encoding
from geo.io.geometry import read_shape
from geo.quality.dataset import read_properties

_WKT_NAMES = ("wkt", "geometry", "geom", "the_geom", "shape")
_KML_DRIVER_COLUMNS = (
    *("timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude"),
    *("visibility", "drawOrder", "icon", "snippet"),
)
_DEFAULT_CRS = "urn:ogc:def:crs:OGC:1.3:CRS84"


def read_table(path: Path, form: str, *, layer: str | None) -> gpd.GeoDataFrame:
    """Return the layer as a table; `crs` is None when the file doesn't say.

    Raises
    ------
    InputError
        When the file can't be read, or holds several layers and none was named.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters is checked on the table itself
            table = READERS.get(form, _read_ogr)(path, layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"{path.name} can't be read: {_summarize_error(error)}") from None
    except (pyogrio.errors.FeatureError, pyogrio.errors.GeometryError) as error:
        raise InputError(
            f"{path.name} holds a damaged feature: {_summarize_error(error)}"
        ) from None
    except CRSError:
        raise InputError(
            f"{path.name} declares a coordinate system that PROJ doesn't know; export it again"
        ) from None
    except (pyarrow.ArrowException, OSError, ValueError, UnicodeError) as error:
        raise InputError(f"{path.name} can't be read: {_summarize_error(error)}") from None
    if not isinstance(table, gpd.GeoDataFrame):
        raise InputError(f"{path.name} holds no geometry; name another layer or file")
    if table.empty:
        raise InputError(f"{path.name} has no features; name another layer or file")
    return table


def _summarize_error(error: Exception) -> str:
    lines = str(error).strip().splitlines() or ["it is damaged"]
    return lines[0][:200].rstrip(".") + "; export it again"


def _read_ogr(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    if layer is not None and layer not in names:
        raise InputError(
            f"{path.name} has no layer {quote_value(layer)}; it has {', '.join(names)}"
        )
    if not names:
        raise InputError(f"{path.name} holds no layer; export it again")
    if layer is None and len(names) > 1:
        raise InputError(f"{path.name} has several layers; name one: --layer {', '.join(names)}")
    return pyogrio.read_dataframe(path, layer=layer or names[0])


def _read_kml(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    """Read KML; the fields of its extended data win over the driver's own of the same name.

    Ids that GDAL numbered when it wrote the file, and descriptions that are empty everywhere,
    say nothing and are left out.
    """
    table = _read_ogr(path, layer)
    own = [column for column in _KML_DRIVER_COLUMNS if column in table.columns]
    own += [
        name
        for name, is_said in _KML_CONTENT_TESTS.items()
        if not is_said(table.get(name, _EMPTY_COLUMN))
    ]
    doubled = {f"{name}2": name for name in ("id", "name") if f"{name}2" in table.columns}
    given = [column for column in ("Name", "id") if column.lower() in doubled.values()]
    return table.drop(columns=[*own, *given], errors="ignore").rename(columns=doubled)


def _has_own_ids(ids: pd.Series) -> bool:
    return bool((ids.notna() & ~ids.astype(str).str.fullmatch(r".*\.\d+")).any())


def _has_text(texts: pd.Series) -> bool:
    return bool((texts.fillna("").astype(str).str.strip() != "").any())


_EMPTY_COLUMN = pd.Series(dtype=object)
_KML_CONTENT_TESTS: Mapping[str, Callable[[pd.Series], bool]] = MappingProxyType(
    {"id": _has_own_ids, "description": _has_text}
)


def _read_shapefile(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(path, encoding=detect_dbf_encoding(path))


def detect_dbf_encoding(path: Path) -> str:
    """Return the encoding of a Shapefile's text.

    What its `.cpg` file says; without one UTF-8 if all text is, else GB 18030, which is what
    Chinese tools write and which holds all of GBK and GB 2312.
    """
    said = path.with_suffix(".cpg")
    if said.is_file():
        word = said.read_bytes()[:40].decode("ascii", "replace").strip()
        try:
            name = codecs.lookup(f"cp{word}" if word.isdigit() else word).name
        except LookupError:
            raise InputError(
                f"{said.name} names the unknown encoding {quote_value(word)}"
            ) from None
        return "GB18030" if name in {"gbk", "gb2312", "cp936"} else name
    dbf = path.with_suffix(".dbf")
    if not dbf.is_file():
        return "UTF-8"
    data = dbf.read_bytes()
    start = struct.unpack_from("<H", data, 8)[0] if len(data) >= 32 else 0
    names = data[32:start]
    try:
        (names[: len(names) // 32 * 32] + data[start:]).replace(b"\0", b" ").decode("utf-8")
    except UnicodeDecodeError:
        return "GB18030"
    return "UTF-8"


def _read_parquet(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    return gpd.read_parquet(path)


def _read_csv(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    table = _read_csv_text(path)
    lowered = {str(column).strip().lower(): column for column in table.columns}
    column = next((lowered[name] for name in _WKT_NAMES if name in lowered), None)
    if column is None:
        raise InputError(f"{path.name} has no column of WKT; call it {_WKT_NAMES[0]}")
    shapes = [
        _parse_wkt(value, f"{path.name}, row {n}") for n, value in enumerate(table[column], 2)
    ]
    return gpd.GeoDataFrame(table.drop(columns=column), geometry=shapes)


def _read_csv_text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, encoding=detect_encoding(path)[0], dtype=str, keep_default_na=False)


def _parse_wkt(text: str, where: str) -> Geometry:
    try:
        return shapely.from_wkt(text.partition(";")[2] if text.startswith("SRID=") else text)
    except shapely.errors.GEOSException:
        raise InputError(f"{where} holds no WKT: {quote_value(text, limit=30)}") from None


def _read_geojson(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    """Read with our own reader: lists and foreign members come through, nesting is bounded."""
    found = read_collection(path)
    features = found["features"]
    shapes = [
        _read_any_shape(raw.get("geometry"), f"{path.name}, feature {n}")
        for n, raw in enumerate(features, 1)
    ]
    rows = [read_properties(raw) for raw in features]
    columns = dict.fromkeys(key for row in rows for key in row)
    table = {key: [row.get(key) for row in rows] for key in columns}
    frame = pd.DataFrame(table, index=range(len(rows)), dtype=object)
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=_read_declared_crs(found))


def _read_declared_crs(found: Mapping[str, Any]) -> CRS | None:
    """Return the CRS of a GeoJSON file: WGS 84 when none is named, None for one nobody knows."""
    crs = found.get("crs")
    if crs is None:
        return CRS(_DEFAULT_CRS)
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    try:
        return CRS(name) if isinstance(name, str) else None
    except CRSError:
        return None


_GEOMETRY_TYPES = (
    "Polygon",
    "MultiPolygon",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
)


def _read_any_shape(geometry: object, where: str) -> Geometry:
    """Return any GeoJSON geometry as a shape; of collections only one within none."""
    if isinstance(geometry, dict) and geometry.get("type") == "GeometryCollection":
        members = geometry.get("geometries")
        if isinstance(members, list):
            each = [read_shape(member, _GEOMETRY_TYPES, where) for member in members]
            return shapely.GeometryCollection(each)
    return read_shape(geometry, _GEOMETRY_TYPES, where)


def read_collection(path: Path) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection, in whatever CRS it declares."""
    data = file_bytes.read_bytes(path)
    found = geojson.parse_collection(data, name=path.name, any_crs=True)
    for n, raw in enumerate(found["features"], 1):
        if not isinstance(raw, dict) or not isinstance(read_properties(raw), dict):
            raise InputError(f"{path.name}, feature {n} is not a GeoJSON Feature; mend it")
    return found


TableReader = Callable[[Path, str | None], gpd.GeoDataFrame]
READERS: Mapping[str, TableReader] = MappingProxyType(
    {
        "Shapefile": _read_shapefile,
        "GeoParquet": _read_parquet,
        "CSV": _read_csv,
        "KML": _read_kml,
        "GeoJSON": _read_geojson,
    }
)
