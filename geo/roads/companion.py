"""`roads.geojson`, the companion with the ways by road: written, read and checked.

It needs no engine: whoever has the file sees the figures, offline and on every Python.
"""

import math
from collections.abc import Container, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from geo import schema
from geo.arrays import Json
from geo.errors import N_, InputError, Phrase, quote_value
from geo.io import geojson
from geo.io.geometry import check_shapes, read_shape, round_shape
from geo.io.own_file import read_own_bytes
from geo.io.sources import read_sources
from geo.roads.fields import (
    EXTRACT_FIELDS,
    FIGURE_FIELDS,
    FIGURE_NUMBERS,
    REACH_FIELDS,
    ROADS_FIELDS,
    check_figure,
    check_row,
)
from geo.roads.gates import read_gates
from geo.roads.model import (
    ExtractNote,
    ReachArea,
    RoadFigure,
    Roads,
    hash_parts,
    hash_points,
)

FILE_NAME = "roads.geojson"
VERSION = 1
ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0"
_DECIMALS = 5  # of a degree, 1 m: lines are simplified far more
_KINDS = ("route", "reach")


def write_roads(
    roads: Roads, *, parts: gpd.GeoDataFrame, places: gpd.GeoDataFrame, gates: gpd.GeoDataFrame
) -> bytes:
    """Return `roads.geojson`: the same bytes for the same figures.

    Parameters
    ----------
    roads : Roads
    parts, places, gates : GeoDataFrame
        OGC:CRS84 in degrees, that the figures were computed from.
    """
    features = [_make_route(each) for each in roads.figures]
    features += [_make_reach(each) for each in roads.reach]
    collection = {
        "type": "FeatureCollection",
        "attribution": roads.attribution,
        "sources": {key: source.to_row() for key, source in roads.sources.items()},
        "roads": {
            "version": VERSION,
            "licence": "ODbL-1.0",
            "note": "A derived database of OpenStreetMap (Open Database License 1.0).",
            "engine": roads.engine,
            "extracts": [asdict(each) for each in roads.extracts],
            "vehicles": {key: dict(options) for key, options in roads.vehicles.items()},
            "parts_sha256": hash_parts(parts),
            "places_sha256": hash_points(places),
            "gates_sha256": hash_points(gates),
        },
        "features": features,
    }
    return geojson.encode_collection(collection)


def _make_route(figure: RoadFigure) -> Json:
    values = {name: value for name, value in vars(figure).items() if name != "line"}
    numbers = {name: _round_number(values[name]) for name in FIGURE_NUMBERS}
    key = "/".join((figure.part, figure.place, figure.direction, figure.vehicle))
    properties = {"id": key, "kind": "route", **values, **numbers, "roads": list(figure.roads)}
    shape = figure.line
    return _make_feature(properties, shape)


def _make_reach(area: ReachArea) -> Json:
    values = {name: value for name, value in vars(area).items() if name != "shape"}
    key = f"{area.part}/{area.minutes}"
    return _make_feature({"id": key, "kind": "reach", **values}, area.shape)


def _make_feature(properties: Mapping[str, Any], shape: Any) -> Json:
    if shape is None:
        return {"type": "Feature", "properties": dict(properties), "geometry": None}
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": geojson.make_feature(properties, round_shape(shape, _DECIMALS))["geometry"],
    }


def _round_number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 1)


def read_roads(
    path: Path, parts: gpd.GeoDataFrame, places: gpd.GeoDataFrame, *, max_bytes: int
) -> tuple[Roads | None, bytes]:
    """Return the ways by road from beside a boundary file, and the bytes that were read.

    Parameters
    ----------
    path : Path
        Of the boundary file.
    parts, places : GeoDataFrame
        OGC:CRS84 in degrees, as they are now. `Roads.changed` says which of them are not those that
        the figures were computed from.
    max_bytes : int
        A larger file is refused.

    Returns
    -------
    tuple of Roads and bytes
        None and no bytes without such a file.

    Raises
    ------
    InputError
        For the first thing in the file that can't be used.
    """
    data = read_own_bytes(path, FILE_NAME, max_bytes=max_bytes)
    if not data:
        return None, data
    collection = geojson.parse_collection(data, name=FILE_NAME)
    about = _read_about(collection)
    gates = read_gates(path, parts, max_bytes=max_bytes)
    now = {"parts": hash_parts(parts), "places": hash_points(places), "gates": hash_points(gates)}
    changed = tuple(key for key, value in now.items() if about[f"{key}_sha256"] != value)
    ids = {"parts": parts.index, "places": places.index}  # of another state may be others
    known = {key[:-1]: set(map(str, own)) for key, own in ids.items() if key not in changed}
    figures, reach = _read_all_features(
        collection["features"], {**known, "vehicle": about["vehicles"]}
    )
    member = schema.read_fields({"attribution": schema.read_text}, collection, where=FILE_NAME)
    roads = Roads(
        engine=about["engine"],
        extracts=about["extracts"],
        vehicles=about["vehicles"],
        figures=figures,
        reach=reach,
        attribution=member["attribution"] or ATTRIBUTION,
        sources=read_sources(collection, name=FILE_NAME),
        changed=changed,
    )
    return roads, data


def _read_about(collection: Mapping[str, Any]) -> dict[str, Any]:
    """Return the member `roads`: what the figures were computed with, and from."""
    where = Phrase(N_("%(name)s, roads"), {"name": FILE_NAME})
    about = schema.read_fields(ROADS_FIELDS, collection.get("roads"), where=where)
    if about["version"] != VERSION:
        raise InputError(
            N_("%(name)s has another format. Run `zonemap roads` again."), name=FILE_NAME
        )
    about["extracts"] = [
        ExtractNote(**schema.read_fields(EXTRACT_FIELDS, each, where=where))
        for each in about["extracts"]
    ]
    return about


def _read_all_features(
    features: list[Any], known: Mapping[str, Container[str]]
) -> tuple[list[RoadFigure], list[ReachArea]]:
    rows, shapes, wheres = [], [], []
    earlier: set[Any] = set()
    for number, raw in enumerate(features, 1):
        where = geojson.describe_feature(FILE_NAME, number)
        if not isinstance(raw, dict):
            raise InputError(
                N_("%(where)s is not a GeoJSON Feature. Set its type to Feature."), where=where
            )
        rows.append(_read_row(raw.get("properties"), where))
        check_row(rows[-1][1], known, earlier, where)
        wheres.append(where)
        shapes.append(_read_geometry(raw.get("geometry"), rows[-1], where))
    filled = [n for n, shape in enumerate(shapes) if shape is not None]
    checked = check_shapes(
        np.array([shapes[n] for n in filled], dtype=object), [wheres[n] for n in filled]
    )
    for n, shape in zip(filled, checked, strict=True):
        shapes[n] = shape
    figures = [
        RoadFigure(**row[1], line=shape)
        for row, shape in zip(rows, shapes, strict=True)
        if row[0] == "route"
    ]
    reach = [
        ReachArea(**row[1], shape=shape)
        for row, shape in zip(rows, shapes, strict=True)
        if row[0] == "reach"
    ]
    return figures, reach


def _read_row(raw: object, where: Phrase) -> tuple[str, dict[str, Any]]:
    """Return what kind of thing a feature is, and its fields."""
    kind = raw.get("kind") if isinstance(raw, dict) else None
    if kind not in _KINDS:
        raise InputError(
            N_("%(where)s: kind is %(value)s. Use one of %(choices)s."),
            where=where,
            value=quote_value(kind),
            choices=_KINDS,
        )
    if kind == "reach":
        return "reach", schema.read_fields(REACH_FIELDS, raw, where=where)
    row = schema.read_fields(FIGURE_FIELDS, raw, where=where)
    check_figure(row, where)
    return "route", row


def _read_geometry(geometry: object, row: tuple[str, dict[str, Any]], where: Phrase) -> Any:
    if geometry is None and row[0] == "route":
        return None
    types = ("LineString",) if row[0] == "route" else ("Polygon", "MultiPolygon")
    return read_shape(geometry, types, where)
