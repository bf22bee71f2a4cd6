"""The bounds of a view, as addresses and options have them: south, west, north, east."""

import math
import re

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError, quote_value

Bounds = tuple[float, float, float, float]

MAX_SPAN_DEG = 30.0  # of a figure: within a hemisphere, whatever the shape of the page
_STEP_DEG = 1.0  # a parallel is a curve on the figure
_M_PER_DEGREE = 111_000.0
_SHARE_AROUND = 0.15  # of a shape's size, that is shown around it
_BOUNDS = re.compile(",".join([r"(-?\d{1,3}(?:\.\d+)?)"] * 4), re.ASCII)


def parse_bounds(text: str) -> Bounds:
    """Return the bounds in `text`, degrees, WGS 84; across 180 degrees, east is less than west.

    Raises
    ------
    InputError
        When they are no bounds.

    Examples
    --------
    >>> parse_bounds("28.7,105.2,29.2,105.7"), parse_bounds("-18,178,-16,-179")
    ((28.7, 105.2, 29.2, 105.7), (-18.0, 178.0, -16.0, -179.0))
    """
    found = _BOUNDS.fullmatch(text)
    south, west, north, east = map(float, found.groups()) if found else [0.0] * 4
    if not (-90 <= south < north <= 90 and west != east and max(abs(west), abs(east)) <= 180):
        raise InputError(
            N_(
                "%(name)s is %(value)s. "
                "Use south, west, north and east in degrees, such as %(example)s."
            ),
            name="bounds",
            value=quote_value(text),
            example="28.7,105.2,29.2,105.7",
        )
    return south, west, north, east


def fits_figure(bounds: Bounds) -> bool:
    """Return whether a figure of any shape can show all within the bounds."""
    south, west, north, east = _unwrap(bounds)
    return max(north - south, east - west) <= MAX_SPAN_DEG


def check_figure_bounds(bounds: Bounds) -> None:
    """Raise InputError when the bounds are too far apart for a figure."""
    if not fits_figure(bounds):
        raise InputError(
            N_("%(name)s has sides more than %(most)s degrees apart. Choose a smaller area."),
            name="bounds",
            most=f"{MAX_SPAN_DEG:g}",
        )


def outline_bounds(bounds: Bounds) -> Geometry:
    """Return the area within the bounds, WGS 84 degrees; longitudes may exceed 180."""
    south, west, north, east = _unwrap(bounds)
    return shapely.segmentize(shapely.box(west, south, east, north), _STEP_DEG)


def surround_shape(shape: Geometry, around_m: float) -> Bounds | None:
    """Return bounds with some ground around a shape; None where they are not on one map.

    Parameters
    ----------
    shape : Geometry
        WGS 84 degrees.
    around_m : float
        The ground on each side, beside a share of the shape's size; metres.
    """
    west, south, east, north = shape.bounds
    middle = math.cos(math.radians((south + north) / 2))
    high = around_m / _M_PER_DEGREE + _SHARE_AROUND * (north - south)
    wide = around_m / _M_PER_DEGREE / max(middle, 0.01) + _SHARE_AROUND * (east - west)
    south, north = max(south - high, -90.0), min(north + high, 90.0)
    bounds = (south, west - wide, north, east + wide)
    is_one = bounds[1] >= -180 and bounds[3] <= 180 and fits_figure(bounds)
    return bounds if is_one else None


def _unwrap(bounds: Bounds) -> Bounds:
    south, west, north, east = bounds
    return south, west, north, east + 360 if east < west else east
