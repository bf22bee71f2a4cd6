"""One reader for each format: a table of shapes with the file's own columns."""

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
from geo.importing.dbf import detect_dbf_encoding
from geo.io import geojson
from geo.io.encoding import detect_encoding
from geo.io.file_bytes import read_bytes
from geo.io.geometry import read_shape
from geo.quality.dataset import read_properties

_WKT_NAMES = ("wkt", "geometry", "geom", "the_geom", "shape")
_KML_DRIVER_COLUMNS = (
    *("timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude"),
    *("visibility", "drawOrder", "icon", "snippet"),
)
_DEFAULT_CRS = "urn:ogc:def:crs:OGC:1.3:CRS84"


def read_table(path: Path, format_name: str, *, layer: str | None) -> gpd.GeoDataFrame:
    """Return a layer of a file as a table with at least one row.

    Shapes are in the units of the file's CRS; the table's `crs` is None where the file declares
    none that PROJ knows.

    Raises
    ------
    InputError
        When the file can't be read, is empty, or has several layers and none was named.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the table itself is checked instead
            table = READERS.get(format_name, _read_ogr)(path, layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"{path.name} can't be read: {_summarize_error(error)}") from None
    except (pyogrio.errors.FeatureError, pyogrio.errors.GeometryError) as error:
        raise InputError(
            f"{path.name} contains a damaged feature: {_summarize_error(error)}"
        ) from None
    except CRSError:
        raise InputError(
            f"{path.name} declares an unknown coordinate reference system. Export it again."
        ) from None
    except (pyarrow.ArrowException, OSError, ValueError, UnicodeError) as error:
        raise InputError(f"{path.name} can't be read: {_summarize_error(error)}") from None
    if not isinstance(table, gpd.GeoDataFrame):
        raise InputError(f"{path.name} has no geometry. Choose another layer or file.")
    if table.empty:
        raise InputError(f"{path.name} has no features. Choose another layer or file.")
    return table


def _summarize_error(error: Exception) -> str:
    lines = str(error).strip().splitlines() or ["it is damaged"]
    return lines[0][:200].rstrip(".") + ". Export it again."


def _read_ogr(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    if layer is not None and layer not in names:
        raise InputError(
            f"{path.name} has no layer {quote_value(layer)}. Use one of {', '.join(names)}."
        )
    if not names:
        raise InputError(f"{path.name} has no layer. Export it again.")
    if layer is None and len(names) > 1:
        raise InputError(
            f"{path.name} has several layers. Choose one with --layer: {', '.join(names)}."
        )
    return pyogrio.read_dataframe(path, layer=layer or names[0])


def _read_kml(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    """Read KML, preferring fields of its extended data to the driver's own of the same name.

    Ids that GDAL numbered when it wrote the file, and a description that is empty everywhere,
    are left out.
    """
    table = _read_ogr(path, layer)
    own = [column for column in _KML_DRIVER_COLUMNS if column in table.columns]
    own += [
        name
        for name, has_content in _KML_CONTENT_TESTS.items()
        if not has_content(table.get(name, _EMPTY_COLUMN))
    ]
    # GDAL appends a 2 to extended data that are named like one of its own columns.
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


def _read_parquet(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    return gpd.read_parquet(path)


def _read_csv(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    table = _read_csv_text(path)
    lowered = {str(column).strip().lower(): column for column in table.columns}
    column = next((lowered[name] for name in _WKT_NAMES if name in lowered), None)
    if column is None:
        raise InputError(f"{path.name} has no column of WKT. Name it {_WKT_NAMES[0]}.")
    shapes = [
        _parse_wkt(value, f"{path.name}, row {n}") for n, value in enumerate(table[column], 2)
    ]
    return gpd.GeoDataFrame(table.drop(columns=column), geometry=shapes)


def _read_csv_text(path: Path) -> pd.DataFrame:
    # As text throughout: an id of "007" or "NA" must survive.
    return pd.read_csv(path, encoding=detect_encoding(path)[0], dtype=str, keep_default_na=False)


def _parse_wkt(text: str, where: str) -> Geometry:
    try:
        # PostGIS exports EWKT, which puts "SRID=4326;" before the geometry.
        return shapely.from_wkt(text.partition(";")[2] if text.startswith("SRID=") else text)
    except shapely.errors.GEOSException:
        raise InputError(
            f"{where} is not WKT: {quote_value(text, limit=30)}. Correct it."
        ) from None


def _read_geojson(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    """Read with the zone's own parser: it keeps lists and limits nesting, unlike GDAL."""
    collection = read_collection(path)
    features = collection["features"]
    shapes = [
        _read_any_shape(raw.get("geometry"), f"{path.name}, feature {n}")
        for n, raw in enumerate(features, 1)
    ]
    rows = [read_properties(raw) for raw in features]
    columns = dict.fromkeys(key for row in rows for key in row)
    table = {key: [row.get(key) for row in rows] for key in columns}
    frame = pd.DataFrame(table, index=range(len(rows)), dtype=object)
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=_read_declared_crs(collection))


def _read_declared_crs(collection: Mapping[str, Any]) -> CRS | None:
    """Return the CRS of a GeoJSON file: WGS 84 when none is named, None when PROJ lacks it."""
    crs = collection.get("crs")
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
    """Return any GeoJSON geometry as a shape; collections must not be nested."""
    if isinstance(geometry, dict) and geometry.get("type") == "GeometryCollection":
        members = geometry.get("geometries")
        if isinstance(members, list):
            each = [read_shape(member, _GEOMETRY_TYPES, where) for member in members]
            return shapely.GeometryCollection(each)
    return read_shape(geometry, _GEOMETRY_TYPES, where)


def read_collection(path: Path) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection as parsed from JSON, in whatever CRS it declares.

    Raises
    ------
    InputError
        When the file is not a FeatureCollection of features.
    """
    data = read_bytes(path)
    collection = geojson.parse_collection(data, name=path.name, any_crs=True)
    for n, raw in enumerate(collection["features"], 1):
        if not isinstance(raw, dict) or not isinstance(read_properties(raw), dict):
            raise InputError(f"{path.name}, feature {n} is not a GeoJSON Feature. Correct it.")
    return collection


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
