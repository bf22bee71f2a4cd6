"""Shapes as WKB in Arrow: of points, which are many, without asking GEOS for each."""

from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from geo.arrays import Shapes

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])


def are_plain_points(shapes: Shapes) -> bool:
    """Return whether all shapes are points of two coordinates.

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,)
        In any CRS, degrees or metres; None and an empty point are no points.
    """
    is_point = (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes)
    has_more = shapely.has_z(shapes).any() or shapely.has_m(shapes).any()
    return bool(is_point.all() and not has_more)


def are_coordinates(packed: NDArray[Any]) -> bool:
    """Return whether shapes (any CRS, degrees or metres) are coordinates of points, not objects."""
    return packed.dtype != object


def make_wkb_array(shapes: NDArray[Any]) -> "pa.Array[Any]":
    """Return shapes as WKB, little-endian, null for a missing one.

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,), or array of float, shape (n, 2)
        In any CRS and unit, degrees or metres; coordinates are those of points.
    """
    if not are_coordinates(shapes) and not are_plain_points(shapes):
        return pa.array(shapely.to_wkb(shapes), pa.binary())
    points = np.empty(len(shapes), _POINT)
    points["order"], points["kind"] = 1, 1
    found = shapes if are_coordinates(shapes) else shapely.get_coordinates(shapes)
    points["x"], points["y"] = found.T
    ends = np.arange(len(shapes) + 1, dtype=np.int32) * _POINT.itemsize
    buffers: Any = [None, *(pa.py_buffer(each.tobytes()) for each in (ends, points))]
    return pa.Array.from_buffers(pa.binary(), len(shapes), buffers)


def pack_shapes(shapes: Shapes) -> Any:
    """Return shapes (any CRS, degrees or metres) in a form that is quickly sent elsewhere."""
    return shapely.get_coordinates(shapes) if are_plain_points(shapes) else make_wkb_array(shapes)


def unpack_shapes(packed: Any) -> Shapes:
    """Return the shapes that `pack_shapes` packed, in the same CRS, degrees or metres."""
    if isinstance(packed, np.ndarray):
        return np.asarray(shapely.points(packed), dtype=object)
    return read_wkb_array(packed)


def read_wkb_array(found: "pa.Array[Any]") -> Shapes:
    """Return shapes from WKB (any CRS and unit, degrees or metres), None for null; shape (n,)."""
    return np.asarray(shapely.from_wkb(found.to_numpy(zero_copy_only=False)), dtype=object)
