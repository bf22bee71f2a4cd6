"""Companions of a zone file: places, context, stations, base map; beside it, or the shipped."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

import geo
from geo import schema
from geo.fields.basemap import BASEMAP_FIELDS
from geo.fields.source import Source
from geo.geodesy.antimeridian import make_box
from geo.io import file_bytes, geojson
from geo.io.own_file import is_there, read_own_bytes
from geo.io.sources import read_sources

_PACKAGE_FOLDER = Path(geo.__file__).parent  # a wheel carries the data inside, a checkout beside it
DATA_FOLDER = (
    _PACKAGE_FOLDER / "data"
    if (_PACKAGE_FOLDER / "data").is_dir()
    else _PACKAGE_FOLDER.parent / "data"
)


@dataclass(frozen=True, eq=False)
class Companion:
    """A kind of file beside the boundary file: its name, its fields, its geometry types.

    Features of a `kind` in `types_by_kind` have those types, whatever `types` allows the others.
    """

    file_name: str
    fields: Mapping[str, schema.FieldReader]
    types: tuple[str, ...]
    types_by_kind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of what it adds to a zone: its file's name without `.geojson`."""
        return self.file_name.removesuffix(".geojson")


CONTEXT = Companion(
    "context.geojson",
    schema.CONTEXT_FIELDS,
    ("Polygon", "MultiPolygon", "LineString", "MultiLineString"),
    {"county": ("Polygon", "MultiPolygon")},  # points and parts are looked for in them
)
PLACES = Companion("places.geojson", schema.PLACE_FIELDS, ("Point",))
STATIONS = Companion("stations.geojson", schema.STATION_FIELDS, ("Point",))
_BASEMAP_TYPES = ("Point", "LineString", "MultiLineString")
BASEMAP = Companion("basemap.geojson", BASEMAP_FIELDS, _BASEMAP_TYPES)
BASEMAP_OSM = Companion("basemap_osm.geojson", BASEMAP_FIELDS, _BASEMAP_TYPES)
_BASEMAPS = (BASEMAP, BASEMAP_OSM)
COMPANIONS = (PLACES, CONTEXT, STATIONS, *_BASEMAPS)
_MAX_KEPT_BYTES = 2**20
CompanionContent = tuple[gpd.GeoDataFrame, dict[str, Source], str | None]


@dataclass(frozen=True, eq=False)
class Companions:
    """What the companions of one boundary file hold.

    Attributes
    ----------
    places, context, stations : GeoDataFrame
        OGC:CRS84, columns as in `geo.schema`; empty where there is no such file.
    basemap : GeoDataFrame
        Of both files of the base map, columns as in `geo.fields.basemap`; `file` says of which,
        `basemap` or `basemap_osm`.
    sources : Mapping[str, Source]
    attribution_by_layer : Mapping[str, str]
        The credit that each file asks for, if it does, by `Companion.name`.
    data : bytes
        All that was read.
    """

    places: gpd.GeoDataFrame
    context: gpd.GeoDataFrame
    stations: gpd.GeoDataFrame
    basemap: gpd.GeoDataFrame
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
    own = read_own_bytes(path, name, max_bytes=max_bytes)
    if own:
        return own
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


def read_companion(data: bytes, companion: Companion) -> CompanionContent:
    """Return a companion's features (OGC:CRS84), sources and attribution; empty for empty bytes.

    Raises
    ------
    InputError
        For the first feature, source or attribution that can't be used.
    """
    name = companion.file_name
    collection = geojson.parse_collection(data, name=name) if data else {"features": []}
    features, fields = collection["features"], companion.fields
    by_kind = companion.types_by_kind
    frame = geojson.read_features(
        features, fields, name=name, types=companion.types, types_by_kind=by_kind
    )
    member = schema.read_fields({"attribution": schema.read_text}, collection, where=name)
    return frame, read_sources(collection, name=name), member["attribution"]


def _read_kept_companion(data: bytes, companion: Companion) -> CompanionContent:
    """Return what `read_companion` does; small files, as the shipped ones, are parsed once."""
    if len(data) > _MAX_KEPT_BYTES:
        return read_companion(data, companion)
    frame, sources, attribution = _keep_companion(data, companion.file_name)
    return frame.copy(), dict(sources), attribution


@lru_cache(maxsize=2 * len(COMPANIONS))
def _keep_companion(data: bytes, file_name: str) -> CompanionContent:
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
    data = {each: _read_beside(path, each, parts, max_bytes=max_bytes) for each in COMPANIONS}
    read = {each.name: _read_kept_companion(own, each) for each, own in data.items()}
    frames = {name: found[0] for name, found in read.items()}
    return Companions(
        places=frames[PLACES.name],
        context=frames[CONTEXT.name],
        stations=frames[STATIONS.name],
        basemap=_join_basemaps({each: data[each] for each in _BASEMAPS}, frames),
        sources={key: source for found in read.values() for key, source in found[1].items()},
        attribution_by_layer={name: found[2] for name, found in read.items() if found[2]},
        data=b"\0".join(data.values()),
    )


def _read_beside(
    path: Path, each: Companion, parts: gpd.GeoDataFrame | gpd.GeoSeries, *, max_bytes: int
) -> bytes:
    """Return a companion's bytes; the shipped base map only with the shipped context."""
    own, context = (path.parent / name for name in (each.file_name, CONTEXT.file_name))
    if each in _BASEMAPS and not is_there(own) and is_there(context):
        return b""
    return read_companion_bytes(path, each.file_name, parts, max_bytes=max_bytes)


def _join_basemaps(
    data: Mapping[Companion, bytes], frames: Mapping[str, gpd.GeoDataFrame]
) -> gpd.GeoDataFrame:
    """Return the features of the base maps, of which `data` has the bytes; small ones once."""
    if max(map(len, data.values())) > _MAX_KEPT_BYTES:
        return _join_frames({each.name: frames[each.name] for each in data})
    return _keep_joined(tuple(data.items())).copy()


@lru_cache(maxsize=2)
def _keep_joined(basemaps: tuple[tuple[Companion, bytes], ...]) -> gpd.GeoDataFrame:
    kept = {each.name: _keep_companion(own, each.file_name)[0] for each, own in basemaps}
    return _join_frames(kept)


def _join_frames(frames: Mapping[str, gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return the features of all frames, in their order, with the name of each one's file."""
    named = [frame.assign(file=name) for name, frame in frames.items()]
    filled = [frame for frame in named if len(frame)]
    return gpd.GeoDataFrame(pd.concat(filled)) if filled else named[0]
