"""The polygons of a layer: those within collections, and what to do with points and lines."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Shapes
from geo.errors import N_, InputError, Phrase
from geo.geodesy.area import extract_polygons
from geo.reading.collector import raise_unusable
from geo.reading.layer import Layer, LeftOut

POLYGON_TYPES = ("Polygon", "MultiPolygon")
_KINDS: Mapping[str, Phrase] = MappingProxyType(
    {
        "Point": Phrase(N_("point"), {}),
        "MultiPoint": Phrase(N_("group of points"), {}),
        "LineString": Phrase(N_("line"), {}),
        "LinearRing": Phrase(N_("line"), {}),
        "MultiLineString": Phrase(N_("group of lines"), {}),
        "GeometryCollection": Phrase(N_("collection of points and lines"), {}),
    }
)
_KINDS_OF_FILE: Mapping[str, Phrase] = MappingProxyType(
    {
        "Point": Phrase(N_("points"), {}),
        "MultiPoint": Phrase(N_("points"), {}),
        "LineString": Phrase(N_("lines"), {}),
        "LinearRing": Phrase(N_("lines"), {}),
        "MultiLineString": Phrase(N_("lines"), {}),
        "GeometryCollection": Phrase(N_("points and lines"), {}),
    }
)


def extract_collections(shapes: Shapes) -> tuple[Shapes, list[int]]:
    """Return the shapes with the polygons alone of each collection that has any.

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,)
        In any CRS, degrees or metres.

    Returns
    -------
    shapes : array, shape (n,)
        The same CRS and units.
    dropped : list of int
        The positions where points or lines were dropped.
    """
    found, dropped = shapes.copy(), []
    for n in np.flatnonzero(shapely.get_type_id(shapes) == 7).tolist():
        found[n], has_others = _extract_polygons(shapes[n])
        dropped += [n] if has_others else []
    return found, dropped


def _extract_polygons(shape: Geometry) -> tuple[Geometry, bool]:
    """Return the polygons of a collection as one shape, valid or not, and whether it had others."""
    flat = shapely.get_parts(shapely.get_parts(shape))
    polygons = flat[shapely.get_dimensions(flat) == 2]
    if not len(polygons):
        return shape, False
    has_others = len(polygons) < len(flat)
    if shapely.is_valid(polygons).all():
        return extract_polygons(shape), has_others
    return shapely.MultiPolygon(list(polygons)), has_others


def keep_polygons(layer: Layer, *, skip_unusable: bool, name: str) -> Layer:
    """Return a layer of polygons (WGS 84 degrees); other shapes are refused or left out.

    Pins and lines beside the polygons of a KML are left out always: people add them as labels.

    Raises
    ------
    InputError
        For the first shape that is no polygon, unless it may be left out; or when there is none.
    """
    shapes, dropped = extract_collections(np.asarray(layer.table.geometry.values))
    is_polygon = np.isin(shapely.get_type_id(shapes), (3, 6))
    numbers = layer.table.index.to_numpy()
    left_out = [
        LeftOut(
            int(numbers[n]),
            Phrase(N_("it is a %(kind)s, not a polygon"), {"kind": _KINDS[shapes[n].geom_type]}),
            shapes[n].wkt,
        )
        for n in np.flatnonzero(~is_polygon).tolist()
    ]
    if left_out and not is_polygon.any():
        raise InputError(
            N_("%(name)s has no polygon, only %(kind)s. Use polygons."),
            name=name,
            kind=_KINDS_OF_FILE[shapes[0].geom_type],
        )
    if left_out and not (skip_unusable or layer.format_name == "KML"):
        raise_unusable(name, left_out[0])
    table = layer.table.set_geometry(shapes, crs=layer.table.crs)[is_polygon]
    steps = [*layer.steps, *_describe_dropped(numbers[dropped].tolist())]
    steps += [describe_left_out(each) for each in left_out[:20]]
    return replace(
        layer,
        table=table,
        steps=tuple(steps),
        left_out=(*layer.left_out, *left_out),
        shifts_m=layer.shifts_m[is_polygon],
    )


def _describe_dropped(numbers: list[int]) -> list[Phrase]:
    sentence = N_("Feature %(n)s: points and lines beside the polygons were removed.")
    return [Phrase(sentence, {"n": n}) for n in numbers[:20]]


def describe_left_out(left_out: LeftOut) -> Phrase:
    """Return that a feature was left out, and why, as a sentence."""
    return Phrase(
        N_("Feature %(n)s was left out: %(reason)s."),
        {"n": left_out.number, "reason": left_out.reason},
    )
