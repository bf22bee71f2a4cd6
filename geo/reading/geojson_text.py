"""GeoJSON in any CRS."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.errors import InputError
from geo.io import geojson
from geo.io.file_bytes import read_bytes
from geo.io.geometry import read_shape
from geo.reading.collector import make_table
from geo.reading.layer import RawLayer, ReadOptions

_DEFAULT_CRS = "urn:ogc:def:crs:OGC:1.3:CRS84"


def read_geojson(path: Path, options: ReadOptions) -> RawLayer:
    """Read with the zone's own parser: it keeps lists and limits nesting, unlike GDAL."""
    collection = read_collection(path)
    features = collection["features"]
    shapes = [
        _read_any_shape(raw.get("geometry"), f"{path.name}, feature {n}")
        for n, raw in enumerate(features, 1)
    ]
    rows = [read_properties(raw) for raw in features]
    columns = dict.fromkeys(key for row in rows for key in row)
    values = {key: [row.get(key) for row in rows] for key in columns}
    frame = pd.DataFrame(values, index=range(1, len(rows) + 1), dtype=object)
    table = make_table(frame, shapes, _read_declared_crs(collection))
    return RawLayer(table, members=_pick_members(collection))


def _pick_members(collection: Mapping[str, Any]) -> Json:
    """Return the members of a GeoJSON file that describe the whole zone."""
    members = {key: collection.get(key) for key in ("zone", "sources")}
    return {key: member for key, member in members.items() if isinstance(member, dict)}


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
            raise InputError(f"{path.name}, feature {n} is not a GeoJSON Feature; fix it")
    return collection


def read_properties(raw: Mapping[str, Any]) -> Any:
    """Return a feature's properties, with the feature's own `id` where they have none."""
    properties = raw.get("properties")
    properties = {} if properties is None else properties
    if isinstance(properties, dict) and properties.get("id") is None and "id" in raw:
        value = raw["id"]
        whole = isinstance(value, int) and not isinstance(value, bool)
        return {**properties, "id": str(value) if whole else value}
    return properties
