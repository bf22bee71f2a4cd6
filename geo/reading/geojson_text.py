"""GeoJSON in all its variants: collection, one feature, bare geometry, a sequence, Esri's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyproj import CRS

from geo.arrays import Json, Shapes
from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io.file_bytes import read_bytes
from geo.io.json_text import check_depth, raise_too_deep, read_all_properties, to_json
from geo.io.reasons import describe_json_kind
from geo.reading.collector import FeatureCollector, show_record
from geo.reading.esri_json import (
    is_esri_json,
    list_esri_features,
    read_esri_crs,
    read_esri_shape,
)
from geo.reading.json_batches import read_json_shapes
from geo.reading.json_sequences import parse_json_text, replace_surrogates
from geo.reading.json_shapes import GEOMETRY_TYPES
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.opened import refuse_layer
from geo.reading.raw_layers import parse_declared_crs
from geo.reading.shape_tree import ShapeError, ShapeNotes
from geo.reading.text_bytes import decode_json
from geo.reading.topojson import is_topology, read_topology
from geo.reading.units import choose_unit_m

_DEFAULT_CRS = "urn:ogc:def:crs:OGC:1.3:CRS84"
_NO_FEATURE = Phrase(N_("it is not a GeoJSON Feature"), {})


def read_geojson(path: Path, options: ReadOptions) -> RawLayer:
    """Return the features of a GeoJSON, Esri JSON or TopoJSON file.

    Raises
    ------
    InputError
        When the file is none of them, or a feature can't be used and shall not be left out.
    """
    text = decode_json(read_bytes(path), given=options.encoding, name=path.name)
    whole = replace_surrogates(text)
    found = parse_json_text(whole, name=path.name)
    if not is_topology(found):
        refuse_layer(path, options.layer, name=path.name)
    raw = read_json_layer(found, options, name=path.name)
    if whole == text:
        return raw
    told = Phrase(N_("Invalid characters of the text were replaced."), {})
    return replace(raw, steps=(told, *raw.steps))


def read_json_layer(found: Any, options: ReadOptions, *, name: str) -> RawLayer:
    """Return the features of a decoded GeoJSON, Esri JSON or TopoJSON as a raw layer.

    Raises
    ------
    InputError
        When it is none of them, or a feature can't be used and shall not be left out.
    """
    try:
        return _read_json_layer(found, options, name=name)
    except RecursionError:
        raise_too_deep(name)


def _read_json_layer(found: Any, options: ReadOptions, *, name: str) -> RawLayer:
    if is_topology(found):
        features, layer = read_topology(found, options, name=name)
        return _collect(features, options, read_declared_crs(found), name=name, layer_name=layer)
    if isinstance(found, dict) and is_esri_json(found):
        return _collect_esri(found, options, name=name)
    features = list_features(found, name=name)
    raw = _collect(
        features, options, read_declared_crs(found), name=name, members=pick_members(found)
    )
    return replace(raw, is_geojson=True)


def list_features(found: Any, *, name: str) -> list[Any]:
    """Return the features of a decoded GeoJSON; a bare geometry is one without properties.

    Raises
    ------
    InputError
        When it is not GeoJSON.
    """
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "FeatureCollection":
        if isinstance(found.get("features"), list):
            return list(found["features"])
        raise InputError(
            N_("%(name)s has no list of features. Save it as a GeoJSON FeatureCollection."),
            name=file_label(name),
        )
    if kind == "Feature":
        return [found]
    if kind in GEOMETRY_TYPES:
        return [{"type": "Feature", "properties": {}, "geometry": found}]
    raise InputError(
        N_("%(name)s contains %(kind)s. Use a GeoJSON FeatureCollection."),
        name=file_label(name),
        kind=quote_value(kind) if kind is not None else describe_json_kind(found),
    )


def pick_members(collection: Mapping[str, Any]) -> Json:
    """Return the members of a GeoJSON file that describe the whole zone."""
    members = {key: collection.get(key) for key in ("zone", "sources")}
    check_depth(members)
    return {key: member for key, member in members.items() if isinstance(member, dict)}


def _collect(
    features: list[Any],
    options: ReadOptions,
    crs: CRS | None,
    *,
    name: str,
    layer_name: str = "",
    members: Mapping[str, Any] | None = None,
) -> RawLayer:
    collector, notes = FeatureCollector(name, options), ShapeNotes()
    batch = read_feature_batch(features, 1, notes)
    for n, row in enumerate(batch.rows):
        left_out = batch.left_out.get(n)
        if left_out is not None:
            collector.leave_out(left_out.number, left_out.reason, left_out.raw)
        else:
            collector.add(n + 1, row, batch.shapes[n], is_closed=n in batch.closed)
    collector.tell_notes(notes)
    return collector.make_layer(crs, layer_name=layer_name, members=members)


@dataclass(frozen=True)
class FeatureBatch:
    """Some features of a file.

    Attributes
    ----------
    rows : sequence of dict
        Their properties; empty for one that is no feature.
    shapes : array of Geometry or None, shape (n,)
        In the file's own CRS and units, degrees or metres.
    left_out : Mapping
        By position, those that can't be used.
    closed : set of int
        Positions of those of which a ring was closed.
    """

    rows: Sequence[Json]
    shapes: Shapes
    left_out: Mapping[int, LeftOut]
    closed: Collection[int]


def read_feature_batch(features: Sequence[Any], first: int, notes: ShapeNotes) -> FeatureBatch:
    """Return features as decoded from JSON, of which the first has the number `first`."""
    rows = [_read_row(raw) for raw in features]
    geometries = [
        None if row is None else raw.get("geometry")
        for raw, row in zip(features, rows, strict=True)
    ]
    read = read_json_shapes(geometries, notes)
    left_out = {}
    for n, fault in read.faults.items():
        row = rows[n]
        record = show_record({"feature": features[n]} if row is None else row, geometries[n])
        reason = _NO_FEATURE if row is None else fault
        left_out[n] = LeftOut(first + n, reason, record)
    return FeatureBatch([row or {} for row in rows], read.shapes, left_out, set(read.closed))


def _read_row(raw: Any) -> Json | None:
    """Return a feature's properties; None where it is no feature."""
    properties = (
        read_all_properties(raw) if isinstance(raw, dict) and raw.get("type") == "Feature" else None
    )
    check_depth(raw if properties is None else properties)
    return properties if isinstance(properties, dict) else None


def _collect_esri(found: Mapping[str, Any], options: ReadOptions, *, name: str) -> RawLayer:
    crs = read_esri_crs(found)
    notes = ShapeNotes(unit_m=choose_unit_m(crs, options.crs))
    collector = FeatureCollector(name, options)
    for n, raw in enumerate(list_esri_features(found), 1):
        geometry = raw.get("geometry") if isinstance(raw, dict) else None
        attributes = raw.get("attributes") if isinstance(raw, dict) else None
        row = attributes if isinstance(attributes, dict) else {}
        check_depth(row)
        closed, arc_points = notes.closed, notes.arc_points
        try:
            shape = read_esri_shape(geometry, notes)
        except ShapeError as fault:
            collector.leave_out(n, fault.phrase, show_record(row, geometry))
            continue
        original = to_json(geometry) if notes.arc_points > arc_points else None
        collector.add(n, row, shape, is_closed=notes.closed > closed, original=original)
    collector.tell_notes(notes)
    return collector.make_layer(crs)


def read_declared_crs(found: Mapping[str, Any]) -> CRS | None:
    """Return the CRS of a GeoJSON file: WGS 84 when none is named, None when PROJ lacks it."""
    crs = found.get("crs")
    if crs is None:
        return CRS(_DEFAULT_CRS)
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return parse_declared_crs(name) if isinstance(name, str) else None
