"""TopoJSON: geometries whose lines are shared arcs, brought to plain GeoJSON features."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from geo.errors import N_, InputError, file_label
from geo.reading.layer import ReadOptions
from geo.reading.ogr import choose_layer

# Once arcs are joined: a few bytes repeat an arc. Neighbours share one, and regions around them.
MAX_USES = 20
FREE_POSITIONS = 20_000  # a small file may repeat its arcs more often
_DEPTHS = {"Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}


def is_topology(found: Any) -> bool:
    """Return whether a decoded JSON file is a topology."""
    return isinstance(found, dict) and found.get("type") == "Topology"


def read_topology(
    found: Mapping[str, Any], options: ReadOptions, *, name: str
) -> tuple[list[Any], str]:
    """Return the features of one object of a topology as plain GeoJSON, and the object's name.

    Raises
    ------
    InputError
        When it is damaged, or has several objects and none was named.
    """
    objects = found.get("objects")
    names = [str(key) for key in objects] if isinstance(objects, dict) else []
    layer = choose_layer(names, options.layer, name=name)
    try:
        arcs = [_decode_arc(arc, found.get("transform")) for arc in found["arcs"]]
        top = objects[layer] if isinstance(objects, dict) else {}
        _check_count(top, [len(arc) for arc in arcs], name=name)
        return [_make_feature(each, arcs, found) for each in _iter_geometries(top)], layer
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        raise InputError(
            N_("%(name)s is damaged TopoJSON. Export it again."), name=file_label(name)
        ) from None


def _iter_geometries(top: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if top["type"] == "GeometryCollection":
        yield from top["geometries"]
    else:
        yield top


def _check_count(top: Mapping[str, Any], lengths: Sequence[int], *, name: str) -> None:
    """Refuse a topology whose arcs are used so often that it costs far more than its bytes."""
    most = max(FREE_POSITIONS, MAX_USES * sum(lengths))
    count, left = 0, [each.get("arcs") for each in _iter_geometries(top)]
    while left:
        each = left.pop()
        if isinstance(each, list):
            left += each
        elif isinstance(each, int):
            count += lengths[each if each >= 0 else ~each]
        if count > most:
            raise InputError(
                N_(
                    "%(name)s repeats its arcs until its shapes have more than %(n)s points. Save "
                    "it as GeoJSON."
                ),
                name=file_label(name),
                n=f"{most:,}",
            )


def _decode_arc(arc: Any, transform: Any) -> list[list[float]]:
    """Return an arc's positions; with a transform they are steps from one to the next."""
    if not transform:
        return [list(map(float, position)) for position in arc]
    steps = np.array([position[:2] for position in arc], dtype=float).cumsum(axis=0)
    return (steps * transform["scale"] + transform["translate"]).tolist()


def _make_feature(
    geometry: Mapping[str, Any], arcs: list[list[list[float]]], topology: Mapping[str, Any]
) -> dict[str, Any]:
    kind = geometry.get("type")
    if kind in {"Point", "MultiPoint"}:
        coordinates = _place_points(geometry["coordinates"], topology.get("transform"))
    elif kind == "LineString":
        coordinates = _join_arcs(geometry["arcs"], arcs)
    elif kind in _DEPTHS:
        coordinates = _join_nested(geometry["arcs"], arcs, _DEPTHS[kind])
    else:
        coordinates = None
    own = {"id": geometry["id"]} if "id" in geometry else {}
    return {
        "type": "Feature",
        **own,
        "properties": geometry.get("properties") or {},
        "geometry": None if coordinates is None else {"type": kind, "coordinates": coordinates},
    }


def _join_nested(nested: Any, arcs: list[list[list[float]]], depth: int) -> list[Any]:
    if depth == 0:
        return _join_arcs(nested, arcs)
    return [_join_nested(each, arcs, depth - 1) for each in nested]


def _join_arcs(indices: Any, arcs: list[list[list[float]]]) -> list[list[float]]:
    """Return arcs end to end; one with a negative index runs backwards."""
    line: list[list[float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    return line


def _place_points(coordinates: Any, transform: Any) -> Any:
    if not transform:
        return coordinates
    return (np.array(coordinates) * transform["scale"] + transform["translate"]).tolist()
