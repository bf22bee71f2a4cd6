"""Esri JSON: features with attributes, rings without said holes, a spatial reference."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_
from geo.reading.json_shapes import read_positions
from geo.reading.raw_layers import parse_declared_crs
from geo.reading.shape_tree import ShapeError, ShapeNotes, close_ring, trace_arcs

MAX_PAIRS = 1_000_000
_GEOMETRY_KEYS = ("rings", "curveRings", "paths", "points", "x")


def is_esri_json(found: Mapping[str, Any]) -> bool:
    """Return whether a JSON object is an Esri feature set or feature."""
    features = found.get("features")
    first = features[0] if isinstance(features, list) and features else found
    return (
        "type" not in found
        and isinstance(first, dict)
        and bool({"attributes", "geometry"} & {*first})
    )


def list_esri_features(found: Mapping[str, Any]) -> list[Any]:
    """Return the features of an Esri feature set, or the one."""
    features = found.get("features")
    return features if isinstance(features, list) else [found]


def read_esri_crs(found: Mapping[str, Any]) -> CRS | None:
    """Return the CRS of the spatial reference; None where there is none that PROJ knows.

    References
    ----------
    Esri. Geometry objects, ArcGIS REST APIs.
    """
    first = list_esri_features(found)[0]
    geometry = first.get("geometry") if isinstance(first, dict) else None
    inner = geometry.get("spatialReference") if isinstance(geometry, dict) else None
    reference = found.get("spatialReference") or inner
    if not isinstance(reference, dict):
        return None
    codes = [reference.get("latestWkid"), reference.get("wkid")]
    names = [f"{authority}:{c}" for c in codes if c for authority in ("EPSG", "ESRI")]
    candidates = (parse_declared_crs(name) for name in [*names, reference.get("wkt")] if name)
    return next((crs for crs in candidates if crs is not None), None)


def read_esri_shape(geometry: Any, notes: ShapeNotes) -> Geometry:
    """Return an Esri geometry as a shape in its own CRS and units, degrees or metres.

    Raises
    ------
    ShapeError
        When there is none, or its positions make no shape.
    """
    if not isinstance(geometry, dict) or all(geometry.get(key) is None for key in _GEOMETRY_KEYS):
        raise ShapeError(N_("it has no geometry"))
    rings = geometry.get("curveRings") or geometry.get("rings")
    if rings is not None:
        return _assemble_rings([_read_ring(ring, notes) for ring in rings])
    if "x" in geometry:
        return shapely.Point(read_positions([[geometry["x"], geometry.get("y")]], notes)[0])
    if "points" in geometry:
        return shapely.MultiPoint(read_positions(geometry["points"], notes))
    paths = [read_positions(path, notes) for path in geometry["paths"]]
    return shapely.MultiLineString([path for path in paths if len(path) > 1])


def _read_ring(ring: Any, notes: ShapeNotes) -> Floats:
    """Return a ring's positions; an arc is given by its end and a point on it."""
    if not isinstance(ring, list):
        raise ShapeError(N_("it has no coordinates"))
    pieces: list[Floats] = []
    for each in ring:
        if isinstance(each, dict):
            pieces.append(_read_arc(pieces, each, notes))
        else:
            pieces.append(read_positions([each], notes))
    return close_ring(np.concatenate(pieces), notes) if pieces else np.empty((0, 2))


def _read_arc(pieces: list[Floats], arc: Mapping[str, Any], notes: ShapeNotes) -> Floats:
    ends = arc.get("c")
    if not pieces or not isinstance(ends, list) or len(ends) != 2:
        raise ShapeError(N_("it has a curve that is not a circular arc"))
    end, through = read_positions(ends, notes)
    points = np.array([pieces[-1][-1], through, end])
    return trace_arcs(points, notes)[1:]


def _assemble_rings(rings: list[Floats]) -> Geometry:
    """Return the polygons of rings of which the holes run counter-clockwise, or lie inside."""
    polygons = [shapely.Polygon(ring) for ring in rings if len(ring)]
    if not polygons:
        raise ShapeError(N_("it has no geometry"))
    whole = polygons[0]
    if len(polygons) == 1:
        return whole
    outer = [p for p in polygons if not p.exterior.is_ccw]
    holes = [p for p in polygons if p.exterior.is_ccw]
    if not outer:
        outer, holes = holes, []
    made = [shapely.Polygon(p.exterior, inside) for p, inside in _assign_holes(outer, holes)]
    return made[0] if len(made) == 1 else shapely.MultiPolygon(made)


def _assign_holes(
    outer: list[shapely.Polygon], holes: list[shapely.Polygon]
) -> Iterator[tuple[shapely.Polygon, list[shapely.LinearRing]]]:
    """Yield each outer ring with the holes that lie in it."""
    within: list[list[shapely.LinearRing]] = [[] for _ in outer]
    tree, count = shapely.STRtree(outer), 0
    for hole in holes:
        places = tree.query(hole.representative_point(), predicate="intersects").tolist()
        count += len(places)
        if count > MAX_PAIRS:
            raise ShapeError(N_("it has more than %(n)s rings within rings"), n=f"{MAX_PAIRS:,}")
        for place in places:
            within[place].append(hole.exterior)
    yield from zip(outer, within, strict=True)
