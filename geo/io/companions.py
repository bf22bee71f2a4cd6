"""Companions of a zone file: places, context and stations beside it, or the shipped ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
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


@dataclass(frozen=True)
class Companion:
    """A kind of file beside the boundary file: its name, its fields, its geometry types."""

    file_name: str
    fields: Mapping[str, schema.FieldReader]
    types: tuple[str, ...]


CONTEXT = Companion(
    "context.geojson",
    schema.CONTEXT_FIELDS,
    ("Polygon", "MultiPolygon", "LineString", "MultiLineString"),
)
PLACES = Companion("places.geojson", schema.PLACE_FIELDS, ("Point",))
STATIONS = Companion("stations.geojson", schema.STATION_FIELDS, ("Point",))
COMPANIONS = (PLACES, CONTEXT, STATIONS)
_MAX_KEPT_BYTES = 2**20


@dataclass(frozen=True, eq=False)
class Companions:
    """What the companions of one boundary file hold.

    Attributes
    ----------
    places, context, stations : GeoDataFrame
        OGC:CRS84, columns as in `geo.schema`; empty where there is no such file.
    sources : Mapping[str, Source]
    attribution_by_layer : Mapping[str, str]
        The credit that each of `places`, `context` and `stations` asks for, if it does.
    data : bytes
        All that was read.
    """

    places: gpd.GeoDataFrame
    context: gpd.GeoDataFrame
    stations: gpd.GeoDataFrame
    sources: Mapping[str, Source]
    attribution_by_layer: Mapping[str, str]
    data: bytes


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
    name = CONTEXT.file_name
    data = read_companion_bytes(path, name, shapes, max_bytes=file_bytes.MAX_BYTES)
    return _read_kept_companion(data, CONTEXT)[0]


def read_companion_bytes(
    path: Path, name: str, parts: gpd.GeoDataFrame | gpd.GeoSeries, *, max_bytes: int
) -> bytes:
    """Return the companion's bytes; empty where there is none for this part of the world.

    Parameters
    ----------
    path : Path
        Of the boundary file, beside which the companion is looked for.
    name : str
        Of the companion, as in `COMPANIONS`.
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
    if own.exists() or own.is_symlink():  # what can't be read is said, not passed over
        data = file_bytes.read_bytes(own, max_bytes=max_bytes)
        if not data.strip():
            raise InputError(
                N_("%(name)s is empty. Write a FeatureCollection, or remove the file."), name=name
            )
        return data
    shipped = DATA_FOLDER / name
    if shipped.is_file() and _is_in_shipped_area(parts, DATA_FOLDER / CONTEXT.file_name):
        return shipped.read_bytes()
    return b""


def _is_in_shipped_area(parts: gpd.GeoDataFrame | gpd.GeoSeries, shipped: Path) -> bool:
    bbox = _read_bbox(shipped.read_bytes()) if shipped.is_file() else None
    return bool(bbox and parts.intersects(make_box(bbox)).any())


@lru_cache(maxsize=1)
def _read_bbox(data: bytes) -> list[float] | None:
    bbox: list[float] | None = json.loads(data).get("bbox")
    return bbox


def read_companion(
    data: bytes, companion: Companion
) -> tuple[gpd.GeoDataFrame, dict[str, Source], str | None]:
    """Return a companion's features (OGC:CRS84), sources and attribution; empty for empty bytes.

    Raises
    ------
    InputError
        For the first feature, source or attribution that can't be used.
    """
    name = companion.file_name
    collection = geojson.parse_collection(data, name=name) if data else {"features": []}
    features, fields = collection["features"], companion.fields
    frame = geojson.read_features(features, fields, name=name, types=companion.types)
    member = schema.read_fields({"attribution": schema.read_text}, collection, where=name)
    return frame, read_sources(collection, name=name), member["attribution"]


def _read_kept_companion(
    data: bytes, companion: Companion
) -> tuple[gpd.GeoDataFrame, dict[str, Source], str | None]:
    """Return what `read_companion` does; small files, as the shipped ones, are parsed once."""
    if len(data) > _MAX_KEPT_BYTES:
        return read_companion(data, companion)
    frame, sources, attribution = _keep_companion(data, companion.file_name)
    return frame.copy(), dict(sources), attribution


@lru_cache(maxsize=2 * len(COMPANIONS))
def _keep_companion(
    data: bytes, file_name: str
) -> tuple[gpd.GeoDataFrame, dict[str, Source], str | None]:
    companion = next(each for each in COMPANIONS if each.file_name == file_name)
    return read_companion(data, companion)


def read_companions(
    path: Path, parts: gpd.GeoDataFrame | gpd.GeoSeries, *, max_bytes: int
) -> Companions:
    """Return all companions of a boundary file with these parts, WGS 84 degrees.

    Raises
    ------
    InputError
        For the first companion that can't be used.
    """
    data = [
        read_companion_bytes(path, each.file_name, parts, max_bytes=max_bytes)
        for each in COMPANIONS
    ]
    places, context, stations = map(_read_kept_companion, data, COMPANIONS)
    sources = {**places[1], **context[1], **stations[1]}
    read = {"places": places, "context": context, "stations": stations}
    attributions = {name: found[2] for name, found in read.items() if found[2]}
    frames = (places[0], context[0], stations[0])
    return Companions(*frames, sources, attributions, b"\0".join(data))


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
