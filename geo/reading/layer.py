"""What reading takes and returns: the options, a format's raw layer, the layer in degrees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd

from geo.arrays import Floats
from geo.errors import Phrase
from geo.reading.archive import MAX_UNPACKED_BYTES


@dataclass(frozen=True)
class ReadOptions:
    """How to read a file; None for what the file itself declares, or what is guessed and told.

    Attributes
    ----------
    layer, crs, encoding : str or None
        Which layer, in which coordinate reference system, in which text encoding.
    datum : str
        `wgs84`, `gcj02` or `bd09`: what the shapes were traced on.
    is_datum_said : bool
        Whether people said that datum; where they did not, the file may name another.
    skip_unusable : bool
        Whether features that can't be used are left out and listed, instead of refused.
    lon, lat : str or None
        The columns of longitude and latitude in a table.
    seeks_sites : bool
        Whether points are wanted: then columns of longitude and latitude go before one of areas.
    near : tuple of float or None
        West, south, east, north in WGS 84 degrees, where the shapes are expected: by it the
        systems are chosen that are proposed where coordinates don't fit.
    max_unpacked_bytes : int
        A zip that is larger when unpacked is refused.
    """

    layer: str | None = None
    crs: str | None = None
    encoding: str | None = None
    datum: str = "wgs84"
    skip_unusable: bool = False
    lon: str | None = None
    lat: str | None = None
    seeks_sites: bool = False
    near: tuple[float, float, float, float] | None = None
    max_unpacked_bytes: int = MAX_UNPACKED_BYTES
    is_datum_said: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A feature or row of the file that is not among those read.

    Attributes
    ----------
    number : int
        As the user counts: 1 is the first feature; in a table, the row below the header.
    reason : Phrase
        Why it was left out, as one sentence.
    raw : str
        What it contained, as it was: a JSON object of its columns and its geometry, or the line.
    is_companion : bool
        Whether it is of a kind that stands beside polygons, a track say: then it is no fault.
    """

    number: int
    reason: Phrase
    raw: str
    is_companion: bool = False


@dataclass(frozen=True)
class RawLayer:
    """What the reader of one format returns.

    Attributes
    ----------
    table : GeoDataFrame
        At least one shape, in the file's own CRS and units, with the file's own columns; `crs` is
        None where the file declares none.
    steps : tuple of Phrase
        What was done beyond reading, a sentence each.
    left_out : tuple of LeftOut
    layer_name : str
        Of the layer in the file; empty where the format has no named layers.
    members : Mapping
        Of a GeoJSON collection: what it says beside its features.
    originals : Mapping
        By feature number, the geometry in the file where the shape is another one: it had arcs,
        say.
    is_geojson : bool
        Whether the shapes are written as RFC 7946 rules; Esri JSON and TopoJSON have rules of
        their own.
    """

    table: gpd.GeoDataFrame
    steps: tuple[Phrase, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    layer_name: str = ""
    members: Mapping[str, Any] = field(default_factory=dict)
    originals: Mapping[int, str | bytes] = field(default_factory=dict)
    is_geojson: bool = False


@dataclass(frozen=True)
class Layer:
    """A layer as everything else uses it.

    Attributes
    ----------
    table : GeoDataFrame
        OGC:CRS84: degrees, longitude first; shapes may be invalid, none is missing or empty.
    steps : tuple of Phrase
        What was read and what was done to it, a sentence each, in the order it was done.
    left_out : tuple of LeftOut
    format_name, layer_name : str
        For example `KML`; the layer's name may be empty.
    members : Mapping
        Of a GeoJSON collection: what it says beside its features.
    shifts_m : array of float, shape (n,)
        By how far each feature was moved from its datum, on average; 0 for `wgs84`.
    is_geojson : bool
        As in the raw layer.
    is_moved : bool
        Whether the degrees were computed, from another CRS or datum: decimals are no statement.
    """

    table: gpd.GeoDataFrame
    steps: tuple[Phrase, ...]
    left_out: tuple[LeftOut, ...]
    format_name: str
    layer_name: str
    members: Mapping[str, Any]
    shifts_m: Floats
    is_geojson: bool = False
    is_moved: bool = False
