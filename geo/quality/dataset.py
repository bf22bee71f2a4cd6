"""A zone file read for checking: every feature is kept, whatever is wrong with it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo import schema
from geo.errors import N_, InputError, Phrase
from geo.geodesy.antimeridian import make_bbox, make_box
from geo.io import file_bytes, geojson
from geo.io.geometry import crosses_antimeridian, read_shape
from geo.io.json_text import read_properties
from geo.quality.fact_state import FactState
from geo.quality.labels import ItemLabels
from geo.quality.lenient_fields import read_fields_leniently
from geo.quality.position_key import PositionKey, mark_repeats
from geo.roads.state import RoadState

POLYGON_TYPES = ("Polygon", "MultiPolygon")
_THIS = Phrase(N_("This feature"), {})


@dataclass(frozen=True)
class Item:
    """One feature of the file.

    Attributes
    ----------
    key : str
        Its id: a `RepeatedKey` where others have it too, a `PositionKey` where it has none.
    raw : Mapping
        The feature as parsed from JSON.
    fields : Mapping
        The fields that could be read; the others are absent.
    faults : sequence of Phrase
        Why the absent fields could not be read.
    shape : Geometry or None
        The polygon or multipolygon in the file's coordinates (WGS 84 degrees are expected, not
        checked), valid or not; None when the coordinates make no polygon.
    reason : Phrase or None
        Why there is no shape; None for a shape.
    """

    key: str
    raw: Mapping[str, Any]
    fields: Mapping[str, Any]
    faults: Sequence[Phrase]
    shape: Geometry | None
    reason: Phrase | None = None


@dataclass(frozen=True)
class DrawnItem(Item):
    """A feature that has a shape."""

    shape: Geometry


@dataclass(frozen=True)
class Dataset:
    """The file that is checked, and what is known around it.

    Attributes
    ----------
    name : str
        The file's name.
    collection : Mapping
        The FeatureCollection as parsed from JSON.
    items : sequence of Item
        One for each feature, in the file's order.
    context : GeoDataFrame
        The known counties and lines around the zone, WGS 84 degrees; may be empty.
    today : date
        The date that `as_of` is compared with.
    sha256 : str
        The hash of the file's bytes; empty when the collection was not read from a file.
    near : tuple of float or None
        West, south, east, north in WGS 84 degrees, where the outlines are expected.
    roads : RoadState
        Of the figures by road beside the file.
    facts : FactState
        Of the dated facts beside the file.
    is_geojson : bool
        Whether the file is GeoJSON, so that its rings are to run as RFC 7946 has it.
    """

    name: str
    collection: Mapping[str, Any]
    items: Sequence[Item]
    context: gpd.GeoDataFrame
    today: date
    sha256: str
    near: tuple[float, float, float, float] | None = None
    roads: RoadState = field(default_factory=RoadState)
    facts: FactState = field(default_factory=FactState)
    is_geojson: bool = True

    @cached_property
    def drawn_items(self) -> list[DrawnItem]:
        """The items that have a shape, valid or not."""
        return [item for item in self.items if isinstance(item, DrawnItem)]

    @cached_property
    def usable_items(self) -> list[DrawnItem]:
        """The items whose shape is valid and on the globe, axes not swapped."""
        usable = [item for item in self.drawn_items if is_usable(item.shape)]
        return [item for item in usable if not is_swapped(item.shape, self)]

    @cached_property
    def known_extent(self) -> Geometry:
        """The bounding box of the known outlines (WGS 84 degrees); empty where there are none."""
        if self.context.empty:
            return shapely.Polygon()
        return make_box(make_bbox(self.context.geometry.values))

    @cached_property
    def labels(self) -> ItemLabels:
        """What the items are called in sentences."""
        return ItemLabels(self.items)

    def locate_item(self, item: Item) -> tuple[float, float] | None:
        """Return a point of an item (WGS 84 degrees), also where its axes are swapped.

        None where the item has no shape or is off the globe.
        """
        if item.shape is None:
            return None
        shape = swap_axes(item.shape) if is_swapped(item.shape, self) else item.shape
        return representative_point(shape) if is_in_range(shape) else None


def is_in_range(shape: Geometry) -> bool:
    """Return whether every vertex is a longitude and a latitude in WGS 84 degrees."""
    west, south, east, north = shape.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)


def is_usable(shape: Geometry) -> bool:
    """Return whether a shape (WGS 84 degrees) is valid and on the globe: it can be measured.

    An edge that goes the long way round the globe would be measured the short way.
    """
    is_whole = is_in_range(shape) and bool(shape.is_valid)
    return is_whole and not crosses_antimeridian(np.array([shape], dtype=object))[0]


def is_swapped(shape: Geometry, dataset: Dataset) -> bool:
    """Return whether a shape has latitude before longitude beyond doubt.

    That is so when its coordinates are WGS 84 degrees only after an exchange of the axes. A shape
    that is in range both ways counts as swapped when it lies within the bounding box of the
    known outlines after the exchange and entirely outside it before.
    """
    turned = swap_axes(shape)
    if not is_in_range(turned):
        return False
    if not is_in_range(shape):
        return True
    return bool(
        dataset.known_extent.contains(turned) and not dataset.known_extent.intersects(shape)
    )


def swap_axes(shape: Geometry) -> Geometry:
    """Return the shape (degrees, WGS 84 or not) with x and y exchanged."""
    return shapely.transform(shape, lambda xy: xy[:, ::-1])


def representative_point(shape: Geometry) -> tuple[float, float]:
    """Return the longitude and latitude of a point of the shape (WGS 84 degrees).

    The point lies inside a valid shape; for an invalid one it is the first vertex.
    """
    if not shape.is_valid:
        lon, lat = shapely.get_coordinates(shape)[0].tolist()
        return lon, lat
    point = shape.point_on_surface()
    return point.x, point.y


def read_dataset(path: Path, *, today: date, max_bytes: int = file_bytes.MAX_BYTES) -> Dataset:
    """Read a zone file for checking.

    Raises
    ------
    InputError
        When the file is not a GeoJSON FeatureCollection in degrees; other faults are kept in the
        items.
    """
    data = file_bytes.read_bytes(path, max_bytes=max_bytes)
    collection = geojson.parse_collection(data, name=path.name)
    return make_dataset(
        collection, name=path.name, today=today, sha256=hashlib.sha256(data).hexdigest()
    )


def make_dataset(
    collection: Mapping[str, Any],
    *,
    name: str,
    today: date,
    context: gpd.GeoDataFrame | None = None,
    sha256: str = "",
) -> Dataset:
    """Return a parsed FeatureCollection as a dataset to check.

    Parameters
    ----------
    collection : Mapping
        A FeatureCollection in WGS 84 degrees, as parsed from JSON.
    name, sha256 : str
        The file's name and the hash of its bytes.
    today : date
        The date that `as_of` is compared with.
    context : GeoDataFrame, optional
        The known counties and lines around it, WGS 84 degrees; none by default.
    """
    read = [_read_item(raw, n) for n, raw in enumerate(collection["features"], 1)]
    keys = mark_repeats([item.key for item in read])
    items = [replace(item, key=key) for item, key in zip(read, keys, strict=True)]
    known = gpd.GeoDataFrame({"kind": []}, geometry=[]) if context is None else context
    return Dataset(name, collection, items, known, today, sha256)


def _read_item(raw: Any, number: int) -> Item:
    key: str = PositionKey.of(number)
    here = {"where": _THIS}
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        said = N_("%(where)s is not a GeoJSON Feature. Set its type to Feature.")
        reason = Phrase(N_("%(where)s has no geometry. Draw it, or remove the feature."), here)
        return Item(key, {}, {}, [Phrase(said, here)], None, reason)
    fields, faults = read_fields_leniently(schema.PART_FIELDS, read_properties(raw), where=_THIS)
    key = fields.get("id") or key
    try:
        shape = read_shape(raw.get("geometry"), POLYGON_TYPES, _THIS)
    except InputError as error:
        return Item(key, raw, fields, faults, None, error.phrase)
    if shape.is_empty:
        said = N_("%(where)s has an empty geometry. Draw it, or remove the feature.")
        return Item(key, raw, fields, faults, None, Phrase(said, here))
    return DrawnItem(key, raw, fields, faults, shape)
