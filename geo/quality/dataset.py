"""A zone file as it stands, faults and all: read without stopping at the first."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo import schema
from geo.errors import InputError
from geo.geodesy.antimeridian import make_bbox, make_box
from geo.io import file_bytes, geojson
from geo.io.geometry import read_shape
from geo.schema import read_fields

POLYGON_TYPES = ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Item:
    """One feature of the file.

    Attributes
    ----------
    key : str
        Its id, or `feature N` where it has none.
    raw : Mapping
        The feature as it stands.
    fields : Mapping
        The fields that could be read; the others are absent.
    faults : sequence of str
        Why the others could not.
    shape : Geometry or None
        As drawn, valid or not; None when the coordinates make no polygon.
    reason : str
        Why there is no shape.
    """

    key: str
    raw: Mapping[str, Any]
    fields: Mapping[str, Any]
    faults: Sequence[str]
    shape: Any
    reason: str = ""


@dataclass(frozen=True)
class Dataset:
    """What the checks look at: the file's features and what is known around them."""

    name: str
    collection: Mapping[str, Any]
    items: Sequence[Item]
    context: gpd.GeoDataFrame
    today: date
    sha256: str

    @cached_property
    def sound(self) -> list[Item]:
        """The items whose shape is valid and lies where it should: fit for measuring."""
        drawn = [item for item in self.items if item.shape is not None and is_usable(item.shape)]
        return [item for item in drawn if not is_swapped(item.shape, self)]

    @cached_property
    def around(self) -> Geometry:
        """The rectangle (degrees) of the outlines that are known; empty where none are."""
        if self.context.empty:
            return shapely.Polygon()
        return make_box(make_bbox(self.context.geometry.values))

    def place_of(self, item: Item) -> tuple[float, float] | None:
        """Return a point of an item (degrees), axes put right; None where it has none."""
        if item.shape is None:
            return None
        shape = swap_axes(item.shape) if is_swapped(item.shape, self) else item.shape
        return representative_point(shape) if is_in_range(shape) else None

    def named(self, key: str | None) -> Item | None:
        """Return the first item with that id."""
        return next((item for item in self.items if item.key == key), None)


def is_in_range(shape: Geometry) -> bool:
    """Return whether every vertex is a longitude and a latitude."""
    west, south, east, north = shape.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)


def is_usable(shape: Geometry) -> bool:
    """Return whether a shape is a valid one on the globe, so that it can be measured."""
    return is_in_range(shape) and bool(shape.is_valid)


def is_swapped(shape: Geometry, subject: Dataset) -> bool:
    """Return whether the axes are surely swapped: off the globe as they stand, on it turned.

    A shape that is on the globe both ways counts as swapped when it is far from the known
    outlines as it stands and among them when turned.
    """
    turned = swap_axes(shape)
    if not is_in_range(turned):
        return False
    if not is_in_range(shape):
        return True
    return bool(subject.around.contains(turned) and not subject.around.intersects(shape))


def swap_axes(shape: Geometry) -> Geometry:
    """Return the shape with x and y exchanged."""
    return shapely.transform(shape, lambda xy: xy[:, ::-1])


def representative_point(shape: Geometry) -> tuple[float, float]:
    """Return a point of the shape (degrees): inside, where it is valid."""
    if not shape.is_valid:
        first = shapely.get_coordinates(shape)[0]
        return float(first[0]), float(first[1])
    point = shape.point_on_surface()
    return point.x, point.y


def read_dataset(path: Path, *, today: date, max_bytes: int = file_bytes.MAX_BYTES) -> Dataset:
    """Read a zone file for checking.

    Raises
    ------
    InputError
        Only when the file is no GeoJSON FeatureCollection in degrees at all.
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
    """Return a parsed FeatureCollection as what the checks look at."""
    items = [_read_item(raw, n) for n, raw in enumerate(collection["features"], 1)]
    known = gpd.GeoDataFrame({"kind": []}, geometry=[]) if context is None else context
    return Dataset(name, collection, items, known, today, sha256)


def _read_item(raw: Any, number: int) -> Item:
    where = f"feature {number}"
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        return Item(where, {}, {}, [f"{where} is not a GeoJSON Feature"], None, "no Feature")
    fields, faults = _read_fields_leniently(read_properties(raw))
    try:
        shape: Geometry | None = read_shape(raw.get("geometry"), POLYGON_TYPES, "it")
        reason = ""
        if shape is None or shape.is_empty:
            shape, reason = None, "it has an empty geometry"
    except InputError as error:
        shape, reason = None, str(error)
    return Item(fields.get("id") or where, raw, fields, faults, shape, reason)


def read_properties(raw: Mapping[str, Any]) -> Any:
    """Return a feature's properties with its id, which may stand beside them."""
    properties = raw.get("properties")
    properties = {} if properties is None else properties
    if isinstance(properties, dict) and properties.get("id") is None and "id" in raw:
        value = raw["id"]
        whole = isinstance(value, int) and not isinstance(value, bool)
        return {**properties, "id": str(value) if whole else value}
    return properties


def _read_fields_leniently(properties: Any) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    faults = []
    for field, reader in schema.PART_FIELDS.items():
        try:
            found |= read_fields({field: reader}, properties, where="it")
        except InputError as error:
            faults.append(str(error).removeprefix("it: "))
    return found, list(dict.fromkeys(faults))
