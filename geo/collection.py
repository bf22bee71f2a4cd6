"""GeoJSON values as they are written: features, collections, and text that reads well in a diff."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry as Geometry

from geo.geodesy.antimeridian import bbox_of

Json = dict[str, Any]


def feature(properties: Mapping[str, Any], geometry: Geometry) -> Json:
    """Return a GeoJSON feature whose `id` is the property `id` (coordinates in degrees)."""
    return {
        "type": "Feature",
        "id": properties["id"],
        "properties": dict(properties),
        "geometry": mapping(geometry),
    }


def collection(features: Sequence[Json], **members: Any) -> Json:
    """Return a FeatureCollection with its foreign members, and its `bbox` (degrees) unless empty.

    >>> from shapely import Point
    >>> collection([feature({"id": "a"}, Point(105, 28))])["bbox"]
    [105.0, 28.0, 105.0, 28.0]
    """
    shapes = np.array([shape(item["geometry"]) for item in features], dtype=object)
    bbox = {"bbox": bbox_of(shapes)} if features else {}
    return {"type": "FeatureCollection", **bbox, **members, "features": list(features)}


def text(found: Json) -> str:
    """Return the collection as JSON text, one line for each feature, with a final newline."""
    rows = [f"{json.dumps(key)}: {_value(key, value)}" for key, value in found.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _value(key: str, value: Any) -> str:
    if key == "features":
        return "[\n" + ",\n".join(_compact(item) for item in value) + "\n]"
    return _compact(value) if key == "bbox" else json.dumps(value, ensure_ascii=False, indent=2)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
