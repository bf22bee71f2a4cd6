"""GeoJSON to checked tables of features and back; every fault is named with its feature."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.errors import N_, InputError, Phrase, quote_value
from geo.geodesy.antimeridian import make_bbox
from geo.io.crs_member import check_crs
from geo.io.geometry import check_shapes, read_shape
from geo.io.json_text import parse_json
from geo.io.reasons import describe_json_kind
from geo.rows import replace_empty_lists
from geo.schema import FieldReader, read_fields

CRS84 = "OGC:CRS84"


def parse_collection(data: bytes, *, name: str) -> dict[str, Any]:
    """Return the FeatureCollection that `data` contains (UTF-8, WGS 84 degrees).

    NaN and Infinity, which are not JSON, are let through: `read_features` refuses them with the
    name of their feature.

    Parameters
    ----------
    data : bytes
        Of the file.
    name : str
        Names the file in an error sentence.

    Raises
    ------
    InputError
        When it is not JSON, not a FeatureCollection, empty, or declares
        another CRS.

    References
    ----------
    RFC 7946 (2016). The GeoJSON Format.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            N_("%(name)s is not UTF-8 text. Save it as GeoJSON in UTF-8."), name=name
        ) from None
    found = parse_json(text, name=name)
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise InputError(
            N_("%(name)s contains %(kind)s, not a FeatureCollection. Save it as GeoJSON."),
            name=name,
            kind=describe_content(found),
        )
    if not isinstance(found.get("features"), list):
        raise InputError(
            N_("%(name)s has no list of features. Save it as a GeoJSON FeatureCollection."),
            name=name,
        )
    check_crs(found.get("crs"), name=name)
    return found


def describe_content(found: object) -> str | Phrase:
    """Return what a JSON text contains: its GeoJSON type where it states one."""
    kind = found.get("type") if isinstance(found, dict) else None
    return quote_value(kind) if kind is not None else describe_json_kind(found)


def describe_feature(name: object, n: object, part: object = None) -> Phrase:
    """Return where a fault is: the file, the feature's position, its id if it has one."""
    if not part:
        return Phrase(N_("%(name)s, feature %(n)s"), {"name": name, "n": n})
    return Phrase(
        N_("%(name)s, feature %(n)s (%(part)s)"), {"name": name, "n": n, "part": quote_value(part)}
    )


def read_features(
    features: Sequence[object],
    fields: Mapping[str, FieldReader],
    *,
    name: object,
    types: Sequence[str] = ("Polygon", "MultiPolygon"),
    types_by_kind: Mapping[str, Sequence[str]] | None = None,
) -> gpd.GeoDataFrame:
    """Return the features as a table indexed by `id`: valid shapes, exteriors counter-clockwise.

    Parameters
    ----------
    features : sequence of object
        As decoded from JSON; WGS 84 degrees.
    fields : Mapping[str, FieldReader]
        The columns, and how each is read (`geo.schema`).
    name : object
        Names the file in an error sentence.
    types : sequence of str
        The geometry types that are allowed.
    types_by_kind : Mapping[str, sequence of str], optional
        Those of features whose field `kind` is one of these, in place of `types`.

    Returns
    -------
    GeoDataFrame
        OGC:CRS84; empty for no features. What is missing is as `geo.schema` reads it.

    Raises
    ------
    InputError
        For the first feature that can't be used, named by its position and id.
    """
    rows = [
        _read_feature(raw, fields, describe_feature(name, n)) for n, raw in enumerate(features, 1)
    ]
    index = pd.Index([row["id"] for row in rows], name="id", dtype=object)
    wheres = [describe_feature(name, n, key) for n, key in enumerate(index, 1)]
    for n in np.flatnonzero(index.duplicated()).tolist():
        first = index.get_indexer_for([index[n]])[0] + 1
        raise InputError(
            N_("%(where)s has the same id as feature %(first)s. Use a unique id for each feature."),
            where=wheres[n],
            first=first,
        )
    special = types_by_kind or {}
    shapes = [
        read_shape(row["geometry"], special.get(str(row.get("kind")), types), where)
        for row, where in zip(rows, wheres, strict=True)
    ]
    checked = check_shapes(np.array(shapes, dtype=object), wheres)
    columns = {
        field: pd.Series(
            [row[field] for row in rows], index=index, dtype=_choose_dtype(rows, field)
        )
        for field in fields
    }
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(checked, index=index), crs=CRS84)


def _choose_dtype(rows: Sequence[Mapping[str, object]], field: str) -> type:
    values = [row[field] for row in rows]
    if values and all(isinstance(value, bool) for value in values):
        return bool
    return float if values and all(isinstance(value, float) for value in values) else object


def _read_feature(raw: object, fields: Mapping[str, FieldReader], where: Phrase) -> dict[str, Any]:
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        raise InputError(
            N_("%(where)s is not a GeoJSON Feature. Set its type to Feature."), where=where
        )
    properties = {} if raw.get("properties") is None else raw["properties"]
    if isinstance(properties, dict):
        if properties.get("id") is None and "id" in raw:
            properties = {**properties, "id": _convert_id(raw["id"])}
        where = describe_feature(**where.values, part=properties.get("id"))
    return {**read_fields(fields, properties, where=where), "geometry": raw.get("geometry")}


def _convert_id(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def make_feature(properties: Mapping[str, Any], geometry: Geometry) -> Json:
    """Return a GeoJSON feature whose `id` is the property `id`.

    Parameters
    ----------
    properties : Mapping
        Must have an `id`; values as JSON has them. An empty list becomes null.
    geometry : Geometry
        WGS 84 degrees; an empty one has no coordinates.
    """
    return {
        "type": "Feature",
        "id": properties["id"],
        "properties": replace_empty_lists(properties),
        "geometry": mapping(geometry),
    }


def make_collection(features: Sequence[Json], **members: Any) -> Json:
    """Return a FeatureCollection with its `bbox` (degrees), unless empty, and foreign members.

    >>> from shapely import Point
    >>> make_collection([make_feature({"id": "a"}, Point(105, 28))])["bbox"]
    [105.0, 28.0, 105.0, 28.0]
    """
    shapes = np.array([shape(item["geometry"]) for item in features], dtype=object)
    bbox = {"bbox": make_bbox(shapes)} if features else {}
    return {"type": "FeatureCollection", **bbox, **members, "features": list(features)}


def serialize_collection(found: Json) -> str:
    """Return the collection as JSON text, one line for each feature, with a final newline.

    Raises
    ------
    InputError
        When a number is not finite: JSON has none of these.
    """
    try:
        rows = [f"{json.dumps(key)}: {_serialize_member(key, each)}" for key, each in found.items()]
    except ValueError:
        raise InputError(
            N_("A number is infinite or NaN, which JSON doesn't have. Correct it.")
        ) from None
    return "{\n" + ",\n".join(rows) + "\n}\n"


def encode_collection(found: Json) -> bytes:
    """Return the collection as `serialize_collection` does, in UTF-8.

    Half of a surrogate pair, which UTF-8 doesn't have, is escaped, as it was where it came from.
    """
    return serialize_collection(found).encode("utf-8", "backslashreplace")


def _serialize_member(key: str, value: Any) -> str:
    if key == "features":
        return "[\n" + ",\n".join(_serialize_compact(item) for item in value) + "\n]"
    return (
        _serialize_compact(value)
        if key == "bbox"
        else json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    )


def _serialize_compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
