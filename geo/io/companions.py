"""Companions of a zone file: the places and the context beside it, or the shipped ones."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd

import geo
from geo import schema
from geo.errors import N_, InputError, quote_value
from geo.geodesy.antimeridian import make_box
from geo.io import file_bytes, geojson
from geo.schema import Source

_PACKAGE_FOLDER = Path(geo.__file__).parent  # a wheel carries the data inside, a checkout beside it
DATA_FOLDER = (
    _PACKAGE_FOLDER / "data"
    if (_PACKAGE_FOLDER / "data").is_dir()
    else _PACKAGE_FOLDER.parent / "data"
)
CONTEXT_TYPES = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")


def read_context(path: Path, shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the context that belongs to a boundary file with these shapes.

    Parameters
    ----------
    path : Path
        Of the boundary file.
    shapes : GeoSeries
        Of its parts, WGS 84 degrees; missing and empty ones are ignored.

    Returns
    -------
    GeoDataFrame
        OGC:CRS84, columns as in `geo.schema.CONTEXT_FIELDS`; empty where there is none.

    Raises
    ------
    InputError
        When the context can't be read.
    """
    data = read_companion_bytes(path, "context.geojson", shapes, max_bytes=file_bytes.MAX_BYTES)
    return read_companion(data, schema.CONTEXT_FIELDS, CONTEXT_TYPES)[0]


def read_companion_bytes(
    path: Path, name: str, parts: gpd.GeoDataFrame | gpd.GeoSeries, *, max_bytes: int
) -> bytes:
    """Return the companion's bytes; empty where there is none for this part of the world.

    Parameters
    ----------
    path : Path
        Of the boundary file, beside which the companion is looked for.
    name : str
        `places.geojson` or `context.geojson`.
    parts : GeoDataFrame or GeoSeries
        WGS 84 degrees. The shipped companions are used where these touch the shipped area.
    max_bytes : int
        A larger file is refused.

    Raises
    ------
    InputError
        When the companion can't be read.
    """
    own = path.parent / name
    if own.is_file():
        return file_bytes.read_bytes(own, max_bytes=max_bytes)
    shipped = DATA_FOLDER / name
    if shipped.is_file() and _is_in_shipped_area(parts, DATA_FOLDER / "context.geojson"):
        return shipped.read_bytes()
    return b""


def _is_in_shipped_area(parts: gpd.GeoDataFrame | gpd.GeoSeries, shipped: Path) -> bool:
    bbox = json.loads(shipped.read_bytes()).get("bbox") if shipped.is_file() else None
    return bool(bbox and parts.intersects(make_box(bbox)).any())


def read_companion(
    data: bytes, fields: Mapping[str, schema.FieldReader], types: tuple[str, ...]
) -> tuple[gpd.GeoDataFrame, dict[str, Source]]:
    """Return a companion file's features (OGC:CRS84) and sources; empty for empty bytes.

    Raises
    ------
    InputError
        For the first feature or source that can't be used.
    """
    name = "places.geojson" if fields is schema.PLACE_FIELDS else "context.geojson"
    collection = geojson.parse_collection(data, name=name) if data else {"features": []}
    frame = geojson.read_features(collection["features"], fields, name=name, types=types)
    return frame, read_sources(collection, name=name)


def read_sources(collection: Mapping[str, Any], *, name: str) -> dict[str, Source]:
    """Return the collection's `sources` by key.

    Raises
    ------
    InputError
        When they are not an object, or one of them can't be read.
    """
    raw = collection.get("sources") or {}
    if not isinstance(raw, dict):
        raise InputError(
            N_("%(name)s: sources is %(raw)s, not an object. Write each source under its key."),
            name=name,
            raw=quote_value(raw),
        )
    return {key: schema.read_source(key, value, name=name) for key, value in raw.items() if key}
