"""GeoJSON geometries to checked shapes: each on the globe, valid, its rings oriented."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Bools, Shapes
from geo.errors import N_, InputError, Phrase, quote_value
from geo.io.range_check import check_range, refuse_faulty

GEOS_REASONS = (  # of GEOS, for a shape that is not valid
    N_("self-intersection"),
    N_("ring self-intersection"),
    N_("hole lies outside shell"),
    N_("holes are nested"),
    N_("nested shells"),
    N_("interior is disconnected"),
    N_("duplicate rings"),
    N_("too few points in geometry component"),
)
AT_PLACE = N_("%(reason)s at %(x)s, %(y)s")
_NUMBERS = re.compile(r"[\[\]0-9.eE+, -]*")  # as JSON, neither NaN nor Infinity among them
_WHOLES: Mapping[str, Callable[..., Geometry]] = {
    "MultiPoint": shapely.MultiPoint,
    "MultiLineString": shapely.MultiLineString,
    "MultiPolygon": shapely.MultiPolygon,
}


def read_shape(geometry: object, types: Sequence[str], where: object) -> Geometry:
    """Return a GeoJSON geometry as a shape without heights, valid or not.

    Parameters
    ----------
    geometry : object
        What the member `geometry` contains, as decoded from JSON; degrees, in any CRS.
    types : sequence of str
        The types that are allowed, such as `Polygon`.
    where : object
        Names the feature in an error sentence.

    Raises
    ------
    InputError
        When there is none, its type is not in `types`, or its coordinates make no shape. An
        empty list of coordinates makes an empty shape; an empty hole or piece is left out.
    """
    if geometry is None:
        raise InputError(
            N_("%(where)s has no geometry. Draw it, or remove the feature."), where=where
        )
    kind = geometry.get("type") if isinstance(geometry, dict) else geometry
    if kind not in types:
        raise InputError(
            N_("%(where)s has the geometry %(kind)s. Use one of %(choices)s."),
            where=where,
            kind=quote_value(kind),
            choices=tuple(types),
        )
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    text = json.dumps(coordinates)
    if not _NUMBERS.fullmatch(text):
        _check_numbers(coordinates, where)
    try:
        shape = shapely.from_geojson(f'{{"type": {json.dumps(kind)}, "coordinates": {text}}}')
        shape = shapely.force_2d(shape)
    except (shapely.errors.GEOSException, ValueError, TypeError):
        raise InputError(
            N_(
                "%(where)s has coordinates that do not form a %(kind)s. Write positions as "
                "[longitude, latitude] and close each ring."
            ),
            where=where,
            kind=kind,
        ) from None
    return _drop_empty_pieces(shape) if "[]" in text else shape


def _drop_empty_pieces(shape: Geometry) -> Geometry:
    pieces = [_drop_empty_holes(piece) for piece in shapely.get_parts(shape) if not piece.is_empty]
    if shape.geom_type in _WHOLES:
        return _WHOLES[shape.geom_type](pieces)
    return pieces[0] if pieces else shape


def _drop_empty_holes(shape: Geometry) -> Geometry:
    if not isinstance(shape, Polygon):
        return shape
    return Polygon(shape.exterior, [ring for ring in shape.interiors if not ring.is_empty])


def _check_numbers(coordinates: object, where: object) -> None:
    """Walk the nested lists without recursion; every leaf must be a finite number."""
    level: list[Any] = [coordinates]
    while level:
        leaves = [item for item in level if not isinstance(item, list)]
        wrong = [item for item in leaves if type(item) not in {int, float}]  # a bool is none
        if wrong:
            raise InputError(
                N_("%(where)s has the coordinate %(item)s, which is not a number. Use degrees."),
                where=where,
                item=quote_value(wrong[0]),
            )
        if not all(abs(item) < math.inf for item in leaves):
            raise InputError(
                N_("%(where)s has a coordinate that is NaN or infinite. Use degrees."), where=where
            )
        level = [each for item in level if isinstance(item, list) for each in item]


def check_shapes(shapes: Shapes, wheres: Sequence[object]) -> Shapes:
    """Return the shapes with exterior rings counter-clockwise, once all of them are usable.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        WGS 84 degrees; none missing.
    wheres : sequence of object, length n
        Name the features in an error sentence.

    Raises
    ------
    InputError
        For the first shape that is empty, not on the globe, invalid, or has an edge over 180°.
    """
    refuse_faulty(
        shapely.is_empty(shapes),
        wheres,
        N_("%(where)s has an empty geometry. Draw it, or remove the feature."),
    )
    check_range(shapes, wheres)
    invalid = ~shapely.is_valid(shapes)
    for n in np.flatnonzero(invalid).tolist():
        raise InputError(
            N_(
                "%(where)s is not a valid shape: %(reason)s. Repair it with `zonemap check "
                "SOURCE --repair -o FILE`, or redraw it."
            ),
            where=wheres[n],
            reason=describe_invalidity(shapes[n]),
        )
    refuse_faulty(
        crosses_antimeridian(shapes),
        wheres,
        N_(
            "%(where)s has an edge that spans 180° of longitude or more. Cut it at the "
            "antimeridian (RFC 7946, section 3.1.9), or add vertices along the edge."
        ),
    )
    oriented: Shapes = shapely.orient_polygons(shapes)
    return oriented


def split_reason(reason: str) -> tuple[str, tuple[float, float] | None]:
    """Return the wording and the coordinates (as given to GEOS) of a GEOS validity reason.

    >>> split_reason("Self-intersection[105.5 28.5]")
    ('Self-intersection', (105.5, 28.5))
    """
    match = re.fullmatch(r"(.*?)\[(\S+) (\S+)\]", reason)
    if not match:
        return reason, None
    return match[1], (float(match[2]), float(match[3]))


def describe_invalidity(shape: Geometry) -> Phrase:
    """Return why a shape (degrees or metres, of any CRS) is not valid, and where in it."""
    reason, place = split_reason(shapely.is_valid_reason(shape))
    fault = Phrase(reason.lower(), {})
    if place is None:
        return fault
    return Phrase(AT_PLACE, {"reason": fault, "x": f"{place[0]:.10g}", "y": f"{place[1]:.10g}"})


def crosses_antimeridian(shapes: Shapes) -> Bools:
    """Return which shapes have an edge whose shortest way crosses 180° or a pole, shape (n,).

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,)
        WGS 84 degrees. Missing and empty ones do not cross; edges along a pole are ignored.

    References
    ----------
    RFC 7946 (2016). The GeoJSON Format, section 3.1.9.
    """
    outlines = np.where(shapely.get_dimensions(shapes) == 2, shapely.boundary(shapes), shapes)
    lines, owner = shapely.get_parts(outlines, return_index=True)
    xy, line = shapely.get_coordinates(lines, return_index=True)
    far = (np.abs(np.diff(xy[:, 0])) >= 180) & (line[:-1] == line[1:]) & (np.abs(xy[1:, 1]) < 90)
    found = np.zeros(len(shapes), dtype=bool)
    found[owner[line[1:][far]]] = True
    return found


def round_shape(shape: Geometry, decimals: int) -> Geometry:
    """Round the coordinates and nothing else, as long as that leaves the shape valid.

    What is thinner than the last decimal would cross itself: the shape is snapped to the grid of
    that decimal, which drops it. If nothing would be left, the shape keeps all its digits.

    Parameters
    ----------
    shape : Geometry
        Polygon or MultiPolygon, WGS 84 degrees.
    decimals : int
        Of its coordinates.
    """
    rounded = shapely.transform(shape, lambda xy: xy.round(decimals))
    if not rounded.is_valid:
        snapped = shapely.set_precision(shape, 10.0**-decimals)
        rounded = shapely.transform(snapped, lambda xy: xy.round(decimals))
    return shape if rounded.is_empty or not rounded.is_valid else shapely.orient_polygons(rounded)
