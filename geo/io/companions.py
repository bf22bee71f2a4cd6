"""What lies around a zone file: the places and the context beside it, or the shipped ones."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd

import geo
from geo import schema
from geo.errors import N_, InputError, shown
from geo.geodesy.antimeridian import box_of
from geo.io import geojson
from geo.schema import Source

_PACKAGE = Path(geo.__file__).parent  # a wheel carries the data inside, a checkout beside it
DATA = _PACKAGE / "data" if (_PACKAGE / "data").is_dir() else _PACKAGE.parent / "data"
CONTEXT_TYPES = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")


def read_context(path: Path, shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the context that belongs to a boundary file with these shapes (degrees)."""
    data = bytes_beside(path, "context.geojson", shapes, max_bytes=geojson.MAX_BYTES)
    return read_companion(data, schema.CONTEXT, CONTEXT_TYPES)[0]


def bytes_beside(
    path: Path, name: str, parts: gpd.GeoDataFrame | gpd.GeoSeries, *, max_bytes: int
) -> bytes:
    """Return the companion's bytes; empty when there is none for this part of the world."""
    own = path.parent / name
    if own.is_file():
        return geojson.read_bytes(own, max_bytes=max_bytes)
    shipped = DATA / name
    if shipped.is_file() and _lies_among(parts, DATA / "context.geojson"):
        return shipped.read_bytes()
    return b""


def _lies_among(parts: gpd.GeoDataFrame | gpd.GeoSeries, shipped: Path) -> bool:
    bbox = json.loads(shipped.read_bytes()).get("bbox") if shipped.is_file() else None
    return bool(bbox and parts.intersects(box_of(bbox)).any())


def read_companion(
    data: bytes, fields: Mapping[str, schema.Reader], types: tuple[str, ...]
) -> tuple[gpd.GeoDataFrame, dict[str, Source]]:
    """Return a companion file's features and sources; none for empty bytes."""
    name = "places.geojson" if fields is schema.PLACE else "context.geojson"
    collection = geojson.parse(data, name=name) if data else {"features": []}
    frame = geojson.read_features(collection["features"], fields, name=name, types=types)
    return frame, read_sources(collection, name=name)


def read_sources(collection: Mapping[str, Any], *, name: str) -> dict[str, Source]:
    """Return the collection's `sources` by key.

    Raises
    ------
    InputError
        When they are no object, or one of them can't be read.
    """
    raw = collection.get("sources") or {}
    if not isinstance(raw, dict):
        raise InputError(
            N_("%(name)s: sources is %(raw)s; give an object of key and source"),
            name=name,
            raw=shown(raw),
        )
    return {key: schema.read_source(key, value, name=name) for key, value in raw.items() if key}
