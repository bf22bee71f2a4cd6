"""Query parameters of the API, each read by one function."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from flask import request
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError, quote_value
from webapp.api.crs import CRS84, Crs

MAX_FEATURES = 10_000
_MORE_DIGITS = re.compile(r"[0-9]{13,}")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,12}")
# float() would also take nan, inf, underscores and digits of other scripts.
NUMBER = re.compile(r"[+-]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30})([eE][+-]?[0-9]{1,2})?")


def parse_number(name: str, text: str, *, low: float, high: float) -> float:
    """Return a number within bounds, the bounds included."""
    if not NUMBER.fullmatch(text):
        raise InputError(
            N_("%(name)s is %(value)s, which is not a number. Use a number, for example 105.44."),
            name=name,
            value=quote_value(text),
        )
    value = float(text)
    if not low <= value <= high:
        raise InputError(
            N_("%(name)s is %(value)s. Use a number from %(low)s to %(high)s."),
            name=name,
            value=quote_value(text),
            low=f"{low:g}".replace("-", "−"),
            high=f"{high:g}".replace("-", "−"),
        )
    return value


def read_whole_number(name: str, *, default: int, low: int) -> int:
    """Return a whole-number parameter of at least `low`."""
    text = request.args.get(name)
    if text is None:
        return default
    if _MORE_DIGITS.fullmatch(text):
        raise InputError(
            N_("%(name)s is %(value)s. Use a whole number from %(low)s to %(high)s."),
            name=name,
            value=quote_value(text),
            low=low,
            high="999,999,999,999",
        )
    if not _WHOLE_NUMBER.fullmatch(text) or int(text) < low:
        raise InputError(
            N_("%(name)s is %(value)s. Use a whole number, %(low)s or more."),
            name=name,
            value=quote_value(text),
            low=low,
        )
    return int(text)


def read_crs(name: str, offered: Mapping[str, Crs]) -> Crs:
    """Return the CRS whose URI the parameter gives; CRS84 when it is not given."""
    uri = request.args.get(name, CRS84)
    if uri not in offered:
        raise InputError(
            N_("%(name)s is %(uri)s. Use one of %(choices)s."),
            name=name,
            uri=quote_value(uri, limit=90),
            choices=tuple(offered),
        )
    return offered[uri]


def read_bbox(crs: Crs) -> Geometry | None:
    """Return the box that `bbox` gives, in `crs` and its axis order; None when not given.

    A box whose western edge lies east of its eastern one crosses the antimeridian and comes
    back as two. Heights (6 numbers) are checked, then left: the data are flat.
    """
    text = request.args.get("bbox")
    if text is None:
        return None
    values = [parse_number("bbox", each, low=-1e9, high=1e9) for each in text.split(",")]
    if len(values) not in {4, 6}:
        raise InputError(
            N_("bbox has %(count)s numbers. Use 4, or 6 with heights."), count=len(values)
        )
    half = len(values) // 2
    low, high = values[:half], values[half:]
    wraps = crs.longitude_axis
    for axis in range(half):
        if low[axis] > high[axis] and axis != wraps:
            raise InputError(
                N_(
                    "Value %(value)s of bbox is greater at the lower corner than at the upper "
                    "corner. Put the lower corner first, in the axis order of its CRS."
                ),
                value=axis + 1,
            )
    return _split_box(low[:2], high[:2], wraps)


def _split_box(low: list[float], high: list[float], wraps: int | None) -> Geometry:
    if wraps is None or low[wraps] <= high[wraps]:
        return _box_shape(low, high)
    to_east, from_west = list(high), list(low)
    to_east[wraps], from_west[wraps] = 180.0, -180.0
    return shapely.geometrycollections([_box_shape(low, to_east), _box_shape(from_west, high)])


def _box_shape(low: list[float], high: list[float]) -> Geometry:
    """Return a box as a polygon, or as the line or point that it collapses to."""
    corners = np.array([low, high])
    if (corners[0] == corners[1]).all():
        return shapely.Point(low)
    if (corners[0] == corners[1]).any():
        return shapely.LineString(corners)
    return shapely.box(low[0], low[1], high[0], high[1])


def parse_filter_value(name: str, text: str, schema: Mapping[str, Any]) -> Any:
    """Return a filter's value in its field's type; empty text asks for features without one."""
    if text == "" and "enum" not in schema:
        return None
    if schema["type"] == "number":
        return parse_number(name, text, low=-1e18, high=1e18)
    allowed = ("true", "false") if schema["type"] == "boolean" else schema.get("enum")
    if allowed and text not in allowed:
        raise InputError(
            N_("%(name)s is %(value)s. Use one of %(choices)s."),
            name=name,
            value=quote_value(text),
            choices=tuple(allowed),
        )
    return text == "true" if schema["type"] == "boolean" else text
