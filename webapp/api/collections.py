"""The three collections served; each feature is encoded once for each CRS."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import STRtree

from geo.geodesy.antimeridian import make_bbox, unwrapped_bounds
from geo.measured import Measured
from geo.rows import replace_empty_lists
from geo.zone import Zone
from webapp.api import fields
from webapp.api.crs import CRS84, Crs, suitable_crs
from webapp.serialize import Row, table_rows, to_compact_json


@dataclass(frozen=True, eq=False)
class ProjectedCollection:
    """A collection's shapes in one CRS, their index, and the features as GeoJSON, with a CRC."""

    shapes: np.ndarray[Any, Any]
    tree: STRtree
    texts: list[bytes]
    checksum: int


@dataclass(frozen=True, eq=False)
class Collection:
    """A collection of features, in file order.

    Attributes
    ----------
    id : str
    frame : GeoDataFrame
        Indexed by `id`, OGC:CRS84.
    rows : list of dict
        The properties of each feature, ready for JSON.
    crs : Mapping[str, Crs]
        The CRSs offered, by URI.
    """

    id: str
    frame: gpd.GeoDataFrame
    rows: list[Row]
    crs: Mapping[str, Crs]
    _projected: dict[str, ProjectedCollection] = field(default_factory=dict)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The row number of each id."""
        return {row["id"]: n for n, row in enumerate(self.rows)}

    @cached_property
    def columns(self) -> Mapping[str, np.ndarray[Any, Any]]:
        """The values by field, for filters."""
        return {
            name: np.array([row[name] for row in self.rows], dtype=object)
            for name in fields.queryable_names(self.id)
        }

    @cached_property
    def bbox(self) -> list[float]:
        """West, south, east, north in degrees; west > east where it crosses the antimeridian."""
        return [round(value, 7) for value in make_bbox(self.frame.geometry.values)]

    @cached_property
    def _properties(self) -> list[str]:
        return [to_compact_json(replace_empty_lists(row)) for row in self.rows]

    def project(self, uri: str = CRS84) -> ProjectedCollection:
        """Return the features in one CRS; computed at the first call, then cached."""
        if uri not in self._projected:
            shapes = self.crs[uri].project(np.asarray(self.frame.geometry.values))
            geometries = shapely.to_geojson(shapes)
            # Joined as text: the geometries are JSON already and need not be decoded and encoded.
            texts = [
                f'{{"type":"Feature","id":{to_compact_json(row["id"])},"geometry":{geometry},'
                f'"properties":{properties}}}'.encode()
                for row, geometry, properties in zip(
                    self.rows, geometries, self._properties, strict=True
                )
            ]
            self._projected[uri] = ProjectedCollection(
                shapes, STRtree(shapes), texts, _crc32_of_texts(texts)
            )
        return self._projected[uri]


def _crc32_of_texts(texts: list[bytes]) -> int:
    found = 0
    for text in texts:
        found = zlib.crc32(text, found)
    return found


def build_collections(measured: Measured) -> dict[str, Collection]:
    """Return the zone's collections by id; one without features is left out."""
    zone = measured.zone
    frames = {
        "boundaries": zone.parts,
        "places": zone.places,
        "counties": zone.context[zone.context["kind"] == "county"],
    }
    crs = _offer_crs(frames)
    return {
        name: Collection(name, frame, _feature_rows(name, frame, measured), crs)
        for name, frame in frames.items()
        if len(frame)
    }


def _offer_crs(frames: Mapping[str, gpd.GeoDataFrame]) -> dict[str, Crs]:
    west, _south, east, _north = unwrapped_bounds(frames["boundaries"].geometry.values)
    every = np.concatenate([frame.geometry.values for frame in frames.values()])
    return suitable_crs((west + east) / 2, unwrapped_bounds(every))


def _feature_rows(name: str, frame: gpd.GeoDataFrame, measured: Measured) -> list[Row]:
    table = pd.DataFrame(frame.drop(columns="geometry"))
    if name == "boundaries":
        table = table.join(measured.areas[list(fields.MEASURES)])
    names = [
        field
        for field in fields.collection_fields(name)
        if field != "other" or table["other"].notna().any()
    ]
    return table_rows(table.reset_index(drop=True)[names])


def used_sources(zone: Zone, collection: Collection) -> dict[str, dict[str, Any]]:
    """Return the sources that a collection's features name."""
    keys = {key for row in collection.rows for key in row["sources"]}
    return {key: source.to_row() for key, source in zone.sources.items() if key in keys}
